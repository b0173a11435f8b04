/** How a showing ended and what that suggests. One table of ratings for everything (study/rating.ts). */

export type Rating = "again" | "hard" | "good" | "easy";
export const ratings = ["again", "hard", "good", "easy"] as const satisfies readonly Rating[];

/** Only `passed` and `failed` may be rated. */
export type Outcome = "passed" | "failed" | "error" | "disagrees" | "unavailable";

export interface GoalOutcome {
  label: string;
  passed: boolean;
  /** Null: withheld until the card is solved or given up. */
  expected: string | null;
  seen: string;
  /** True where the transcript had nothing at that path. */
  absent: boolean;
}

export interface Verdict {
  outcome: Outcome;
  goals: GoalOutcome[];
  /** For `error`, `disagrees` and `unavailable`: what happened, as a message code with data; null otherwise. */
  reason: { code: string; text: string } | null;
  /** A byte at which the learner's message first went wrong, and why; null where the bytes don't tell. */
  caret: { message: number; offset: number; text: string; source: string } | null;
  /** The learner's own attempt as a command line (`curl …`); "" where the bytes can't be said so. */
  command: string;
}
