/** A store in a folder of its own, as the benchmarks fill it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemChance } from "../../main/platform/chance.ts";
import { systemClock } from "../../main/platform/clock.ts";
import { uuidv7Ids } from "../../main/platform/ids.ts";
import { defaultWeights, replay } from "../../main/scheduler/fsrs.ts";
import type { Written } from "../../main/store/database.ts";
import { openStore, type Store, type StoreEnvironment } from "../../main/store/store.ts";

export const environment: StoreEnvironment = {
  clock: systemClock,
  chance: systemChance,
  ids: uuidv7Ids(systemClock, systemChance),
  log: { file: "", info: () => undefined, warn: () => undefined, error: () => undefined },
  replay: (memory, reviewed) => replay(memory, reviewed, defaultWeights),
};

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "retransmit-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function openBenchStore(folder: string): Promise<Store> {
  const opened = await openStore(folder, environment);
  if (!opened.ok) throw new Error(opened.problem.message);
  return opened.store;
}

export function valueOf<T>(written: Written<T>): T {
  if (!written.ok) throw new Error(written.problem.message);
  return written.value;
}
