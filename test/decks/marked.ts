/** Decks for tests, with the place of a finding marked in the text itself. */
import { expect } from "vitest";
import type { Deck, Diagnostic } from "../../main/contract/index.ts";
import { overlayOf, parseOverlay, type OverlayResult } from "../../main/decks/overlay.ts";
import { parseDeck, type DeckResult } from "../../main/decks/parse.ts";
import { catalogue } from "../../main/exercise/catalogue.ts";

export const top = "---\ndeck: test\ntitle: Test\ntopic: http\nsource: RFC 9110\n---\n\n";

/** Where `▸` stands in a text, and the text without it. */
export function marked(text: string): { text: string; line: number; column: number } {
  const at = text.indexOf("▸");
  const before = text.slice(0, at).split("\n");
  return { text: text.replace("▸", ""), line: before.length, column: before.at(-1)!.length + 1 };
}

export function parse(text: string, file = "test.md"): DeckResult {
  return parseDeck(text, file, catalogue);
}

/** The deck of a body below a plain front matter. */
export function deckOf(text: string): Deck {
  const result = parse(text.startsWith("---") ? text : top + text);
  if (result.state !== "deck") throw new Error(`The text is ${result.state}.`);
  return result.deck;
}

/** The deck of a body in which nothing is wrong. */
export function soundDeck(text: string): Deck {
  const deck = deckOf(text);
  expect(deck.diagnostics.map(brief)).toEqual([]);
  return deck;
}

export function overlay(original: string, translation: string, file = "test.zh-CN.md"): OverlayResult {
  const deck = deckOf(original);
  const front = `---\ndeck: ${deck.id}\ntitle: 测试\nlanguage: zh-CN\n---\n\n`;
  expect(overlayOf(file)).not.toBeNull();
  return parseOverlay(translation.startsWith("---") ? translation : front + translation, file, deck, catalogue);
}

export function diagnosticsOf(result: DeckResult): Diagnostic[] {
  if (result.state === "none") return [];
  return result.state === "deck" ? result.deck.diagnostics : result.diagnostics;
}

export function brief({ line, column, code }: Diagnostic): string {
  return `${line}:${column} ${code}`;
}
