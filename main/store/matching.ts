/** Which known entry each entry of the files is. Pure. Rounds over all decks at once, so that a move is seen as one. */
import type { Card, Entry } from "../contract/index.ts";
import type { Origin } from "./cards.ts";
import { bagOfWords, likeness, nearFrom } from "./near.ts";

/** An entry as a file has it now. */
export interface Incoming {
  deckKey: number;
  origin: Origin;
  /** The deck's id, then its earlier ones. */
  deckIds: readonly string[];
  entry: Entry;
  position: number;
  /** Of its first card in the deck. */
  place: number;
}

export interface KnownCard {
  cardKey: number;
  cardId: string;
  part: string;
  siblingGroup: string;
  kind: string;
  versionHash: string;
  place: number;
  goneAt: number | null;
}

export interface KnownEntry {
  entryKey: number;
  deckKey: number;
  origin: Origin;
  entryId: string | null;
  textHash: string;
  position: number;
  goneAt: number | null;
  cards: KnownCard[];
}

/** A card that could be one of several others: asked, never guessed. Until then it is a new card. */
export interface SyncQuestion {
  cardId: string;
  candidates: { cardKey: number; cardId: string }[];
}

/** What lies outside of the decks of this sync, looked up when it is needed. */
export interface Lookups {
  /** The entry of a card that ever had that name. */
  byAlias: (origin: Origin, cardId: string) => KnownEntry | null;
  /** Vanished entries with that text. */
  goneByText: (origin: Origin, textHash: string) => KnownEntry[];
  /** What the card asks and answers. */
  textOf: (card: KnownCard) => string;
}

export interface Matching {
  matched: Map<Incoming, KnownEntry>;
  questions: SyncQuestion[];
}

/** Pairs of entries compared word by word in one sync; where there would be more, edited entries without an id count as new. */
export const maxNearPairs = 250_000;

/** `known`: all entries of the decks of this sync, gone ones too. */
export function matchEntries(incoming: readonly Incoming[], known: readonly KnownEntry[], lookups: Lookups): Matching {
  const free = new Set(known);
  const matched = new Map<Incoming, KnownEntry>();
  const asked = new Map<Incoming, KnownEntry[]>();
  const left = () => incoming.filter((one) => !matched.has(one) && !asked.has(one));
  const claim = (one: Incoming, row: KnownEntry) => {
    matched.set(one, row);
    free.delete(row);
  };
  matchById(incoming, known, claim, free);
  for (const one of left()) {
    const row = one.entry.id === null ? null : aliased(one, lookups, (known) => free.has(known) || (known.goneAt !== null && !isTaken(matched, known)));
    if (row !== null) claim(one, row);
  }
  const choose = (one: Incoming, candidates: KnownEntry[]) => {
    const sameDeck = candidates.filter((row) => row.deckKey === one.deckKey);
    const [only, ...others] = sameDeck.length > 0 ? sameDeck : candidates;
    if (only === undefined) return;
    if (others.length === 0) claim(one, only);
    else asked.set(one, candidates);
  };
  const vanishing = groupBy(
    [...free].filter((row) => row.goneAt === null && row.entryId !== null),
    (row) => `${row.origin}/${row.entryId}`,
  );
  for (const one of left())
    if (one.entry.id !== null)
      choose(
        one,
        (vanishing.get(`${one.origin}/${one.entry.id}`) ?? []).filter((row) => free.has(row)),
      );
  const sameText = groupBy([...free], (row) => `${row.origin}/${row.textHash}`);
  for (const one of left()) {
    const here = (sameText.get(`${one.origin}/${one.entry.textHash}`) ?? []).filter((row) => free.has(row));
    const elsewhere = here.length > 0 ? [] : lookups.goneByText(one.origin, one.entry.textHash).filter((row) => row.goneAt !== null && !isTaken(matched, row));
    choose(one, [...here, ...elsewhere]);
  }
  // What vanishes now is the likelier origin of an edit than what went earlier: an entry that was broken, or away, while it was edited.
  for (const wentNow of [true, false]) {
    const candidates = [...free].filter((row) => (wentNow ? row.goneAt === null : row.goneAt !== null && row.entryId === null));
    for (const [one, { rows, contested }] of nearCandidates(left(), candidates, lookups)) {
      const [only, ...others] = rows;
      if (only !== undefined && others.length === 0 && !contested) claim(one, only);
      else asked.set(one, rows);
    }
  }
  return { matched, questions: [...asked].map(([one, rows]) => questionOf(one, rows)) };
}

function matchById(
  incoming: readonly Incoming[],
  known: readonly KnownEntry[],
  claim: (one: Incoming, row: KnownEntry) => void,
  free: ReadonlySet<KnownEntry>,
): void {
  const byId = new Map(known.filter((row) => row.entryId !== null).map((row) => [`${row.deckKey}/${row.entryId}`, row]));
  // Without an id the text is the name; equal ones keep their order.
  const byText = groupBy(
    known.filter((row) => row.entryId === null).toSorted((one, other) => one.position - other.position),
    (row) => `${row.deckKey}/${row.textHash}`,
  );
  for (const one of incoming) {
    const { id, textHash } = one.entry;
    const rows = id === null ? (byText.get(`${one.deckKey}/${textHash}`) ?? []) : [byId.get(`${one.deckKey}/${id}`)];
    const row = rows.find((candidate) => candidate !== undefined && free.has(candidate));
    if (row !== undefined) claim(one, row);
  }
}

/** By any name that its cards ever had, if whoever had it is not somewhere else now. */
function aliased(one: Incoming, lookups: Lookups, isFree: (row: KnownEntry) => boolean): KnownEntry | null {
  for (const deckId of one.deckIds) {
    for (const card of one.entry.cards) {
      const row = lookups.byAlias(one.origin, deckId + card.id.slice(card.id.indexOf("/")));
      if (row !== null && isFree(row)) return row;
    }
  }
  return null;
}

function isTaken(matched: ReadonlyMap<Incoming, KnownEntry>, row: KnownEntry): boolean {
  for (const taken of matched.values()) if (taken.entryKey === row.entryKey) return true;
  return false;
}

/** The rows, of those that nothing holds any more, that each new entry may be an edited form of. What went earlier is looked for in its own deck only. */
function nearCandidates(
  left: readonly Incoming[],
  candidates: readonly KnownEntry[],
  lookups: Lookups,
): Map<Incoming, { rows: KnownEntry[]; contested: boolean }> {
  const found = new Map<Incoming, { rows: KnownEntry[]; contested: boolean }>();
  if (left.length === 0 || candidates.length === 0 || left.length * candidates.length > maxNearPairs) return found;
  const bags = new Map(
    candidates.map((row) => [
      row,
      bagOfWords(
        row.cards
          .filter((card) => card.goneAt === row.goneAt)
          .map((card) => lookups.textOf(card))
          .join("\n"),
      ),
    ]),
  );
  const wanted = new Map<KnownEntry, number>();
  for (const one of left) {
    const bag = bagOfWords(one.entry.cards.map(textOfCard).join("\n"));
    // Two different ids are two entries, however alike: a twin must not inherit what is known of the entry that went.
    const mayBe = (row: KnownEntry) =>
      (row.entryId === null || one.entry.id === null) && (row.goneAt === null ? row.origin === one.origin : row.deckKey === one.deckKey);
    const rows = candidates.filter((row) => mayBe(row) && likeness(bag, bags.get(row) ?? new Map()) >= nearFrom);
    if (rows.length > 0) found.set(one, { rows, contested: false });
    for (const row of rows) wanted.set(row, (wanted.get(row) ?? 0) + 1);
  }
  for (const candidates of found.values()) candidates.contested = candidates.rows.some((row) => (wanted.get(row) ?? 0) > 1);
  return found;
}

/**
 * The cards within one entry: by part, then by equal text, then by a part that is written otherwise (Etag, ETag), then by one unique near text
 * where a part is new or gone. An entry that had and has one card keeps it, whatever became of it.
 */
export function matchCards(incoming: readonly Card[], known: readonly KnownCard[], textOf: Lookups["textOf"]): Map<Card, KnownCard> {
  const matched = new Map<Card, KnownCard>();
  const free = new Set(known);
  const claim = (card: Card, row: KnownCard | undefined) => {
    if (row === undefined || matched.has(card)) return;
    matched.set(card, row);
    free.delete(row);
  };
  const byPart = new Map(known.map((row) => [row.part, row]));
  for (const card of incoming) claim(card, byPart.get(card.part));
  if (matched.size === incoming.length) return matched;
  const left = () => incoming.filter((card) => !matched.has(card));
  for (const card of left()) claim(card, only([...free].filter((row) => row.versionHash === card.versionHash)));
  for (const card of left()) claim(card, only([...free].filter((row) => row.part !== "" && looseName(row.part) === looseName(card.part))));
  const present = known.filter((row) => row.goneAt === null);
  if (incoming.length === 1 && present.length === 1) for (const card of left()) claim(card, present[0]);
  const vanishing = [...free].filter((row) => row.goneAt === null);
  if (vanishing.length === 0 || left().length * vanishing.length > maxNearPairs) return matched;
  const bags = new Map(vanishing.map((row) => [row, bagOfWords(textOf(row))]));
  const near = left().map((card) => {
    const bag = bagOfWords(textOfCard(card));
    // Two rows of a table are asked in nearly the same words: two different keys are two cards.
    return { card, rows: vanishing.filter((row) => (row.part === "" || card.part === "") && likeness(bag, bags.get(row) ?? new Map()) >= nearFrom) };
  });
  for (const { card, rows } of near) {
    const row = only(rows);
    if (row !== undefined && near.filter((other) => other.rows.includes(row)).length === 1) claim(card, row);
  }
  return matched;
}

/** A part without case and punctuation, but with the direction that it ends in. */
function looseName(part: string): string {
  return part.toLowerCase().replace(/[^\p{L}\p{N}#]+/gu, "");
}

function textOfCard(card: Card): string {
  return `${card.question}\n${card.answer}`;
}

function questionOf(one: Incoming, rows: readonly KnownEntry[]): SyncQuestion {
  const candidates = rows.flatMap((row) => row.cards.slice(0, 1)).map(({ cardKey, cardId }) => ({ cardKey, cardId }));
  return { cardId: one.entry.cards[0]?.id ?? "", candidates };
}

function only<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function groupBy<T>(items: readonly T[], nameOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = nameOf(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}
