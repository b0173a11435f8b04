/** What may be asked now: hot, indexed queries. The order among them is scheduler/queue.ts's. */
import type { CardKind, CardState } from "../contract/index.ts";
import type { Moment } from "../platform/clock.ts";
import type { ReadableStore } from "./database.ts";

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
  throw new Error(`${String(store)} ${request.newCards}`);
}

/** What the effective log of a study day counts: for the daily limits. */
export function doneOn(store: ReadableStore, studyDay: number): { newCards: number; reviews: number; all: number } {
  throw new Error(`${String(store)} ${studyDay}`);
}
