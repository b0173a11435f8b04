import { describe, expect, test } from "vitest";
import { defaultWeights } from "../../main/scheduler/fsrs.ts";
import { bagOfWords, likeness, maxNearWords } from "../../main/store/near.ts";
import { recordRun, runsOf, type NewRun } from "../../main/store/runs.ts";
import { addWeights, currentWeights } from "../../main/store/weights.ts";
import { deckOf, keyOf, sync, value, world } from "./world.ts";

test("a topic's newest weights hold, else the newest for all, else FSRS's own", async () => {
  const { store } = await world();
  expect(currentWeights(store, "http")).toBeNull();
  const values = [...defaultWeights.values];
  value(addWeights(store, { topic: "", values, fittedAt: 1, reviews: 10 }));
  const all = value(addWeights(store, { topic: "", values: values.map((one) => one / 2), fittedAt: 2, reviews: 20 }));
  expect(currentWeights(store, "http")).toEqual(all);
  const own = value(addWeights(store, { topic: "http", values, fittedAt: 3, reviews: 5 }));
  expect(currentWeights(store, "http")).toEqual(own);
  expect(currentWeights(store, "tcp")).toEqual(all);
});

test("runs are kept with their goals, newest first", async () => {
  const there = await world();
  sync(there, { "d.md": deckOf("d", [{ id: "a", text: "a" }]) });
  const cardKey = keyOf(there, "d/a");
  const run = (runId: string, at: number): NewRun => ({
    runId,
    session: "s",
    cardKey,
    attempt: 1,
    at,
    scenario: "http/origin",
    seed: "x",
    outcome: "failed",
    elapsedMs: 3,
    transcriptFile: null,
    goals: [
      { label: "Status is 206", passed: true },
      { label: "The right bytes", passed: false },
    ],
  });
  value(recordRun(there.store, run("one", 1)));
  value(recordRun(there.store, run("two", 2)));
  const { goals, ...two } = run("two", 2);
  expect(runsOf(there.store, cardKey)[0]).toEqual(two);
  expect(there.store.all("select label, passed from run_goals where run_id = 'two' order by n")).toEqual(
    goals.map((goal) => ({ ...goal, passed: goal.passed ? 1 : 0 })),
  );
});

test("a write outside of an action is a fault of ours", async () => {
  const { store } = await world();
  const writable = value(store.act((inside) => inside));
  expect(() => writable.run("delete from undone")).toThrow("outside of an action");
});

describe("likeness of texts", () => {
  test.each([
    { one: "A b c", other: "a, B! c", alike: 1 },
    { one: "a b", other: "c d", alike: 0 },
    { one: "a a b", other: "a b b", alike: 4 / 6 },
    { one: "状态码 206", other: "状态 206", alike: 6 / 7 },
    { one: "", other: "", alike: 0 },
  ])("of “$one” and “$other” is $alike", ({ one, other, alike }) => {
    expect(likeness(bagOfWords(one), bagOfWords(other))).toBeCloseTo(alike, 9);
  });

  test("stops at its limit of words", () => {
    const words = (count: number) => Array.from({ length: count }, (_, n) => String.fromCodePoint(0x4e00 + n)).join("");
    expect([maxNearWords, maxNearWords + 1].map((count) => bagOfWords(words(count)).size)).toEqual([maxNearWords, maxNearWords]);
  });
});
