/** The learner's settings, a row each. */
import { settingsSchema, type Settings } from "../contract/index.ts";
import type { ReadableStore, Written } from "./database.ts";
import type { Store } from "./store.ts";

/** What was never set has its default; a stored value that today's schema refuses, too. */
export function readSettings(store: ReadableStore): Settings {
  const stored: Record<string, unknown> = {};
  for (const { key, value } of store.all<{ key: string; value: string }>("select key, value from settings")) {
    if (!(key in settingsSchema.shape)) continue;
    const read = settingsSchema.partial().safeParse({ [key]: parsed(value) });
    if (read.success) Object.assign(stored, { [key]: read.data[key as keyof Settings] });
  }
  return settingsSchema.parse(stored);
}

export function writeSettings(store: Store, changes: Partial<Settings>): Written<Settings> {
  return store.act((writable) => {
    for (const [key, value] of Object.entries(changes)) {
      writable.run("insert into settings (key, value) values (?, ?) on conflict do update set value = excluded.value", key, JSON.stringify(value));
    }
    return readSettings(writable);
  });
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    // A hand-edited row: its setting falls back to the default.
    return undefined;
  }
}
