import * as fc from "fast-check";
import { expect, it } from "vitest";
import { Source } from "../../main/decks/source.ts";
import { readPlainYaml } from "../../main/decks/yaml-plain.ts";
import { readYaml, type YamlEntry, type YamlText, type YamlWords } from "../../main/decks/yaml.ts";

const words: YamlWords = {
  syntax: "yaml-syntax",
  notMap: "yaml-not-exercise",
  unknownKey: "translation-exercise-key",
  wrongKind: { text: "yaml-not-text", list: "yaml-not-list", map: "yaml-not-text" },
};

/** Everything that a reader learns of the entries, each place moved by `shift`. */
function seen(entries: ReadonlyMap<string, YamlEntry> | null, shift: number): unknown {
  const text = ({ value, from, to, at }: YamlText) => [
    value,
    from + shift,
    to + shift,
    Array.from({ length: value.length + 1 }, (_, index) => at(index) + shift),
  ];
  return [...(entries ?? [])].map(([name, { key, value }]) => {
    const values = value.kind === "text" ? [value.text] : value.kind === "list" ? value.items : [...value.entries.values()];
    return [name, key.from + shift, key.to + shift, value.kind, values.map(text)];
  });
}

const comment = "# x\n";

/** What the library alone reads: the comment is more than the quick reader knows. */
function byLibrary(text: string): { entries: unknown; findings: unknown } {
  const source = new Source(comment + text, "x.md");
  const entries = readYaml(source, { from: 0, to: source.text.length }, "any", words);
  return { entries: seen(entries, 0), findings: source.diagnostics };
}

const piece = fc.constantFrom(
  "a",
  "GET / HTTP/1.1",
  "Host: x",
  "b c",
  "x - y",
  "true",
  "1.5",
  "`${a}`, (b)",
  "it's",
  'say "x"',
  "a=b&c",
  "- a",
  "|",
  "a: b",
  "a # b",
  "é",
  "x ",
  "---",
  "|-",
  "...",
);
const indented = fc.tuple(fc.constantFrom("", " ", "  ", "    ", "\t"), piece).map(([indent, text]) => indent + text);
const keyed = fc
  .tuple(fc.constantFrom("a", "goals", "wrong", "solution"), fc.constantFrom("", " ", " |", " a b", " x/y", " |+", " - a", "  z"))
  .map(([key, text]) => `${key}:${text}`);
const item = fc.tuple(fc.constantFrom("", "  ", "    "), fc.constantFrom("- ", "-  ", "-"), piece).map((parts) => parts.join(""));
const line = fc.oneof(
  { weight: 4, arbitrary: keyed },
  { weight: 4, arbitrary: item },
  { weight: 5, arbitrary: indented },
  fc.constantFrom("", "", "  ", "      "),
);
const entry = fc.constantFrom("a: b c", "goals: |\n  A: b\n\n    c", "wrong:\n  - |\n    GET\n  - x y", "hints:\n- One.", "solution: |\n GET /");
/** Whole entries, and between them what may spoil them. */
const written = fc
  .array(fc.oneof({ weight: 3, arbitrary: entry }, { weight: 1, arbitrary: line }), { minLength: 1, maxLength: 6 })
  .map((lines) => `${lines.join("\n")}\n`);

it("the quick reader of YAML gives what the library gives, places and all, or leaves it to the library", () => {
  let quick = 0;
  fc.assert(
    fc.property(written, (text) => {
      const entries = readPlainYaml(text, { from: 0, to: text.length }, "any");
      if (entries === null) return;
      quick += 1;
      expect({ entries: seen(entries, comment.length), findings: [] }).toEqual(byLibrary(text));
    }),
    { numRuns: 20_000 },
  );
  expect(quick).toBeGreaterThan(500);
});

it.each([
  ["a plain text", "scenario: http/origin\n"],
  ["literal blocks with empty lines in them and behind", "goals: |\n  A: b\n\n    c\n\n\nsolution: |\n GET\n"],
  ["lists, indented or not", "wrong:\n  - |\n    GET\n    x\n  - a b\nhints:\n- One.\n- |\n  Two\n"],
])("%s is read quickly", (_name, text) => {
  const entries = readPlainYaml(text, { from: 0, to: text.length }, "any");
  expect({ entries: seen(entries, comment.length), findings: [] }).toEqual(byLibrary(text));
});

it.each([
  ["an unknown key", "other: a\n"],
  ["another kind of value", "goals:\n  - a\n"],
  ["a key that stands twice", "goals: a\ngoals: a\n"],
])("%s is left to the library, which reports it", (_name, text) => {
  expect(readPlainYaml(text, { from: 0, to: text.length }, { goals: ["text"] })).toBeNull();
});
