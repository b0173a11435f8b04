/** The rows of decks and files, as a sync leaves them. */
import type { Deck } from "../contract/index.ts";
import type { Origin } from "./cards.ts";
import { deckName } from "./claims.ts";
import type { ReadableStore, WritableStore } from "./database.ts";
import { fileName, type FoundFile, type KnownFile } from "./files.ts";
import type { SyncInput } from "./sync.ts";

/** Finds the deck's row by its id, then by an earlier id that no other deck has now (`was:`), else makes one. */
export function writeDeck(store: WritableStore, owner: { origin: Origin; path: string; deck: Deck }, taken: ReadonlySet<string>, at: number): number {
  const { origin, path, deck } = owner;
  const names = [deck.id, ...deck.was.filter((id) => !taken.has(deckName(origin, id)))];
  const row = names.map((id) => findDeck(store, origin, id)).find((found) => found !== undefined);
  const values = [deck.id, path, deck.title, deck.topic, deck.language, deck.contentHash, at] as const;
  if (row === undefined) {
    return store.run(
      "insert into decks (deck_id, path, title, topic, language, content_hash, seen_at, origin) values (?, ?, ?, ?, ?, ?, ?, ?)",
      ...values,
      origin,
    ).rowid;
  }
  store.run(
    "update decks set deck_id = ?, path = ?, title = ?, topic = ?, language = ?, content_hash = ?, seen_at = ?, gone_at = null where deck_key = ?",
    ...values,
    row.deckKey,
  );
  return row.deckKey;
}

export function deckKeyOf(store: ReadableStore, origin: Origin, deckId: string): number {
  const row = findDeck(store, origin, deckId);
  if (row === undefined) throw new Error(`deck ${origin}/${deckId} was not written`);
  return row.deckKey;
}

function findDeck(store: ReadableStore, origin: Origin, deckId: string): { deckKey: number } | undefined {
  return store.get<{ deckKey: number }>("select deck_key as deckKey from decks where origin = ? and deck_id = ?", origin, deckId);
}

/** Decks that no file holds any more; returns their keys. */
export function markDecksGone(store: WritableStore, present: ReadonlySet<string>, at: number): number[] {
  const decks = store.all<{ deckKey: number; origin: Origin; deckId: string }>(
    "select deck_key as deckKey, origin, deck_id as deckId from decks where gone_at is null",
  );
  const gone = decks.filter((deck) => !present.has(deckName(deck.origin, deck.deckId))).map((deck) => deck.deckKey);
  for (const deckKey of gone) store.run("update decks set gone_at = ? where deck_key = ?", at, deckKey);
  return gone;
}

/** What the next sync compares with. */
export function writeFiles(store: WritableStore, known: ReadonlyMap<string, KnownFile>, input: SyncInput, duplicates: ReadonlySet<string>): void {
  const present = new Set<string>();
  for (const file of input.read) {
    present.add(fileName(file));
    const deckId = file.deck?.id ?? file.overlayOf;
    const before = file.role === "broken" ? known.get(fileName(file))?.deckKey : null;
    const deckKey = before ?? (deckId === null ? null : (findDeck(store, file.origin, deckId)?.deckKey ?? null));
    writeFile(store, { ...file, role: duplicates.has(fileName(file)) ? "duplicate" : file.role, deckKey });
  }
  for (const file of input.unchanged) {
    const name = fileName(file);
    const before = known.get(name);
    if (before === undefined || present.has(name)) continue;
    present.add(name);
    const after: KnownFile = { ...before, ...foundOf(file), role: duplicates.has(name) ? "duplicate" : before.role };
    if (after.role !== before.role || after.modifiedAt !== before.modifiedAt || after.sizeBytes !== before.sizeBytes) writeFile(store, after);
  }
  for (const [name, file] of known) {
    if (!present.has(name)) store.run("delete from files where origin = ? and path = ?", file.origin, file.path);
  }
  store.run("insert into installation (key, value) values ('reader', ?) on conflict do update set value = excluded.value", input.reader);
}

function foundOf({ origin, path, sizeBytes, modifiedAt }: FoundFile): FoundFile {
  return { origin, path, sizeBytes, modifiedAt };
}

function writeFile(store: WritableStore, file: KnownFile): void {
  store.run(
    `insert or replace into files (origin, path, size_bytes, modified_at, content_hash, role, deck_key, title, errors, warnings)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    file.origin,
    file.path,
    file.sizeBytes,
    file.modifiedAt,
    file.contentHash,
    file.role,
    file.deckKey,
    file.title,
    file.errors,
    file.warnings,
  );
}
