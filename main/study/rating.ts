/** The one table of suggested ratings. A verdict suggests, the learner decides. */
import type { HintCost, SuggestionReason } from "../contract/suggestion.ts";
import type { Rating } from "../contract/index.ts";

/** What happened in a showing. `attempts` counts those that passed or failed; faults of the lab don't. */
export interface Performance {
  /** "open": can still be tried. "revealed": nothing was compared (recall). */
  ended: "open" | "solved" | "wrong" | "given up" | "revealed";
  attempts: number;
  hints: number;
}

export interface Suggestion {
  rating: Rating | null;
  because: SuggestionReason;
}

/**
 * | showing ended by                          | suggested |
 * | ----------------------------------------- | --------- |
 * | right at the first attempt, no hints      | Good      |
 * | one hint, or the second attempt           | Hard      |
 * | more than that, but solved                | Hard      |
 * | wrong where the answer is then shown      | Again     |
 * | given up                                  | Again     |
 * | reveal (nothing compared), not ended      | none      |
 *
 * Easy is only ever the learner's choice.
 */
export function suggest({ ended, attempts, hints }: Performance): Suggestion {
  if (ended === "open") return { rating: null, because: "open" };
  if (ended === "revealed") return { rating: null, because: "yourCall" };
  if (ended === "wrong") return { rating: "again", because: "wrong" };
  if (ended === "given up") return { rating: "again", because: "gaveUp" };
  if (attempts <= 1 && hints === 0) return { rating: "good", because: "firstTime" };
  if (attempts <= 1 && hints === 1) return { rating: "hard", because: "oneHint" };
  if (attempts === 2 && hints === 0) return { rating: "hard", because: "secondAttempt" };
  return { rating: "hard", because: "moreHelp" };
}

/** The best that can still be suggested: what solving it with the next attempt would give. */
export function bestRating({ ended, attempts, hints }: Performance): Rating {
  const next = ended === "open" ? { ended: "solved" as const, attempts: attempts + 1, hints } : { ended, attempts, hints };
  return suggest(next).rating ?? "good";
}

/** What the next hint would lose. */
export function hintCost(before: Performance): HintCost {
  return bestRating({ ...before, hints: before.hints + 1 }) === bestRating(before) ? "nothing" : "good";
}
