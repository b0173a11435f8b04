/** A fenced `yaml exercise` -> the texts that exercise/compile.ts checks, and its findings back to their places in the file. */
import type { ExerciseProblem, ExerciseSource } from "../exercise/compile.ts";
import { maxExerciseLength } from "./limits.ts";
import { lineEnd, type Block } from "./markdown.ts";
import type { Range, Source } from "./source.ts";
import { readYaml, type YamlEntry, type YamlShapes, type YamlText, type YamlWords } from "./yaml.ts";

/** What the exercise block of a translation may hold; everything else is inherited. */
export const translatedShapes = { goals: ["text"], ask: ["text"], hints: ["list"], form: ["text"] } as const satisfies YamlShapes;

const words: YamlWords = {
  syntax: "yaml-syntax",
  notMap: "yaml-not-exercise",
  unknownKey: "translation-exercise-key",
  wrongKind: { text: "yaml-not-text", list: "yaml-not-list", map: "yaml-not-text" },
};

export interface ExerciseBlock {
  source: ExerciseSource;
  entries: ReadonlyMap<string, YamlEntry>;
  /** The line of the fence. */
  fence: Range;
}

export function isExercise(block: Block, text: string): boolean {
  if (block.name !== "FencedCode") return false;
  return /^[ ]{0,3}(?:`{3,}|~{3,})[ \t]*yaml[ \t]+exercise[ \t]*$/.test(text.slice(block.from, lineEnd(text, block.from)));
}

/** Null where it is no map of texts (reported). Which keys an exercise has is for the compiler to say. */
export function readExercise(source: Source, block: Block, shapes: YamlShapes = "any"): ExerciseBlock | null {
  const { text } = source;
  const fence = { from: block.from, to: lineEnd(text, block.from) };
  const from = Math.min(fence.to + 1, block.to);
  const [, closing] = block.node.getChildren("CodeMark");
  const to = closing === undefined ? block.to : Math.max(from, text.lastIndexOf("\n", block.base + closing.from - 1) + 1);
  if (to - from > maxExerciseLength) {
    source.report("exercise-too-long", fence, { length: to - from, limit: maxExerciseLength });
    return null;
  }
  const entries = readYaml(source, { from, to }, shapes, words);
  if (entries === null) return null;
  const texts: ExerciseSource = {};
  for (const [key, { value }] of entries) {
    if (value.kind === "text") texts[key] = value.text.value;
    else if (value.kind === "list") texts[key] = value.items.map((item) => item.value);
    else texts[key] = Object.fromEntries([...value.entries].map(([name, item]) => [name, item.value]));
  }
  return { source: texts, entries, fence };
}

/** Adds the compiler's findings to those of the file. */
export function reportProblems(source: Source, block: ExerciseBlock, problems: readonly ExerciseProblem[]): void {
  for (const problem of problems) {
    const { severity, code, message, data } = problem;
    source.add({ ...source.place(problemRange(block, problem)), file: source.file, severity, code, message, data });
  }
}

function problemRange({ entries, fence }: ExerciseBlock, problem: ExerciseProblem): Range {
  const entry = entries.get(problem.key);
  if (entry === undefined) return fence;
  const text = itemText(entry, problem.item);
  if (text === null || problem.code === "unknown-key" || problem.code === "wrong-shape") return entry.key;
  const from = text.at(problem.start);
  return { from, to: Math.max(from, problem.end > problem.start ? text.at(problem.end - 1) + 1 : from) };
}

function itemText({ value }: YamlEntry, item: string | number | null): YamlText | null {
  if (value.kind === "text") return value.text;
  if (value.kind === "list") return typeof item === "number" ? (value.items[item] ?? null) : null;
  return item === null ? null : (value.entries.get(String(item)) ?? null);
}
