import { readFileSync } from "node:fs";
import { array, assert, constantFrom, lorem, nat, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../main/contract/index.ts";
import { applyFixes } from "../../main/decks/fixes.ts";
import { brief, deckOf, diagnosticsOf, parse } from "./marked.ts";

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");
const fifty = fixture("fifty-mistakes.md");
const every = fixture("every-kind.md");

describe("a deck with fifty different mistakes", () => {
  const deck = deckOf(fifty);

  it("yields fifty findings, each of its own place", () => {
    expect(deck.diagnostics).toHaveLength(50);
    expect(new Set(deck.diagnostics.map(brief)).size).toBe(50);
  });

  it("keeps the cards of every entry without an error", () => {
    const wrong = deck.diagnostics.filter((diagnostic) => diagnostic.severity === "error").map((diagnostic) => diagnostic.line);
    for (const { place, cards } of deck.entries)
      expect(cards.length > 0, `line ${place.line}`).toBe(!wrong.some((line) => line >= place.line && line <= place.endLine));
    const sound = deck.entries.filter((entry) => entry.id?.startsWith("sound-")).map((entry) => [entry.id, entry.cards.length]);
    expect(sound).toEqual([["sound-1", 1], ["sound-2", 1], ["sound-3", 1], ["sound-live", 1], ["sound-last", 1]]); // prettier-ignore
  });
});

describe("repairs", () => {
  it.each([fifty, "---\ndeck: a\n---\n\n## One\n\nYes.\n\n## 二\n\n是。\n\n## One\n\nNo.\n\n## Fill {.cloze each}\n\n==a b== ==a-b== ==c=={#c}\n"])(
    "are complete at once and change nothing when done again",
    (text) => {
      const before = deckOf(text);
      const { text: once, applied } = applyFixes(text, before.diagnostics);
      expect(applied).toBe(before.diagnostics.filter((diagnostic) => diagnostic.fix).length);
      const after = deckOf(once);
      expect(after.diagnostics.filter((diagnostic) => diagnostic.fix)).toEqual([]);
      expect(applyFixes(once, after.diagnostics)).toEqual({ text: once, applied: 0 });
      expect(after.entries.filter((entry) => entry.id !== null).length).toBeGreaterThanOrEqual(before.entries.filter((entry) => entry.id !== null).length);
    },
  );
});

/** Pieces that mean something to the language. */
const pieces = ["\n", "## ", "# ", "{#a}", " {", "}", "***", "---\n", "```", "```yaml exercise\n", "- [x] ", "- [ ] ", "1. ", "| a | b |\n", "| - | - |\n", "==", "=={#k}", "> RFC 9110 §1", "`", "\\", "<b>", "[x](#", "![", ".cloze", "each", "&x", "*x", ": |\n  ", "\r\n", "\uFEFF", "\uE000", "${x}", "  ", "\t", "é", "𝒳", "\0"]; // prettier-ignore

describe("laws", () => {
  const mutation = record({
    at: nat(every.length),
    drop: nat(40),
    add: array(constantFrom(...pieces), { maxLength: 6 }).map((added) => added.join("")),
  });
  const mutated = array(mutation, { minLength: 1, maxLength: 8 }).map((changes) =>
    changes.reduce((text, { at, drop, add }) => text.slice(0, at) + add + text.slice(at + drop), every),
  );

  it("parsing never throws, and every finding lies inside the file", () => {
    assert(
      property(mutated, (text) => {
        const lines = text.replace(/^\uFEFF/, "").split(/\r\n?|\n/);
        for (const diagnostic of diagnosticsOf(parse(text))) {
          expect(inside(diagnostic, lines), `${brief(diagnostic)} in ${JSON.stringify(text)}`).toBe(true);
          const { start, end } = diagnostic.fix ?? { start: 0, end: 0 };
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("an edit outside an entry changes none of its hashes", () => {
    const deck = deckOf(every);
    const lines = every.split("\n");
    assert(
      property(nat(deck.entries.length - 1), lorem(), (index, words) => {
        const { place } = deck.entries[index]!;
        const changed = deckOf([...lines.slice(0, place.endLine), "", words, ...lines.slice(place.endLine)].join("\n"));
        for (const [other, entry] of deck.entries.entries()) {
          const same = changed.entries[other]!;
          expect(same.textHash === entry.textHash).toBe(other !== index);
        }
        expect(changed.entries.toSpliced(index, 1).map((entry) => entry.cards)).toEqual(deck.entries.toSpliced(index, 1).map((entry) => entry.cards));
      }),
      { numRuns: 60 },
    );
  });
});

function inside({ line, column, endLine, endColumn }: Diagnostic, lines: string[]): boolean {
  const within = (at: number, place: number) => at >= 1 && at <= lines.length && place >= 1 && place <= lines[at - 1]!.length + 1;
  return within(line, column) && within(endLine, endColumn) && (endLine > line || (endLine === line && endColumn >= column));
}
