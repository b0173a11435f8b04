/** Every problem that an exercise can have: its code, how bad it is, and what to do. Messages are filled from the problem's data. */
import type { Severity } from "../contract/index.ts";

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
  code: ProblemCode;
  message: string;
  data: Record<string, string | number>;
}

export const exerciseProblems = {
  "unknown-key": ["error", "“{name}” is no key of an exercise.{hint}"],
  "wrong-shape": ["error", "“{name}” must be {wanted}."],
  "no-scenario": ["error", "The exercise names no scenario."],
  "unknown-scenario": ["error", "There is no scenario “{name}”.{hint}"],
  "unknown-setting": ["error", "The scenario has no setting “{name}”.{hint}"],
  "setting-value": ["error", "“{value}” does not fit the setting {name}: {wanted}."],
  "draw-syntax": ["error", "Write one “name = call(arguments)” a line; names begin with a small letter."],
  "draw-name": ["error", "“{name}” is taken; give the drawn value another name."],
  "draw-call": ["error", "{call}: {wanted}."],
  "draw-range": ["error", "{call}: {wanted}."],
  "unknown-part": ["error", "The scenario has no part “{name}”.{hint}"],
  "not-playable": ["error", "The learner can't play “{name}” in this scenario."],
  "unknown-host": ["error", "The scenario has no host “{name}”.{hint}"],
  "step-indent": ["error", "An indented line must follow the step that it belongs to."],
  "step-text": ["error", "{detail}"],
  "clock-step": ["error", "Write the clock's jump as +29s (ms, s, m, h or d), at most 400 days."],
  "learner-line": ["error", "A line “learner” stands once, and only where the learner plays a sending part."],
  "send-and-steps": ["error", "Give “send”, “steps” or “option”, not two of them for the same step."],
  "no-sender": ["error", "The scenario has no host that sends; “{name}” needs one."],
  "option-place": ["error", "“option” must hold ${option}."],
  "form-syntax": ["error", "Write METHOD /target field…, for instance: POST /login user password."],
  "form-part": ["error", "A form needs a part that sends wire text."],
  "bool-value": ["error", "“{name}” is true or false."],
  "label-syntax": ["error", "Write “Label: expression”; the label ends at the first “: ”."],
  "label-twice": ["warning", "Two lines have the label “{name}”."],
  "after-range": ["error", "“after {n}” names no step; the exercise has {steps}."],
  "cel-syntax": ["error", "{detail}"],
  "cel-type": ["error", "{detail}"],
  "unknown-path": ["error", "{owner} has no field “{name}”.{hint}"],
  "unknown-name": ["error", "There is no “{name}” to read.{hint}"],
  "unknown-function": ["error", "There is no function {name}().{hint}"],
  "goal-type": ["error", "A goal must be true or false; this is {type}."],
  "ask-type": ["error", "A prediction of {type} can't be typed; ask for a number, a text, true or false, bytes or a list."],
  "only-statement": ["error", "This reads only what the application states; read the bytes, which can decide it."],
  "also-statement": ["warning", "This goal reads only what the application states; where bytes can decide it, read them."],
  "real-duration": ["error", "On a real wire times are never the same twice; don't read “{name}”."],
  "bad-pattern": ["error", "“{pattern}” is no regular expression."],
  "pattern-too-long": ["error", "A pattern may have {limit} characters."],
  "pattern-not-literal": ["error", "matches() takes a pattern in quotes, so that it can be checked."],
  "place-in-bytes": ["error", '${…} can\'t stand in a bytes literal; write bytes("…").'],
  "unclosed-place": ["error", "“${” without its “}”; a literal one is written $${."],
  "empty-place": ["error", "“${}” names no value."],
  "place-type": ["error", "${…} must be a number, a text or true/false; this is {type}."],
  "place-value": ["error", "“{place}” can't be worked out: {detail}."],
  "expect-count": ["error", "{count} expected values for {asks} asks."],
  "expect-type": ["error", "“{value}” is no {type}."],
  missing: ["error", "{shape}: “{name}” is missing. {why}"],
  misplaced: ["error", "{shape}: “{name}” has no place here. {why}"],
  "too-few-wrong": ["error", "Give two or more wrong answers that tempt; here are {count}."],
  "wrong-is-solution": ["error", "This wrong answer is the solution."],
  "no-expect": ["hint", "Without “expect” nobody notices when the wire changes its mind."],
  "no-derived-facts": ["error", "The scenario derives no facts from its settings; an exercise without steps can't ask for any."],
  "too-long": ["error", "“{name}” may have {limit} characters."],
  "too-many": ["error", "“{name}” may have {limit} of them."],
  "empty-text": ["error", "“{name}” is empty."],
  "count-differs": ["error", "The translation has {count} of “{name}”, the original {wanted}."],
} as const satisfies Record<string, readonly [Severity, string]>;

export type ProblemCode = keyof typeof exerciseProblems;

/** Where something stands in the block. */
export interface Where {
  key: string;
  item?: string | number | null;
  start?: number;
  end?: number;
}

/** Gathers problems of one block. */
export class Problems {
  readonly list: ExerciseProblem[] = [];

  add(code: ProblemCode, where: Where, data: Record<string, string | number> = {}): void {
    const [severity, text] = exerciseProblems[code];
    const message = text.replace(/\{(\w+)\}/g, (whole, name: string) => String(data[name] ?? whole));
    this.list.push({ key: where.key, item: where.item ?? null, start: where.start ?? 0, end: where.end ?? where.start ?? 0, severity, code, message, data });
  }

  get failed(): boolean {
    return this.list.some(({ severity }) => severity === "error");
  }
}

/** The end of a message about a misspelt name. */
export function meant(name: string, known: Iterable<string>): string {
  const names = [...known];
  return name === "" ? ` Known: ${names.join(", ")}.` : ` Did you mean “${name}”?`;
}
