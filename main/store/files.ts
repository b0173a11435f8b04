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
  /** What an overlay calls the deck; null for all others. */
  title: string | null;
  errors: number;
  warnings: number;
}

/** "duplicate": its deck id belongs to an earlier path. "broken": its front matter can't be read; its deck stays as it was. */
export type FileRole = "deck" | "overlay" | "other" | "duplicate" | "broken";

export interface FileChanges {
  /** Same size and time as at the last sync. */
  unchanged: KnownFile[];
  /** New, changed, or to be looked at again (duplicates): read these and hash them. */
  toRead: FileToRead[];
  /** Known, but no longer there. */
  vanished: KnownFile[];
}

interface FileToRead extends FoundFile {
  /** Where the content still has this hash only the time changed: it goes to sync as unchanged. Null: parse in any case. */
  knownHash: string | null;
}

/**
 * Compares what was found with the last sync; reads only. `reader` names the version of the parser: when it differs from
 * that of the last sync every file is to be read.
 */
export function fileChanges(store: ReadableStore, found: readonly FoundFile[], reader: string): FileChanges {
  const known = new Map(knownFiles(store).map((file) => [fileName(file), file]));
  const readAgain = readerOf(store) !== reader;
  const unchanged: KnownFile[] = [];
  const toRead: FileToRead[] = [];
  for (const file of found) {
    const before = known.get(fileName(file));
    known.delete(fileName(file));
    const same = before?.sizeBytes === file.sizeBytes && before.modifiedAt === file.modifiedAt && before.role !== "duplicate";
    if (before !== undefined && same && !readAgain) unchanged.push(before);
    else toRead.push({ ...file, knownHash: before === undefined || before.role === "duplicate" || readAgain ? null : before.contentHash });
  }
  return { unchanged, toRead, vanished: [...known.values()] };
}

export function knownFiles(store: ReadableStore): KnownFile[] {
  return store.all<KnownFile>(
    `select origin, path, size_bytes as sizeBytes, modified_at as modifiedAt, content_hash as contentHash, role, deck_key as deckKey, title, errors, warnings
     from files`,
  );
}

/** Key of a file in maps. */
export function fileName(file: { origin: Origin; path: string }): string {
  return `${file.origin}:${file.path}`;
}

export function readerOf(store: ReadableStore): string | null {
  return store.get<{ value: string }>("select value from installation where key = 'reader'")?.value ?? null;
}
