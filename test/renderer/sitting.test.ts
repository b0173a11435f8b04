import { expect, test } from "vitest";
import type { ActResult, LivePrompt, Next, Prompt, Showing } from "../../main/contract/index.ts";
import {
  canRate,
  doneShare,
  emptyAnswer,
  isAnswered,
  isFinal,
  maxThinkMs,
  sittingReducer,
  thinkMs,
  type CardState,
  type SittingState,
} from "../../renderer/client/sitting.ts";
import { canGiveUp, isPrimaryOpen, layoutOf, primaryOf, score, singleMiss } from "../../renderer/screens/study/phase.ts";

const showingOf = (prompt: Prompt, last: ActResult | null = null): Showing => ({
  session: "s1",
  card: { id: "d/e", key: 1, kind: "recall", deckTitle: "D", topic: "http", layer: "app", section: "", heading: "H", language: "en" },
  prompt,
  hints: { total: 2, shown: [], nextCost: "good" },
  last,
});
const live = (more: Partial<LivePrompt>): LivePrompt => ({
  kind: "live",
  shape: "observe",
  question: "",
  scenario: { id: "http/origin", summary: "" },
  hosts: [],
  play: null,
  language: null,
  stepwise: false,
  steps: "",
  asks: [],
  goals: [],
  options: [],
  multiple: false,
  form: null,
  start: "",
  waitsMs: 0,
  timeLimitMs: 1000,
  wire: "real",
  ...more,
});
const resultOf = (more: Partial<ActResult>): ActResult => ({
  n: 1,
  verdict: { outcome: "passed", goals: [], reason: null, caret: null, command: "" },
  reveal: { answer: "", citations: [], marks: [], solution: null },
  run: null,
  readAs: [],
  attempts: 1,
  bestRating: "good",
  suggestedRating: "good",
  suggestedBecause: "firstTime",
  intervals: { again: 60, hard: 600, good: 86_400, easy: 172_800 },
  elapsedMs: 1,
  ...more,
});
const recall: Prompt = { kind: "recall", question: "Q" };
const next = (showing: Showing): Next => ({ state: "card", showing, progress: { done: 1, total: 4, secondsLeft: 60 } });
const opened = (prompt: Prompt): SittingState => sittingReducer({ phase: "opening" }, { type: "next", next: next(showingOf(prompt)), nowMs: 100 });
const cardOf = (state: SittingState): CardState => {
  if (state.phase !== "card") throw new Error(`no card in ${state.phase}`);
  return state.card;
};
const step = (state: SittingState, ...events: Parameters<typeof sittingReducer>[1][]) => events.reduce(sittingReducer, state);

test("each prompt begins with the empty answer of its kind", () => {
  expect(emptyAnswer(recall)).toEqual({ kind: "reveal" });
  expect(emptyAnswer({ kind: "choice", question: "", multiple: false, options: [] })).toEqual({ kind: "choice", chosen: [] });
  expect(emptyAnswer({ kind: "order", question: "", items: [2, 0, 1].map((index) => ({ index, text: "" })) })).toEqual({ kind: "order", order: [2, 0, 1] });
  expect(emptyAnswer({ kind: "match", question: "", leftLabel: "", rightLabel: "", left: [{ index: 0, text: "" }], right: [] })).toEqual({
    kind: "match",
    pairs: [-1],
  });
  expect(emptyAnswer({ kind: "cloze", question: "", text: "", blanks: [3, 5] })).toEqual({ kind: "cloze", texts: ["", ""] });
  expect(emptyAnswer({ kind: "type", question: "", exact: true })).toEqual({ kind: "type", text: "" });
  expect(emptyAnswer(live({ asks: [{ label: "A", type: "int", after: null }] }))).toEqual({ kind: "predictions", values: [""] });
  expect(emptyAnswer(live({ options: [{ index: 0, text: "" }] }))).toEqual({ kind: "choice", chosen: [] });
  expect(emptyAnswer(live({ play: "client", language: "wire-text", start: "GET /" }))).toEqual({ kind: "text", text: "GET /" });
  expect(emptyAnswer(live({ play: "client", language: "wire-text", form: { method: "POST", target: "/", fields: ["user"] } }))).toEqual({
    kind: "fields",
    values: { user: "" },
  });
});

test("an answer with a part missing can't be checked", () => {
  expect(isAnswered({ kind: "reveal" })).toBe(true);
  expect(isAnswered({ kind: "order", order: [] })).toBe(true);
  expect(isAnswered({ kind: "text", text: "" })).toBe(true);
  expect([isAnswered({ kind: "choice", chosen: [] }), isAnswered({ kind: "choice", chosen: [1] })]).toEqual([false, true]);
  expect([isAnswered({ kind: "match", pairs: [0, -1] }), isAnswered({ kind: "match", pairs: [0, 0] })]).toEqual([false, true]);
  expect([isAnswered({ kind: "cloze", texts: ["", " "] }), isAnswered({ kind: "cloze", texts: ["", "x"] })]).toEqual([false, true]);
  expect([isAnswered({ kind: "type", text: "  " }), isAnswered({ kind: "type", text: "x" })]).toEqual([false, true]);
  expect([isAnswered({ kind: "predictions", values: ["1", ""] }), isAnswered({ kind: "predictions", values: ["1", "2"] })]).toEqual([false, true]);
  expect([isAnswered({ kind: "fields", values: { a: "" } }), isAnswered({ kind: "fields", values: { a: "x" } })]).toEqual([false, true]);
});

test("a recall card is revealed, then rated", () => {
  const asked = opened(recall);
  expect([primaryOf(cardOf(asked)), isPrimaryOpen(cardOf(asked)), canGiveUp(cardOf(asked))]).toEqual(["reveal", true, false]);
  const answered = step(
    asked,
    { type: "busy", doing: "act", nowMs: 150 },
    { type: "acted", result: resultOf({ suggestedRating: null }), answer: { kind: "reveal" }, nowMs: 300 },
  );
  expect([isFinal(cardOf(answered)), canRate(cardOf(answered)), primaryOf(cardOf(answered)), isPrimaryOpen(cardOf(answered))]).toEqual([
    true,
    true,
    "rate",
    false,
  ]);
  expect(thinkMs(cardOf(answered), 99_999)).toBe(200);
});

test("while a request is under way nothing else is open, and its failure leaves the answer as it was", () => {
  const typed = step(opened({ kind: "type", question: "", exact: false }), { type: "edited", draft: { kind: "type", text: "x" } });
  const busy = step(typed, { type: "busy", doing: "act", nowMs: 120 });
  expect(isPrimaryOpen(cardOf(busy))).toBe(false);
  const failed = cardOf(step(busy, { type: "problem", problem: { code: "unreachable", data: {}, message: "" } }));
  expect([failed.busy, failed.draft, failed.problem?.code]).toEqual([null, { kind: "type", text: "x" }, "unreachable"]);
});

test("an attempt that may be tried again keeps the answer open; one that ended does not take edits", () => {
  const crafting = opened(live({ play: "client", language: "wire-text", start: "A" }));
  const tried = step(crafting, {
    type: "acted",
    result: resultOf({ reveal: null, intervals: null, suggestedRating: null }),
    answer: { kind: "text", text: "A" },
    nowMs: 200,
  });
  expect([isFinal(cardOf(tried)), canRate(cardOf(tried)), primaryOf(cardOf(tried)), canGiveUp(cardOf(tried))]).toEqual([false, false, "run", true]);
  const solved = step(
    tried,
    { type: "acted", result: resultOf({}), answer: { kind: "text", text: "B" }, nowMs: 300 },
    { type: "edited", draft: { kind: "text", text: "C" } },
  );
  expect([cardOf(solved).draft, cardOf(solved).attempts.length]).toEqual([{ kind: "text", text: "A" }, 2]);
});

test("faults of the lab and disagreements are not rated", () => {
  const verdict = (outcome: "error" | "disagrees") => ({ outcome, goals: [], reason: { code: "x", text: "" }, caret: null, command: "" });
  const down = step(opened(live({})), {
    type: "acted",
    result: resultOf({ verdict: verdict("error"), reveal: null, intervals: null }),
    answer: { kind: "predictions", values: [] },
    nowMs: 1,
  });
  expect([isFinal(cardOf(down)), canRate(cardOf(down)), primaryOf(cardOf(down))]).toEqual([false, false, "run"]);
  const disputed = step(opened(live({})), {
    type: "acted",
    result: resultOf({ verdict: verdict("disagrees"), intervals: null }),
    answer: { kind: "predictions", values: [] },
    nowMs: 1,
  });
  expect([isFinal(cardOf(disputed)), canRate(cardOf(disputed)), primaryOf(cardOf(disputed)), isPrimaryOpen(cardOf(disputed))]).toEqual([
    true,
    false,
    "next",
    true,
  ]);
});

test("a resumed session shows what was already done", () => {
  const state = sittingReducer({ phase: "opening" }, { type: "next", next: next(showingOf(recall, resultOf({}))), nowMs: 5 });
  expect([cardOf(state).attempts.length, canRate(cardOf(state))]).toEqual([1, true]);
});

test("a sitting ends, waits, fails and is left", () => {
  const summary = { reviews: 3, again: 1, minutes: 2, nextDueAt: null };
  expect(step(opened(recall), { type: "next", next: { state: "done", summary }, nowMs: 1 })).toEqual({ phase: "done", summary });
  const progress = { done: 1, total: 2, secondsLeft: 5 };
  expect(step(opened(recall), { type: "next", next: { state: "wait", until: 9, progress }, nowMs: 1 })).toEqual({ phase: "waiting", until: 9, progress });
  const problem = { code: "x", data: {}, message: "" };
  expect(step({ phase: "opening" }, { type: "failed", problem })).toEqual({ phase: "failed", problem });
  expect(step(opened(recall), { type: "left" })).toEqual({ phase: "idle" });
  expect(step({ phase: "idle" }, { type: "edited", draft: { kind: "reveal" } })).toEqual({ phase: "idle" });
});

test("the next card takes the place of this one only when it is there", () => {
  expect(step(opened(recall), { type: "opening" }).phase).toBe("card");
  expect(step({ phase: "done", summary: { reviews: 0, again: 0, minutes: 0, nextDueAt: null } }, { type: "opening" }).phase).toBe("opening");
});

test("hints and a reset change the showing, not the attempts", () => {
  const state = step(
    opened(live({ play: "client", language: "wire-text", start: "A" })),
    { type: "edited", draft: { kind: "text", text: "B" } },
    { type: "hinted", hints: { total: 2, shown: ["one"], nextCost: "nothing" } },
  );
  expect([cardOf(state).showing.hints.shown, cardOf(state).draft]).toEqual([["one"], { kind: "text", text: "B" }]);
  const reset = step(state, { type: "reset", showing: showingOf(live({ play: "client", language: "wire-text", start: "A" })) });
  expect(cardOf(reset).draft).toEqual({ kind: "text", text: "A" });
});

test("thinking time is bounded", () => {
  const card = cardOf(opened(recall));
  expect([thinkMs(card, 100 + maxThinkMs), thinkMs(card, 101 + maxThinkMs), thinkMs(card, 0)]).toEqual([maxThinkMs, maxThinkMs, 0]);
});

test("progress is a share of the whole", () => {
  expect([
    doneShare({ done: 0, total: 4, secondsLeft: 0 }),
    doneShare({ done: 3, total: 4, secondsLeft: 0 }),
    doneShare({ done: 5, total: 4, secondsLeft: 0 }),
    doneShare({ done: 0, total: 0, secondsLeft: 0 }),
  ]).toEqual([0, 0.75, 1, 1]);
});

test("one prediction that missed is told with both sides", () => {
  const goal = (passed: boolean, seen: string, absent = false) => ({ label: "L", passed, expected: null, seen, absent });
  const verdict = (goals: ReturnType<typeof goal>[]) => ({ outcome: "failed" as const, goals, reason: null, caret: null, command: "" });
  const card = cardOf(opened(live({ asks: [{ label: "A", type: "int", after: null }] })));
  const withGoal = cardOf(opened(live({ asks: [{ label: "A", type: "int", after: null }], goals: [{ label: "G" }] })));
  expect(singleMiss(card, resultOf({ verdict: verdict([goal(true, "0"), goal(false, "304")]), readAs: ["0", "200"] }))).toEqual({ said: "200", seen: "304" });
  expect(singleMiss(card, resultOf({ verdict: verdict([goal(false, "0"), goal(false, "304")]), readAs: ["1", "200"] }))).toBeNull();
  expect(singleMiss(card, resultOf({ verdict: verdict([goal(false, "", true)]), readAs: ["1"] }))).toBeNull();
  expect(score(card, resultOf({ verdict: verdict([goal(true, ""), goal(false, "")]) }))).toEqual({ held: 1, of: 2 });
  expect(singleMiss(withGoal, resultOf({ verdict: verdict([goal(true, "1"), goal(false, "304")]), readAs: ["200"] }))).toEqual({ said: "200", seen: "304" });
});

test("written answers have their editor beside the question from the start", () => {
  expect(layoutOf(cardOf(opened(live({ play: "client", language: "wire-text" }))), true)).toBe("beside");
  expect(layoutOf(cardOf(opened(live({ asks: [{ label: "A", type: "int", after: null }] }))), true)).toBe("alone");
});
