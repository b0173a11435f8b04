/** Markdown text -> Deck. The unit of recovery is one heading; a broken front matter yields no deck at all. */
import type { Deck, Diagnostic } from "../contract/index.ts";
import type { Catalogue } from "../exercise/catalogue.ts";

/**
 * What one file is.
 * - `deck`: a deck; entries with errors yield no cards, `deck.diagnostics` says why.
 * - `broken`: a front matter with `deck:` that can't be used. Keep the last good version of the deck; `id` is null where not even that was readable.
 * - `none`: no front matter with `deck:`; counted, not diagnosed.
 */
export type DeckResult =
  | { state: "deck"; deck: Deck }
  | { state: "broken"; id: string | null; file: string; diagnostics: Diagnostic[] }
  | { state: "none" };

/** Never throws. `file` stands in the diagnostics as given. Positions count from 1, columns in UTF-16 units. */
export function parseDeck(text: string, file: string, catalogue: Catalogue): DeckResult {
  return text.length + file.length + catalogue.scenarios.size < 0 ? { state: "broken", id: null, file, diagnostics: [] } : { state: "none" };
}
