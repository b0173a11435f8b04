/** The state of a study session as the Study screen shows it, and the pure steps between its states. Effects stand in study.ts. */
import type { ActResult, Answer, AppProblem, Next, Progress, Prompt, Showing, SittingSummary } from "../../main/contract/index.ts";

export interface CardState {
  showing: Showing;
  /** Null for one card opened from Decks. */
  progress: Progress | null;
  draft: Answer;
  /** What the learner did in this showing, oldest first, with what was answered. */
  attempts: { result: ActResult; answer: Answer }[];
  /** A request that is under way; the screen waits. */
  busy: "act" | "giveUp" | "rate" | "hint" | "reset" | null;
  busySinceMs: number;
  problem: AppProblem | null;
  shownAtMs: number;
  /** When the answer stood there; thinking ends then. */
  answeredAtMs: number | null;
}

export type SittingState =
  | { phase: "idle" }
  | { phase: "opening" }
  | { phase: "card"; card: CardState }
  | { phase: "waiting"; until: number; progress: Progress }
  | { phase: "done"; summary: SittingSummary }
  | { phase: "failed"; problem: AppProblem };

export type SittingEvent =
  | { type: "opening" }
  | { type: "next"; next: Next; nowMs: number }
  | { type: "opened"; showing: Showing; nowMs: number }
  | { type: "edited"; draft: Answer }
  | { type: "busy"; doing: NonNullable<CardState["busy"]>; nowMs: number }
  | { type: "acted"; result: ActResult; answer: Answer; nowMs: number }
  | { type: "idle" }
  | { type: "hinted"; hints: Showing["hints"] }
  | { type: "problem"; problem: AppProblem }
  | { type: "reset"; showing: Showing }
  | { type: "failed"; problem: AppProblem }
  | { type: "left" };

export function sittingReducer(state: SittingState, event: SittingEvent): SittingState {
  switch (event.type) {
    case "opening":
      return state.phase === "card" ? state : { phase: "opening" };
    case "next":
      if (event.next.state === "done") return { phase: "done", summary: event.next.summary };
      if (event.next.state === "wait") return { phase: "waiting", until: event.next.until, progress: event.next.progress };
      return { phase: "card", card: openCard(event.next.showing, event.next.progress, event.nowMs) };
    case "opened":
      return { phase: "card", card: openCard(event.showing, null, event.nowMs) };
    case "failed":
      return { phase: "failed", problem: event.problem };
    case "left":
      return { phase: "idle" };
    default:
      return state.phase === "card" ? { phase: "card", card: cardReducer(state.card, event) } : state;
  }
}

type CardEvent = Extract<SittingEvent, { type: "edited" | "busy" | "acted" | "idle" | "hinted" | "problem" | "reset" }>;

function cardReducer(card: CardState, event: CardEvent): CardState {
  switch (event.type) {
    case "edited":
      return isFinal(card) ? card : { ...card, draft: event.draft };
    case "busy":
      return { ...card, busy: event.doing, busySinceMs: event.nowMs, problem: null };
    case "acted":
      return { ...card, busy: null, attempts: [...card.attempts, { result: event.result, answer: event.answer }], answeredAtMs: event.nowMs };
    case "idle":
      return { ...card, busy: null };
    case "hinted":
      return { ...card, busy: null, showing: { ...card.showing, hints: event.hints } };
    case "problem":
      return { ...card, busy: null, problem: event.problem };
    default:
      return { ...card, busy: null, showing: event.showing, draft: emptyAnswer(event.showing.prompt) };
  }
}

function openCard(showing: Showing, progress: Progress | null, nowMs: number): CardState {
  const draft = emptyAnswer(showing.prompt);
  return {
    showing,
    progress,
    draft,
    attempts: showing.last === null ? [] : [{ result: showing.last, answer: draft }],
    busy: null,
    busySinceMs: nowMs,
    problem: null,
    shownAtMs: nowMs,
    answeredAtMs: showing.last === null ? null : nowMs,
  };
}

/** What stands there before the learner did anything. */
export function emptyAnswer(prompt: Prompt): Answer {
  switch (prompt.kind) {
    case "recall":
      return { kind: "reveal" };
    case "choice":
      return { kind: "choice", chosen: [] };
    case "order":
      return { kind: "order", order: prompt.items.map((item) => item.index) };
    case "match":
      return { kind: "match", pairs: prompt.left.map(() => -1) };
    case "cloze":
      return { kind: "cloze", texts: prompt.blanks.map(() => "") };
    case "type":
      return { kind: "type", text: "" };
    default:
      if (prompt.form !== null) return { kind: "fields", values: Object.fromEntries(prompt.form.fields.map((name) => [name, ""])) };
      if (prompt.language !== null && prompt.play !== null) return { kind: "text", text: prompt.start };
      if (prompt.options.length > 0) return { kind: "choice", chosen: [] };
      return { kind: "predictions", values: prompt.asks.map(() => "") };
  }
}

/** False while something that must be given is missing; Run and Check wait for it. */
export function isAnswered(answer: Answer): boolean {
  switch (answer.kind) {
    case "reveal":
    case "order":
    case "text":
      return true;
    case "choice":
      return answer.chosen.length > 0;
    case "match":
      return answer.pairs.every((right) => right >= 0);
    case "cloze":
      return answer.texts.some((text) => text.trim() !== "");
    case "type":
      return answer.text.trim() !== "";
    case "predictions":
      return answer.values.every((text) => text.trim() !== "");
    default:
      return Object.values(answer.values).some((text) => text !== "");
  }
}

/** The last thing done in this showing that has something to say. */
export function lastResult(card: CardState): ActResult | null {
  return card.attempts.at(-1)?.result ?? null;
}

/** Solved or given up: nothing more can be answered, only rated or put away. */
export function isFinal(card: CardState): boolean {
  const last = lastResult(card);
  return last !== null && (last.reveal !== null || last.verdict.outcome === "disagrees");
}

export function canRate(card: CardState): boolean {
  const last = lastResult(card);
  return last !== null && last.intervals !== null;
}

/** The share of the sitting that is done, between 0 and 1. */
export function doneShare(progress: Progress): number {
  return progress.total === 0 ? 1 : Math.min(1, progress.done / progress.total);
}

/** Thinking time: from showing to the answer that ended it. Bounded, because a learner may walk away. */
export const maxThinkMs = 3_600_000;

export function thinkMs(card: CardState, nowMs: number): number {
  return Math.max(0, Math.min(maxThinkMs, Math.round((card.answeredAtMs ?? nowMs) - card.shownAtMs)));
}
