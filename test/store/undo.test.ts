import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ratings, type Rating } from "../../main/contract/index.ts";
import { changeCards, type CardChange } from "../../main/store/changes.ts";
import { cardByKey } from "../../main/store/cards.ts";
import { memoryOf, rebuildMemory } from "../../main/store/memory.ts";
import { doneOn } from "../../main/store/queue.ts";
import { appendReview, historyOf, reviewsEver } from "../../main/store/reviews.ts";
import { activity, secondsByKind } from "../../main/store/statistics.ts";
import { redo, undo, undoStacks } from "../../main/store/undo.ts";
import { dayMs, deckOf, keyOf, newReview, rate, sync, value, world, type World } from "./world.ts";

async function three(): Promise<World & { keys: number[] }> {
  const there = await world();
  sync(there, {
    "d.md": deckOf(
      "d",
      ["a", "b", "c"].map((id) => ({ id, text: id })),
    ),
  });
  return { ...there, keys: ["a", "b", "c"].map((id) => keyOf(there, `d/${id}`)) };
}

const caches = (there: World) => ["memory", "queue", "undone", "days", "pace"].map((table) => there.store.all(`select * from ${table} order by 1`));
/** Counters that went back to zero stay as rows; made anew they are absent. */
const effectiveCaches = (there: World) =>
  caches(there).map((rows) => rows.filter((row) => !(typeof row === "object" && row !== null && "reviews" in row && row.reviews === 0)));

test("any number of reviews is undone one by one and done again, and each says what it was", async () => {
  const there = await three();
  const [a = 0, b = 0] = there.keys;
  const start = effectiveCaches(there);
  rate(there, a, "good");
  const afterFirst = effectiveCaches(there);
  rate(there, b, "again");
  const afterBoth = effectiveCaches(there);
  expect(undoStacks(there.store)).toMatchObject({ undo: { label: "review.again", cardId: "d/b" }, redo: null });
  expect(value(undo(there.store, there.now()))).toMatchObject({ label: "review.again", cardKey: b });
  expect(effectiveCaches(there).slice(0, 2)).toEqual(afterFirst.slice(0, 2));
  expect(value(undo(there.store, there.now()))).toMatchObject({ label: "review.good", cardKey: a });
  expect(effectiveCaches(there).slice(0, 2)).toEqual(start.slice(0, 2));
  expect(value(undo(there.store, there.now()))).toBeNull();
  expect(undoStacks(there.store)).toMatchObject({ undo: null, redo: { label: "review.good" } });
  value(redo(there.store, there.now()));
  value(redo(there.store, there.now()));
  expect(value(redo(there.store, there.now()))).toBeNull();
  expect(effectiveCaches(there).slice(0, 2)).toEqual(afterBoth.slice(0, 2));
  expect(historyOf(there.store, a)).toHaveLength(1);
});

test("after something new is done there is nothing to do again", async () => {
  const there = await three();
  const [a = 0, b = 0] = there.keys;
  rate(there, a, "good");
  value(undo(there.store, there.now()));
  rate(there, b, "good");
  expect(undoStacks(there.store).redo).toBeNull();
  expect(value(redo(there.store, there.now()))).toBeNull();
});

test("an undone review counts for the next seed, but not for the day", async () => {
  const there = await three();
  const [a = 0] = there.keys;
  rate(there, a, "good");
  expect(doneOn(there.store, there.now().studyDay)).toEqual({ newCards: 1, reviews: 0, all: 1 });
  value(undo(there.store, there.now()));
  expect(reviewsEver(there.store, a)).toBe(1);
  expect(doneOn(there.store, there.now().studyDay)).toEqual({ newCards: 0, reviews: 0, all: 0 });
  expect(activity(there.store, there.now(), 1)).toEqual([{ studyDay: there.now().studyDay, reviews: 0 }]);
  expect(secondsByKind(there.store).size).toBe(0);
});

test.each<{ change: CardChange; label: string; seen: object }>([
  { change: { field: "suspended", value: true, reason: "needs-review" }, label: "suspended.on", seen: { suspended: true, suspendedBecause: "needs-review" } },
  { change: { field: "suspended", value: false, reason: "learner" }, label: "suspended.off", seen: { suspended: false, suspendedBecause: null } },
  { change: { field: "buried" }, label: "buried", seen: { buriedToday: true } },
  { change: { field: "flag", value: 3 }, label: "flag", seen: { flag: 3 } },
  { change: { field: "due", value: 5 }, label: "due", seen: { memory: { dueAt: 5 } } },
  { change: { field: "reset" }, label: "reset", seen: { memory: null, state: "new" } },
])("$label on two cards is one action", async ({ change, label, seen }) => {
  const there = await three();
  const [a = 0, b = 0] = there.keys;
  rate(there, a, "good");
  rate(there, b, "good");
  const before = [a, b].map((key) => cardByKey(there.store, key, there.now()));
  value(changeCards(there.store, [a, b], change, there.now()));
  for (const key of [a, b]) expect(cardByKey(there.store, key, there.now())).toMatchObject(seen);
  expect(undoStacks(there.store).undo).toMatchObject({ label, cards: 2, cardId: "d/a" });
  value(undo(there.store, there.now()));
  expect([a, b].map((key) => cardByKey(there.store, key, there.now()))).toEqual(before);
});

test("cramming is a review that schedules nothing", async () => {
  const there = await three();
  const [a = 0] = there.keys;
  expect(value(appendReview(there.store, newReview(there, a, "good", { decision: null, purpose: "cram" }))).memory).toBeNull();
  expect(memoryOf(there.store, a)).toBeNull();
  expect(historyOf(there.store, a)).toMatchObject([{ purpose: "cram", dueAt: null }]);
  expect(doneOn(there.store, there.now().studyDay)).toEqual({ newCards: 0, reviews: 0, all: 1 });
});

test("a decision for another state than the card's is refused", async () => {
  const there = await three();
  const [a = 0] = there.keys;
  const stale = newReview(there, a, "good");
  rate(there, a, "good");
  expect(() => appendReview(there.store, stale)).toThrow("the decision was for new");
});

test("what is done after the clock was set back is done last, after a replay too", async () => {
  const there = await three();
  const [a = 0, b = 0] = there.keys;
  const suspend = (flag: boolean): CardChange => ({ field: "suspended", value: flag, reason: "learner" });
  rate(there, a, "good");
  value(changeCards(there.store, [a], suspend(true), there.now()));
  there.clock.pass(-3 * dayMs);
  value(changeCards(there.store, [a], suspend(false), there.now()));
  rate(there, a, "again");
  rate(there, b, "good");
  const before = cardByKey(there.store, a, there.now());
  expect(before).toMatchObject({ suspended: false, memory: { reps: 2, dueAt: there.clock.now() + 60_000 } });
  value(rebuildMemory(there.store));
  expect(cardByKey(there.store, a, there.now())).toEqual(before);
  expect(historyOf(there.store, a).map((past) => past.rating)).toEqual(["good", "again"]);
});

test("the log refuses to be changed", async () => {
  const there = await three();
  const [a = 0] = there.keys;
  rate(there, a, "good");
  value(changeCards(there.store, [a], { field: "buried" }, there.now()));
  for (const table of ["events", "reviews", "card_changes"]) {
    expect(() => there.store.act((store) => store.run(`update ${table} set seq = seq`))).toThrow("append-only");
    expect(() => there.store.act((store) => store.run(`delete from ${table}`))).toThrow("append-only");
  }
});

test("whatever is done, undone and done again, the caches are what the log gives", async () => {
  type Step = { what: "rate" | "suspend" | "bury" | "due" | "reset" | "undo" | "redo" | "pass" | "back"; card: number; rating: Rating };
  const step = fc.record<Step>({
    what: fc.constantFrom("rate", "rate", "rate", "suspend", "bury", "due", "reset", "undo", "undo", "redo", "pass", "back"),
    card: fc.integer({ min: 0, max: 2 }),
    rating: fc.constantFrom(...ratings),
  });
  const change: Record<"suspend" | "bury" | "due" | "reset", CardChange> = {
    suspend: { field: "suspended", value: true, reason: "learner" },
    bury: { field: "buried" },
    due: { field: "due", value: 9 },
    reset: { field: "reset" },
  };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const there = await three();
      // The model: snapshots of what is seen, one an action.
      const seen = () => effectiveCaches(there).filter((_, index) => index !== 2);
      const past = [seen()];
      let at = 0;
      for (const { what, card, rating } of steps) {
        const key = there.keys[card] ?? 0;
        if (what === "pass") there.clock.pass(dayMs);
        else if (what === "back") there.clock.pass(-dayMs * 0.4);
        else if (what === "undo") {
          at -= value(undo(there.store, there.now())) === null ? 0 : 1;
        } else if (what === "redo") {
          at += value(redo(there.store, there.now())) === null ? 0 : 1;
        } else {
          if (what === "rate") rate(there, key, rating);
          else value(changeCards(there.store, [key], change[what], there.now()));
          past.splice(++at, past.length, seen());
        }
        expect(seen()).toEqual(past[at]);
        const stacks = undoStacks(there.store);
        expect([stacks.undo === null, stacks.redo === null]).toEqual([at === 0, at === past.length - 1]);
      }
      const incremental = effectiveCaches(there);
      value(rebuildMemory(there.store));
      expect(effectiveCaches(there)).toEqual(incremental);
      there.store.close();
    }),
    { numRuns: 40, interruptAfterTimeLimit: 2500 },
  );
});
