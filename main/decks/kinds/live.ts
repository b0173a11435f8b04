/** A fenced `yaml exercise`; with a task list: live choice. */
import type { DeckOption, Exercise } from "../../contract/index.ts";
import { compileExercise } from "../../exercise/compile.ts";
import { firstCodeSpan } from "../../exercise/prose.ts";
import { sides, type EntryBody, type KindReader } from "../body.ts";
import { isExercise, readExercise, reportProblems } from "../exercise.ts";
import { checkPlaceholders } from "../placeholders.ts";
import { descendants, type Block } from "../markdown.ts";
import { readOptions, taskList } from "./choice.ts";

export const live: KindReader = {
  values: [],
  read(body) {
    const { source } = body;
    const block = exerciseBlock(body)!;
    const list = taskList(body);
    const options = list === null ? [] : readOptions(body, list);
    if (list !== null) checkCodes(body, list, options);
    const read = readExercise(source, block);
    if (read === null) return [];
    const { exercise, problems } = compileExercise(read.source, body.catalogue);
    reportProblems(source, read, problems);
    const option = read.entries.get("option");
    if (list !== null && option === undefined) source.report("choice-without-option", read.fence);
    if (list === null && option !== undefined) source.report("option-without-choice", option.key);
    if (exercise === null) return [];
    const structures = list === null ? [block] : [block, list].sort((a, b) => a.from - b.from);
    checkProse(body, structures, exercise);
    return [{ part: "", ...sides(body, structures), body: { kind: "live", exercise, options } }];
  },
};

/** The entry's exercise; a second one is reported. */
export function exerciseBlock({ source, blocks }: EntryBody): Block | null {
  const [first, second] = blocks.filter((block) => isExercise(block, source.text));
  if (second !== undefined) source.report("two-exercises", { from: second.from, to: second.from + 3 });
  return first ?? null;
}

function checkCodes({ source }: EntryBody, list: Block, options: readonly DeckOption[]): void {
  const markers = descendants(list, ["TaskMarker"]);
  for (const { index, text } of options) {
    if (text !== "" && firstCodeSpan(text) === null && markers[index] !== undefined) source.report("option-without-code", markers[index]);
  }
}

/** Places in question, answer and options name what the exercise draws and plans. */
export function checkProse({ source, blocks, catalogue, heading }: EntryBody, structures: readonly Block[], exercise: Exercise): void {
  const planned = Object.keys(catalogue.scenarios.get(exercise.scenario)?.planned ?? {}).map((name) => `lab.${name}`);
  const known = [...exercise.vary.map((draw) => draw.name), ...planned];
  checkPlaceholders(source, heading, known, []);
  for (const block of blocks) {
    if (!structures.includes(block) || block.name !== "FencedCode") checkPlaceholders(source, block, known, descendants(block, ["InlineCode"]));
  }
}
