/** Parses decks: short ones at once, long ones in a worker thread that lives as long as there is work for it. */
import type { Worker } from "node:worker_threads";
import { startWorker } from "../platform/worker.ts";
import type { FromDeckWorker, ToDeckWorker } from "./deck-worker.ts";
import type { Family, FamilyTexts } from "./family.ts";

/** Longest text (UTF-16 units, overlays included) that is parsed where the calls are answered: about a tenth of a second. */
export const maxTextHere = 250_000;
/** A worker without work ends after this; starting one costs about as much as `maxTextHere`. */
const idleWorkerMs = 10_000;

interface Waiting {
  resolve(family: Family): void;
  reject(reason: Error): void;
}

export class DeckParser {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | undefined;
  #ids = 0;
  #isClosed = false;

  /** Rejects only for a fault of ours: whatever stands in a file is a result. */
  async parse(texts: FamilyTexts): Promise<Family> {
    const length = texts.overlays.reduce((sum, { text }) => sum + text.length, texts.deck.text.length);
    if (length > maxTextHere) return this.#parseAside(texts);
    // Most of the code there is: a start with nothing changed can be without it for a while.
    const { parseFamily } = await import("./family.ts");
    await new Promise(setImmediate); // many short ones are no long one
    return parseFamily(texts);
  }

  /** What is being parsed is given up. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#end();
  }

  #parseAside(texts: FamilyTexts): Promise<Family> {
    const { promise, resolve, reject } = Promise.withResolvers<Family>();
    if (this.#isClosed) return Promise.reject(new Error("The decks are closed."));
    const id = ++this.#ids;
    clearTimeout(this.#idle);
    this.#waiting.set(id, { resolve, reject });
    this.#worker ??= this.#start();
    this.#worker.postMessage({ id, texts } satisfies ToDeckWorker);
    return promise;
  }

  #start(): Worker {
    const worker = startWorker("deck-worker");
    worker.on("message", (message: FromDeckWorker) => this.#hear(message));
    worker.on("error", (error) => this.#lost(worker, error as Error));
    worker.once("exit", () => this.#lost(worker, new Error("The thread that parses decks has ended.")));
    return worker;
  }

  #hear(message: FromDeckWorker): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ("family" in message) waiting?.resolve(message.family);
    else waiting?.reject(new Error(message.fault));
    if (this.#waiting.size === 0) this.#idle = setTimeout(() => void this.#end(), idleWorkerMs).unref();
  }

  async #end(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    if (worker === null) return;
    this.#lost(worker, new Error("The decks are closed."));
    await worker.terminate();
  }

  #lost(worker: Worker, reason: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    const lost = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of lost) reject(reason);
  }
}
