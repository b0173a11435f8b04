/**
 * Text that a Markdown parser could take the square of its length for. Every family is some hundred times what a limit allows; without the
 * limits each takes minutes, so the time-out of the runner is all the clock that is needed.
 */
import { assert, array, constantFrom, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { deckOf } from "./marked.ts";

const length = 300_000;
const repeated = (unit: string, count = length) => unit.repeat(Math.ceil(count / unit.length)).slice(0, count);

const families: Record<string, string> = {
  "spaces in a heading": `### a${repeated(" ")}b`,
  "spaces in a paragraph": `a${repeated(" ")}b`,
  "spaces at a line's end": `a${repeated(" ")}`,
  "tabs in a paragraph": `a${repeated("\t")}b`,
  "spaces in a tag": `x<a${repeated(" ")}`,
  "spaces below a table's head": `a|b\n${repeated(" ")}x`,
  "lists in lists": `${repeated("- ")}a`,
  "numbered lists in lists, then empty lines": `${repeated("1. ", length / 4)}a${repeated("\n")}`,
  "quotes in quotes, with lazy lines": `${repeated("> ", length / 4)}a\n${repeated("b\n")}`,
  "quotes without spaces": `${repeated(">")}a`,
  "stars in a row": `${repeated("* ")}a`,
  "emphasis of both kinds": `${repeated("*_")}a`,
  "emphasis over lines": repeated("*a _b\n"),
  "strikes that open": repeated("~~a "),
  "links that open": repeated("[a]("),
  "brackets that open, then close": repeated("[", length / 2) + repeated("]", length / 2),
  references: repeated("[a]["),
  "an address with parentheses": `http://a.b/${repeated(")")}`,
  "an address with entities": `http://a.b/${repeated("&a;")}`,
  "a definition's title without an end": `[a]: b "${repeated("c\n")}`,
  "a definition's label without an end": `[${repeated("a\n")}]:`,
  "a definition in a quote": `> [a]: b "${repeated("c\n> ")}`,
  "back-ticks of every length": Array.from({ length: 700 }, (_, index) => "`".repeat(index + 1)).join(" "),
  "tags that open": repeated("<a "),
  "comments that open": repeated("x<!-- a"),
  "processing instructions that open": repeated("x<?a "),
  options: repeated("- [x] a\n"),
  "hidden parts between code": repeated("- ==a== `b`\n"),
  "places in code": repeated("`${a}` "),
};

const below = "\n\n## Sound {#sound}\n\nYes.\n";
const kinds = ["", " .cloze", " .type", " .order", " .match", " .interview"];

describe("text that is slow to read", () => {
  it.each(Object.entries(families))("%s costs its own entry at most", { timeout: 60_000 }, (_name, text) => {
    const deck = deckOf(`## Hostile {#hostile}\n\n${text}${below}`);
    expect(deck.entries.map((entry) => entry.id)).toEqual(["hostile", "sound"]);
    expect(deck.entries.map((entry) => entry.cards.length)).toEqual([0, 1]);
    expect(deck.diagnostics.some((diagnostic) => diagnostic.severity === "error" && diagnostic.line >= 8)).toBe(true);
  });

  it("so does any repetition of what means something, whatever the kind", { timeout: 120_000 }, () => {
    const pieces = [
      "a",
      " ",
      "\t",
      "\n",
      "\n\n",
      "[",
      "](",
      "]",
      "]: ",
      "*",
      "_",
      "~~",
      "`",
      "``",
      "<",
      "<a ",
      "<!--",
      "&",
      "\\",
      "> ",
      "- ",
      "1. ",
      "- [ ] ",
      "|",
      "|-|\n",
      "==",
      "${",
      "}",
      "{#",
      "http://a.b/",
      ")",
      "@",
      "#",
      '"',
      "$",
    ];
    assert(
      property(array(constantFrom(...pieces), { minLength: 1, maxLength: 4 }), constantFrom(...kinds), integer({ min: 1, max: 3 }), (units, kind, parts) => {
        const part = repeated(units.join(""), 60_000 / parts);
        const deck = deckOf(`## Hostile {#hostile${kind}}\n\n${Array.from({ length: parts }, () => part).join("\n\n")}${below}`);
        expect(deck.entries.at(-1)).toMatchObject({ id: "sound", cards: [{ id: "test/sound" }] });
      }),
      { numRuns: 40 },
    );
  });
});
