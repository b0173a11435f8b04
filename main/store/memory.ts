/** Memory: a cache of the effective log, one row a reviewed card. */
import type { Memory } from "../contract/index.ts";
import type { ReadableStore, Written } from "./database.ts";
import type { Store } from "./store.ts";

/** Null: never (effectively) reviewed. */
export function memoryOf(store: ReadableStore, cardKey: number): Memory | null {
  throw new Error(`${String(store)} ${cardKey}`);
}

/** Memory, queue and counters made anew from the log: after weights change, or an import. */
export function rebuildMemory(store: Store): Written<{ cards: number; reviews: number }> {
  throw new Error(store.file);
}
