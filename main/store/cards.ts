/** Decks, entries and cards as they are now. Their text lives in the files; the store keeps who they are. */
import type { CardId, CardKind, CardState, DeckLanguage, Memory } from "../contract/index.ts";
import type { Moment } from "../platform/clock.ts";
import type { ReadableStore } from "./database.ts";

export type Origin = "built-in" | "user";

export interface StoredDeck {
  deckKey: number;
  origin: Origin;
  id: string;
  path: string;
  title: string;
  topic: string;
  language: DeckLanguage;
  contentHash: string;
}

/** Present decks, by origin and path. */
export function listDecks(store: ReadableStore): StoredDeck[] {
  return store.all<StoredDeck>(
    `select deck_key as deckKey, origin, deck_id as id, path, title, topic, language, content_hash as contentHash
     from decks where gone_at is null order by origin, path`,
  );
}

/** What the overlays beside them call the decks in that language, by deck key; decks without one are not in it. */
export function translatedTitles(store: ReadableStore, language: DeckLanguage): ReadonlyMap<number, string> {
  const rows = store.all<{ deckKey: number; title: string }>(
    `select d.deck_key as deckKey, f.title from decks d
     join files f on f.origin = d.origin and f.path = substr(d.path, 1, length(d.path) - 3) || '.' || ? || '.md'
     where d.gone_at is null and d.language <> ? and f.role = 'overlay' and f.title is not null`,
    language,
    language,
  );
  return new Map(rows.map(({ deckKey, title }) => [deckKey, title]));
}

export interface StoredCard {
  cardKey: number;
  deckKey: number;
  entryKey: number;
  cardId: CardId;
  part: string;
  kind: CardKind;
  versionHash: string;
  state: CardState;
  suspended: boolean;
  /** Why, where it is suspended. */
  suspendedBecause: "learner" | "needs-review" | null;
  buriedToday: boolean;
  flag: number;
  memory: Memory | null;
  /** Gone from its file, or its file is gone. */
  gone: boolean;
}

export function cardByKey(store: ReadableStore, cardKey: number, moment: Moment): StoredCard | null {
  const row = store.get<Row>(`${select} where c.card_key = ?`, cardKey);
  return row === undefined ? null : storedCard(row, moment);
}

/** By the name it has now, or any that it ever had. */
export function cardById(store: ReadableStore, origin: Origin, cardId: CardId, moment: Moment): StoredCard | null {
  const row = store.get<Row>(`${select} join aliases a on a.card_key = c.card_key where a.origin = ? and a.card_id = ?`, origin, cardId);
  return row === undefined ? null : storedCard(row, moment);
}

/** Present cards in the order of the file. */
export function cardsOfDeck(store: ReadableStore, deckKey: number, moment: Moment): StoredCard[] {
  return store.all<Row>(`${select} where q.deck_key = ? order by q.place`, deckKey).map((row) => storedCard(row, moment));
}

interface Row extends Omit<StoredCard, "memory" | "suspended" | "buriedToday" | "gone">, Omit<Memory, "state" | "stability"> {
  suspended: number | null;
  buriedDay: number | null;
  goneAt: number | null;
  stability: number | null;
  memoryState: Memory["state"];
}

const select = `
  select c.card_key as cardKey, e.deck_key as deckKey, c.entry_key as entryKey, c.card_id as cardId, c.part, c.kind, c.version_hash as versionHash,
    c.gone_at as goneAt, q.suspended, nullif(q.suspended_because, '') as suspendedBecause, q.buried_day as buriedDay, coalesce(q.flag, 0) as flag,
    coalesce(m.state, 'new') as state, m.stability, m.difficulty, m.due_at as dueAt, m.state as memoryState, m.step, m.reps, m.lapses,
    m.last_at as lastAt, m.last_day as lastDay
  from cards c join entries e on e.entry_key = c.entry_key left join queue q on q.card_key = c.card_key left join memory m on m.card_key = c.card_key`;

function storedCard(row: Row, moment: Moment): StoredCard {
  const { cardKey, deckKey, entryKey, cardId, part, kind, versionHash, state, suspendedBecause, flag, stability } = row;
  const { difficulty, dueAt, memoryState, step, reps, lapses, lastAt, lastDay } = row;
  return {
    cardKey,
    deckKey,
    entryKey,
    cardId,
    part,
    kind,
    versionHash,
    state,
    suspendedBecause,
    flag,
    suspended: row.suspended === 1,
    buriedToday: row.buriedDay !== null && row.buriedDay >= moment.studyDay,
    memory: stability === null ? null : { stability, difficulty, dueAt, state: memoryState, step, reps, lapses, lastAt, lastDay },
    gone: row.goneAt !== null,
  };
}
