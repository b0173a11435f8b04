/** `retransmit lab SCENARIO [--set k=v] [--port N]`: serves a scenario in the foreground. The first line is JSON with its addresses. */
import { randomBytes } from "node:crypto";
import { readSetting, defaultSettings } from "../../exercise/settings.ts";
import type { ScenarioEntry, SettingValues } from "../../exercise/scenario.ts";
import { labScenarios } from "../../lab/scenarios.ts";
import { serveScenario, type Served } from "../../lab/serve.ts";
import { exitCodes, type Command, type Io } from "./command.ts";

const usage = "retransmit lab SCENARIO [--set NAME=VALUE]… [--port N] [--seed TEXT]";

interface LabArguments {
  scenario: string;
  port: number;
  seed: string;
  set: Map<string, string>;
}

export const lab: Command = async (args, io) => {
  const read = readArguments(args);
  if (typeof read === "string") return misused(io, read);
  const scenario = labScenarios.find(({ entry }) => entry.id === read.scenario);
  if (scenario === undefined)
    return misused(io, `There is no scenario “${read.scenario}”. There are: ${labScenarios.map(({ entry }) => entry.id).join(", ")}.`);
  const settings = readSettings(scenario.entry, read.set);
  if (typeof settings === "string") return misused(io, settings);
  let served: Served;
  try {
    served = await serveScenario(scenario, settings, read.port, read.seed);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const taken = code === "EADDRINUSE" || code === "EACCES";
    io.err(taken ? `Port ${read.port} can't be had (${code}). Choose another, or 0 for any free one.` : `The scenario didn't start: ${String(error)}`);
    return taken ? exitCodes.usage : exitCodes.lab;
  }
  io.out(JSON.stringify({ scenario: scenario.entry.id, hosts: served.hosts, lab: served.plan }));
  await aborted(io.signal);
  await served.stop();
  return exitCodes.ok;
};

function readArguments(args: readonly string[]): LabArguments | string {
  const read: LabArguments = { scenario: "", port: 0, seed: randomBytes(8).toString("hex"), set: new Map() };
  for (let at = 0; at < args.length; at++) {
    const argument = args[at]!;
    if (!argument.startsWith("--")) {
      if (read.scenario !== "") return `One scenario at a time: “${argument}” is one too many.`;
      read.scenario = argument;
      continue;
    }
    const value = args[++at];
    if (value === undefined) return `${argument} needs a value.`;
    const problem = readFlag(read, argument, value);
    if (problem !== null) return problem;
  }
  return read.scenario === "" ? "Which scenario?" : read;
}

function readFlag(read: LabArguments, flag: string, value: string): string | null {
  if (flag === "--port") {
    if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) return `“${value}” is no port: 0 to 65535.`;
    read.port = Number(value);
  } else if (flag === "--seed") read.seed = value;
  else if (flag === "--set") {
    const equals = value.indexOf("=");
    if (equals < 1) return `--set takes NAME=VALUE, not “${value}”.`;
    read.set.set(value.slice(0, equals), value.slice(equals + 1));
  } else return `There is no flag ${flag}.`;
  return null;
}

function readSettings(entry: ScenarioEntry, set: ReadonlyMap<string, string>): SettingValues | string {
  const settings = defaultSettings(entry);
  for (const [name, text] of set) {
    const schema = entry.settings[name];
    if (schema === undefined) return `${entry.id} has no setting “${name}”. There are: ${Object.keys(entry.settings).join(", ")}.`;
    const read = readSetting(schema, text);
    if (!read.ok) return `${name} is ${read.wanted}, not “${text}”.`;
    settings[name] = read.value;
  }
  return settings;
}

function misused(io: Io, message: string): number {
  io.err(message);
  io.err(`Usage: ${usage}`);
  return exitCodes.usage;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
