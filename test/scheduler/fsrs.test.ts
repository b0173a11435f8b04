import * as fc from "fast-check";
import { createEmptyCard, fsrs, Rating as Grade, State, StrategyMode, type Card } from "ts-fsrs";
import { describe, expect, test } from "vitest";
import { ratings, type Memory, type Rating } from "../../main/contract/index.ts";
import {
  defaultWeights,
  forgettingCurve,
  fuzzSeed,
  maxIntervalDays,
  preview,
  replay,
  retrievability,
  review,
  type SchedulerSettings,
} from "../../main/scheduler/fsrs.ts";
import { withoutTimeAndChance } from "./frozen.ts";

withoutTimeAndChance();

const grades = { again: Grade.Again, hard: Grade.Hard, good: Grade.Good, easy: Grade.Easy } as const;
const dayMs = 86_400_000;
const start = 20_000 * dayMs;
const settings: SchedulerSettings = { desiredRetention: 0.9, learningStepsMin: [1, 10], relearningStepsMin: [10], weights: defaultWeights };
const momentAt = (at: number) => ({ at, studyDay: Math.floor(at / dayMs) });

/** Reviews of one card: a rating each, and the minutes before it. */
const histories = fc.array(fc.record({ rating: fc.constantFrom<Rating[]>(...ratings), afterMin: fc.integer({ min: 0, max: 200 * 1440 }) }), {
  minLength: 1,
  maxLength: 30,
});

function run(history: readonly { rating: Rating; afterMin: number }[], seed = "s", using = settings) {
  let memory: Memory | null = null;
  let at = start;
  return history.map(({ rating, afterMin }) => {
    at += afterMin * 60_000;
    const decision = review(memory, rating, momentAt(at), using, seed);
    memory = decision.memory;
    return decision;
  });
}

test("every history is decided as ts-fsrs's own scheduler decides it", () => {
  fc.assert(
    fc.property(histories, fc.double({ min: 0.7, max: 0.99, noNaN: true }), (history, retention) => {
      const seed = "0";
      const theirs = fsrs({ request_retention: retention, enable_fuzz: true }).useStrategy(StrategyMode.SEED, () => seed);
      let card: Card = createEmptyCard(new Date(start));
      let at = start;
      const ours = run(history, seed, { ...settings, desiredRetention: retention });
      for (const [index, { rating, afterMin }] of history.entries()) {
        at += afterMin * 60_000;
        card = theirs.next(card, new Date(at), grades[rating]).card;
        expect(ours[index]?.memory).toMatchObject({ stability: card.stability, difficulty: card.difficulty, reps: card.reps, lapses: card.lapses });
        // Their half minutes are rounded up; ours are kept.
        const differenceMs = card.due.getTime() - (ours[index]?.dueAt ?? 0);
        expect(differenceMs === 0 || (ours[index]?.intervalDays === 0 && differenceMs === 30_000)).toBe(true);
        expect(ours[index]).toMatchObject({ state: State[card.state].toLowerCase(), intervalDays: card.scheduled_days, step: card.learning_steps });
      }
    }),
  );
});

test("the vector published with FSRS-6 comes out: thirteen reviews by their due days", () => {
  // test_review_card of py-fsrs, which ts-fsrs and go-fsrs have too: Good six times, Again twice, Good five times, each when due.
  const given: Rating[] = ["good", "good", "good", "good", "good", "good", "again", "again", "good", "good", "good", "good", "good"];
  const theirs = fsrs({ enable_fuzz: false });
  let card: Card = createEmptyCard(new Date(start));
  const expected = given.map((rating) => {
    card = theirs.next(card, card.due, grades[rating]).card;
    return card.scheduled_days;
  });
  expect(expected).toEqual([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]);
  let memory: Memory | null = null;
  const stabilities = given.map((rating, index) => {
    const at = memory?.lastAt === undefined ? start : memory.lastAt + (expected[index - 1] === 0 ? 600_000 : (expected[index - 1] ?? 0) * dayMs);
    memory = review(memory, rating, momentAt(at), settings, "s").memory;
    return memory.stability;
  });
  expect(Math.round(stabilities.at(-1) ?? 0)).toBe(21);
});

test("the memory published with FSRS-6 comes out: Again, then Good after 0, 1, 3, 8 and 21 days", () => {
  // test_memo_state of py-fsrs, which ts-fsrs has too.
  const offsets = [0, 0, 1, 3, 8, 21];
  let at = start;
  let memory: Memory | null = null;
  for (const [index, days] of offsets.entries()) {
    at += days * dayMs;
    memory = review(memory, index === 0 ? "again" : "good", momentAt(at), settings, "s").memory;
  }
  expect(memory?.stability).toBeCloseTo(53.62691, 4);
  expect(memory?.difficulty).toBeCloseTo(6.3574867, 4);
});

test("replaying what was decided gives the memory that was kept", () => {
  fc.assert(
    fc.property(histories, (history) => {
      const decisions = run(history);
      const replayed = decisions.reduce<Memory | null>(
        (memory, { rating, at, studyDay, state, step, dueAt }) => replay(memory, { rating, at, studyDay, state, step, dueAt }, defaultWeights),
        null,
      );
      expect(replayed).toEqual(decisions.at(-1)?.memory);
    }),
  );
});

test("a better rating never comes back sooner, and a preview says what rating does", () => {
  fc.assert(
    fc.property(histories, fc.integer({ min: 0, max: 400 * 1440 }), fc.string(), (history, afterMin, seed) => {
      const memory = run(history).at(-1)?.memory ?? null;
      const moment = momentAt((memory?.lastAt ?? start) + afterMin * 60_000);
      const seen = preview(memory, moment, settings, seed);
      const due = ratings.map((rating) => seen[rating].dueAt);
      expect(due).toEqual(due.toSorted((one, other) => one - other));
      for (const rating of ratings) expect(review(memory, rating, moment, settings, seed)).toEqual(seen[rating]);
      expect(Math.max(...ratings.map((rating) => seen[rating].intervalDays))).toBeLessThanOrEqual(maxIntervalDays + 2);
    }),
  );
});

test("the seed makes the fuzz: the same again, others for other cards and later reviews, always near", () => {
  const memory: Memory = {
    stability: 100,
    difficulty: 5,
    dueAt: start,
    state: "review",
    step: 0,
    reps: 5,
    lapses: 0,
    lastAt: start - 100 * dayMs,
    lastDay: 19_900,
  };
  const days = Array.from({ length: 200 }, (_, card) => review(memory, "good", momentAt(start), settings, fuzzSeed(card, 5)).intervalDays);
  expect(new Set(days).size).toBeGreaterThan(10);
  expect(Math.max(...days) / Math.min(...days)).toBeLessThan(1.25);
  expect(fuzzSeed(1, 23)).not.toBe(fuzzSeed(12, 3));
});

test("days are study days: two reviews around midnight UTC on one study day are one day's", () => {
  const first = review(null, "easy", { at: start, studyDay: 20_000 }, settings, "s").memory;
  const sameDay = review(first, "good", { at: start + dayMs - 1, studyDay: 20_000 }, settings, "s");
  const nextDay = review(first, "good", { at: start + 1, studyDay: 20_001 }, settings, "s");
  expect(sameDay.memory.stability).not.toBe(nextDay.memory.stability);
  expect(nextDay.memory.stability).toBe(review(first, "good", { at: start + dayMs, studyDay: 20_001 }, settings, "s").memory.stability);
});

test("a clock that was set back counts as no time passed", () => {
  const first = review(null, "easy", momentAt(start), settings, "s").memory;
  const back = review(first, "good", momentAt(start - 5 * dayMs), settings, "s").memory;
  expect(back.stability).toBe(review(first, "good", momentAt(start), settings, "s").memory.stability);
  expect(retrievability(first, start - dayMs, defaultWeights)).toBe(1);
});

describe("recall", () => {
  test("is 90 % after as many days as the stability says, and what the curve's two numbers give", () => {
    const memory = { stability: 12, lastAt: start };
    expect(retrievability(memory, start + 12 * dayMs, defaultWeights)).toBeCloseTo(0.9, 6);
    const { decay, factor } = forgettingCurve(defaultWeights);
    expect(retrievability(memory, start + 30 * dayMs, defaultWeights)).toBeCloseTo((1 + (factor * 30) / 12) ** decay, 7);
  });
});

test("weights of a wrong count are refused, those out of range are drawn to FSRS's bounds", () => {
  expect(() => review(null, "good", momentAt(start), { ...settings, weights: { id: 1, values: [1, 2] } }, "s")).toThrow("21 weights");
  const wild = { id: 7, values: defaultWeights.values.map((value, n) => (n === 2 ? 1e9 : value)) };
  expect(review(null, "good", momentAt(start), { ...settings, weights: wild }, "s")).toMatchObject({ weightsId: 7, memory: { stability: 100 } });
});

test("ts-fsrs by itself reads the clock, and that is noticed here", () => {
  expect(() => createEmptyCard()).toThrow("new Date() was read");
  expect(() => fsrs({ enable_fuzz: true }).next_interval(30, 0)).toThrow("Date.now was read");
});
