/** An exercise made concrete for one showing: values drawn, scenario planned, texts filled. Pure; the same seed gives the same. */
import type { DeckOption, Exercise, FactValue } from "../contract/index.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Plan, SettingValues, Step } from "./scenario.ts";

/** Plain value: crosses to the lab's worker. */
export interface Prepared {
  exercise: Exercise;
  seed: string;
  settings: SettingValues;
  plan: Plan;
  drawn: Record<string, FactValue>;
  /** Filled steps of the deck, in order, with `learner` where the answer goes; a sending part without such a line has it last. */
  steps: Step[];
  /** The same as text, as the prompt shows it. */
  stepsText: string;
  /** Live choice: one run for each; empty otherwise. `correct` is the deck's `[x]`. */
  options: { index: number; value: string; correct: boolean; steps: Step[] }[];
  /** Texts as the learner's editor shows them: they go through `readAnswer` like a learner's own. */
  start: string;
  solution: string | null;
  wrong: string[];
  hints: string[];
  goals: { label: string; expression: string }[];
  asks: { label: string; expression: string; after: number | null }[];
  expect: string[] | null;
  /** Facts that the scenario derives from its settings (compute); null where it derives none. */
  derived: Record<string, FactValue> | null;
}

/** Draws, plans and fills. `extreme`: every draw at its low or high end, for proofs. Throws for an exercise that `compileExercise` refused. */
export function prepare(_exercise: Exercise, _catalogue: Catalogue, _seed: string, _extreme?: "low" | "high", _options: readonly DeckOption[] = []): Prepared {
  throw new Error("being written");
}

/** Fills `${name}` in the code spans of a question or an answer. */
export function fillProse(_prepared: Prepared, _markdown: string): string {
  throw new Error("being written");
}
