/** How long cards take: the learner's own pace where it is known, else a first guess. */
import type { CardKind } from "../contract/index.ts";
import { secondsByKind } from "../store/statistics.ts";
import type { ReadableStore } from "../store/database.ts";

/** Seconds for a learner who has no history yet. */
export const firstGuessSeconds: Record<CardKind, number> = {
  recall: 12,
  rows: 8,
  choice: 15,
  order: 25,
  match: 25,
  cloze: 15,
  type: 12,
  interview: 90,
  live: 45,
};

export interface Pace {
  secondsOf(kind: CardKind): number;
}

export function readPace(store: ReadableStore): Pace {
  const known = secondsByKind(store);
  return { secondsOf: (kind) => known.get(kind) ?? firstGuessSeconds[kind] };
}

export function secondsOf(pace: Pace, cards: readonly { kind: CardKind }[]): number {
  return cards.reduce((sum, card) => sum + pace.secondsOf(card.kind), 0);
}

/** How many of the cards, in their order, fit into that time; at least one, so that a sitting is never empty. */
export function fitting(pace: Pace, cards: readonly { kind: CardKind }[], seconds: number): number {
  let left = seconds;
  let count = 0;
  for (const card of cards) {
    left -= pace.secondsOf(card.kind);
    if (left < 0 && count > 0) break;
    count += 1;
  }
  return count;
}
