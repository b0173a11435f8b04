import { describe, expect, it } from "vitest";
import { maxCitationLength } from "../../main/decks/citations.ts";
import * as limits from "../../main/decks/limits.ts";
import { diagnosticsOf, parse, top } from "./marked.ts";

const values: Record<string, number> = { ...limits };
const table = (rows: number, key = "k") => `| k | v |\n| - | - |\n${Array.from({ length: rows }, (_, index) => `| ${key}${index} | v |\n`).join("")}`;
const rowsEntry = (id: string, rows: number) => `## T {#${id} .rows key=k ask="{k}?"}\n\n${table(rows)}\n`;

/** A text that has exactly `count` of what is limited, and the code that is found beyond the limit. */
const rows: [keyof typeof limits, string, (count: number) => string][] = [
  ["maxDeckLength", "file-too-large", (count) => `${top}${"\n".repeat(count - top.length)}`],
  [
    "maxCards",
    "too-many-cards",
    (count) => top + Array.from({ length: Math.ceil(count / 1000) }, (_, index) => rowsEntry(`t${index}`, Math.min(1000, count - index * 1000))).join("\n"),
  ],
  ["maxDiagnostics", "too-many-diagnostics", (count) => `${top}## A {#a}\n\nYes.\n\n${"<b>x</b>\n\n".repeat(count)}`],
  ["maxIdLength", "bad-id", (count) => `${top}## A {#${"a".repeat(count)}}\n\nYes.\n`],
  ["maxHeadingLength", "heading-too-long", (count) => `${top}## ${"x".repeat(count - 8)} {#a}\n\nYes.\n`],
  ["maxTags", "bad-tag", (count) => `${top}## A {#a tags=${Array.from({ length: count }, (_, index) => `t${index}`).join(",")}}\n\nYes.\n`],
  ["maxItems", "too-many-items", (count) => `${top}## A {#a .match}\n\n${table(count)}`],
  ["maxRows", "too-many-items", (count) => top + rowsEntry("a", count)],
  ["maxEntryLength", "entry-too-long", (count) => `${top}## A {#a}\n\n\`\`\`\n${"x".repeat(count - 19)}\n\`\`\`\n`],
  ["maxParagraphLength", "paragraph-too-long", (count) => `${top}## A {#a}\n\n${"x y\n".repeat(count / 4 + 1).slice(0, count - 1)}z\n\nYes.\n`],
  ["maxSpaces", "too-much-space", (count) => `${top}## A {#a}\n\nYes${" ".repeat(count)}no.\n`],
  [
    "maxNesting",
    "nested-too-deep",
    (count) =>
      `${top}## A {#a}\n\n${"> - 1. "
        .repeat(count / 3 + 1)
        .split(" ")
        .slice(0, count)
        .join(" ")} a\n`,
  ],
  ["maxExerciseLength", "exercise-too-long", (count) => `${top}## A {#a}\n\n\`\`\`yaml exercise\n${"x".repeat(count - 1)}\n\`\`\`\n`],
];

describe("a limit", () => {
  it.each(rows)("%s lets through what it names and refuses one more (%s)", (name, code, text) => {
    const found = (count: number) => diagnosticsOf(parse(text(count))).map((diagnostic) => diagnostic.code);
    expect(found(values[name]!)).not.toContain(code);
    expect(found(values[name]! + 1)).toContain(code);
  });

  it("maxRecoveries is how often reading goes on after an unclosed block", () => {
    const deck = (count: number) =>
      parse(`${top}${Array.from({ length: count }, (_, index) => `## A {#a${index}}\n\n<!-- open\n\n`).join("")}## Last {#last}\n\nYes.\n`);
    const ids = (count: number) => {
      const result = deck(count);
      return result.state === "deck" ? result.deck.entries.map((entry) => entry.id) : [];
    };
    expect(ids(limits.maxRecoveries).at(-1)).toBe("last");
    expect(ids(limits.maxRecoveries + 1)).not.toContain("last");
  });

  it("maxCitationLength is how long a quote of sources may be", () => {
    const quote = (length: number) => `RFC 9110 §${"1".repeat(length - 10)}`;
    const answer = (length: number) => {
      const result = parse(`${top}## A {#a}\n\nYes.\n\n> ${quote(length)}\n`);
      return result.state === "deck" ? result.deck.entries[0]!.cards[0]!.answer : "";
    };
    expect(answer(maxCitationLength)).toBe("Yes.");
    expect(answer(maxCitationLength + 1)).toContain("> RFC");
  });

  it("has a row here", () => {
    expect(Object.keys(values).toSorted()).toEqual([...rows.map(([name]) => name), "maxRecoveries"].toSorted());
  });
});
