/** The command line: finds the command, gives it its places, ends with its exit code. */
import "./node-version.ts";
import { FlagError, takePlaces } from "./flags.ts";
import { packageVersion } from "./package.ts";
import { exitCodes, type Command } from "./commands/command.ts";
import { stopSignal } from "./signals.ts";

interface Listed {
  usage: string;
  does: string;
  load(): Promise<Command>;
}

const commands: Record<string, Listed> = {
  check: {
    usage: "check [PATH…] [--run] [--fix] [--json]",
    does: "lints decks (no path: built-in decks and the user's folder); --run runs every solution, wrong answer and expectation",
    load: () => import("./commands/check.ts").then(({ check }) => check),
  },
  run: {
    usage: "run DECK/ENTRY [--answer FILE] [--seed N] [--save F.pcapng] [--json]",
    does: "one exercise (without an answer: its solution): verdict and transcript",
    load: () => import("./commands/run.ts").then(({ run }) => run),
  },
  lab: {
    usage: "lab SCENARIO [--set k=v] [--port N]",
    does: "serves a scenario in the foreground; the first line is JSON with its addresses",
    load: () => import("./commands/lab.ts").then(({ lab }) => lab),
  },
  study: {
    usage: "study [--port N] [--browser]",
    does: "the loopback host (what `npm start` falls back to)",
    load: () => import("./commands/study.ts").then(({ study }) => study),
  },
  bench: {
    usage: "bench [NAME] [--json]",
    does: "runs the benchmarks",
    load: () => import("./commands/bench.ts").then(({ bench }) => bench),
  },
};

function usage(): string {
  const width = Math.max(...Object.values(commands).map((command) => command.usage.length));
  const lines = Object.values(commands).map(({ usage: line, does }) => `  ${line.padEnd(width)}  ${does}`);
  const flags = "All take --data DIR (the learner's data) and --decks DIR (the learner's decks); --version, --help.";
  const codes = "Exit code 0: all is well, 1: something was found, 2: it was called wrongly, 3: the lab failed.";
  return ["Usage: retransmit COMMAND", "", ...lines, "", flags, codes].join("\n");
}

async function call(args: readonly string[]): Promise<number> {
  const { places, rest } = takePlaces(args, {});
  const [name, ...own] = rest;
  if (name === "--version") return say(packageVersion());
  if (name === "--help" || name === "-h") return say(usage());
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new FlagError(name === undefined ? usage() : `There is no command ${name}.\n\n${usage()}`);
  if (own.includes("--help") || own.includes("-h")) return say(`Usage: retransmit ${command.usage}\n\n${command.does}`);
  const run = await command.load();
  return run(own, { out: console.log, err: console.error, cwd: process.cwd(), places, signal: stopSignal() });
}

function say(text: string): number {
  console.log(text);
  return exitCodes.ok;
}

// `retransmit … | head` closes our output early: that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

try {
  process.exitCode = await call(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof FlagError)) throw error;
  console.error(error.message);
  process.exitCode = exitCodes.usage;
}
