/** A trial of what only values show: ranges, filled settings, clock jumps and messages. */
import type { Exercise } from "../contract/index.ts";
import { readAnswer } from "./answer.ts";
import { text, type Compiling } from "./compiling.ts";
import { prepare, PrepareError, type Planned } from "./prepare.ts";
import { readSteps } from "./steps.ts";

/** Both extremes and one seed are tried; the first problem is told. */
export function tryPreparing(exercise: Exercise, compiling: Compiling): void {
  const { problems, catalogue } = compiling;
  const drawn = exercise.vary.length > 0;
  // Hints never fail, and a text without places is the same each time.
  const tried: Exercise = { ...exercise, hints: [], wrong: exercise.wrong.filter((wrong) => wrong.includes("${")) };
  const sameSettings = !Object.values(exercise.settings).some((setting) => setting.includes("${"));
  let planned: Planned | undefined;
  const solutions = new Set<string | null>([null]);
  for (const extreme of drawn ? (["low", "high", undefined] as const) : [undefined]) {
    try {
      const option = exercise.option === null ? [] : [{ index: 0, text: "`option`", reason: "", correct: true }];
      const prepared = prepare(tried, catalogue, "check", extreme, option, planned);
      if (sameSettings) planned = prepared;
      if (prepared.solution === null || solutions.has(prepared.solution)) continue;
      solutions.add(prepared.solution);
      const read = readAnswer(prepared, { kind: "text", text: prepared.solution }, catalogue);
      if (!read.ok) problems.add("step-text", { key: "solution", end: exercise.solution?.length ?? 0 }, { detail: read.problems[0]!.message });
    } catch (error) {
      if (!(error instanceof PrepareError)) throw error;
      const where = error.where.key === "steps" ? stepPlace(error.where.item as number, exercise, compiling, error.where) : varyPlace(error.where, compiling);
      problems.add(error.code, where, error.data);
    }
    if (problems.failed) return;
  }
}

function varyPlace(where: PrepareError["where"], { names }: Compiling): PrepareError["where"] {
  if (where.key !== "vary") return where;
  const place = typeof where.item === "number" ? names.places[where.item] : undefined;
  return { key: "vary", item: null, start: place?.start ?? 0, end: place?.end ?? 0 };
}

/** A problem in the filled steps, back at its place in `steps`, `send` or `option`. */
function stepPlace(index: number, exercise: Exercise, { source }: Compiling, where: PrepareError["where"]): PrepareError["where"] {
  const read = readSteps(text(source, "steps")).steps;
  const written = readSteps(exercise.steps).steps[index];
  const original = read[index];
  if (original && written) return { key: "steps", start: original.start, end: original.end };
  const key = exercise.option !== null ? "option" : "send";
  return { key, start: exercise.option !== null ? (where.start ?? 0) : 0, end: exercise.option !== null ? (where.end ?? 0) : text(source, key).length };
}
