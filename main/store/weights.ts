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
  const row = store.get<Omit<StoredWeights, "values">>(
    `select weights_id as id, topic, fitted_at as fittedAt, reviews from weights where topic in (?, '') order by topic = '', weights_id desc limit 1`,
    topic,
  );
  if (row === undefined) return null;
  const values = store.all<{ value: number }>("select value from weight_values where weights_id = ? order by n", row.id).map(({ value }) => value);
  return { ...row, values };
}

export function addWeights(store: Store, weights: Omit<StoredWeights, "id">): Written<StoredWeights> {
  return store.act((writable) => {
    const id = writable.run("insert into weights (topic, fitted_at, reviews) values (?, ?, ?)", weights.topic, weights.fittedAt, weights.reviews).rowid;
    weights.values.forEach((value, n) => writable.run("insert into weight_values (weights_id, n, value) values (?, ?, ?)", id, n, value));
    return { id, ...weights };
  });
}
