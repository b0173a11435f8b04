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
  /** For `error`, `disagrees` and `unavailable`: what happened, as a message code with its data (`limit`, `seconds`), in English `text`; null otherwise. */
  reason: { code: string; text: string; data?: Record<string, string | number> } | null;
  /**
   * Where the learner's own bytes first went wrong: index of the message, offset in its bytes, the dissector's finding (`code`, in English
   * `text`) and its RFC section. Null where the bytes don't tell.
   */
  caret: { message: number; offset: number; code: string; text: string; source: string } | null;
  /** The learner's own attempt as a command line (`curl …`); "" where the bytes can't be said so. */
  command: string;
}
