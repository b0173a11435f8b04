/** Numbers that screens show. Days are study days; each is one indexed query. */
import type { CardKind } from "../contract/index.ts";
import type { Moment } from "../platform/clock.ts";
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

/** `curve`: scheduler.forgettingCurve. One row a present deck. */
export function deckCounts(store: ReadableStore, moment: Moment, curve: { decay: number; factor: number }): DeckCounts[] {
  throw new Error(`${String(store)} ${moment.at} ${curve.decay}`);
}

/** Reviews falling due on each of the next `days` study days; the first is `moment`'s own, with all that is overdue. */
export function forecast(store: ReadableStore, moment: Moment, days: number): { studyDay: number; due: number }[] {
  throw new Error(`${String(store)} ${moment.at} ${days}`);
}

/** Effective reviews on each of the last `days` study days, oldest first, `moment`'s own last. */
export function activity(store: ReadableStore, moment: Moment, days: number): { studyDay: number; reviews: number }[] {
  throw new Error(`${String(store)} ${moment.at} ${days}`);
}

/** When the next card falls due after `at`; cards due by days fall due when their study day begins. Null: none. */
export function nextDueAt(store: ReadableStore, moment: Moment): number | null {
  throw new Error(`${String(store)} ${moment.at}`);
}

/** Mean seconds that a showing of each kind took; kinds never reviewed are absent. */
export function secondsByKind(store: ReadableStore): Map<CardKind, number> {
  throw new Error(String(store));
}
