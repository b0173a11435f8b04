/** `retransmit bench [NAME…]`: each benchmark runs in a process of its own, so that its memory is its own. */
import { spawn } from "node:child_process";
import { exitCodes, type Command } from "../../main/hosts/commands/command.ts";
import { benchmarks, type Measurement } from "./measurement.ts";

export const bench: Command = async (args, io) => {
  const asJson = args.includes("--json");
  const names = args.filter((argument) => argument !== "--json");
  const unknown = names.filter((name) => !benchmarks.includes(name));
  if (unknown.length > 0) {
    io.err(`There is no benchmark ${unknown.join(", ")}. There are: ${benchmarks.join(", ")}.`);
    return exitCodes.usage;
  }
  const all: Measurement[] = [];
  for (const name of names.length > 0 ? names : benchmarks) {
    if (!asJson) io.err(`${name} …`);
    const rows = await runAlone(name, io.signal);
    all.push(...rows);
    if (!asJson) for (const row of rows) io.out(line(row));
  }
  if (asJson) io.out(JSON.stringify(all));
  return exitCodes.ok;
};

function runAlone(name: string, signal: AbortSignal): Promise<Measurement[]> {
  const child = spawn(process.execPath, ["--expose-gc", new URL("./alone.ts", import.meta.url).pathname, name], {
    stdio: ["ignore", "pipe", "inherit"],
    signal,
  });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  return new Promise((done, failed) => {
    child.on("error", failed);
    child.on("close", (code) => {
      if (code === 0) done(JSON.parse(Buffer.concat(chunks).toString()) as Measurement[]);
      else failed(new Error(`The benchmark ${name} ended with code ${code}.`));
    });
  });
}

function line({ name, value, unit, baseline, ratio, rssMiB, samples }: Measurement): string {
  const against = ratio === null ? "" : `  ${ratio.toFixed(2)} × ${baseline}`;
  return `${name.padEnd(34)} ${format(value).padStart(9)} ${unit}${against}  [${rssMiB.toFixed(0)} MiB, ${samples} samples]`;
}

function format(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(2) : value.toFixed(3);
}
