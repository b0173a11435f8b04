/** What the parts of a compilation share. */
import type { Draw } from "../contract/index.ts";
import type { Catalogue } from "./catalogue.ts";
import type { ExerciseSource, Problems } from "./problems.ts";
import type { ScenarioEntry } from "./scenario.ts";

/** The keys of an exercise and what YAML must give for each. */
export const exerciseKeys = {
  scenario: "text",
  set: "map",
  vary: "text",
  play: "text",
  stepwise: "text",
  steps: "text",
  send: "text",
  option: "text",
  form: "text",
  ask: "text",
  expect: "text",
  goals: "text",
  hints: "list",
  start: "text",
  solution: "text",
  wrong: "list",
} as const;
export type Key = keyof typeof exerciseKeys;

export interface DrawnNames {
  draws: Draw[];
  /** CEL types by name. */
  types: Record<string, string>;
  /** Offsets of each draw's line in the text. */
  places: { start: number; end: number }[];
}

/** What one compilation has learnt so far. */
export interface Compiling {
  source: ExerciseSource;
  catalogue: Catalogue;
  scenario: ScenarioEntry;
  problems: Problems;
  names: DrawnNames;
}

export function text(source: ExerciseSource, key: Key): string {
  const value = source[key];
  return typeof value === "string" ? value : "";
}

export function list(source: ExerciseSource, key: Key): string[] {
  const value = source[key];
  return Array.isArray(value) ? value : [];
}
