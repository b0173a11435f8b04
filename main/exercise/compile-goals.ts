/** `goals`, `ask` and `expect`: labelled lines of typed CEL, and what must not stand in them. */
import type { ASTNode } from "@marcbachmann/cel-js";
import type { Ask, AskType, Goal } from "../contract/index.ts";
import { celSource } from "./cel-template.ts";
import { addCelProblem, checkTemplate, rootNames } from "./compile-template.ts";
import type { DrawnNames } from "./compiling.ts";
import { goalEnvironment, type CompiledCel } from "./environment.ts";
import { evidence } from "./evidence.ts";
import { walk } from "./walk.ts";
import { maxAsks, maxExpressionLength, maxGoals, maxPatternLength } from "./limits.ts";
import { labelled, textLines, type LabelledLine } from "./lines.ts";
import { readPrediction } from "./prediction.ts";
import type { Problems } from "./problems.ts";
import type { ScenarioEntry } from "./scenario.ts";

interface Checked extends LabelledLine {
  compiled: CompiledCel;
}

/** `decidedElsewhere`: other lines of the exercise read the wire. */
export function readGoals(text: string, scenario: ScenarioEntry, names: DrawnNames, problems: Problems, decidedElsewhere: boolean): Goal[] {
  const lines = readLabelled(text, "goals", maxGoals, scenario, names, problems);
  const onWire = decidedElsewhere || lines.some(({ compiled }) => compiled.type !== null && evidence(compiled.ast).wire);
  for (const { compiled, expressionStart, end } of lines) {
    const where = { key: "goals", start: expressionStart, end };
    if (compiled.type === null) continue;
    if (compiled.type !== "bool") problems.add("goal-type", where, { type: compiled.type });
    const read = evidence(compiled.ast);
    if (read.statement && !read.wire) problems.add(onWire ? "also-statement" : "only-statement", where);
  }
  return lines.map(({ label, expression }) => ({ label, expression }));
}

/** `steps`: how many steps the deck has, for `after N ·`. */
export function readAsks(text: string, steps: number, scenario: ScenarioEntry, names: DrawnNames, problems: Problems): Ask[] {
  return readLabelled(text, "ask", maxAsks, scenario, names, problems).map(({ label, expression, compiled, start, expressionStart, end }) => {
    const after = /^after (\d{1,6}) · (.*)$/.exec(label);
    const n = after ? Number(after[1]) : null;
    if (n !== null && (n < 1 || n > steps)) problems.add("after-range", { key: "ask", start, end: start + `after ${n}`.length }, { n, steps });
    const type = askType(compiled.type ?? "int");
    if (type === null) problems.add("ask-type", { key: "ask", start: expressionStart, end }, { type: compiled.type! });
    return { label: after ? after[2]! : label, expression, type: type ?? "string", after: n };
  });
}

function askType(type: string): AskType | null {
  if (type === "list" || type.startsWith("list<")) return "list";
  return (["int", "double", "string", "bool", "bytes"] as const).find((known) => known === type) ?? null;
}

/** One expected value a line; null where the key is absent. */
export function readExpect(text: string | null, asks: readonly Ask[], scenario: ScenarioEntry, names: DrawnNames, problems: Problems): string[] | null {
  if (text === null) return null;
  const { lines } = textLines(text);
  if (lines.length !== asks.length) problems.add("expect-count", { key: "expect", end: text.length }, { count: lines.length, asks: asks.length });
  for (const [index, { text: value, start, end }] of lines.entries()) {
    checkTemplate(value, { key: "expect" }, scenario, names, problems, true, (offset) => start + offset);
    const type = asks[index]?.type;
    if (type && !value.includes("${") && !readPrediction(type, value).ok) problems.add("expect-type", { key: "expect", start, end }, { value, type });
  }
  return lines.map((line) => line.text);
}

function readLabelled(text: string, key: string, limit: number, scenario: ScenarioEntry, names: DrawnNames, problems: Problems): Checked[] {
  const { lines, stray } = textLines(text);
  for (const { start, end } of stray) problems.add("label-syntax", { key, start, end });
  if (lines.length > limit) problems.add("too-many", { key, start: lines[limit]!.start, end: text.length }, { name: key, limit });
  const checked: Checked[] = [];
  for (const line of lines) {
    const read = labelled(line);
    if (!read) {
      problems.add("label-syntax", { key, start: line.start, end: line.end });
      continue;
    }
    if (checked.some(({ label }) => label === read.label))
      problems.add("label-twice", { key, start: read.start, end: read.start + read.label.length }, { name: read.label });
    checkTemplate(read.label, { key }, scenario, names, problems, true, (offset) => read.start + offset);
    checked.push({ ...read, compiled: checkExpression(read, key, scenario, names, problems) });
  }
  return checked;
}

function checkExpression(line: LabelledLine, key: string, scenario: ScenarioEntry, names: DrawnNames, problems: Problems): CompiledCel {
  const source = celSource(line.expression);
  const origin = (offset: number): number => line.expressionStart + source.origin(offset);
  for (const { code, start, end } of source.problems) problems.add(code, { key, start: line.expressionStart + start, end: line.expressionStart + end });
  if (line.expression.length > maxExpressionLength)
    problems.add("too-long", { key, start: line.expressionStart, end: line.end }, { name: line.label, limit: maxExpressionLength });
  const compiled = goalEnvironment(scenario, names.types).compile(source.text);
  if (source.problems.length > 0) return compiled;
  if (compiled.error) addCelProblem(compiled.error, source.text, { key }, origin, scenario, [...rootNames, ...Object.keys(names.types)], problems);
  else walk(compiled.ast, (node) => checkNode(node, key, origin, scenario, problems));
  return compiled;
}

/** Patterns must be readable beforehand and short; times of real wires must not be read. */
function checkNode(node: ASTNode, key: string, origin: (offset: number) => number, scenario: ScenarioEntry, problems: Problems): void {
  const where = { key, start: origin(node.start), end: origin(node.end) };
  if (node.op === "." && scenario.wire === "real" && evidence(node).time) problems.add("real-duration", where, { name: node.args[1] });
  if (node.op !== "rcall" || node.args[0] !== "matches") return;
  const pattern = node.args[2][0];
  if (pattern?.op !== "value" || typeof pattern.args !== "string") return problems.add("pattern-not-literal", where);
  if (pattern.args.length > maxPatternLength) return problems.add("pattern-too-long", where, { limit: maxPatternLength });
  if (!isPattern(pattern.args)) problems.add("bad-pattern", where, { pattern: pattern.args });
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern).source !== "";
  } catch {
    return false;
  }
}
