/** Verdicts: goals and predictions against a transcript. Pure; bounded by the expressions' own limits and by the worker. */
import { serialize, type ASTNode } from "@marcbachmann/cel-js";
import type { GoalOutcome, Transcript, Verdict } from "../contract/index.ts";
import type { Catalogue } from "./catalogue.ts";
import { curlCommand } from "./command.ts";
import { goalEnvironment, type CelContext, type CelEnvironment } from "./environment.ts";
import { readsTranscript } from "./evidence.ts";
import { agrees, readPrediction } from "./prediction.ts";
import { scenarioOf, type Prepared } from "./prepare.ts";
import { actingHost, celContext, stoppedAfter } from "./roots.ts";
import { shownValue } from "./shown-value.ts";

/** What was shown where the transcript had nothing there. */
const absentText = "absent";

/** cel-js's codes for what isn't there, and for wire texts that are no number or time: the answer's doing, not the deck's. */
const absentCodes = new Set(["unknown_variable", "no_such_key", "index_out_of_bounds"]);
const unreadableCodes = new Set([
  "int_conversion_error",
  "double_conversion_error",
  "bool_conversion_error",
  "invalid_timestamp",
  "invalid_duration",
  "index_out_of_range",
  "numeric_overflow",
]);

type Evaluated = { ok: true; value: unknown } | { ok: false; absent: boolean; deckFault: string | null };

interface Judging {
  environment: CelEnvironment;
  context: CelContext;
}

/**
 * Judges one attempt (absent: the transcript's last). Goals first, then asks, each one outcome; `predictions` in the order of `prepared.asks`.
 * For a goal `expected` is what the deck wants; for an ask it is the prediction as it was read. `seen` is always what the wire showed.
 * `expected` is set throughout: call `withhold` before a learner who hasn't solved it sees it.
 */
export function judge(prepared: Prepared, transcript: Transcript, predictions: readonly string[], catalogue: Catalogue, attempt?: number): Verdict {
  const scenario = scenarioOf(prepared.exercise, catalogue);
  const at = attempt ?? lastAttempt(transcript);
  const environment = goalEnvironment(scenario, prepared.drawnTypes);
  const judgingAfter = (step: number | null): Judging => ({ environment, context: celContext(prepared, stoppedAfter(transcript, at, step), scenario, at) });
  const judging = judgingAfter(null);
  const faults: string[] = [];
  const disagreements: string[] = [];
  const goals = prepared.goals.map(({ label, expression }) => judgeGoal(label, expression, judging, faults));
  const asks = prepared.asks.map(({ after }, index) =>
    judgeAsk(prepared, index, predictions[index] ?? "", after === null ? judging : judgingAfter(after), faults, disagreements),
  );
  const all = [...goals, ...asks];
  const outcome =
    faults.length > 0 ? "error" : disagreements.length > 0 ? "disagrees" : all.every(({ passed }) => passed) && all.length > 0 ? "passed" : "failed";
  const reason =
    faults.length > 0
      ? { code: "goal-error", text: faults.join("; ") }
      : disagreements.length > 0
        ? { code: "expect-disagrees", text: disagreements.join("; ") }
        : null;
  return { outcome, goals: all, reason, caret: null, command: curlCommand(transcript, actingHost(prepared, transcript, scenario), at) };
}

/** Live choice: `runs` are the verdicts of each option's run, in the order of `prepared.options`; `chosen` the learner's indices. */
export function judgeChoice(prepared: Prepared, runs: readonly Verdict[], chosen: readonly number[]): Verdict {
  const stopped = runs.find(({ outcome }) => outcome !== "passed" && outcome !== "failed");
  const right = runs.map(({ outcome }) => outcome === "passed");
  const goals = prepared.options.map((option, at): GoalOutcome => {
    const taken = chosen.includes(option.index);
    return { label: option.value, passed: taken === right[at], expected: String(taken), seen: String(right[at]), absent: false };
  });
  const disagreeing = prepared.options.filter((option, at) => option.correct !== right[at]);
  const rest = { goals, caret: null, command: "" };
  if (stopped) return { ...rest, outcome: stopped.outcome, reason: stopped.reason };
  if (disagreeing.length > 0)
    return {
      ...rest,
      outcome: "disagrees",
      reason: {
        code: "option-disagrees",
        text: disagreeing.map(({ value, correct }) => `${value}: deck ${correct ? "right" : "wrong"}, wire ${correct ? "wrong" : "right"}`).join("; "),
      },
    };
  return { ...rest, outcome: goals.every(({ passed }) => passed) ? "passed" : "failed", reason: null };
}

/** The same verdict with `expected` null where it isn't met yet. */
export function withhold(verdict: Verdict): Verdict {
  return { ...verdict, goals: verdict.goals.map((goal) => (goal.passed ? goal : { ...goal, expected: null })) };
}

function lastAttempt(transcript: Transcript): number {
  let last = 0;
  for (const { attempt } of transcript.messages) last = Math.max(last, attempt);
  for (const { attempt } of transcript.steps) last = Math.max(last, attempt);
  return last;
}

function judgeGoal(label: string, expression: string, judging: Judging, faults: string[]): GoalOutcome {
  const compiled = judging.environment.compile(expression);
  const result = evaluate(expression, judging);
  if (!result.ok && result.deckFault !== null) faults.push(`${label}: ${result.deckFault}`);
  const passed = result.ok && result.value === true;
  return { label, passed, ...explain(compiled.ast, passed, result, judging) };
}

/** The first part of the conjunction that isn't true (of a passed goal: the first comparison) says what was expected and seen. */
function explain(ast: ASTNode, passed: boolean, whole: Evaluated, judging: Judging): Omit<GoalOutcome, "label" | "passed"> {
  const parts = conjuncts(ast);
  const shown = passed ? (parts.find((part) => comparison(part) !== null) ?? parts[0]!) : (parts.find((part) => !isTrue(part, judging)) ?? parts[0]!);
  const compared = comparison(shown);
  const result = compared ? evaluate(serialize(compared.seen), judging) : shown === ast ? whole : evaluate(serialize(shown), judging);
  const expected = compared ? `${compared.relation}${shownSide(compared.expected, judging)}` : "true";
  const absent = result.ok ? result.value === "" && compared?.seen.op === "call" && compared.seen.args[0] === "header" : result.absent;
  return { expected, seen: absent ? absentText : result.ok ? shownValue(result.value) : unreadable(result), absent };
}

function shownSide(side: ASTNode, judging: Judging): string {
  const result = evaluate(serialize(side), judging);
  return result.ok ? shownValue(result.value) : absentText;
}

function unreadable(result: { deckFault: string | null }): string {
  return result.deckFault ?? absentText;
}

function isTrue(part: ASTNode, judging: Judging): boolean {
  const result = evaluate(serialize(part), judging);
  return result.ok && result.value === true;
}

function conjuncts(ast: ASTNode): ASTNode[] {
  return ast.op === "&&" ? [...conjuncts(ast.args[0]), ...conjuncts(ast.args[1])] : [ast];
}

const relations: Record<string, string> = { "==": "", "!=": "not ", "<": "< ", "<=": "≤ ", ">": "> ", ">=": "≥ ", in: "one of " };
const mirrored: Record<string, string> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/** Seen is the side that reads the transcript (the left one where both do). */
function comparison(ast: ASTNode): { seen: ASTNode; expected: ASTNode; relation: string } | null {
  if (!Object.hasOwn(relations, ast.op)) return null;
  const [left, right] = ast.args as [ASTNode, ASTNode];
  if (readsTranscript(left)) return { seen: left, expected: right, relation: relations[ast.op]! };
  if (!readsTranscript(right)) return null;
  return { seen: right, expected: left, relation: ast.op === "in" ? "with " : relations[mirrored[ast.op] ?? ast.op]! };
}

function judgeAsk(prepared: Prepared, index: number, prediction: string, judging: Judging, faults: string[], disagreements: string[]): GoalOutcome {
  const { label, expression } = prepared.asks[index]!;
  const { type } = prepared.exercise.ask[index]!;
  const result = evaluate(expression, judging);
  if (!result.ok && result.deckFault !== null) faults.push(`${label}: ${result.deckFault}`);
  const read = readPrediction(type, prediction);
  const seen = result.ok ? shownValue(result.value) : unreadable(result);
  const pinned = prepared.expect?.[index];
  if (pinned !== undefined) {
    const author = readPrediction(type, pinned);
    if (!(author.ok && result.ok && agrees(result.value, author.value)))
      disagreements.push(`${label}: deck ${author.ok ? author.readAs : pinned}, wire ${seen}`);
  }
  return {
    label,
    passed: result.ok && read.ok && agrees(result.value, read.value),
    expected: read.ok ? read.readAs : prediction,
    seen,
    absent: !result.ok && result.absent,
  };
}

function evaluate(expression: string, { environment, context }: Judging): Evaluated {
  try {
    return { ok: true, value: environment.compile(expression).evaluate(context) };
  } catch (error) {
    const { code = "", summary, message } = error as { code?: string; summary?: string; message?: string };
    if (absentCodes.has(code)) return { ok: false, absent: true, deckFault: null };
    if (unreadableCodes.has(code)) return { ok: false, absent: true, deckFault: null };
    // bytes.json() of content that is no JSON.
    if (error instanceof SyntaxError) return { ok: false, absent: true, deckFault: null };
    return { ok: false, absent: false, deckFault: summary ?? message ?? String(error) };
  }
}
