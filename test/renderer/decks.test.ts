import { expect, test } from "vitest";
import type { CardRow, DeckRow, Diagnostic } from "../../main/contract/index.ts";
import { asked } from "../../renderer/screens/decks/deck-cards.tsx";
import { placeOf, worstFirst } from "../../renderer/screens/decks/deck-problem-list.tsx";
import { byDue, matches } from "../../renderer/screens/decks/filter.ts";
import { byRecall, maxDeckRows } from "../../renderer/screens/today/deck-recall.tsx";
import { countsByName, nearestBudget } from "../../renderer/screens/today/today.tsx";
import { ranked, rankOf } from "../../renderer/shell/ranked.ts";
import { movedTo } from "../../renderer/parts/table/grid.tsx";

const deck = (more: Partial<DeckRow>): DeckRow => ({
  deckKey: 1,
  id: "http-status",
  title: "HTTP status codes",
  topic: "http",
  layer: "app",
  origin: "user",
  file: "a.md",
  cards: 3,
  live: 0,
  due: 0,
  unseen: 0,
  suspended: 0,
  recallNow: null,
  lastStudiedAt: null,
  languages: ["en"],
  problems: { errors: 0, warnings: 0 },
  ...more,
});
const decks = [
  deck({ due: 2, live: 1 }),
  deck({ id: "tcp-states", title: "Connection states", topic: "TCP", unseen: 4 }),
  deck({ id: "dns", title: "Names", topic: "dns", problems: { errors: 0, warnings: 1 } }),
];

test.each([
  ["", ["http-status", "tcp-states", "dns"]],
  ["is:due", ["http-status"]],
  ["is:new", ["tcp-states"]],
  ["is:live", ["http-status"]],
  ["is:problem", ["dns"]],
  ["topic:tcp", ["tcp-states"]],
  ["topic:t", []],
  ["STATUS", ["http-status"]],
  ["state conn", ["tcp-states"]],
  ["is:due is:new", []],
  ["  names  ", ["dns"]],
  ["is:nothing", []],
])("the filter “%s” finds %j", (filter, found) => {
  expect(decks.filter((one) => matches(one, filter)).map(({ id }) => id)).toEqual(found);
});

test("cards due come first by their time, then those never seen, suspended ones last; else the deck's order holds", () => {
  const card = (cardKey: number, dueAt: number | null, suspended = false) => ({ cardKey, dueAt, suspended }) as CardRow;
  const rows = byDue([card(1, null), card(2, 50), card(3, 10, true), card(4, 20), card(5, null)]);
  expect(rows.map(({ cardKey }) => cardKey)).toEqual([4, 2, 1, 5, 3]);
});

test("a row's own question is told, not what stands before all of them", () => {
  expect(asked({ kind: "rows", question: "Codes one meets seldom.\n\nWhat does 207 say?\n" })).toBe("What does 207 say?");
  expect(asked({ kind: "recall", question: "One.\n\nTwo." })).toBe("One.\n\nTwo.");
});

test("what takes cards away comes first, each severity in the order of the files", () => {
  const found = (severity: Diagnostic["severity"], line: number) => ({ file: "a.md", line, column: 2, severity }) as Diagnostic;
  const sorted = worstFirst([found("hint", 1), found("error", 9), found("warning", 2), found("error", 3)]);
  expect(sorted.map(({ severity, line }) => `${severity} ${line}`)).toEqual(["error 9", "error 3", "warning 2", "hint 1"]);
  expect(placeOf(found("hint", 1))).toBe("a.md:1:2");
});

test.each([
  ["http status", "http", 0],
  ["the http codes", "http", 1],
  ["tcp/states", "states", 1],
  ["xhttp", "http", 2],
  ["have the top part", "http", 3],
  ["dns", "http", null],
])("“%s” for “%s” has rank %s", (text, wanted, rank) => {
  expect(rankOf(text, wanted)).toBe(rank);
});

test("the palette lists the best first, keeps the order among equals, and everything for nothing", () => {
  const titles = ["Undo", "Study deck", "Today", "Decks"];
  const find = (query: string) => ranked(titles, query, (title) => title);
  expect([find("  "), find("d"), find("DECK"), find("zz")]).toEqual([titles, ["Decks", "Study deck", "Undo", "Today"], ["Decks", "Study deck"], []]);
});

test("keys move a grid's selection and stop at its ends", () => {
  const ids = Array.from({ length: 25 }, (_, index) => index + 100);
  const from = (selected: number | null, key: string) => movedTo(ids, selected, key);
  expect([from(null, "ArrowDown"), from(100, "ArrowUp"), from(100, "ArrowDown"), from(124, "ArrowDown")]).toEqual([100, 100, 101, 124]);
  expect([from(105, "PageDown"), from(105, "PageUp"), from(105, "Home"), from(105, "End"), from(105, "x"), movedTo([], null, "End")]).toEqual([
    115,
    100,
    100,
    124,
    null,
    null,
  ]);
});

test("the weakest decks come first, those never studied last, and no more than fit", () => {
  const row = (deckKey: number, recallNow: number | null, due = 0) => ({ deckKey, title: "", topic: "", layer: "app" as const, due, total: 1, recallNow });
  expect(byRecall([row(1, null), row(2, 0.9), row(3, 0.5), row(4, null, 2)]).map(({ deckKey }) => deckKey)).toEqual([3, 2, 4, 1]);
  const many = (count: number) => byRecall(Array.from({ length: count }, (_, index) => row(index, 0.5))).length;
  expect([many(maxDeckRows), many(maxDeckRows + 1)]).toEqual([maxDeckRows, maxDeckRows]);
});

test("the offered time that is nearest to the settings is chosen; 0 is all that is due", () => {
  const budgets = [10, 25, 40, 0].map((minutes) => ({ minutes, covers: 1 }));
  expect([25, 0, 1, 30, 500].map((minutes) => nearestBudget(budgets, minutes))).toEqual([25, 0, 10, 25, 40]);
  expect([nearestBudget([], 25), nearestBudget([{ minutes: 10, covers: 1 }], 0)]).toEqual([0, 0]);
});

test("kinds of one name are one count, the most frequent first", () => {
  const counts = [
    { name: "Recall", count: 2 },
    { name: "Live", count: 4 },
    { name: "Recall", count: 3 },
    { name: "Order", count: 0 },
  ];
  expect(countsByName(counts)).toEqual([
    { name: "Recall", count: 5 },
    { name: "Live", count: 4 },
  ]);
});
