/** An exercise made concrete for one showing: values drawn, scenario planned, texts filled. Pure; the same seed gives the same. */
import type { Exercise, FactValue } from "../contract/index.ts";
import type { Plan, SettingValues, Step } from "./scenario.ts";

/** Plain value: crosses to the lab's worker. */
export interface Prepared {
  exercise: Exercise;
  seed: string;
  settings: SettingValues;
  plan: Plan;
  drawn: Record<string, FactValue>;
  /** Filled steps of the deck, in order, with `learner` where the answer goes. */
  steps: Step[];
  start: string;
  solution: string | null;
  wrong: string[];
  hints: string[];
  goals: { label: string; expression: string }[];
  asks: { label: string; expression: string; after: number | null }[];
  expect: string[] | null;
}
