/** What is asked today and in which order. Pure; store/queue.ts finds the candidates. */

/** What the settings allow on a study day. */
export interface DailyLimits {
  newPerDay: number;
  reviewsPerDay: number;
}

/** What was done on that study day, as its effective log says. */
export interface DoneToday {
  /** Cards seen for the first time. */
  newCards: number;
  /** Reviews of cards in state "review". */
  reviews: number;
}

/** How many more of each may be asked today; never negative. */
export function remainingToday(limits: DailyLimits, done: DoneToday): { newCards: number; reviews: number } {
  return { newCards: Math.max(0, limits.newPerDay - done.newCards), reviews: Math.max(0, limits.reviewsPerDay - done.reviews) };
}

/** Learning cards that are due come first (their minutes are running), then reviews with the new ones spread evenly among them. */
export function orderQueue<T>(candidates: { learning: readonly T[]; reviews: readonly T[]; fresh: readonly T[] }): T[] {
  return [...candidates.learning, ...spread(candidates.reviews, candidates.fresh)];
}

/** Each list keeps its order; the shorter lies evenly in the longer. */
function spread<T>(reviews: readonly T[], fresh: readonly T[]): T[] {
  const placed = [
    ...reviews.map((card, index) => ({ card, place: (index + 0.5) / reviews.length })),
    ...fresh.map((card, index) => ({ card, place: (index + 0.5) / fresh.length })),
  ];
  // A stable sort: where places are equal the review goes first.
  return placed.toSorted((one, other) => one.place - other.place).map(({ card }) => card);
}
