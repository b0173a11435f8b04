/** Proof of live exercises: every solution passes, every wrong answer fails, every expectation agrees with the wire. */
import { availableParallelism } from "node:os";
import type { Answer, CardId, DeckOption, Exercise, Verdict } from "../contract/index.ts";
import { catalogue } from "../exercise/catalogue.ts";
import { prepare, type Prepared } from "../exercise/prepare.ts";
import { createLab, type Lab } from "../lab/lab.ts";
import { proofAnswers, type ProofAnswer } from "./proof-answers.ts";

export interface ProofCard {
  id: CardId;
  exercise: Exercise;
  /** Live choice: the deck's options; empty otherwise. */
  options: readonly DeckOption[];
}

/** Shape of `check.exercises`; keys may be added, none renamed. */
export interface ProofRow {
  card: CardId;
  solution: "passed" | "failed" | "none" | "unavailable";
  /** One for each wrong answer, in the deck's order; for predictions one for each line, changed. */
  wrong: ("refused" | "accepted")[];
  expect: "agreed" | "disagreed" | "none";
  /** The empty answer. */
  empty: "refused" | "accepted" | "none";
  /** The editor's unchanged text. */
  start: "refused" | "accepted" | "none";
  /** Answers that were tried, over all seeds. */
  runs: number;
  /** What was found; empty where the card is proved. */
  reasons: ProofReason[];
}

export type ProofCode =
  | "solution-failed"
  | "wrong-accepted"
  | "empty-accepted"
  | "start-accepted"
  | "expect-disagreed"
  | "option-disagreed"
  | "lab-error"
  | "unavailable";

export interface ProofReason {
  code: ProofCode;
  /** The showing in which it was found. */
  seed: string;
  /** Which wrong answer, counted from 0; null otherwise. */
  index: number | null;
  /** The first goal that decided; "" where none did. */
  goal: string;
  expected: string;
  seen: string;
  /** One sentence that names the card. */
  message: string;
}

export interface ProofOptions {
  /** Worker threads; absent: one a core. */
  workers?: number;
  /** Aborted: rejects with its reason. */
  signal?: AbortSignal;
  progress?(done: number, total: number, row: ProofRow): void;
  /** Absent: one of its own, closed at the end. */
  lab?: Lab;
}

/** Showings that every exercise is tried with, besides the extremes of its draws. */
export const proofSeeds = ["proof 1", "proof 2", "proof 3"] as const;

/** Rows in the order of `cards`. Never rejects for what a deck says. */
export async function proveExercises(cards: readonly ProofCard[], options: ProofOptions = {}): Promise<ProofRow[]> {
  const workers = options.workers ?? availableParallelism();
  const lab = options.lab ?? createLab({ workers });
  const signal = options.signal ?? new AbortController().signal;
  const rows: ProofRow[] = [];
  let next = 0;
  let done = 0;
  const prove = async () => {
    while (next < cards.length) {
      const index = next++;
      const row = await proveCard(cards[index]!, lab, signal);
      rows[index] = row;
      options.progress?.(++done, cards.length, row);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(workers, cards.length) }, prove));
  } finally {
    if (options.lab === undefined) await lab.close();
  }
  return rows;
}

async function proveCard(card: ProofCard, lab: Lab, signal: AbortSignal): Promise<ProofRow> {
  const row: ProofRow = { card: card.id, solution: "none", wrong: [], expect: "none", empty: "none", start: "none", runs: 0, reasons: [] };
  const showings: [seed: string, extreme?: "low" | "high"][] = proofSeeds.map((seed) => [seed]);
  if (card.exercise.vary.length > 0) showings.push(["lowest", "low"], ["highest", "high"]);
  for (const [seed, extreme] of showings) {
    try {
      await proveShowing(card, prepare(card.exercise, catalogue, `${card.id} ${seed}`, extreme, card.options), seed, row, lab, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      const detail = error instanceof Error ? error.message : String(error);
      row.reasons.push({ code: "lab-error", seed, index: null, goal: "", expected: "", seen: detail, message: `${card.id}: ${detail}` });
    }
    // What fails in one showing mostly fails in all; the first tells enough.
    if (row.reasons.length > 0) break;
  }
  return row;
}

async function proveShowing(card: ProofCard, prepared: Prepared, seed: string, row: ProofRow, lab: Lab, signal: AbortSignal): Promise<void> {
  const attempt = async (answer: Answer): Promise<Verdict> => {
    const session = lab.open(prepared);
    try {
      row.runs++;
      return (await session.attempt(answer, signal)).verdict;
    } finally {
      await session.close();
    }
  };
  for await (const tried of proofAnswers(prepared, attempt)) {
    const code = found(tried);
    note(row, tried);
    if (code !== null) row.reasons.push(reasonOf(card.id, code, seed, tried));
    if (code === "unavailable" || code === "lab-error") return;
  }
}

/** What is wrong with the outcome; null where it is as it should be. */
function found({ role, verdict }: ProofAnswer): ProofCode | null {
  const { outcome, reason } = verdict;
  if (outcome === "unavailable") return "unavailable";
  if (outcome === "error") return "lab-error";
  // Where the deck itself is wrong every answer disagrees; said once.
  if (outcome === "disagrees" && role !== "solution") return null;
  if (outcome === "disagrees") return reason?.code === "option-disagrees" ? "option-disagreed" : "expect-disagreed";
  if (role === "solution") return outcome === "passed" ? null : "solution-failed";
  return outcome === "passed" ? `${role}-accepted` : null;
}

/** A row says the worst of its showings. */
function note(row: ProofRow, { role, index, pinned, verdict }: ProofAnswer): void {
  const { outcome } = verdict;
  const accepted = outcome === "passed" ? "accepted" : "refused";
  if (role === "wrong") row.wrong[index ?? 0] = row.wrong[index ?? 0] === "accepted" ? "accepted" : accepted;
  else if (role === "empty") row.empty = row.empty === "accepted" ? "accepted" : accepted;
  else if (role === "start") row.start = row.start === "accepted" ? "accepted" : accepted;
  else {
    if (row.solution !== "failed") row.solution = outcome === "unavailable" ? "unavailable" : outcome === "passed" ? "passed" : "failed";
    if (pinned && row.expect !== "disagreed") row.expect = outcome === "disagrees" ? "disagreed" : outcome === "passed" ? "agreed" : row.expect;
  }
}

function reasonOf(card: CardId, code: ProofCode, seed: string, { role, index, verdict }: ProofAnswer): ProofReason {
  const goal = verdict.goals.find(({ passed }) => passed === (role !== "solution")) ?? verdict.goals[0];
  const detail = verdict.reason?.text ?? (goal === undefined ? "" : `${goal.label}: expected ${goal.expected ?? "true"}, seen ${goal.seen}`);
  const named: Record<ProofCode, string> = {
    "solution-failed": "the solution fails",
    "wrong-accepted": `wrong answer ${(index ?? 0) + 1} passes`,
    "empty-accepted": "the empty answer passes",
    "start-accepted": "the editor's unchanged text passes",
    "expect-disagreed": "the wire disagrees with what is expected",
    "option-disagreed": "the wire disagrees with the options that are marked right",
    "lab-error": "the run could not be finished",
    unavailable: "this machine can't run it",
  };
  return {
    code,
    seed,
    index,
    goal: goal?.label ?? "",
    expected: goal?.expected ?? "",
    seen: goal?.seen ?? "",
    message: `${card}: ${named[code]} (${detail})`,
  };
}
