/** Brings decks of the files into the tables; cards keep their history through edits, renames and moves. Marks gone, never deletes. */
import type { Deck } from "../contract/index.ts";
import type { Origin } from "./cards.ts";
import { claimDecks, type Claimant } from "./claims.ts";
import type { WritableStore, Written } from "./database.ts";
import { fileName, knownFiles, readerOf, type FileRole, type FoundFile, type KnownFile } from "./files.ts";
import { matchEntries, type Incoming, type SyncQuestion } from "./matching.ts";
import type { Store } from "./store.ts";
import { deckKeyOf, markDecksGone, writeDeck, writeFiles } from "./sync-decks.ts";
import { entriesOf, lookupsIn, writeEntries } from "./sync-cards.ts";

/** One file that was read. */
export interface ReadFile extends FoundFile {
  contentHash: string;
  role: Exclude<FileRole, "duplicate">;
  /** The deck, where role is "deck"; where it is "broken", its last good version, if there is one. */
  deck: Deck | null;
  /** Overlays name the deck that they translate, and what they call it. */
  overlayOf: string | null;
  title: string | null;
  errors: number;
  warnings: number;
}

export interface SyncInput {
  /** Files that were read (all of `toRead`, and those whose deck must be parsed again with them). */
  read: readonly ReadFile[];
  /** Files whose content is as it was, with the time and size that they have now. */
  unchanged: readonly FoundFile[];
  reader: string;
  at: number;
}

export interface SyncReport {
  added: number;
  changed: number;
  /** Cards that go on under another name or in another deck. */
  moved: { cardKey: number; from: string; to: string }[];
  gone: number;
  returned: number;
  questions: SyncQuestion[];
  /** Decks whose id an earlier path has. */
  duplicates: { origin: Origin; deckId: string; path: string; keptBy: string }[];
  /** False where nothing was to be written. */
  wrote: boolean;
}

/** One transaction; nothing is written where nothing changed. */
export function syncDecks(store: Store, input: SyncInput): Written<SyncReport> {
  const known = new Map(knownFiles(store).map((file) => [fileName(file), file]));
  if (isWarm(store, known, input)) return { ok: true, value: { ...emptyReport(), wrote: false } };
  return store.act((writable) => {
    const report = emptyReport();
    const claims = claimDecks(claimantsOf(writable, known, input));
    report.duplicates = claims.duplicates.map(({ claimant, keptBy }) => ({ origin: claimant.origin, deckId: claimant.deckId, path: claimant.path, keptBy }));
    const owned = claims.owners.flatMap((owner) => (owner.deck === null ? [] : [{ origin: owner.origin, path: owner.path, deck: owner.deck }]));
    const incoming = owned.flatMap((owner) => incomingOf(writeDeck(writable, owner, claims.ids, input.at), owner.origin, owner.deck));
    const goneDecks = markDecksGone(writable, claims.ids, input.at);
    const rows = [...new Set([...owned.map((owner) => deckKeyOf(writable, owner.origin, owner.deck.id)), ...goneDecks])].flatMap((deckKey) =>
      entriesOf(writable, deckKey),
    );
    const matching = matchEntries(incoming, rows, lookupsIn(writable, rows));
    report.questions = matching.questions;
    writeEntries(writable, store.environment, { incoming, rows, matched: matching.matched, at: input.at }, report);
    writeFiles(writable, known, input, new Set(claims.duplicates.map(({ claimant }) => fileName(claimant))));
    return report;
  });
}

function isWarm(store: Store, known: ReadonlyMap<string, KnownFile>, input: SyncInput): boolean {
  if (input.read.length > 0 || known.size !== input.unchanged.length || readerOf(store) !== input.reader) return false;
  return input.unchanged.every((file) => {
    const before = known.get(fileName(file));
    return before !== undefined && before.modifiedAt === file.modifiedAt && before.sizeBytes === file.sizeBytes;
  });
}

function emptyReport(): SyncReport {
  return { added: 0, changed: 0, moved: [], gone: 0, returned: 0, questions: [], duplicates: [], wrote: true };
}

/** Every file that says it is a deck: those just read, and those that didn't change or can't be read now. */
function claimantsOf(store: WritableStore, known: ReadonlyMap<string, KnownFile>, input: SyncInput): Claimant[] {
  const ids = new Map(
    store.all<{ deckKey: number; deckId: string }>("select deck_key as deckKey, deck_id as deckId from decks").map((row) => [row.deckKey, row.deckId]),
  );
  const claimants: Claimant[] = [];
  const read = new Set(input.read.map(fileName));
  for (const file of input.read) {
    if (file.deck !== null) claimants.push({ origin: file.origin, path: file.path, deckId: file.deck.id, deck: file.deck });
    else if (file.role === "broken") claimKept(file);
  }
  for (const file of input.unchanged) if (!read.has(fileName(file))) claimKept(file);
  return claimants;

  function claimKept(file: FoundFile): void {
    const before = known.get(fileName(file));
    const deckId = before?.role === "deck" || before?.role === "broken" ? ids.get(before.deckKey ?? 0) : undefined;
    if (deckId !== undefined) claimants.push({ origin: file.origin, path: file.path, deckId, deck: null });
  }
}

function incomingOf(deckKey: number, origin: Origin, deck: Deck): Incoming[] {
  const seen = new Set<string>();
  let place = 0;
  return deck.entries.flatMap((entry, position) => {
    const first = place;
    place += entry.cards.length;
    // Of two entries with one id the parser diagnoses the second; the first has the history.
    if (entry.id !== null && seen.has(entry.id)) return [];
    if (entry.id !== null) seen.add(entry.id);
    return entry.cards.length === 0 ? [] : [{ deckKey, origin, deckIds: [deck.id, ...deck.was], entry, position, place: first }];
  });
}
