/** Reviews: one rated showing each, appended to the log. */
import type { CardKind, CardState, DeckLanguage, Decision, Memory, Outcome, Rating } from "../contract/index.ts";
import type { Moment } from "../platform/clock.ts";
import type { ReadableStore, WritableStore, Written } from "./database.ts";
import { applyEvent, effective } from "./effects.ts";
import { appendEvent } from "./events.ts";
import type { Store } from "./store.ts";

export type Purpose = "study" | "cram" | "mock" | "import";

export interface NewReview {
  cardKey: number;
  rating: Rating;
  moment: Moment;
  /** What scheduler.review decided; null: this review doesn't schedule (cramming). */
  decision: Decision | null;
  purpose: Purpose;
  /** The session that showed it. */
  showing: string;
  seed: string;
  versionHash: string;
  language: DeckLanguage;
  thinkMs: number;
  hints: number;
  attempts: number;
  /** Null where nothing was decided by comparison or run (recall). */
  outcome: Outcome | null;
  suggested: Rating | null;
}

/** Durable when it returns: the row is on disk. Memory, queue and counters follow in the same transaction. */
export function appendReview(store: Store, review: NewReview): Written<{ action: number; memory: Memory | null }> {
  return store.act((writable) => {
    const { cardKey, moment, decision } = review;
    const card = writable.get<{ kind: CardKind; state: CardState | null }>(
      "select c.kind, m.state from cards c left join memory m on m.card_key = c.card_key where c.card_key = ?",
      cardKey,
    );
    if (card === undefined) throw new Error(`no card ${cardKey}`);
    const stateBefore = card.state ?? "new";
    if (decision !== null && decision.stateBefore !== stateBefore)
      throw new Error(`card ${cardKey} is ${stateBefore}; the decision was for ${decision.stateBefore}`);
    const { seq, at } = appendEvent(writable, store.environment, moment, null, { type: "review", cardKey, undoes: null });
    insertReview(writable, seq, review, card.kind, stateBefore);
    const { memory } = applyEvent(writable, store.environment, {
      seq,
      cardKey,
      at,
      studyDay: moment.studyDay,
      rating: review.rating,
      schedules: decision === null ? 0 : 1,
      stateBefore,
      stateAfter: decision?.state ?? null,
      stepAfter: decision?.step ?? null,
      dueAt: decision?.dueAt ?? null,
      thinkMs: review.thinkMs,
      kind: card.kind,
      field: null,
      value: null,
      reason: null,
    });
    return { action: seq, memory };
  });
}

function insertReview(store: WritableStore, seq: number, review: NewReview, kind: CardKind, stateBefore: CardState): void {
  const { decision } = review;
  store.run(
    `insert into reviews (seq, rating, showing, seed, version_hash, kind, language, purpose, schedules, think_ms, hints, attempts, outcome, suggested,
      state_before, state_after, step_after, due_at, interval_days, desired_retention, weights_id)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    seq,
    review.rating,
    review.showing,
    review.seed,
    review.versionHash,
    kind,
    review.language,
    review.purpose,
    decision === null ? 0 : 1,
    Math.round(review.thinkMs),
    review.hints,
    review.attempts,
    review.outcome,
    review.suggested,
    stateBefore,
    decision?.state ?? null,
    decision?.step ?? null,
    decision?.dueAt ?? null,
    decision?.intervalDays ?? null,
    decision?.desiredRetention ?? null,
    decision?.weightsId ?? null,
  );
}

/** Review events of a card ever, undone ones too: part of the next showing's seed. */
export function reviewsEver(store: ReadableStore, cardKey: number): number {
  return store.get<{ count: number }>("select count(*) as count from events where card_key = ? and type = 'review'", cardKey)?.count ?? 0;
}

export interface PastReview {
  at: number;
  studyDay: number;
  rating: Rating;
  purpose: Purpose;
  thinkMs: number;
  hints: number;
  attempts: number;
  outcome: Outcome | null;
  suggested: Rating | null;
  stateBefore: CardState;
  /** Null where it didn't schedule. */
  dueAt: number | null;
  intervalDays: number | null;
}

/** Effective reviews of a card, oldest first. */
export function historyOf(store: ReadableStore, cardKey: number): PastReview[] {
  return store.all<PastReview>(
    `select e.at_ms as at, e.study_day as studyDay, r.rating, r.purpose, r.think_ms as thinkMs, r.hints, r.attempts, r.outcome, r.suggested,
      r.state_before as stateBefore, r.due_at as dueAt, r.interval_days as intervalDays
     from events e join reviews r on r.seq = e.seq where e.card_key = ? and ${effective} order by e.at_ms, e.seq`,
    cardKey,
  );
}
