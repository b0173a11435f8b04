/** Reviews: one rated showing each, appended to the log. */
import type { DeckLanguage, Decision, Memory, Outcome, Rating } from "../contract/index.ts";
import type { Moment } from "../platform/clock.ts";
import type { Written } from "./database.ts";
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
  throw new Error(`${store.file} ${review.cardKey}`);
}

/** Review events of a card ever, undone ones too: part of the next showing's seed. */
export function reviewsEver(store: Store, cardKey: number): number {
  throw new Error(`${store.file} ${cardKey}`);
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
  stateBefore: Memory["state"] | "new";
  dueAt: number | null;
  intervalDays: number | null;
}

/** Effective reviews of a card, oldest first. */
export function historyOf(store: Store, cardKey: number): PastReview[] {
  throw new Error(`${store.file} ${cardKey}`);
}
