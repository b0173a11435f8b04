/** Proof of live exercises: every solution passes, every wrong answer fails, every expectation agrees with the wire. */
import type { CardId, DeckOption, Exercise } from "../contract/index.ts";

export interface ProofCard {
  id: CardId;
  exercise: Exercise;
  /** Live choice: the deck's options; empty otherwise. */
  options: readonly DeckOption[];
}

/** Shape of `check.exercises`; keys may be added, none renamed. */
export interface ProofRow {
  card: CardId;
  solution: "passed" | "failed" | "none" | "unavailable";
  /** One for each wrong answer, in the deck's order. */
  wrong: ("refused" | "accepted")[];
  expect: "agreed" | "disagreed" | "none";
  /** The empty answer and the editor's unchanged text. */
  empty: "refused" | "accepted" | "none";
  start: "refused" | "accepted" | "none";
  runs: number;
  /** What was found; empty where the card is proved. */
  reasons: ProofReason[];
}

export interface ProofReason {
  code: "solution-failed" | "wrong-accepted" | "empty-accepted" | "start-accepted" | "expect-disagreed" | "option-disagreed" | "lab-error" | "unavailable";
  seed: string;
  /** Index of the wrong answer or option; null otherwise. */
  index: number | null;
  goal: string;
  expected: string;
  seen: string;
  /** One sentence that names the card. */
  message: string;
}

export interface ProofOptions {
  /** Worker threads; absent: one a core. */
  workers?: number;
  signal?: AbortSignal;
  progress?(done: number, total: number, row: ProofRow): void;
}

export declare function proveExercises(cards: readonly ProofCard[], options?: ProofOptions): Promise<ProofRow[]>;
