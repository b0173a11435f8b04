/** The learner's settings, and FSRS's weights. */
import type { Settings } from "../contract/index.ts";
import type { ReadableStore, Written } from "./database.ts";
import type { Store } from "./store.ts";

/** What was never set has its default; a stored value that today's schema refuses, too. */
export function readSettings(store: ReadableStore): Settings {
  throw new Error(String(store));
}

export function writeSettings(store: Store, changes: Partial<Settings>): Written<Settings> {
  throw new Error(`${store.file} ${Object.keys(changes).length}`);
}
