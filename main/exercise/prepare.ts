/** An exercise made concrete for one showing: values drawn, scenario planned, texts filled. Pure; the same seed gives the same. */
import type { DeckOption, Exercise, FactValue } from "../contract/index.ts";
import type { Catalogue } from "./catalogue.ts";
import { celSource } from "./cel-template.ts";
import { labObject, templateEnvironment, type CelContext } from "./environment.ts";
import type { ProblemCode, Where } from "./problems.ts";
import { fillSpans, firstCodeSpan } from "./prose.ts";
import { seededRandom } from "./random.ts";
import type { Plan, ScenarioEntry, SettingValues, Step } from "./scenario.ts";
import { defaultSettings, readSetting } from "./settings.ts";
import { fillStep, readSteps, sendStep, type StepLine } from "./steps.ts";
import { fillTemplate } from "./template.ts";
import { celValues, draw, type Extreme } from "./vary.ts";

/** Plain value: crosses to the lab's worker. */
export interface Prepared {
  exercise: Exercise;
  seed: string;
  settings: SettingValues;
  plan: Plan;
  drawn: Record<string, FactValue>;
  /** CEL types of the drawn values. */
  drawnTypes: Record<string, string>;
  /** Filled steps of the deck, in order, with `learner` where the answer goes; a sending part without such a line has it last. */
  steps: Step[];
  /** The same as text, as the prompt shows it. */
  stepsText: string;
  /** Live choice: one run for each; empty otherwise. `correct` is the deck's `[x]`, `value` the option's first code span. */
  options: { index: number; value: string; correct: boolean; steps: Step[] }[];
  /** Texts as the learner's editor shows them: they go through `readAnswer` like a learner's own. */
  start: string;
  solution: string | null;
  wrong: string[];
  hints: string[];
  /** Plain CEL: places have become concatenation. */
  goals: { label: string; expression: string }[];
  asks: { label: string; expression: string; after: number | null }[];
  expect: string[] | null;
  /** Facts that the scenario derives from its settings (compute); null where it derives none. */
  derived: Record<string, FactValue> | null;
}

/** An exercise that can't be prepared with these values. `compileExercise` tries both extremes and turns it into a problem. */
export class PrepareError extends Error {
  readonly code: ProblemCode;
  readonly where: Where;
  readonly data: Record<string, string | number>;
  constructor(code: ProblemCode, where: Where, data: Record<string, string | number>) {
    super(`${code} in ${where.key}: ${JSON.stringify(data)}`);
    this.code = code;
    this.where = where;
    this.data = data;
  }
}

type ValueOf = (expression: string) => string;
type WithPlan = Pick<ScenarioEntry, "planned">;

/** What follows from seed and settings alone. */
export type Planned = Pick<Prepared, "settings" | "plan">;

/**
 * Draws, plans and fills. `extreme`: every draw at its low or high end, for proofs. `known`: what the same seed planned before, where no setting is drawn.
 * Throws a PrepareError for what `compileExercise` refused.
 */
export function prepare(
  exercise: Exercise,
  catalogue: Catalogue,
  seed: string,
  extreme?: Extreme,
  options: readonly DeckOption[] = [],
  known?: Planned,
): Prepared {
  const scenario = scenarioOf(exercise, catalogue);
  const drawn = draw(scenario, exercise.vary, seed, extreme);
  if (!drawn.ok) throw new PrepareError("draw-range", { key: "vary", item: drawn.index }, { call: drawn.call, wanted: drawn.wanted });
  const settings = known?.settings ?? fillSettings(exercise, scenario, valuesIn(scenario, drawn.types, celValues(drawn.values), false));
  const plan = known?.plan ?? scenario.plan(settings, seededRandom(`${seed}/plan`));
  const context = { ...celValues(drawn.values), lab: labObject(celValues(plan)) };
  const valueOf = valuesIn(scenario, drawn.types, context, true);
  const lines = withLearner(readSteps(exercise.steps).steps, exercise, scenario);
  const steps = lines.map((line, index) => filledStep(line, index, scenario, catalogue, valueOf));
  const shown = (text: string): string => shownAnswer(exercise, scenario, catalogue, fillTemplate(text, valueOf).text);
  const prose = (text: string): string => fillSpans(text, orNull(valueOf));
  const labelled = (label: string): string => fillTemplate(label, (expression) => orNull(valueOf)(expression) ?? `\${${expression}}`).text;
  const prepared: Prepared = {
    exercise,
    seed,
    settings,
    plan,
    drawn: drawn.values,
    drawnTypes: drawn.types,
    steps,
    stepsText: steps
      .filter(({ kind }) => kind !== "learner")
      .map(({ text }) => text)
      .join("\n"),
    options: [],
    start: exercise.start === "" ? "" : shown(exercise.start),
    solution: exercise.solution === null ? null : shown(exercise.solution),
    wrong: exercise.wrong.map(shown),
    hints: exercise.hints.map(prose),
    goals: exercise.goals.map(({ label, expression }) => ({ label: labelled(label), expression: celSource(expression).text })),
    asks: exercise.ask.map(({ label, expression, after }) => ({ label: labelled(label), expression: celSource(expression).text, after })),
    expect: exercise.expect?.map((text) => fillTemplate(text, valueOf).text) ?? null,
    derived: scenario.derive?.(settings, plan) ?? null,
  };
  prepared.options = options.map((option) => preparedOption(option, prepared, scenario, catalogue, context));
  return prepared;
}

/** Fills `${name}` in the code spans of a question, an answer or an option. An unknown place stays as it is written. */
export function fillProse(prepared: Prepared, markdown: string): string {
  if (!markdown.includes("${")) return markdown;
  const planned = Object.fromEntries(
    Object.entries(prepared.plan).map(([name, value]) => [name, { type: typeof value === "number" ? "int" : "string", summary: "" }]),
  );
  const context = { ...celValues(prepared.drawn), lab: labObject(celValues(prepared.plan)) };
  return fillSpans(markdown, orNull(valuesIn({ planned }, prepared.drawnTypes, context, true)));
}

export function scenarioOf(exercise: Exercise, catalogue: Catalogue): ScenarioEntry {
  const scenario = catalogue.scenarios.get(exercise.scenario);
  if (!scenario) throw new Error(`The catalogue has no scenario ${exercise.scenario}.`);
  return scenario;
}

function valuesIn(scenario: WithPlan, types: Record<string, string>, context: CelContext, planned: boolean): ValueOf {
  const environment = templateEnvironment(scenario, types, planned);
  return (expression) => {
    try {
      return String(environment.compile(expression).evaluate(context));
    } catch (error) {
      throw new PrepareError("place-value", { key: "vary" }, { place: `\${${expression}}`, detail: (error as { summary?: string }).summary ?? "" });
    }
  };
}

function orNull(valueOf: ValueOf): (expression: string) => string | null {
  return (expression) => {
    try {
      return valueOf(expression);
    } catch (error) {
      if (error instanceof PrepareError) return null;
      throw error;
    }
  };
}

function fillSettings(exercise: Exercise, scenario: ScenarioEntry, valueOf: ValueOf): SettingValues {
  const settings = defaultSettings(scenario);
  for (const [name, template] of Object.entries(exercise.settings)) {
    const value = fillTemplate(template, valueOf).text;
    const read = readSetting(scenario.settings[name]!, value);
    if (!read.ok) throw new PrepareError("setting-value", { key: "set", item: name, start: 0, end: template.length }, { name, value, wanted: read.wanted });
    settings[name] = read.value;
  }
  return settings;
}

/** Adds the line `learner` at the end where a sending part has none. */
function withLearner(lines: StepLine[], exercise: Exercise, scenario: ScenarioEntry): StepLine[] {
  const sends = exercise.play !== null && scenario.hosts[exercise.play]?.acts === "sends";
  if (!sends || lines.some(({ kind }) => kind === "learner")) return lines;
  return [...lines, ...readSteps("learner").steps];
}

function filledStep(line: StepLine, index: number, scenario: ScenarioEntry, catalogue: Catalogue, valueOf: ValueOf): Step {
  const filled = fillStep(line, scenario, catalogue, valueOf);
  if (filled.ok) return filled.step;
  const { code, start, end, detail } = filled.problems[0]!;
  throw new PrepareError(code, { key: "steps", item: index, start, end }, { detail });
}

/** A deck's answer text as the editor would show it. */
function shownAnswer(exercise: Exercise, scenario: ScenarioEntry, catalogue: Catalogue, text: string): string {
  const language = exercise.play === null ? undefined : catalogue.languages.get(answerLanguage(exercise, scenario));
  const served = exercise.play !== null && scenario.hosts[exercise.play]?.acts === "serves";
  const show = (block: string): string => (language?.shown ? language.shown(block) : block.replace(/\n$/, ""));
  return served
    ? text
        .split(/^---\n/m)
        .map(show)
        .join("\n---\n")
    : show(text);
}

/** Language of what the learner writes; only for exercises with a part. */
export function answerLanguage(exercise: Exercise, scenario: ScenarioEntry): string {
  if (exercise.form) return "form-fields";
  const part = exercise.play ?? "";
  return scenario.hosts[part]?.language ?? scenario.documents[part] ?? "";
}

function preparedOption(
  option: DeckOption,
  prepared: Prepared,
  scenario: ScenarioEntry,
  catalogue: Catalogue,
  context: CelContext,
): Prepared["options"][number] {
  const value = firstCodeSpan(fillProse(prepared, option.text)) ?? "";
  const types = { ...prepared.drawnTypes, option: "string" };
  const valueOf = valuesIn(scenario, types, { ...context, option: value }, true);
  const host = firstSender(scenario);
  if (host === null || prepared.exercise.option === null) return { index: option.index, value, correct: option.correct, steps: prepared.steps };
  const line = sendStep(host, prepared.exercise.option);
  return {
    index: option.index,
    value,
    correct: option.correct,
    steps: [...prepared.steps, filledStep(line, prepared.steps.length, scenario, catalogue, valueOf)],
  };
}

/** The host that `send` and `option` speak for. */
export function firstSender(scenario: ScenarioEntry): string | null {
  return Object.entries(scenario.hosts).find(([, { acts }]) => acts === "sends")?.[0] ?? null;
}
