/** Numbers that screens show. Days are study days; each is one indexed query. */
import type { CardKind } from "../contract/index.ts";
import { dayMs, studyDayOf, studyDayStartMs, type Moment } from "../platform/clock.ts";
import type { ReadableStore } from "./database.ts";

export interface DeckCounts {
  deckKey: number;
  cards: number;
  live: number;
  /** Never reviewed, not suspended. */
  unseen: number;
  suspended: number;
  /** In steps or days and due on this study day; before daily limits. */
  due: number;
  lastStudiedAt: number | null;
  /** Mean chance of recall now of the cards that were reviewed; null: none was. */
  recallNow: number | null;
}

/** `curve`: scheduler.forgettingCurve. One row a deck that has cards. */
export function deckCounts(store: ReadableStore, moment: Moment, curve: { decay: number; factor: number }): DeckCounts[] {
  return store.all<DeckCounts>(
    deckCountsSql,
    studyDayStartMs(moment.studyDay + 1, moment.utcOffsetMin),
    moment.at,
    moment.studyDay,
    curve.factor / dayMs,
    moment.at,
    curve.decay,
  );
}

const deckCountsSql = `
  select q.deck_key as deckKey, count(*) as cards, sum(q.kind = 'live') as live,
    sum(q.state = 'new' and q.suspended = 0) as unseen, sum(q.suspended) as suspended,
    sum(q.suspended = 0 and q.due_at is not null and case q.state when 'review' then q.due_at < ? else q.due_at <= ? end
      and coalesce(q.buried_day < ?, 1)) as due,
    max(m.last_at) as lastStudiedAt,
    avg(pow(1 + ? * max(? - m.last_at, 0) / m.stability, ?)) as recallNow
  from queue q left join memory m on m.card_key = q.card_key group by q.deck_key`;

/** Cards falling due on each of the next `days` study days; the first is `moment`'s own, with all that is overdue. */
export function forecast(store: ReadableStore, moment: Moment, days: number): { studyDay: number; due: number }[] {
  const end = studyDayStartMs(moment.studyDay + days, moment.utcOffsetMin);
  const shiftMs = -studyDayStartMs(0, moment.utcOffsetMin);
  const counted = new Map<number, number>();
  for (const sql of [reviewForecastSql, learningForecastSql]) {
    for (const row of store.all<{ studyDay: number; due: number }>(sql, moment.studyDay, shiftMs, end)) {
      counted.set(row.studyDay, (counted.get(row.studyDay) ?? 0) + row.due);
    }
  }
  return Array.from({ length: days }, (_, n) => ({ studyDay: moment.studyDay + n, due: counted.get(moment.studyDay + n) ?? 0 }));
}

// A number that is no 32-bit integer is bound as a float: without the cast days would have fractions.
const byDueDay = `select max(?, cast((due_at + ?) / ${dayMs} as integer)) as studyDay, count(*) as due from queue`;
export const reviewForecastSql = `${byDueDay} where state = 'review' and suspended = 0 and due_at < ? group by 1`;
export const learningForecastSql = `${byDueDay} where state in ('learning', 'relearning') and suspended = 0 and due_at < ? group by 1`;

/** Effective reviews on each of the last `days` study days, oldest first, `moment`'s own last. */
export function activity(store: ReadableStore, moment: Moment, days: number): { studyDay: number; reviews: number }[] {
  const first = moment.studyDay - days + 1;
  const counted = new Map(
    store
      .all<{ studyDay: number; reviews: number }>("select study_day as studyDay, reviews from days where study_day between ? and ?", first, moment.studyDay)
      .map((row) => [row.studyDay, row.reviews]),
  );
  return Array.from({ length: days }, (_, n) => ({ studyDay: first + n, reviews: counted.get(first + n) ?? 0 }));
}

/**
 * When the next card falls due after now; cards due by days fall due when their study day begins. What is due today and
 * was left (limits, siblings) comes with the next study day. Null: no card waits.
 */
export function nextDueAt(store: ReadableStore, moment: Moment): number | null {
  const learning = store.get<{ at: number | null }>(
    "select min(due_at) as at from queue where state in ('learning', 'relearning') and suspended = 0 and due_at > ?",
    moment.at,
  );
  const review = store.get<{ at: number | null }>("select min(due_at) as at from queue where state = 'review' and suspended = 0");
  const times: number[] = [];
  if (typeof learning?.at === "number") times.push(learning.at);
  if (typeof review?.at === "number") {
    const day = Math.max(moment.studyDay + 1, studyDayOf(review.at, moment.utcOffsetMin));
    times.push(studyDayStartMs(day, moment.utcOffsetMin));
  }
  return times.length === 0 ? null : Math.min(...times);
}

/** Mean seconds that a showing of each kind took; kinds never reviewed are absent. */
export function secondsByKind(store: ReadableStore): Map<CardKind, number> {
  const rows = store.all<{ kind: CardKind; seconds: number }>("select kind, think_ms / 1000.0 / reviews as seconds from pace where reviews > 0");
  return new Map(rows.map((row) => [row.kind, row.seconds]));
}
