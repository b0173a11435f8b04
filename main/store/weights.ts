/** FSRS's weights, as they were fitted; reviews name the set that decided them. */
import type { ReadableStore, Written } from "./database.ts";
import type { Store } from "./store.ts";

export interface StoredWeights {
  id: number;
  /** "" : for every topic. */
  topic: string;
  values: number[];
  fittedAt: number;
  /** Reviews that they were fitted to. */
  reviews: number;
}

/** The newest set of that topic, else the newest for every topic; null: FSRS's own. */
export function currentWeights(store: ReadableStore, topic: string): StoredWeights | null {
  throw new Error(`${String(store)} ${topic}`);
}

export function addWeights(store: Store, weights: Omit<StoredWeights, "id">): Written<StoredWeights> {
  throw new Error(`${store.file} ${weights.topic}`);
}
