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

export interface Surroundings {
  env?: Record<string, string | undefined>;
  home?: string;
  cwd?: string;
}

const hostFlags = ["--data", "--decks", "--port", "--app-version", "--locale"] as const;
const placeFlags = ["--data", "--decks"] as const;

/** Both `--port 8080` and `--port=8080`. What `surroundings` doesn't say is the process's own. */
export function readHostFlags(args: readonly string[], surroundings: Surroundings): HostFlags {
  const { values, rest } = split(args, hostFlags);
  const cwd = surroundings.cwd ?? process.cwd();
  return {
    places: placesFrom(values, surroundings),
    port: portOf(values["--port"]),
    browser: rest.includes("--browser"),
    rest: rest.filter((argument) => argument !== "--browser"),
    version: values["--app-version"] ?? null,
    locale: values["--locale"] ?? null,
    forAppProcess: (version, locale) => [
      ...placeFlags.flatMap((name) => (values[name] === undefined ? [] : [`${name}=${resolve(cwd, values[name])}`])),
      `--app-version=${version}`,
      `--locale=${locale}`,
    ],
  };
}

/** Takes `--data` and `--decks` out; the rest is the command's own. */
export function takePlaces(args: readonly string[], surroundings: Surroundings): { places: HostPlaces; rest: string[] } {
  const { values, rest } = split(args, placeFlags);
  return { places: placesFrom(values, surroundings), rest };
}

type Values = Partial<Record<string, string>>;

function placesFrom(values: Values, { env = process.env, home = homedir(), cwd = process.cwd() }: Surroundings): HostPlaces {
  const chosen: { data?: string; decks?: string } = {};
  if (values["--data"] !== undefined) chosen.data = resolve(cwd, values["--data"]);
  if (values["--decks"] !== undefined) chosen.decks = resolve(cwd, values["--decks"]);
  return { ...placesOf({ platform: process.platform, env, home }, chosen), builtIn: join(packageRoot, "content") };
}

function split(args: readonly string[], names: readonly string[]): { values: Values; rest: string[] } {
  const values: Values = {};
  const rest: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const [flag, inline] = cut(args[index]!);
    if (!names.includes(flag)) {
      rest.push(args[index]!);
      continue;
    }
    const value = inline ?? args[++index];
    if (value === undefined || value === "") throw new FlagError(`${flag} needs a value.`);
    values[flag] = value;
  }
  return { values, rest };
}

function cut(argument: string): [string, string | undefined] {
  const at = argument.indexOf("=");
  return argument.startsWith("--") && at > 0 ? [argument.slice(0, at), argument.slice(at + 1)] : [argument, undefined];
}

function portOf(text: string | undefined): number {
  if (text === undefined) return 0;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port >= 0 && port <= 65_535)) throw new FlagError(`--port takes a number from 0 to 65535, not "${text}".`);
  return port;
}
