/** An exercise as a deck states it: checked, typed, not yet filled with drawn values. */

export type ExerciseShape = "observe" | "craft" | "serve" | "steer" | "attack" | "defend" | "compute" | "choice";

/** Text with `${name}` and `${lab.name}` places; `$${` is literal. Filled by exercise/template.ts. */
export type Template = string;

/** `name = call(arguments)` of `vary`, in order. */
export interface Draw {
  name: string;
  source: string;
}

export interface Goal {
  label: string;
  /** CEL over the transcript; its value must be bool. */
  expression: string;
}

export type AskType = "int" | "double" | "string" | "bool" | "bytes" | "list";

export interface Ask {
  label: string;
  expression: string;
  /** Static CEL type; decides the prediction field. */
  type: AskType;
  /** `after N`: asked when step N has been done; null: after the last step. */
  after: number | null;
}

/** A form field for payload exercises (`form: POST /login user password`). */
export interface Form {
  method: string;
  target: string;
  fields: string[];
}

export interface Exercise {
  scenario: string;
  shape: ExerciseShape;
  settings: Record<string, Template>;
  vary: Draw[];
  /** The part the learner takes; null where there is none. */
  play: string | null;
  stepwise: boolean;
  /** The deck's own steps, as written; `send:` has been rewritten to a step of the scenario's first sending host. */
  steps: Template;
  /** Live choice: what is sent, with `${option}`. */
  option: Template | null;
  ask: Ask[];
  goals: Goal[];
  hints: string[];
  form: Form | null;
  /** Text that the editor starts with. */
  start: Template;
  solution: Template | null;
  wrong: Template[];
  /** What the author believes each `ask` to be; null: nothing pinned. One CEL literal (or template of one) a line. */
  expect: Template[] | null;
}
