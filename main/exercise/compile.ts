/** From the texts of an exercise block to a checked, typed exercise, with every problem at its place. */
import type { Exercise, Severity } from "../contract/index.ts";
import type { Catalogue } from "./catalogue.ts";

/** The block as YAML gave it: every scalar a string. */
export type ExerciseSource = Record<string, string | string[] | Record<string, string>>;

/** `start` and `end` are UTF-16 offsets in the value of the scalar that `key` and `item` name; with `item` null, in the key's own text. */
export interface ExerciseProblem {
  key: string;
  /** Index in a list, key in a map, null for a plain text. */
  item: string | number | null;
  start: number;
  end: number;
  severity: Severity;
  code: string;
  message: string;
  data: Record<string, string | number>;
}

/** `exercise` is null where an error stands among the problems. */
export function compileExercise(_source: ExerciseSource, _catalogue: Catalogue): { exercise: Exercise | null; problems: ExerciseProblem[] } {
  throw new Error("being written");
}

/**
 * A translation's block: labels of `goals` and `ask` in order (`goals`, `ask`: one label a line), `hints`, and `form` (one label a field, a line each).
 * Everything else is the original's. Counts must agree.
 */
export function translateExercise(_original: Exercise, _source: ExerciseSource): { exercise: Exercise; problems: ExerciseProblem[] } {
  throw new Error("being written");
}
