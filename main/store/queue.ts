/** What may be asked now: hot, indexed queries. The order among them is scheduler/queue.ts's. */
import type { CardKind, CardState } from "../contract/index.ts";
import { studyDayStartMs, type Moment } from "../platform/clock.ts";
import type { Bound, ReadableStore } from "./database.ts";

export interface QueueRequest {
  moment: Moment;
  /** How many more may be asked today (scheduler.remainingToday). */
  newCards: number;
  reviews: number;
  /** Absent: all decks. */
  deckKey?: number;
}

export interface QueueCard {
  cardKey: number;
  deckKey: number;
  kind: CardKind;
  state: CardState;
  /** Null for new cards. */
  dueAt: number | null;
}

export interface DueCards {
  /** In their steps and due by now, soonest first. */
  learning: QueueCard[];
  /** Due on this study day, longest due first. */
  reviews: QueueCard[];
  /** Never reviewed, in the order of their decks. */
  fresh: QueueCard[];
  /** When the next card in its steps falls due; null: none waits. */
  nextLearningAt: number | null;
}

/**
 * Candidates within the request's limits. Suspended, buried and vanished cards are left out; of siblings at most one a
 * study day comes (a card in its steps is never held back by them).
 */
export function dueCards(store: ReadableStore, request: QueueRequest): DueCards {
  const { moment, deckKey } = request;
  const learning = store.all<Candidate>(learningSql, moment.at, moment.studyDay).filter((card) => deckKey === undefined || card.deckKey === deckKey);
  const taken = new Set(learning.map(siblingsOf));
  const dayEnd = studyDayStartMs(moment.studyDay + 1, moment.utcOffsetMin);
  const today = moment.studyDay;
  const reviews =
    deckKey === undefined
      ? take(store, request.reviews, taken, reviewsSql, dayEnd, today, today)
      : take(store, request.reviews, taken, reviewsOfDeckSql, deckKey, dayEnd, today, today);
  const fresh =
    deckKey === undefined
      ? take(store, request.newCards, taken, newSql, today, today)
      : take(store, request.newCards, taken, newOfDeckSql, deckKey, today, today);
  const next = store.get<{ at: number | null }>(nextLearningSql, moment.at, today, deckKey ?? null, deckKey ?? null);
  return { learning: learning.map(queueCard), reviews, fresh, nextLearningAt: next?.at ?? null };
}

interface Candidate extends QueueCard {
  entryKey: number;
  siblingGroup: string;
}

/** What the effective log of a study day counts: for the daily limits. */
export function doneOn(store: ReadableStore, studyDay: number): { newCards: number; reviews: number; all: number } {
  const row = store.get<{ newCards: number; reviews: number; all: number }>(
    `select new_cards as newCards, review_cards as reviews, reviews as "all" from days where study_day = ?`,
    studyDay,
  );
  return row ?? { newCards: 0, reviews: 0, all: 0 };
}

const columns = `q.card_key as cardKey, q.deck_key as deckKey, q.kind, q.state, q.due_at as dueAt, q.entry_key as entryKey, q.sibling_group as siblingGroup`;
const inSteps = "q.state in ('learning', 'relearning') and q.suspended = 0";
const notBuried = "coalesce(q.buried_day < ?, 1)";
const noSiblingToday = `not exists (select 1 from queue s where s.entry_key = q.entry_key and s.sibling_group = q.sibling_group
  and s.last_day = ? and s.last_day is not null and s.card_key <> q.card_key)`;

/** The hot queries, by name, so that a test can ask for their plans. */
export const learningSql = `select ${columns} from queue q where ${inSteps} and q.due_at <= ? and ${notBuried} order by q.due_at`;
export const nextLearningSql = `select min(q.due_at) as at from queue q where ${inSteps} and q.due_at > ? and ${notBuried} and (? is null or q.deck_key = ?)`;
export const reviewsSql = `select ${columns} from queue q
  where q.state = 'review' and q.suspended = 0 and q.due_at < ? and ${notBuried} and ${noSiblingToday} order by q.due_at`;
export const reviewsOfDeckSql = `select ${columns} from queue q
  where q.deck_key = ? and q.state = 'review' and q.suspended = 0 and q.due_at < ? and ${notBuried} and ${noSiblingToday} order by q.due_at`;
export const newSql = `select ${columns} from queue q
  where q.state = 'new' and q.suspended = 0 and ${notBuried} and ${noSiblingToday} order by q.deck_key, q.place`;
export const newOfDeckSql = `select ${columns} from queue q
  where q.deck_key = ? and q.state = 'new' and q.suspended = 0 and ${notBuried} and ${noSiblingToday} order by q.place`;

/** The first `limit` whose siblings are not taken; takes them. */
function take(store: ReadableStore, limit: number, taken: Set<string>, sql: string, ...values: Bound[]): QueueCard[] {
  const cards: QueueCard[] = [];
  if (limit <= 0) return cards;
  for (const card of store.each<Candidate>(sql, ...values)) {
    const siblings = siblingsOf(card);
    if (taken.has(siblings)) continue;
    taken.add(siblings);
    cards.push(queueCard(card));
    if (cards.length === limit) break;
  }
  return cards;
}

function siblingsOf(card: Candidate): string {
  return `${card.entryKey}/${card.siblingGroup}`;
}

function queueCard({ cardKey, deckKey, kind, state, dueAt }: Candidate): QueueCard {
  return { cardKey, deckKey, kind, state, dueAt };
}
