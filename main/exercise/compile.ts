/** From the texts of an exercise block to a checked, typed exercise, with every problem at its place. */
import type { Exercise } from "../contract/index.ts";
import type { Catalogue } from "./catalogue.ts";
import { readAsks, readExpect, readGoals } from "./compile-goals.ts";
import { readVary } from "./compile-vary.ts";
import { checkShape, shapeOf } from "./compile-shape.ts";
import { checkSpans, checkTemplate } from "./compile-template.ts";
import { tryPreparing } from "./compile-trial.ts";
import { exerciseKeys, list, text, type Compiling, type Key } from "./compiling.ts";
import { maxFormFields, maxSteps, maxTextLength } from "./limits.ts";
import { nearest } from "./nearest.ts";
import { firstSender } from "./prepare.ts";
import { meant, Problems, type ExerciseProblem, type ExerciseSource } from "./problems.ts";
import type { ScenarioEntry } from "./scenario.ts";
import { readSetting } from "./settings.ts";
import { blockOffset, readSteps, sendStep, writeStep, type StepLine } from "./steps.ts";

export type { ExerciseProblem, ExerciseSource } from "./problems.ts";
export { exerciseKeys } from "./compiling.ts";
export { exerciseProblems } from "./problems.ts";
export { translateExercise } from "./translate.ts";

/** `exercise` is null where an error stands among the problems. */
export function compileExercise(source: ExerciseSource, catalogue: Catalogue): { exercise: Exercise | null; problems: ExerciseProblem[] } {
  const problems = new Problems();
  checkKeys(source, problems);
  const scenario = readScenario(source, catalogue, problems);
  if (!scenario) return { exercise: null, problems: problems.list };
  const names = readVary(text(source, "vary"), scenario, problems);
  const compiling: Compiling = { source, catalogue, scenario, problems, names };
  const exercise = readExercise(compiling);
  checkShape(exercise, compiling);
  if (!problems.failed) tryPreparing(exercise, compiling);
  return { exercise: problems.failed ? null : exercise, problems: problems.list };
}

function checkKeys(source: ExerciseSource, problems: Problems): void {
  const described = { text: "a text", list: "a list of texts", map: "a map of texts" };
  for (const [key, value] of Object.entries(source)) {
    const wanted = Object.hasOwn(exerciseKeys, key) ? exerciseKeys[key as Key] : null;
    const given = typeof value === "string" ? "text" : Array.isArray(value) ? "list" : "map";
    if (wanted === null) problems.add("unknown-key", { key }, { name: key, hint: meant(nearest(key, Object.keys(exerciseKeys)), Object.keys(exerciseKeys)) });
    else if (wanted !== given) problems.add("wrong-shape", { key }, { name: key, wanted: described[wanted] });
    else checkLengths(key, value, problems);
  }
}

function checkLengths(key: string, value: string | string[] | Record<string, string>, problems: Problems): void {
  const entries: [string | number | null, string][] =
    typeof value === "string" ? [[null, value]] : Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  for (const [item, each] of entries) {
    if (each.length > maxTextLength) problems.add("too-long", { key, item, start: maxTextLength, end: each.length }, { name: key, limit: maxTextLength });
    else if (each.trim() === "" && key !== "set") problems.add("empty-text", { key, item }, { name: key });
  }
}

function readScenario(source: ExerciseSource, catalogue: Catalogue, problems: Problems): ScenarioEntry | null {
  const name = text(source, "scenario").trim();
  const scenario = catalogue.scenarios.get(name);
  if (name === "") problems.add("no-scenario", { key: "scenario" });
  else if (!scenario)
    problems.add(
      "unknown-scenario",
      { key: "scenario", end: name.length },
      { name, hint: meant(nearest(name, catalogue.scenarios.keys()), catalogue.scenarios.keys()) },
    );
  return scenario ?? null;
}

function readExercise(compiling: Compiling): Exercise {
  const { source, scenario, problems, names } = compiling;
  const play = readPart(compiling);
  const option = text(source, "option");
  const steps = readAllSteps(compiling, play);
  const ask = readAsks(text(source, "ask"), steps.length, scenario, names, problems);
  const exercise: Exercise = {
    scenario: scenario.id,
    shape: "observe",
    settings: readSettings(compiling),
    vary: names.draws,
    play,
    stepwise: readFlag(compiling, "stepwise"),
    steps: steps.map(writeStep).join("\n"),
    option: option === "" ? null : option,
    ask,
    goals: readGoals(text(source, "goals"), scenario, names, problems, ask.length > 0),
    hints: list(source, "hints"),
    form: readForm(compiling, play),
    start: text(source, "start"),
    solution: text(source, "solution") === "" ? null : text(source, "solution"),
    wrong: list(source, "wrong"),
    expect: readExpect(source["expect"] === undefined ? null : text(source, "expect"), ask, scenario, names, problems),
  };
  exercise.shape = shapeOf(exercise, scenario);
  checkTemplates(exercise, compiling);
  return exercise;
}

function readPart({ source, scenario, problems }: Compiling): string | null {
  const name = text(source, "play").trim();
  if (name === "") return null;
  const where = { key: "play", end: name.length };
  const parts = [...Object.keys(scenario.hosts), ...Object.keys(scenario.documents)];
  if (!parts.includes(name)) problems.add("unknown-part", where, { name, hint: meant(nearest(name, parts), parts) });
  else if (scenario.hosts[name]?.playable === false) problems.add("not-playable", where, { name });
  else return name;
  return null;
}

function readFlag({ source, problems }: Compiling, key: Key): boolean {
  const value = text(source, key).trim();
  if (value !== "" && value !== "true" && value !== "false") problems.add("bool-value", { key, end: value.length }, { name: key });
  return value === "true";
}

function readSettings({ source, scenario, problems, names }: Compiling): Record<string, string> {
  const settings = source["set"];
  if (settings === undefined || typeof settings === "string" || Array.isArray(settings)) return {};
  for (const [name, value] of Object.entries(settings)) {
    const where = { key: "set", item: name, start: 0, end: value.length };
    const schema = Object.hasOwn(scenario.settings, name) ? scenario.settings[name] : undefined;
    if (!schema) problems.add("unknown-setting", where, { name, hint: meant(nearest(name, Object.keys(scenario.settings)), Object.keys(scenario.settings)) });
    else if (value.includes("${")) checkTemplate(value, { key: "set", item: name }, scenario, names, problems, false);
    else {
      const read = readSetting(schema, value);
      if (!read.ok) problems.add("setting-value", where, { name, value, wanted: read.wanted });
    }
  }
  return settings;
}

/** The deck's steps, `send` among them; their hosts and places checked. */
function readAllSteps(compiling: Compiling, play: string | null): StepLine[] {
  const { source, scenario, problems } = compiling;
  const read = readSteps(text(source, "steps"));
  for (const { code, start, end, detail } of read.problems) problems.add(code, { key: "steps", start, end }, { detail });
  if (read.steps.length > maxSteps) problems.add("too-many", { key: "steps" }, { name: "steps", limit: maxSteps });
  let learners = 0;
  for (const step of read.steps) {
    checkStep(step, "steps", compiling);
    if (step.kind === "learner" && (++learners > 1 || play === null || scenario.hosts[play]?.acts !== "sends"))
      problems.add("learner-line", { key: "steps", start: step.start, end: step.end });
  }
  const send = text(source, "send");
  const spoken = (["send", "option"] as const).filter((key) => text(source, key) !== "");
  if (spoken.length > 1 || (send !== "" && read.steps.length > 0)) problems.add("send-and-steps", { key: spoken[0]! });
  const host = firstSender(scenario);
  if (spoken.length > 0 && host === null) problems.add("no-sender", { key: spoken[0]! }, { name: spoken[0]! });
  if (send === "" || host === null) return read.steps;
  const step = sendStep(host, send);
  checkStep(step, "send", compiling);
  return [step];
}

function checkStep(step: StepLine, key: string, { scenario, names, problems }: Compiling): void {
  if (step.kind === "host" && !Object.hasOwn(scenario.hosts, step.host)) {
    const known = [...Object.keys(scenario.hosts), "clock", "learner"];
    problems.add(
      "unknown-host",
      { key, start: step.start, end: step.start + step.host.length },
      { name: step.host, hint: meant(nearest(step.host, known), known) },
    );
  }
  checkTemplate(step.words, { key }, scenario, names, problems, true, (offset) => step.wordsStart + offset);
  checkTemplate(step.block, { key }, scenario, names, problems, true, (offset) => blockOffset(step, offset));
}

function readForm({ source, scenario, problems }: Compiling, play: string | null): Exercise["form"] {
  const written = text(source, "form").trim();
  if (written === "") return null;
  const [method = "", target = "", ...fields] = written.split(/\s+/);
  const where = { key: "form", end: written.length };
  if (!/^[A-Z]+$/.test(method) || !/^\/[!-~]*$/.test(target) || fields.length === 0 || fields.some((field) => !/^[\w.-]+$/.test(field)))
    problems.add("form-syntax", where);
  if (fields.length > maxFormFields) problems.add("too-many", where, { name: "form", limit: maxFormFields });
  const host = play === null ? undefined : scenario.hosts[play];
  if (host?.acts !== "sends" || host.language !== "wire-text") problems.add("form-part", where);
  return { method, target, fields };
}

function checkTemplates(exercise: Exercise, { scenario, names, problems }: Compiling): void {
  const check = (template: string, key: string, item: number | null): void => checkTemplate(template, { key, item }, scenario, names, problems, true);
  check(exercise.start, "start", null);
  check(exercise.solution ?? "", "solution", null);
  exercise.wrong.forEach((template, index) => check(template, "wrong", index));
  exercise.hints.forEach((hint, item) => checkSpans(hint, { key: "hints", item }, scenario, names, problems));
  if (exercise.option === null) return;
  if (!/\$\{\s*option\s*\}/.test(exercise.option)) problems.add("option-place", { key: "option" });
  checkTemplate(exercise.option, { key: "option" }, scenario, { ...names, types: { ...names.types, option: "string" } }, problems, true);
}
