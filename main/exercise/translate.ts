/** A translation's exercise block: labels, hints and the form's labels; everything else is the original's. */
import type { Exercise } from "../contract/index.ts";
import type { Catalogue } from "./catalogue.ts";
import { checkSpans, checkTemplate } from "./compile-template.ts";
import { readVary } from "./compile-vary.ts";
import { list, text } from "./compiling.ts";
import { textLines } from "./lines.ts";
import { scenarioOf } from "./prepare.ts";
import { Problems, type ExerciseProblem, type ExerciseSource } from "./problems.ts";

/** Keys that a translation may hold. `goals`, `ask` and `form` list one label a line, in order. */
const translatedKeys = ["goals", "ask", "hints", "form"] as const;

/** Counts must agree with the original's; what does not is left in the original's words. Places name what the original draws and plans. */
export function translateExercise(original: Exercise, source: ExerciseSource, catalogue: Catalogue): { exercise: Exercise; problems: ExerciseProblem[] } {
  const problems = new Problems();
  for (const key of Object.keys(source))
    if (!translatedKeys.some((known) => known === key))
      problems.add("unknown-key", { key }, { name: key, hint: ` A translation holds ${translatedKeys.join(", ")}.` });
  const goals = labels("goals", original.goals.length, source, problems);
  const asks = labels("ask", original.ask.length, source, problems);
  const hints = labels("hints", original.hints.length, source, problems);
  labels("form", original.form?.fields.length ?? 0, source, problems);
  checkPlaces(original, source, catalogue, problems);
  const exercise: Exercise = {
    ...original,
    goals: original.goals.map((goal, index) => ({ ...goal, label: goals?.[index] ?? goal.label })),
    ask: original.ask.map((ask, index) => ({ ...ask, label: asks?.[index] ?? ask.label })),
    hints: original.hints.map((hint, index) => hints?.[index] ?? hint),
  };
  return { exercise, problems: problems.list };
}

function labels(key: (typeof translatedKeys)[number], wanted: number, source: ExerciseSource, problems: Problems): string[] | null {
  const value = source[key];
  if (value === undefined) return null;
  const isList = key === "hints";
  if (isList ? !Array.isArray(value) : typeof value !== "string") {
    problems.add("wrong-shape", { key }, { name: key, wanted: isList ? "a list of texts" : "a text" });
    return null;
  }
  const read = Array.isArray(value) ? value : textLines(value as string).lines.map(({ text }) => text.trim());
  if (read.length === wanted) return read;
  problems.add("count-differs", { key, end: typeof value === "string" ? value.length : 0 }, { name: key, count: read.length, wanted });
  return null;
}

function checkPlaces(original: Exercise, source: ExerciseSource, catalogue: Catalogue, problems: Problems): void {
  const scenario = scenarioOf(original, catalogue);
  const names = readVary(original.vary.map((draw) => `${draw.name} = ${draw.source}`).join("\n"), scenario, new Problems());
  for (const key of ["goals", "ask"] as const)
    for (const line of textLines(text(source, key)).lines) checkTemplate(line.text, { key }, scenario, names, problems, true, (offset) => line.start + offset);
  list(source, "hints").forEach((hint, item) => checkSpans(hint, { key: "hints", item }, scenario, names, problems));
}
