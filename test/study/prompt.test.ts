/** Prompts of each kind, from seeds: nothing lost, nothing given away, the same seed the same prompt. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Card, CardBody, Deck, Entry } from "../../main/contract/index.ts";
import { seededRandom } from "../../main/exercise/random.ts";
import { makePrompt, wordingOf } from "../../main/study/prompt.ts";
import { showingSeed } from "../../main/study/seed.ts";

type Plain = Exclude<CardBody, { kind: "live" }>;
const texts = fc.array(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 8 });

describe("a prompt", () => {
  test("of a choice shows every option once, without which is right or why", () => {
    fc.assert(
      fc.property(texts, fc.string(), (options, seed) => {
        const body: Plain = {
          kind: "choice",
          multiple: false,
          options: options.map((text, index) => ({ index, text, reason: "the reason", correct: index === 0 })),
        };
        const prompt = makePrompt("?", body, seededRandom(seed));
        expect(prompt.kind === "choice" && prompt.options.toSorted((a, b) => a.index - b.index)).toEqual(options.map((text, index) => ({ index, text })));
        expect(JSON.stringify(prompt)).not.toMatch(/correct|the reason/);
      }),
    );
  });

  test("of an order shows every item once, never in the order of the file", () => {
    fc.assert(
      fc.property(texts, fc.string(), (items, seed) => {
        const prompt = makePrompt("?", { kind: "order", items, interchangeable: [] }, seededRandom(seed));
        if (prompt.kind !== "order") throw new Error(prompt.kind);
        expect(prompt.items.toSorted((a, b) => a.index - b.index)).toEqual(items.map((text, index) => ({ index, text })));
        expect(prompt.items.map(({ index }) => index)).not.toEqual(items.map((_, index) => index));
      }),
    );
  });

  test("of a match shows both columns, never solved already", () => {
    fc.assert(
      fc.property(texts, fc.string(), (cells, seed) => {
        const body: Plain = { kind: "match", leftLabel: "a", rightLabel: "b", pairs: cells.map((cell, index) => ({ left: `${index}`, right: cell })) };
        const prompt = makePrompt("?", body, seededRandom(seed));
        if (prompt.kind !== "match") throw new Error(prompt.kind);
        expect(prompt.left).toEqual(cells.map((_, index) => ({ index, text: `${index}` })));
        expect(prompt.right.toSorted((a, b) => a.index - b.index)).toEqual(cells.map((text, index) => ({ index, text })));
        expect(prompt.right.map(({ index }) => index)).not.toEqual(cells.map((_, index) => index));
      }),
    );
  });

  test("of a cloze hides what is asked and fills in the rest", () => {
    const body: Plain = { kind: "cloze", text: "\uE0000\uE001 before \uE0001\uE001, \uE0002\uE001", blanks: ["SYN", "ACK", "FIN"], hidden: [1] };
    expect(makePrompt("Handshake", body, seededRandom("x"))).toEqual({
      kind: "cloze",
      question: "Handshake",
      text: "SYN before \uE0001\uE001, FIN",
      blanks: [1],
    });
  });

  const plain: [string, Plain, unknown][] = [
    ["recall", { kind: "recall" }, { kind: "recall", question: "?" }],
    ["rows", { kind: "rows", key: "a", column: "b", direction: "back" }, { kind: "recall", question: "?" }],
    ["interview", { kind: "interview", rubric: [{ text: "says why", words: ["why"] }], followUps: ["And then?"] }, { kind: "recall", question: "?" }],
    ["type", { kind: "type", accepted: ["304"], exact: true }, { kind: "type", question: "?", exact: true }],
  ];
  test.each(plain)("of %s holds the question alone", (_kind, body, prompt) => {
    expect(makePrompt("?", body, seededRandom("x"))).toEqual(prompt);
  });

  test("is the same for the same seed, and another for most others", () => {
    const body: Plain = { kind: "order", items: ["a", "b", "c", "d", "e", "f"], interchangeable: [] };
    const shown = Array.from({ length: 20 }, (_, n) => JSON.stringify(makePrompt("?", body, seededRandom(`${n}`))));
    expect(Array.from({ length: 20 }, (_, n) => JSON.stringify(makePrompt("?", body, seededRandom(`${n}`))))).toEqual(shown);
    expect(new Set(shown).size).toBeGreaterThan(10);
  });
});

describe("the seed of a showing", () => {
  test("is the same after a crash, new after each review, another card's another, another installation's another", () => {
    const seed = showingSeed("http/get", 3, "salt");
    expect(showingSeed("http/get", 3, "salt")).toBe(seed);
    expect(seed).toMatch(/^[0-9a-f]{32}$/);
    const others = [
      showingSeed("http/get", 4, "salt"),
      showingSeed("http/put", 3, "salt"),
      showingSeed("http/get", 3, "pepper"),
      showingSeed("http/get3", 3, "salt"),
    ];
    expect(new Set([seed, ...others]).size).toBe(5);
  });
});

describe("the language of a card", () => {
  const card: Card = { id: "d/e", part: "", question: "Question", answer: "Answer", body: { kind: "recall" }, versionHash: "1" };
  const entry: Entry = {
    id: "e",
    textHash: "t",
    heading: "Heading",
    section: "",
    tags: [],
    citations: [],
    cards: [card],
    place: { line: 1, column: 1, endLine: 1, endColumn: 1 },
  };
  const translated = { heading: "标题", question: "问题", answer: "答案", body: { kind: "recall" as const } };
  const deck: Deck = {
    id: "d",
    was: [],
    title: "Deck",
    topic: "http",
    language: "en",
    source: "",
    file: "d.md",
    contentHash: "",
    sections: [],
    entries: [entry],
    diagnostics: [],
    overlays: { "zh-CN": { file: "d.zh-CN.md", title: "牌组", sections: {}, cards: { "d/e": translated } } },
  };
  const own = { language: "en", heading: "Heading", question: "Question", answer: "Answer", body: { kind: "recall" } };
  test.each([
    ["the deck's own", deck, "en", own],
    ["the overlay's", deck, "zh-CN", { language: "zh-CN", ...translated }],
    ["the deck's own where there is no overlay", { ...deck, overlays: {} }, "zh-CN", own],
    ["the deck's own where the overlay lacks the card", { ...deck, overlays: { "zh-CN": { file: "", title: "", sections: {}, cards: {} } } }, "zh-CN", own],
  ] as const)("is %s", (_which, shown, language, wording) => {
    expect(wordingOf(shown as Deck, entry, card, language)).toEqual(wording);
  });
});
