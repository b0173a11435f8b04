import fc from "fast-check";
import { expect, test } from "vitest";
import { strengthOf, weeksOf } from "../../renderer/parts/charts/activity.tsx";
import { spansOf } from "../../renderer/parts/code/code-spans.tsx";
import { markBlanks, splitBlanks } from "../../renderer/parts/markdown/blanks.ts";
import { linesOf, maxStateLines } from "../../renderer/parts/ladder/geometry.ts";
import { moved } from "../../renderer/parts/order/order-list.tsx";
import { screenOf } from "../../renderer/route.ts";

const blank = (index: number) => `\uE000${index}\uE001`;

test.each([
  ["", []],
  ["no blank", [{ text: "no blank" }]],
  [blank(0), [{ blank: 0 }]],
  [`a ${blank(12)} b ${blank(1)}`, [{ text: "a " }, { blank: 12 }, { text: " b " }, { blank: 1 }]],
  [`${blank(0)}${blank(1)}`, [{ blank: 0 }, { blank: 1 }]],
  ["\uE000x\uE001", [{ text: "\uE000x\uE001" }]],
])("the blanks of %j", (text, parts) => {
  expect(splitBlanks(text)).toEqual(parts);
});

test("blanks become elements in text, and stay as they are in code", () => {
  const tree = {
    type: "root",
    children: [
      {
        type: "paragraph",
        children: [
          { type: "text", value: `a ${blank(2)}` },
          { type: "emphasis", children: [{ type: "text", value: blank(0) }] },
        ],
      },
      { type: "inlineCode", value: blank(1) },
    ],
  };
  markBlanks()(tree);
  const drawn = (index: string) => ({ type: "blank", data: { hName: "blank", hProperties: { index } } });
  expect(tree.children).toEqual([
    { type: "paragraph", children: [{ type: "text", value: "a " }, drawn("2"), { type: "emphasis", children: [drawn("0")] }] },
    { type: "inlineCode", value: blank(1) },
  ]);
});

test.each([
  ["plain", [{ text: "plain" }]],
  ["Write `***` there.", [{ text: "Write " }, { code: "***" }, { text: " there." }]],
  ["`a``b`", [{ code: "a``b" }]],
  ["Write it like `` `${first}` ``.", [{ text: "Write it like " }, { code: "`${first}`" }, { text: "." }]],
  ["a lone ` stays", [{ text: "a lone ` stays" }]],
  ["` `", [{ code: " " }]],
])("the code spans of %j", (sentence, spans) => {
  expect(spansOf(sentence)).toEqual(spans);
});

test("code spans lose no letter of a sentence without backticks", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const sentence = text.replaceAll("`", "");
      expect(spansOf(sentence)).toEqual(sentence === "" ? [] : [{ text: sentence }]);
    }),
  );
});

test("an item moves to the place named, and no further than the ends", () => {
  expect([moved([1, 2, 3], 0, 1), moved([1, 2, 3], 2, 0), moved([1, 2, 3], 1, 9), moved([1, 2, 3], 1, -9), moved([1, 2, 3], 7, 0)]).toEqual([
    [2, 1, 3],
    [3, 1, 2],
    [1, 3, 2],
    [2, 1, 3],
    [1, 2, 3],
  ]);
});

test("moving keeps every item, and moving back restores the order", () => {
  const orders = fc
    .integer({ min: 1, max: 9 })
    .chain((size) => fc.tuple(fc.constant(Array.from({ length: size }, (_, index) => index)), fc.nat(size - 1), fc.nat(size - 1)));
  fc.assert(
    fc.property(orders, ([order, from, to]) => {
      const there = moved(order, from, to);
      expect(there.toSorted((a, b) => a - b)).toEqual(order);
      expect(there[to]).toBe(from);
      expect(moved(there, to, from)).toEqual(order);
    }),
  );
});

test("weeks of the activity begin on Monday and lose no day", () => {
  const days = ["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"].map((day) => ({ day }));
  expect(weeksOf(days)).toEqual([[null, null, null, null, ...days.slice(0, 3)], days.slice(3)]);
  expect(weeksOf([])).toEqual([]);
});

test("a day's strength is its share of the busiest, and never nothing where something was done", () => {
  expect([0, 1, 25, 26, 75, 76, 100].map((reviews) => strengthOf(reviews, 100))).toEqual([0, 1, 1, 2, 3, 4, 4]);
});

test("the address names the screen; what it doesn't know is Today", () => {
  expect(["", "#/decks", "#/study", "#/settings", "#/nowhere", "#token=x"].map(screenOf)).toEqual(["today", "decks", "study", "settings", "today", "today"]);
});

test.each([
  ["BUSY", 4, ["BUSY"]],
  ["BUSY now", 4, ["BUSY", "now"]],
  ["400 white space", 9, ["400 white", "space"]],
  ["unbroken", 3, ["unb", "rok", "en"]],
  ["a".repeat(maxStateLines), 1, Array.from({ length: maxStateLines }, () => "a")],
  ["a".repeat(2 * maxStateLines), 2, Array.from({ length: maxStateLines }, () => "aa")],
  ["a".repeat(2 * maxStateLines + 1), 2, [...Array.from({ length: maxStateLines - 1 }, () => "aa"), "a…"]],
])("%j in lines of at most %i characters", (text, characters, lines) => {
  expect(linesOf(text, characters)).toEqual(lines);
});

test("the lines of a state are never too long or too many, and lose nothing but white space where nothing was cut", () => {
  const bare = (text: string) => text.replaceAll(/\s/g, "");
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.integer({ min: 1, max: 30 }), (text, characters) => {
      const lines = linesOf(text, characters);
      expect(lines.length).toBeLessThanOrEqual(maxStateLines);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(characters);
      expect(lines.at(-1)!.endsWith("…") || bare(lines.join("")) === bare(text)).toBe(true);
    }),
  );
});
