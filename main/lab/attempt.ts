/** One attempt from answer to verdict: read, drive, dissect, judge. Runs in the worker; needs nothing of it. */
import { performance } from "node:perf_hooks";
import type { Answer, Transcript, Verdict } from "../contract/index.ts";
import { readAnswer, type PlayedAnswer } from "../exercise/answer.ts";
import type { Catalogue } from "../exercise/catalogue.ts";
import { judge, judgeChoice } from "../exercise/judge.ts";
import { readPrediction } from "../exercise/prediction.ts";
import type { Prepared } from "../exercise/prepare.ts";
import type { Step } from "../exercise/scenario.ts";
import { firstFault } from "../wire/fault.ts";
import { Drive } from "./drive.ts";
import type { RunResult } from "./lab.ts";
import { LimitReached, type RunLimits } from "./limits.ts";
import type { Scenario } from "./scenario.ts";
import { emptyTranscript, transcriptOf } from "./transcript.ts";

export interface Attempt {
  prepared: Prepared;
  answer: Answer;
  scenario: Scenario;
  catalogue: Catalogue;
  limits: RunLimits;
  signal: AbortSignal;
  /** A stepwise session's run so far. */
  drive?: Drive;
}

export interface AttemptResult {
  result: RunResult;
  /** Where the session goes on; null where it ended and everything is closed. */
  drive: Drive | null;
}

type Parts = RunResult["parts"];

/** Rejects only with the signal's reason. */
export async function runAttempt(attempt: Attempt): Promise<AttemptResult> {
  const { prepared, answer, catalogue, scenario } = attempt;
  const startedMs = performance.now();
  const parts: Parts = { driveMs: 0, dissectMs: 0, judgeMs: 0 };
  const finish = (verdict: Verdict, transcript: Transcript, drive: Drive | null, options: RunResult["options"] = []): AttemptResult => {
    const finished = !prepared.exercise.stepwise || verdict.outcome === "passed" || verdict.outcome === "error";
    const readAs = readAsOf(prepared, answer);
    return { result: { verdict, transcript, readAs, finished, options, restarted: false, elapsedMs: performance.now() - startedMs, parts }, drive };
  };
  const read = readAnswer(prepared, answer, catalogue);
  if (!read.ok) {
    const [problem] = read.problems;
    const verdict = unrun(prepared, "failed", problem?.code ?? "unreadable", problem?.message ?? "The answer can't be read.");
    return finish(verdict, emptyTranscript(prepared, scenario.entry), attempt.drive ?? null);
  }
  if (prepared.exercise.shape === "choice") {
    const runs: { index: number; verdict: Verdict; transcript: Transcript }[] = [];
    for (const option of prepared.options) {
      const run = await oneRun({ ...attempt, prepared: { ...prepared, steps: option.steps } }, read.value, parts);
      runs.push({ index: option.index, verdict: run.verdict, transcript: run.transcript });
      if (run.verdict.outcome === "error") return finish(run.verdict, run.transcript, null, runs);
    }
    const chosen = answer.kind === "choice" ? answer.chosen : [];
    const verdict = judgeChoice(
      prepared,
      runs.map((run) => run.verdict),
      chosen,
    );
    const shown = runs.find(({ index }) => chosen.includes(index)) ?? runs[0];
    return finish(verdict, shown?.transcript ?? emptyTranscript(prepared, scenario.entry), null, runs);
  }
  const { verdict, transcript, drive } = await oneRun(attempt, prepared.exercise.stepwise ? oneByOne(read.value, attempt) : read.value, parts);
  return finish(verdict, transcript, drive);
}

async function oneRun(attempt: Attempt, played: PlayedAnswer, parts: Parts): Promise<{ verdict: Verdict; transcript: Transcript; drive: Drive | null }> {
  const { prepared, answer, catalogue, scenario, limits, signal } = attempt;
  // Compute: what the settings alone decide needs no servers.
  const nothingPlayed = prepared.steps.every((step) => step.kind === "learner") && prepared.exercise.play === null;
  if (nothingPlayed && prepared.derived !== null) {
    const transcript = emptyTranscript(prepared, scenario.entry);
    return { verdict: timed(parts, "judgeMs", () => judged(prepared, transcript, answer, catalogue)), transcript, drive: null };
  }
  const drive = attempt.drive ?? new Drive(scenario, prepared, limits);
  const keeps = prepared.exercise.stepwise || scenario.entry.keeps !== undefined;
  const driveStartedMs = performance.now() - parts.dissectMs - parts.judgeMs;
  let fault: unknown = null;
  try {
    await drive.attempt(played, prepared.steps, { answer: answer.kind === "text" ? answer.text : "" }, signal);
  } catch (error) {
    fault = error ?? new Error("unknown");
  }
  // The facts of the end are read before the servers stop.
  const transcript = timed(parts, "dissectMs", () => transcriptOf(drive));
  const [hit] = transcript.limits;
  const stopped = fault !== null || hit !== undefined;
  const goesOn = keeps && !stopped;
  // Sockets close while the verdict is made.
  const stopping = goesOn ? null : drive.stop();
  const verdict = stopped ? faultVerdict(prepared, fault, hit) : timed(parts, "judgeMs", () => judged(prepared, transcript, answer, catalogue));
  await stopping;
  parts.driveMs += performance.now() - driveStartedMs - parts.dissectMs - parts.judgeMs;
  if (signal.aborted) throw signal.reason;
  return { verdict: { ...verdict, caret: caretOf(verdict, transcript, prepared) }, transcript, drive: goesOn ? drive : null };
}

/** Where each step counts, several in one answer are several steps. */
function oneByOne(played: PlayedAnswer, { scenario, catalogue }: Attempt): PlayedAnswer {
  if (played.kind !== "sends") return played;
  const steps = played.steps.flatMap((step): Step[] => {
    if (step.kind !== "host") return [step];
    const language = catalogue.languages.get(scenario.entry.hosts[step.host]!.language)!;
    return (step.value as unknown[]).map((one) => ({ ...step, text: `${step.host} ${language.format([one])}`, value: [one] }));
  });
  return { kind: "sends", steps };
}

function judged(prepared: Prepared, transcript: Transcript, answer: Answer, catalogue: Catalogue): Verdict {
  return judge(prepared, transcript, answer.kind === "predictions" ? answer.values : [], catalogue);
}

/** Where the learner's own bytes tell why the attempt failed. */
function caretOf({ outcome }: Verdict, transcript: Transcript, { exercise }: Prepared): Verdict["caret"] {
  if (outcome !== "failed" || exercise.play === null) return null;
  const attempt = transcript.steps.at(-1)?.attempt;
  const byDeck = new Set(transcript.steps.flatMap(({ n, by, host }) => (by === "deck" && host === exercise.play ? [n] : [])));
  return firstFault(transcript, exercise.play, (message) => message.attempt === attempt && !byDeck.has(message.step));
}

/** A run that could not be finished is never a wrong answer. */
function faultVerdict(prepared: Prepared, fault: unknown, hit: Transcript["limits"][number] | undefined): Verdict {
  if (hit !== undefined) return limitVerdict(prepared, hit.limit, hit.value);
  if (fault instanceof LimitReached) return limitVerdict(prepared, fault.limit, fault.value);
  return unrun(prepared, "error", "lab-fault", `The lab failed: ${fault instanceof Error ? fault.message : String(fault)}`);
}

function limitVerdict(prepared: Prepared, limit: string, value: number): Verdict {
  return unrun(prepared, "error", `limit-${limit}`, limitText(limit, value), limit === "timeMs" ? { seconds: value / 1000 } : { limit: value });
}

function limitText(limit: string, value: number): string {
  const named: Record<string, string> = {
    timeMs: `The run took longer than ${value / 1000} seconds and was stopped.`,
    bytes: `The run sent more than ${value} bytes and was stopped.`,
    connections: `The run opened more than ${value} connections and was stopped.`,
    chunks: `The run wrote and read more than ${value} times and was stopped.`,
    messages: `The run exchanged more than ${value} messages.`,
  };
  return named[limit] ?? `The run reached a limit: ${limit} ${value}.`;
}

/** The verdict where no run decided anything. `data`: what a translation of `text` is filled with. */
export function unrun(prepared: Prepared, outcome: Verdict["outcome"], code: string, text: string, data?: Record<string, string | number>): Verdict {
  const lines = [...prepared.goals, ...prepared.asks];
  const goals = lines.map(({ label }) => ({ label, passed: false, expected: null, seen: "", absent: true }));
  return { outcome, goals, reason: { code, text, ...(data && { data }) }, caret: null, command: "" };
}

function readAsOf(prepared: Prepared, answer: Answer): string[] {
  if (answer.kind !== "predictions") return [];
  return prepared.exercise.ask.map(({ type }, index) => readPrediction(type, answer.values[index] ?? "").readAs);
}

function timed<T>(parts: Parts, part: keyof Parts, work: () => T): T {
  const startedMs = performance.now();
  const value = work();
  parts[part] += performance.now() - startedMs;
  return value;
}
