/** `retransmit bench [NAME]`: the benchmarks of a checkout; a packaged app has none. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { packageRoot } from "../package.ts";
import { exitCodes, type Command } from "./command.ts";

export const bench: Command = async (args, io) => {
  const file = join(packageRoot, "test", "bench", "index.ts");
  if (!existsSync(file)) {
    io.err("The benchmarks are not part of a packaged app. Run them in a checkout.");
    return exitCodes.found;
  }
  // By path, so that no bundle takes the benchmarks in.
  const loaded = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { bench: Command };
  return loaded.bench(args, io);
};
