/** The rows of entries and cards, as a sync leaves them. Only what differs is written. */
import type { Card } from "../contract/index.ts";
import type { Origin } from "./cards.ts";
import type { ReadableStore, WritableStore } from "./database.ts";
import { replayCard } from "./effects.ts";
import { matchCards, type Incoming, type KnownCard, type KnownEntry, type Lookups } from "./matching.ts";
import type { StoreEnvironment } from "./store.ts";
import type { SyncReport } from "./sync.ts";

/** All entries of a deck with their cards, gone ones too. */
export function entriesOf(store: ReadableStore, deckKey: number): KnownEntry[] {
  const entries = store.all<Omit<KnownEntry, "cards">>(`${entryColumns} where e.deck_key = ?`, deckKey).map((row): KnownEntry => ({ ...row, cards: [] }));
  const byKey = new Map(entries.map((entry) => [entry.entryKey, entry]));
  for (const card of store.all<KnownCard & { entryKey: number }>(
    `${cardColumns} where c.entry_key in (select entry_key from entries where deck_key = ?) order by c.place`,
    deckKey,
  )) {
    byKey.get(card.entryKey)?.cards.push(card);
  }
  return entries;
}

const entryColumns = `select e.entry_key as entryKey, e.deck_key as deckKey, d.origin, e.entry_id as entryId, e.text_hash as textHash, e.position, e.gone_at as goneAt
  from entries e join decks d on d.deck_key = e.deck_key`;
const cardColumns = `select c.card_key as cardKey, c.entry_key as entryKey, c.card_id as cardId, c.part, c.sibling_group as siblingGroup, c.kind,
  c.version_hash as versionHash, c.place, c.gone_at as goneAt from cards c`;

/** `rows`: entries that are loaded already, so that each is one object. */
export function lookupsIn(store: ReadableStore, rows: readonly KnownEntry[]): Lookups {
  const loaded = new Map(rows.map((row) => [row.entryKey, row]));
  const load = (row: Omit<KnownEntry, "cards"> | undefined): KnownEntry | null => {
    if (row === undefined) return null;
    const known = loaded.get(row.entryKey) ?? { ...row, cards: store.all<KnownCard>(`${cardColumns} where c.entry_key = ? order by c.place`, row.entryKey) };
    loaded.set(row.entryKey, known);
    return known;
  };
  // A first sync of thousands of cards has nothing to look up.
  const anyAlias = store.get("select 1 from aliases limit 1") !== undefined;
  const anyGone = store.get("select 1 from entries where gone_at is not null limit 1") !== undefined;
  return {
    byAlias: (origin, cardId) =>
      anyAlias
        ? load(
            store.get(
              `${entryColumns} where e.entry_key = (select c.entry_key from aliases a join cards c on c.card_key = a.card_key where a.origin = ? and a.card_id = ?)`,
              origin,
              cardId,
            ),
          )
        : null,
    goneByText: (origin, textHash) =>
      !anyGone
        ? []
        : store
            .all<Omit<KnownEntry, "cards">>(`${entryColumns} where e.text_hash = ? and e.gone_at is not null and d.origin = ?`, textHash, origin)
            .flatMap((row) => load(row) ?? []),
    textOf: (card) =>
      store.get<{ text: string }>(
        "select question || char(10) || answer as text from card_versions where card_key = ? and hash = ?",
        card.cardKey,
        card.versionHash,
      )?.text ?? "",
  };
}

export interface EntryChanges {
  incoming: readonly Incoming[];
  rows: readonly KnownEntry[];
  matched: ReadonlyMap<Incoming, KnownEntry>;
  at: number;
}

export function writeEntries(store: WritableStore, environment: StoreEnvironment, changes: EntryChanges, report: SyncReport): void {
  const { incoming, matched, at } = changes;
  const { textOf } = lookupsIn(store, []);
  const kept = new Set(matched.values());
  // First what goes: a name that becomes free may be taken below.
  for (const row of changes.rows) if (!kept.has(row)) markEntryGone(store, row, at, report);
  for (const one of incoming) {
    const row = matched.get(one);
    const entryKey = writeEntry(store, one, row);
    const cards = matchCards(one.entry.cards, row?.cards ?? [], textOf);
    const keptCards = new Set(cards.values());
    for (const card of row?.cards ?? []) if (!keptCards.has(card)) markCardGone(store, card, at, report);
    const moved = row !== undefined && (row.deckKey !== one.deckKey || row.goneAt !== null);
    one.entry.cards.forEach((card, index) => {
      const placed: Placed = { deckKey: one.deckKey, entryKey, origin: one.origin, place: one.place + index, named: one.entry.id !== null, moved };
      writeCard(store, environment, card, cards.get(card), placed, at, report);
    });
  }
}

function writeEntry(store: WritableStore, one: Incoming, row: KnownEntry | undefined): number {
  const { entry, deckKey, position } = one;
  if (row === undefined) {
    return store.run("insert into entries (deck_key, entry_id, text_hash, position) values (?, ?, ?, ?)", deckKey, entry.id, entry.textHash, position).rowid;
  }
  const same = row.deckKey === deckKey && row.entryId === entry.id && row.textHash === entry.textHash && row.position === position && row.goneAt === null;
  if (!same) {
    store.run(
      "update entries set deck_key = ?, entry_id = ?, text_hash = ?, position = ?, gone_at = null where entry_key = ?",
      deckKey,
      entry.id,
      entry.textHash,
      position,
      row.entryKey,
    );
  }
  return row.entryKey;
}

interface Placed {
  deckKey: number;
  entryKey: number;
  origin: Origin;
  place: number;
  named: boolean;
  /** The entry came from another deck, or came back. */
  moved: boolean;
}

function writeCard(
  store: WritableStore,
  environment: StoreEnvironment,
  card: Card,
  row: KnownCard | undefined,
  placed: Placed,
  at: number,
  report: SyncReport,
): void {
  const group = siblingGroupOf(card);
  const cardKey = row?.cardKey ?? insertCard(store, card, group, placed, at, report);
  const renamed = row !== undefined && row.cardId !== card.id;
  if (row !== undefined) {
    const edited = row.versionHash !== card.versionHash || row.kind !== card.body.kind;
    const same = !edited && !renamed && row.part === card.part && row.siblingGroup === group && row.place === placed.place && row.goneAt === null;
    if (same && !placed.moved) return;
    store.run(
      "update cards set card_id = ?, part = ?, sibling_group = ?, kind = ?, version_hash = ?, place = ?, gone_at = null where card_key = ?",
      card.id,
      card.part,
      group,
      card.body.kind,
      card.versionHash,
      placed.place,
      cardKey,
    );
    if (edited) report.changed++;
    if (renamed) report.moved.push({ cardKey, from: row.cardId, to: card.id });
    if (row.goneAt !== null) report.returned++;
  }
  if (row?.versionHash !== card.versionHash) {
    store.run(
      "insert into card_versions (card_key, hash, question, answer, first_seen_at) values (?, ?, ?, ?, ?) on conflict do nothing",
      cardKey,
      card.versionHash,
      card.question,
      card.answer,
      at,
    );
  }
  if (placed.named) {
    store.run(
      "insert into aliases (origin, card_id, card_key) values (?, ?, ?) on conflict do update set card_key = excluded.card_key",
      placed.origin,
      card.id,
      cardKey,
    );
  }
  store.run(
    `insert into queue (card_key, deck_key, entry_key, sibling_group, kind, place, state) values (?, ?, ?, ?, ?, ?, 'new') on conflict do update set
      deck_key = excluded.deck_key, entry_key = excluded.entry_key, sibling_group = excluded.sibling_group, kind = excluded.kind, place = excluded.place`,
    cardKey,
    placed.deckKey,
    placed.entryKey,
    group,
    card.body.kind,
    placed.place,
  );
  if (row !== undefined && row.goneAt !== null) replayCard(store, environment, cardKey);
}

function insertCard(store: WritableStore, card: Card, group: string, placed: Placed, at: number, report: SyncReport): number {
  report.added++;
  return store.run(
    "insert into cards (entry_key, card_id, part, sibling_group, kind, version_hash, place, added_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
    placed.entryKey,
    card.id,
    card.part,
    group,
    card.body.kind,
    card.versionHash,
    placed.place,
    at,
  ).rowid;
}

/** The two directions of a table's row keep off each other's days; its other rows are other facts. */
function siblingGroupOf(card: Card): string {
  return card.body.kind === "rows" ? card.body.key : "";
}

function markEntryGone(store: WritableStore, row: KnownEntry, at: number, report: SyncReport): void {
  if (row.goneAt === null) store.run("update entries set gone_at = ? where entry_key = ?", at, row.entryKey);
  for (const card of row.cards) markCardGone(store, card, at, report);
}

function markCardGone(store: WritableStore, card: KnownCard, at: number, report: SyncReport): void {
  if (card.goneAt !== null) return;
  store.run("update cards set gone_at = ? where card_key = ?", at, card.cardKey);
  store.run("delete from queue where card_key = ?", card.cardKey);
  report.gone++;
}
