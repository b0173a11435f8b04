import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readCitations } from "../../main/decks/citations.ts";
import { hashText } from "../../main/decks/hash.ts";
import { brief, deckOf, marked, parse, soundDeck, top } from "./marked.ts";

describe("a file", () => {
  it("is a deck only if its front matter has `deck:`", () => {
    for (const text of ["", "---\n", "# Notes\n", "---\ntitle: x\n---\n## A {#a}\n", "text\n---\ndeck: x\n---\n"])
      expect(parse(text)).toEqual({ state: "none" });
  });

  it("keeps the id of a broken front matter, so that the last good version can stay", () => {
    expect(parse("---\ndeck: http\ntitle: [\n---\n\n## A {#a}\n\nYes.\n")).toMatchObject({ state: "broken", id: "http", file: "test.md" });
    expect(parse("---\ndeck: A B\n---\n")).toMatchObject({ state: "broken", id: null });
  });

  it("has the same deck and places with CRLF and a byte order mark; repairs fit the file as it is", () => {
    const text = `${top}## One\n\nYes <b>so</b>.\n\n## Two {#b}\n\n- [x] one\n- [ ] two\n`;
    const plain = deckOf(text);
    const windows = parse(`\uFEFF${text.replaceAll("\n", "\r\n")}`);
    expect(windows.state === "deck" && windows.deck.entries).toEqual(plain.entries);
    expect(windows.state === "deck" && windows.deck.diagnostics.map(brief)).toEqual(plain.diagnostics.map(brief));
    const fix = windows.state === "deck" ? windows.deck.diagnostics.find((diagnostic) => diagnostic.fix)!.fix! : null;
    expect(`\uFEFF${text.replaceAll("\n", "\r\n")}`.slice(0, fix!.start)).toMatch(/## One$/);
  });

  it("has sections, tags, citations and defaults", () => {
    const deck = soundDeck("# First *part*\n\n## One {#a tags=x,y}\n\nYes.\n\n> RFC 9111 §4.2.1; §4.3\n\n## Two {#b}\n\nNo.\n\n> A quote.\n");
    expect(deck).toMatchObject({ id: "test", was: [], title: "Test", topic: "http", language: "en", source: "RFC 9110" });
    const [one, two] = deck.entries;
    expect(one).toMatchObject({ section: "First *part*", tags: ["x", "y"], place: { line: 10, column: 1 } });
    expect(one!.citations).toEqual([{ document: "RFC 9111", section: "4.2.1" }, { document: "RFC 9111", section: "4.3" }]); // prettier-ignore
    expect(two!.citations).toEqual([{ document: "RFC 9110", section: "" }]);
    expect(two!.cards[0]!.answer).toBe("No.\n\n> A quote.");
  });

  it("without ids is matched by its text", () => {
    const deck = deckOf("## One\n\nYes.\n");
    expect(deck.entries[0]).toMatchObject({ id: null, cards: [{ id: `test/~${deck.entries[0]!.textHash.slice(0, 12)}` }] });
  });

  it("goes on at the next heading after a fence that is never closed", () => {
    const deck = deckOf("## One {#a}\n\n```http\nGET /\n\n## Two {#b}\n\nYes.\n\n<!-- open\n\n## Three {#c}\n\nYes.\n");
    expect(deck.entries.map(({ id, cards }) => [id, cards.length])).toEqual([["a", 0], ["b", 0], ["c", 1]]); // prettier-ignore
  });
});

describe("a source", () => {
  it.each([
    ["RFC 9110 §15.4.5", [["RFC 9110", "15.4.5"]]],
    ["RFC 9110 §15.4.5; RFC 9111 §4.3.4", [["RFC 9110", "15.4.5"], ["RFC 9111", "4.3.4"]]], // prettier-ignore
    ["IANA HTTP Status Code Registry", [["IANA HTTP Status Code Registry", ""]]],
    ["RFC 6585 §4", [["RFC 6585", "4"]]],
    ["WHATWG Fetch", [["WHATWG Fetch", ""]]],
    ["WHATWG Fetch §4.3, §4.4", [["WHATWG Fetch", "4.3"], ["WHATWG Fetch", "4.4"]]], // prettier-ignore
    ["RFC 9110 Appendix B", [["RFC 9110", "B"]]],
    ["§3", [["RFC 9110", "3"]]],
    ["RFC 9110 says that it is so", null],
    ["A quote.", null],
    ["", null],
  ] as const)("%s", (text, expected) => {
    expect(readCitations(text, "RFC 9110")).toEqual(expected?.map(([document, section]) => ({ document, section })) ?? null);
  });
});

describe("hashes", () => {
  const first = (text: string) => deckOf(text).entries[0]!;
  const card = (text: string) => first(text).cards[0]!.versionHash;

  it("of a version change with what is asked or accepted, and with nothing else", () => {
    const text = "## Which {#a}\n\nOf these.\n\n- [x] one\n- [ ] two\n\n  Reason.\n\n***\n\nWhy.\n\n> RFC 9110 §1\n";
    for (const [from, to] of [["Reason", "Other"], ["Why", "Because"], ["§1", "§2"], ["{#a}", "{#b tags=x}"]]) expect(card(text.replace(from!, to!))).toBe(card(text)); // prettier-ignore
    for (const [from, to] of [["Which", "What"], ["Of these", "Of those"], ["one", "eins"], ["[ ] two", "[x] two"]]) expect(card(text.replace(from!, to!))).not.toBe(card(text)); // prettier-ignore
  });

  it("of a text stay when an id is stamped", () => {
    expect(first("## One\n\nYes.\n").textHash).toBe(first("## One {#a tags=x}\n\nYes.\n\n## Two {#b}\n\nNo.\n").textHash);
    expect(first("## One\n\nYes.\n").textHash).not.toBe(first("## One\n\nNo.\n").textHash);
  });

  it("spread over 128 bits", () => {
    const hashes = Array.from({ length: 20_000 }, (_, index) => hashText(`card ${index}`));
    expect(new Set(hashes).size).toBe(20_000);
    expect(new Set(hashes.map((hash) => hash.slice(0, 8))).size).toBeGreaterThan(19_990);
    expect(hashes.every((hash) => /^[0-9a-f]{32}$/.test(hash))).toBe(true);
    expect(hashText("")).toBe("0".repeat(32));
  });
});

describe("an exercise's findings", () => {
  const fence = (yaml: string) => `## Live {#a}\n\nAsk.\n\n\`\`\`yaml exercise\n${yaml}\`\`\`\n`;
  const head = "scenario: http/origin\nplay: client\n";
  const proof =
    "solution: |\n  GET / HTTP/1.1\n  Host: origin.test\nwrong:\n  - |\n    GET /gone HTTP/1.1\n    Host: origin.test\n  - |\n    GET /hidden HTTP/1.1\n    Host: origin.test\n";
  it.each([
    ["in a literal block", fence(`${head}goals: |\n  First: response.status == 200\n  Second: ▸respons.status == 200\n${proof}`), "unknown-name"],
    ["in a plain scalar", fence(`scenario: ▸http/orign\n`), "unknown-scenario"],
    ["in a quoted scalar", fence(`scenario: "▸http/orign"\n`), "unknown-scenario"],
    ["at a key that is none", fence(`${head}▸gaols: x\ngoals: |\n  First: response.status == 200\n${proof}`), "unknown-key"],
    ["in an item of a map", fence(`${head}set: { size: "▸many" }\ngoals: |\n  First: response.status == 200\n${proof}`), "setting-value"],
  ])("stand where they are %s", (_where, text, code) => {
    const { text: clean, line, column } = marked(top + text);
    expect(deckOf(clean).diagnostics.map(brief)).toContain(`${line}:${column} ${code}`);
  });
});

const notes = fileURLToPath(new URL("../../../shared/notes", import.meta.url));
describe("real notes", () => {
  it.skipIf(!existsSync(notes))("are no decks (skipped where the notes are not there)", () => {
    const files = readdirSync(notes);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(parse(readFileSync(`${notes}/${file}`, "utf8"), file)).toEqual({ state: "none" });
  });
});
