/** The built-in decks as their text says them: which card a heading belongs to, and what answers it rightly and wrongly. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Card, CardBody, CardKind, DeckLanguage } from "../../main/contract/index.ts";
import { parseDeck } from "../../main/decks/parse.ts";
import { parseOverlay } from "../../main/decks/overlay.ts";
import { catalogue } from "../../main/exercise/catalogue.ts";
import { prepare, type Prepared } from "../../main/exercise/prepare.ts";
import { packageRoot } from "../../main/hosts/package.ts";
import { wordingOf, type Wording } from "../../main/study/prompt.ts";
import { showingSeed } from "../../main/study/seed.ts";

export interface KnownCard {
  card: Card;
  wording: Wording;
  /** Its kind; for a live card its shape. */
  sort: CardSort;
}

/** What a learner tells apart: kinds, and the shapes of live cards. */
export type CardSort = Exclude<CardKind, "live"> | "observe" | "craft" | "live choice";

/** Markdown of one line as the window's text shows it. */
export function shown(markdown: string): string {
  return markdown.replaceAll(/[`*_]/gu, "").replaceAll(/\s+/gu, " ").trim();
}

/** All cards of http/status-codes.md in the deck's order. */
export function readRealDeck(language: DeckLanguage): KnownCard[] {
  const file = "http/status-codes.md";
  const read = (name: string) => readFileSync(join(packageRoot, "content", name), "utf8");
  const result = parseDeck(read(file), file, catalogue);
  if (result.state !== "deck") throw new Error(`${file} is no deck`);
  const { deck } = result;
  const translation = file.replace(/\.md$/u, ".zh-CN.md");
  const { overlay } = parseOverlay(read(translation), translation, deck, catalogue);
  if (overlay === null) throw new Error(`${translation} is no translation`);
  deck.overlays["zh-CN"] = overlay;
  return deck.entries.flatMap((entry) => entry.cards.map((card) => ({ card, wording: wordingOf(deck, entry, card, language), sort: sortOf(card.body) })));
}

function sortOf(body: CardBody): CardSort {
  if (body.kind !== "live") return body.kind;
  if (body.exercise.shape === "choice") return "live choice";
  if (body.exercise.shape === "observe" || body.exercise.shape === "craft") return body.exercise.shape;
  throw new Error(`These tests do not know how to answer a card of shape ${body.exercise.shape}.`);
}

/** A live card's exercise with the values that the installation with this salt draws for its next showing. */
export function preparedFor({ card, wording: { body } }: KnownCard, reviewsEver: number, salt: string): Prepared {
  if (body.kind !== "live") throw new Error(`${card.id} is not live`);
  return prepare(body.exercise, catalogue, showingSeed(card.id, reviewsEver, salt), undefined, body.options);
}
