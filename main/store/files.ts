/** Files seen at the last sync, so that one that did not change is neither read nor parsed again. */
import type { Origin } from "./cards.ts";
import type { ReadableStore } from "./database.ts";

/** A file that lies there now. Paths are as the caller names them, stable from start to start. */
export interface FoundFile {
  origin: Origin;
  path: string;
  sizeBytes: number;
  /** Whole ms. */
  modifiedAt: number;
}

export interface KnownFile extends FoundFile {
  contentHash: string;
  role: FileRole;
  /** The deck that it holds or translates; null for other files and decks that could never be read. */
  deckKey: number | null;
  errors: number;
  warnings: number;
}

/** "duplicate": its deck id belongs to an earlier path. "broken": its front matter can't be read; its deck stays as it was. */
export type FileRole = "deck" | "overlay" | "other" | "duplicate" | "broken";

export interface FileChanges {
  /** Same size and time as at the last sync. */
  unchanged: KnownFile[];
  /** New, changed, or to be looked at again (duplicates): read these and hash them. */
  toRead: FoundFile[];
  /** Known, but no longer there. */
  vanished: KnownFile[];
}

/**
 * Compares what was found with the last sync; reads only. `reader` names the version of the parser: when it differs from
 * that of the last sync every file is to be read.
 */
export function fileChanges(store: ReadableStore, found: readonly FoundFile[], reader: string): FileChanges {
  throw new Error(`${String(store)} ${found.length} ${reader}`);
}
