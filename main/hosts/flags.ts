/** The flags that every door takes: `--data DIR`, `--decks DIR`, `--port N`, `--browser`. */
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { placesOf, type Places } from "../platform/paths.ts";
import { packageRoot } from "./package.ts";

export interface HostPlaces extends Places {
  /** The built-in decks. */
  builtIn: string;
}

export interface HostFlags {
  places: HostPlaces;
  /** 0: any free one. */
  port: number;
  /** Open the system's browser instead of a window. */
  browser: boolean;
  /** What stood beside the flags, in order. */
  rest: string[];
  /** Said by the process that starts this one; null where none did. */
  version: string | null;
  locale: string | null;
  /** The same places as flags for the app's own process. */
  forAppProcess(version: string, locale: string): string[];
}

/** A flag that can't be used, with what to do; doors print it and end with exit code 2. */
export class FlagError extends Error {}

const valued = ["--data", "--decks", "--port", "--app-version", "--locale"] as const;
type Valued = (typeof valued)[number];

/** Both `--port 8080` and `--port=8080`. `env` and `home` replace the process's own in tests. */
export function readHostFlags(args: readonly string[], given: { env?: Record<string, string | undefined>; home?: string; cwd?: string }): HostFlags {
  const { values, browser, rest } = split(args);
  const cwd = given.cwd ?? process.cwd();
  const folder = (name: Valued) => (values[name] === undefined ? {} : { [name.slice(2)]: resolve(cwd, values[name]) });
  const system = { platform: process.platform, env: given.env ?? process.env, home: given.home ?? homedir() };
  const places = { ...placesOf(system, { ...folder("--data"), ...folder("--decks") }), builtIn: join(packageRoot, "content") };
  return {
    places,
    port: portOf(values["--port"]),
    browser,
    rest,
    version: values["--app-version"] ?? null,
    locale: values["--locale"] ?? null,
    forAppProcess: (version, locale) => [...placeFlags(values, cwd), `--app-version=${version}`, `--locale=${locale}`],
  };
}

function split(args: readonly string[]) {
  const values: Partial<Record<Valued, string>> = {};
  const rest: string[] = [];
  let browser = false;
  for (let index = 0; index < args.length; index++) {
    const [flag, inline] = cut(args[index]!);
    const name = valued.find((known) => known === flag);
    if (name !== undefined) {
      const value = inline ?? args[++index];
      if (value === undefined || value === "") throw new FlagError(`${name} needs a value.`);
      values[name] = value;
    } else if (flag === "--browser") browser = true;
    else rest.push(args[index]!);
  }
  return { values, browser, rest };
}

function cut(argument: string): [string, string | undefined] {
  const at = argument.indexOf("=");
  return argument.startsWith("--") && at > 0 ? [argument.slice(0, at), argument.slice(at + 1)] : [argument, undefined];
}

function placeFlags(values: Partial<Record<Valued, string>>, cwd: string): string[] {
  return (["--data", "--decks"] as const).flatMap((name) => (values[name] === undefined ? [] : [`${name}=${resolve(cwd, values[name])}`]));
}

function portOf(text: string | undefined): number {
  if (text === undefined) return 0;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port >= 0 && port <= 65_535)) throw new FlagError(`--port takes a number from 0 to 65535, not "${text}".`);
  return port;
}
