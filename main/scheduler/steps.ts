/** Learning and relearning steps in minutes. The table is FSRS's own (ts-fsrs, BasicLearningStepsStrategy), but minutes may be fractions. */
import type { CardState, Rating } from "../contract/index.ts";

export interface Step {
  index: number;
  minutes: number;
}

/**
 * The step that follows, or null where the card leaves its steps for days. `index` is the step it waits on now;
 * `stepsMin` those of learning (new, learning) or relearning (review, relearning).
 *
 * | rating | new, learning, relearning        | review     |
 * | ------ | -------------------------------- | ---------- |
 * | again  | the first step                   | first step |
 * | hard   | the same step, between the first two (one step: half longer) | leaves |
 * | good   | the next step, after the last it leaves | leaves |
 * | easy   | leaves                           | leaves     |
 */
export function learningStep(state: CardState, index: number, rating: Rating, stepsMin: readonly number[]): Step | null {
  const first = stepsMin[0];
  // Settings may have lost steps since the card was put on one.
  if (first === undefined || (state !== "review" && index >= stepsMin.length)) return null;
  if (rating === "again") return { index: 0, minutes: first };
  if (state === "review" || rating === "easy") return null;
  if (rating === "hard") return { index, minutes: stepsMin[1] === undefined ? first * 1.5 : (first + stepsMin[1]) / 2 };
  const next = stepsMin[index + 1];
  return next === undefined ? null : { index: index + 1, minutes: next };
}
