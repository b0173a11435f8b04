/** The one CEL environment of goals and asks; its documentation and completion come from the same table. */
import type { AskType } from "../contract/index.ts";
import type { ScenarioEntry } from "./scenario.ts";

export interface PathDocumentation {
  /** "response.status", "header(message, name)" */
  path: string;
  type: string;
  summary: string;
}

export interface Completion extends PathDocumentation {
  kind: "root" | "field" | "function";
  /** What is inserted. */
  insert: string;
}

/** Every path and function of an environment. */
export function documentation(_scenario: ScenarioEntry): PathDocumentation[] {
  throw new Error("being written");
}

/** What may stand at the end of `before` (the text left of the caret). */
export function completions(_scenario: ScenarioEntry, _before: string): Completion[] {
  throw new Error("being written");
}

export type { AskType };
