/** `steps`: lines `HOST VERB …` with an indented message below, `clock +29s`, `learner`. */
import type { Catalogue } from "./catalogue.ts";
import { maxClockMs } from "./limits.ts";
import type { ScenarioEntry, Step } from "./scenario.ts";
import { fillTemplate } from "./template.ts";

/** One step as written; its texts are templates. */
export interface StepLine {
  kind: "host" | "clock" | "learner";
  host: string;
  /** What follows the host's name. */
  words: string;
  wordsStart: number;
  /** The message without its indent, "" where there is none. */
  block: string;
  /** Offset in the source of each of the block's lines. */
  blockStarts: number[];
  start: number;
  end: number;
}

export interface StepProblem {
  start: number;
  end: number;
  code: "step-indent" | "step-text" | "clock-step";
  detail: string;
}

const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

export function readSteps(text: string): { steps: StepLine[]; problems: StepProblem[] } {
  const steps: StepLine[] = [];
  const problems: StepProblem[] = [];
  let indent = "";
  let start = 0;
  let blank = 0;
  for (const raw of text.split("\n")) {
    const end = start + raw.length;
    const last = steps.at(-1);
    if (raw.trim() === "") blank += 1;
    else if (!/^\s/.test(raw)) {
      steps.push(readStepLine(raw, start));
      [indent, blank] = ["", 0];
    } else if (!last) problems.push({ start, end, code: "step-indent", detail: "" });
    else {
      if (indent === "") [indent, blank] = [/^\s+/.exec(raw)![0], 0];
      const cut = raw.startsWith(indent) ? indent.length : raw.length - raw.trimStart().length;
      addBlockLine(last, raw.slice(cut), start + cut, blank);
      blank = 0;
    }
    start = end + 1;
  }
  return { steps, problems };
}

function readStepLine(raw: string, start: number): StepLine {
  const [, host = "", space = "", rest = ""] = /^(\S+)(\s*)(.*)$/.exec(raw)!;
  const kind = host === "clock" ? "clock" : host === "learner" && rest.trim() === "" ? "learner" : "host";
  return { kind, host, words: rest.trimEnd(), wordsStart: start + host.length + space.length, block: "", blockStarts: [], start, end: start + raw.length };
}

function addBlockLine(step: StepLine, line: string, start: number, blankBefore: number): void {
  for (let count = 0; count < blankBefore; count += 1) {
    step.block += "\n";
    step.blockStarts.push(start);
  }
  step.block += `${line}\n`;
  step.blockStarts.push(start);
  step.end = start + line.length;
}

/** `send:` as a step of a host. */
export function sendStep(host: string, text: string): StepLine {
  const lines = text.replace(/\n$/, "").split("\n");
  const blockStarts: number[] = [];
  let start = 0;
  for (const line of lines) {
    blockStarts.push(start);
    start += line.length + 1;
  }
  return { kind: "host", host, words: "send", wordsStart: 0, block: `${lines.join("\n")}\n`, blockStarts, start: 0, end: text.length };
}

/** The step as text, its block indented by two spaces. */
export function writeStep(step: StepLine): string {
  const head = step.kind === "learner" ? "learner" : `${step.host} ${step.words}`.trimEnd();
  return [
    head,
    ...step.block
      .replace(/\n$/, "")
      .split("\n")
      .filter((line, _index, all) => all.length > 1 || line !== "")
      .map((line) => (line === "" ? "" : `  ${line}`)),
  ].join("\n");
}

export type FilledStep = { ok: true; step: Step } | { ok: false; problems: StepProblem[] };

/** Fills one step and reads it in its host's language. Problems carry offsets of the source. */
export function fillStep(line: StepLine, scenario: ScenarioEntry, catalogue: Catalogue, valueOf: (expression: string) => string): FilledStep {
  if (line.kind === "learner") return { ok: true, step: { kind: "learner", text: "learner" } };
  const words = fillTemplate(line.words, valueOf);
  const block = fillTemplate(line.block, valueOf);
  const text = writeStep({ ...line, words: words.text, block: block.text });
  if (line.kind === "clock") {
    const forwardMs = clockJump(words.text);
    if (forwardMs === null || line.block !== "") return { ok: false, problems: [{ start: line.start, end: line.end, code: "clock-step", detail: "" }] };
    return { ok: true, step: { kind: "clock", text, forwardMs } };
  }
  const language = catalogue.languages.get(scenario.hosts[line.host]!.language);
  if (!language) throw new Error(`The scenario ${scenario.id} names an unknown language for ${line.host}.`);
  const parsed = language.step(words.text, block.text.replace(/\n$/, ""));
  if (parsed.ok) return { ok: true, step: { kind: "host", host: line.host, text, value: parsed.value } };
  const inBlock = line.block !== "";
  return {
    ok: false,
    problems: parsed.problems.map(({ start, end, message }) => ({
      start: inBlock ? blockOffset(line, block.origin(start)) : line.wordsStart + words.origin(start),
      end: inBlock ? blockOffset(line, block.origin(end)) : line.wordsStart + words.origin(end),
      code: "step-text",
      detail: message,
    })),
  };
}

/** Offset in the source of an offset in the block. */
export function blockOffset(line: StepLine, offset: number): number {
  const before = line.block.slice(0, offset).split("\n");
  const start = line.blockStarts[Math.min(before.length, line.blockStarts.length) - 1] ?? line.start;
  return Math.min(start + before.at(-1)!.length, line.end);
}

/** Milliseconds of `+29s`; null where it is none or too far. */
function clockJump(words: string): number | null {
  const match = /^\+(\d{1,12})(ms|s|m|h|d)$/.exec(words.trim());
  const forwardMs = match ? Number(match[1]) * units[match[2]!]! : -1;
  return forwardMs >= 0 && forwardMs <= maxClockMs ? forwardMs : null;
}
