/** Starts worker threads by name: from the source in a checkout, from the bundle elsewhere. */
import { Worker, type WorkerOptions } from "node:worker_threads";

/** Each worker's source, seen from this file. The bundle holds it as `<name>.js` beside the doors. */
const sources = { "run-worker": "../lab/run-worker.ts", "deck-worker": "../study/deck-worker.ts" } as const;
export type WorkerName = keyof typeof sources;

export function startWorker(name: WorkerName, options: WorkerOptions = {}): Worker {
  return new Worker(workerUrl(name, import.meta.url), options);
}

/** `from` is the URL of the running module: a `.ts` file, a bundled door, or a chunk one folder below the doors. */
export function workerUrl(name: WorkerName, from: string): URL {
  if (from.endsWith(".ts")) return new URL(sources[name], from);
  return new URL(`${/\/chunks\/[^/]*$/.test(from) ? "../" : "./"}${name}.js`, from);
}
