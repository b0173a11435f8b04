/** All decks of some files together, with their translations: what `check` lints and the editor lists. */
import type { Deck, DeckLanguage, Diagnostic, Overlay } from "../contract/index.ts";
import type { Catalogue } from "../exercise/catalogue.ts";
import { overlayOf, parseOverlay } from "./overlay.ts";
import { parseDeck } from "./parse.ts";
import { Source } from "./source.ts";

export interface DeckFile {
  file: string;
  text: string;
}

/** One file that is a deck or the translation of one. */
export type Surveyed =
  | { kind: "deck"; file: string; id: string; deck: Deck; diagnostics: Diagnostic[] }
  | { kind: "overlay"; file: string; id: string; language: DeckLanguage; deck: Deck; overlay: Overlay | null; diagnostics: Diagnostic[] }
  | { kind: "broken"; file: string; id: string; diagnostics: Diagnostic[] };

export interface Survey {
  files: Surveyed[];
  /** Markdown files that are no decks. */
  others: string[];
}

/** Decks in the order of the files, each followed by its translations. Two decks with one id: the earlier keeps it. */
export function surveyDecks(files: readonly DeckFile[], catalogue: Catalogue): Survey {
  const survey: Survey = { files: [], others: [] };
  const names = new Set(files.map(({ file }) => file));
  const isOverlay = ({ file }: DeckFile) => names.has(overlayOf(file)?.base ?? "");
  const owners = new Map<string, string>();
  for (const { file, text } of files.filter((each) => !isOverlay(each))) {
    const result = parseDeck(text, file, catalogue);
    if (result.state === "none") survey.others.push(file);
    else if (result.state === "broken") survey.files.push({ kind: "broken", file, id: result.id ?? "", diagnostics: result.diagnostics });
    else {
      const { deck } = result;
      const owner = owners.get(deck.id);
      const diagnostics = owner === undefined ? deck.diagnostics : [duplicate(text, file, deck.id, owner), ...deck.diagnostics];
      if (owner === undefined) owners.set(deck.id, file);
      survey.files.push({ kind: "deck", file, id: deck.id, deck, diagnostics });
      for (const translation of files.filter((each) => overlayOf(each.file)?.base === file)) survey.files.push(readOverlay(translation, deck, catalogue));
    }
  }
  return survey;
}

function readOverlay({ file, text }: DeckFile, deck: Deck, catalogue: Catalogue): Surveyed {
  const { language, overlay, diagnostics } = parseOverlay(text, file, deck, catalogue);
  return { kind: "overlay", file, id: deck.id, language, deck, overlay, diagnostics };
}

function duplicate(text: string, file: string, id: string, other: string): Diagnostic {
  const source = new Source(text, file);
  const line = /^deck[ \t]*:[ \t]*/m.exec(source.text)!;
  const from = line.index + line[0].length;
  source.report("duplicate-deck", { from, to: from + id.length }, { id, other });
  return source.diagnostics[0]!;
}
