/** What the learner wrote, read in the language of the part. Never templated. */
import type { Answer } from "../contract/index.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Prepared } from "./prepare.ts";
import type { Parsed, Step } from "./scenario.ts";

export type PlayedAnswer =
  /** A sending part: steps to play where `learner` stands. */
  | { kind: "sends"; steps: Step[] }
  /** A serving part: one S[] of its language an answer; the last one repeats. For `Running.serve`. */
  | { kind: "serves"; part: string; answers: unknown[] }
  /** A document part. For `Running.document`. */
  | { kind: "document"; part: string; value: unknown };

/** Reads a text or the fields of a form; other kinds of answer play nothing (`sends` without steps). */
export function readAnswer(_prepared: Prepared, _answer: Answer, _catalogue: Catalogue): Parsed<PlayedAnswer> {
  throw new Error("being written");
}
