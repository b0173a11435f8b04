import { describe, expect, test } from "vitest";
import type { CardBody } from "../../main/contract/index.ts";
import { forgettingCurve, defaultWeights, retrievability } from "../../main/scheduler/fsrs.ts";
import { changeCards } from "../../main/store/changes.ts";
import { cardsOfDeck } from "../../main/store/cards.ts";
import { maxCountedThinkMs } from "../../main/store/effects.ts";
import { memoryOf } from "../../main/store/memory.ts";
import * as queue from "../../main/store/queue.ts";
import { dueCards } from "../../main/store/queue.ts";
import { activity, deckCounts, forecast, learningForecastSql, nextDueAt, reviewForecastSql, secondsByKind } from "../../main/store/statistics.ts";
import { appendReview } from "../../main/store/reviews.ts";
import { dayMs, deckOf, keyOf, newReview, noon, rate, sync, value, world, type World } from "./world.ts";

const minute = 60_000;
const all = (there: World) => ({ moment: there.now(), newCards: 100, reviews: 100 });
const ids = (there: World, cards: readonly { cardKey: number }[]) =>
  cards.map((card) => there.store.get<{ id: string }>("select card_id as id from cards where card_key = ?", card.cardKey)?.id);
const plain = (names: string[]) => names.map((id) => ({ id, text: id }));

test("new cards come in the order of their decks, as many as are allowed", async () => {
  const there = await world();
  sync(there, { "d.md": deckOf("d", plain(["c", "a", "b"])), "e.md": deckOf("e", plain(["z"])) });
  expect(ids(there, dueCards(there.store, all(there)).fresh)).toEqual(["d/c", "d/a", "d/b", "e/z"]);
  expect(ids(there, dueCards(there.store, { ...all(there), newCards: 2 }).fresh)).toEqual(["d/c", "d/a"]);
  expect(dueCards(there.store, { ...all(there), newCards: 0 }).fresh).toEqual([]);
  const deckKey = cardsOfDeck(there.store, 2, there.now())[0]?.deckKey ?? 0;
  expect(ids(there, dueCards(there.store, { ...all(there), deckKey }).fresh)).toEqual(["e/z"]);
});

test("a card in its steps comes when its minutes are over, and says when that is", async () => {
  const there = await world();
  sync(there, { "d.md": deckOf("d", plain(["a", "b"])) });
  rate(there, keyOf(there, "d/a"), "good");
  expect(dueCards(there.store, all(there))).toMatchObject({ learning: [], nextLearningAt: noon + 10 * minute });
  there.clock.pass(10 * minute - 1);
  expect(dueCards(there.store, all(there)).learning).toEqual([]);
  there.clock.pass(1);
  expect(dueCards(there.store, all(there))).toMatchObject({ learning: [{ state: "learning" }], nextLearningAt: null });
  expect(dueCards(there.store, { ...all(there), deckKey: 99 })).toMatchObject({ learning: [], fresh: [] });
});

test.each([
  { offset: 0, at: "2026-11-20T12:00:00Z", first: "2026-11-21T04:00:00Z" },
  { offset: 480, at: "2026-11-20T12:00:00Z", first: "2026-11-20T20:00:00Z" },
  { offset: -300, at: "2026-11-20T08:59:00Z", first: "2026-11-20T09:00:00Z" },
])("a card due tomorrow comes from 4 a.m. of that day on, at offset $offset", async ({ offset, at, first }) => {
  const there = await world(Date.parse(at), offset);
  sync(there, { "d.md": deckOf("d", plain(["a"])) });
  const key = keyOf(there, "d/a");
  rate(there, key, "good");
  value(changeCards(there.store, [key], { field: "due", value: there.clock.now() + dayMs }, there.now()));
  there.store.act((store) => store.run("update queue set state = 'review'"));
  expect(nextDueAt(there.store, there.now())).toBe(Date.parse(first));
  there.clock.set(Date.parse(first) - 1);
  expect(dueCards(there.store, all(there)).reviews).toEqual([]);
  there.clock.set(Date.parse(first));
  expect(dueCards(there.store, all(there)).reviews).toHaveLength(1);
});

test("siblings keep off each other's days, the rows of a table don't, its two directions do", async () => {
  const there = await world();
  const body = (part: string): CardBody => ({ kind: "rows", key: part.split(".")[0] ?? "", column: "c", direction: part.endsWith("b") ? "back" : "forward" });
  sync(there, {
    "d.md": deckOf("d", [
      { id: "c", text: "cloze", parts: ["1", "2", "3"] },
      { id: "t", text: "table", parts: ["x.f", "x.b", "y.f"], body },
    ]),
  });
  expect(ids(there, dueCards(there.store, all(there)).fresh)).toEqual(["d/c/1", "d/t/x.f", "d/t/y.f"]);
  rate(there, keyOf(there, "d/c/1"), "easy");
  expect(ids(there, dueCards(there.store, all(there)).fresh)).toEqual(["d/t/x.f", "d/t/y.f"]);
  there.clock.pass(dayMs);
  expect(ids(there, dueCards(there.store, all(there)).fresh)).toEqual(["d/c/2", "d/t/x.f", "d/t/y.f"]);
});

test("suspended, buried and vanished cards are not asked; buried ones again on the next study day", async () => {
  const there = await world();
  sync(there, { "d.md": deckOf("d", plain(["a", "b", "c", "z"])) });
  value(changeCards(there.store, [keyOf(there, "d/a")], { field: "suspended", value: true, reason: "learner" }, there.now()));
  value(changeCards(there.store, [keyOf(there, "d/b")], { field: "buried" }, there.now()));
  sync(there, { "d.md": deckOf("d", plain(["a", "b", "z"])) });
  expect(ids(there, dueCards(there.store, all(there)).fresh)).toEqual(["d/z"]);
  there.clock.pass(dayMs);
  expect(ids(there, dueCards(there.store, all(there)).fresh)).toEqual(["d/b", "d/z"]);
  // History and suspension survive the card's absence.
  sync(there, {});
  sync(there, { "d.md": deckOf("d", plain(["a", "b"])) });
  expect(cardsOfDeck(there.store, 1, there.now()).map((card) => card.suspended)).toEqual([true, false]);
});

test("the screens' numbers are those of the log", async () => {
  const there = await world();
  sync(there, { "d.md": deckOf("d", plain(["a", "b", "c"])), "e.md": deckOf("e", plain(["z"])) });
  const [a, b] = [keyOf(there, "d/a"), keyOf(there, "d/b")];
  value(appendReview(there.store, newReview(there, a, "easy", { thinkMs: 2000 })));
  value(appendReview(there.store, newReview(there, b, "good", { thinkMs: 400_000 })));
  value(changeCards(there.store, [keyOf(there, "d/c")], { field: "suspended", value: true, reason: "learner" }, there.now()));
  there.clock.pass(dayMs);
  const curve = forgettingCurve(defaultWeights);
  const memories = [a, b].map((key) => memoryOf(there.store, key));
  const recall = memories.reduce((sum, memory) => sum + (memory === null ? 0 : retrievability(memory, there.clock.now(), defaultWeights)), 0) / 2;
  expect(deckCounts(there.store, there.now(), curve)).toEqual([
    { deckKey: 1, cards: 3, live: 0, unseen: 0, suspended: 1, due: 1, lastStudiedAt: noon, recallNow: expect.closeTo(recall, 6) },
    { deckKey: 2, cards: 1, live: 0, unseen: 1, suspended: 0, due: 0, lastStudiedAt: null, recallNow: null },
  ]);
  const today = there.now().studyDay;
  expect(activity(there.store, there.now(), 3)).toEqual([
    { studyDay: today - 2, reviews: 0 },
    { studyDay: today - 1, reviews: 2 },
    { studyDay: today, reviews: 0 },
  ]);
  const easyDay = (memories[0]?.lastDay ?? 0) + Math.round(((memories[0]?.dueAt ?? 0) - noon) / dayMs);
  expect(forecast(there.store, there.now(), 14).filter((day) => day.due > 0)).toEqual([
    { studyDay: today, due: 1 },
    { studyDay: easyDay, due: 1 },
  ]);
  // Thinking is counted up to five minutes.
  expect(secondsByKind(there.store)).toEqual(new Map([["recall", 151]]));
});

test.each([
  { thinkMs: maxCountedThinkMs, seconds: maxCountedThinkMs / 1000 },
  { thinkMs: maxCountedThinkMs + 1, seconds: maxCountedThinkMs / 1000 },
  { thinkMs: 1500, seconds: 1.5 },
])("thinking for $thinkMs ms counts as $seconds s", async ({ thinkMs, seconds }) => {
  const there = await world();
  sync(there, { "d.md": deckOf("d", plain(["a"])) });
  value(appendReview(there.store, newReview(there, keyOf(there, "d/a"), "good", { thinkMs })));
  expect(secondsByKind(there.store).get("recall")).toBe(seconds);
});

describe("on a large table", () => {
  async function large(): Promise<World> {
    const there = await world();
    value(there.store.act((store) => filling.forEach((sql) => store.run(sql))));
    return there;
  }

  test.each([
    { sql: queue.learningSql, values: 2, uses: ["queue_learning"] },
    { sql: queue.nextLearningSql, values: 4, uses: ["queue_learning"] },
    { sql: queue.reviewsSql, values: 3, uses: ["queue_reviews", "queue_siblings"] },
    { sql: queue.reviewsOfDeckSql, values: 4, uses: ["queue_reviews", "queue_siblings"] },
    { sql: queue.newSql, values: 2, uses: ["queue_new", "queue_siblings"] },
    { sql: queue.newOfDeckSql, values: 3, uses: ["queue_new", "queue_siblings"] },
    { sql: reviewForecastSql, values: 3, uses: ["queue_reviews"] },
    { sql: learningForecastSql, values: 3, uses: ["queue_learning"] },
  ])("the query by $uses uses its indexes, sorts nothing and scans no table", async ({ sql, values, uses }) => {
    const there = await large();
    const plan = there.store.all<{ detail: string }>(`explain query plan ${sql}`, ...Array.from({ length: values }, () => 1)).map((row) => row.detail);
    for (const index of uses) expect(plan.join("\n")).toMatch(new RegExp(`INDEX ${index}\\b`));
    expect(plan.filter((line) => /^SCAN q(ueue)?$/.test(line) || (/ORDER BY/.test(line) && !sql.includes("group by")))).toEqual([]);
  });
});

const filling = [
  "insert into decks (deck_key, origin, deck_id, path, title, topic, language, content_hash, seen_at) values (1, 'user', 'd', 'd.md', 'd', 't', 'en', '', 0), (2, 'user', 'e', 'e.md', 'e', 't', 'en', '', 0)",
  `insert into entries (entry_key, deck_key, text_hash, position)
   with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 20000) select n, 1 + n % 2, n, n from numbers`,
  `insert into cards (card_key, entry_key, card_id, part, sibling_group, kind, version_hash, place, added_at)
   select entry_key, entry_key, entry_key, '', '', 'recall', '', position, 0 from entries`,
  `insert into queue (card_key, deck_key, entry_key, sibling_group, kind, place, state, due_at, last_day)
   select entry_key, deck_key, entry_key, '', 'recall', position, case entry_key % 10 when 0 then 'learning' when 1 then 'new' else 'review' end,
    entry_key * 1000, 1 from entries`,
  "analyze",
];
