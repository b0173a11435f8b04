/** A deck's file with the overlays beside it, as they are parsed: together, because an overlay is read against its deck. */
import type { Diagnostic } from "../contract/index.ts";
import { parseOverlay } from "../decks/overlay.ts";
import { parseDeck, type DeckResult } from "../decks/parse.ts";
import { catalogue } from "../exercise/catalogue.ts";

export interface FileText {
  /** Relative to its folder, with `/`. */
  path: string;
  text: string;
}

/** Plain values: crosses between threads as it is. */
export interface FamilyTexts {
  deck: FileText;
  overlays: FileText[];
}

export interface Family {
  result: DeckResult;
  /** Findings by overlay path; empty where the deck itself can't be used. */
  overlays: Map<string, Diagnostic[]>;
}

export function parseFamily({ deck, overlays }: FamilyTexts): Family {
  const result = parseDeck(deck.text, deck.path, catalogue);
  const found = new Map<string, Diagnostic[]>();
  if (result.state !== "deck") return { result, overlays: found };
  for (const { text, path } of overlays) {
    const { language, overlay, diagnostics } = parseOverlay(text, path, result.deck, catalogue);
    if (overlay !== null) result.deck.overlays[language] = overlay;
    found.set(path, diagnostics);
  }
  return { result, overlays: found };
}
