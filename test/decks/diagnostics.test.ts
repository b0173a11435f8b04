import { describe, expect, it } from "vitest";
import { declarations, formatDiagnostic, type DiagnosticCode } from "../../main/decks/diagnostics.ts";
import { surveyDecks } from "../../main/decks/survey.ts";
import { catalogue } from "../../main/exercise/catalogue.ts";
import { brief, deckOf, diagnosticsOf, marked, overlay, parse } from "./marked.ts";
import { mistakes, type Mistake } from "./mistakes.ts";

/** Codes that come along because the mistake has two sides. */
const companions: Partial<Record<DiagnosticCode, DiagnosticCode[]>> = {
  "front-matter-value": ["missing-title"],
  "no-answer": [],
  "unclosed-attributes": ["missing-id"],
  "translation-missing-part": [],
};

describe("a deck's mistakes", () => {
  it.each(Object.entries(mistakes) as [keyof typeof mistakes, Mistake][])("%s is found where it stands", (code, mistake) => {
    const { diagnostics, line, column } = find(code, mistake);
    const found = diagnostics.filter((diagnostic) => diagnostic.code === code);
    expect(found.slice(0, 1).map(brief)).toEqual([`${line}:${column} ${code}`]);
    expect(found[0]!.severity).toBe(declarations[code].severity);
    expect(found[0]!.message).not.toMatch(/\{(limit|length|count|key|kind|expected|what|known|reason|name|tag|text|line)\}/);
    const others = diagnostics.filter((diagnostic) => diagnostic.code !== code && !companions[code]?.includes(diagnostic.code as DiagnosticCode));
    expect(others.filter((diagnostic) => diagnostic.severity === "error").map(formatDiagnostic)).toEqual([]);
  });

  it("is printed as editors expect it", () => {
    const [diagnostic] = deckOf("## One {#a}\n\nYes <b>so</b>.\n").diagnostics;
    expect(formatDiagnostic(diagnostic!)).toBe("test.md:10:5: warning raw-html Raw HTML is not rendered. Write Markdown, or put it in a code span.");
  });
});

function find(code: DiagnosticCode, mistake: Mistake) {
  const { text, line, column } = marked(mistake.text);
  if (mistake.original !== undefined) {
    const hash = deckOf(mistake.original).entries[0]!.textHash.slice(0, 12);
    return { ...overlay(mistake.original, text.replaceAll("HASH", hash), mistake.file), line, column };
  }
  if (code === "duplicate-deck") {
    const survey = surveyDecks([{ file: "a.md", text }, { file: "b.md", text }], catalogue); // prettier-ignore
    return { diagnostics: survey.files[1]!.diagnostics, line, column };
  }
  return { diagnostics: diagnosticsOf(parse(text)), line, column };
}
