/** Decks, entries and cards as they are now. Their text lives in the files; the store keeps who they are. */
import type { CardId, CardKind, CardState, DeckLanguage, Memory } from "../contract/index.ts";
import type { Moment } from "../platform/clock.ts";
import type { ReadableStore } from "./database.ts";

export type Origin = "built-in" | "user";

export interface StoredDeck {
  deckKey: number;
  origin: Origin;
  id: string;
  path: string;
  title: string;
  topic: string;
  language: DeckLanguage;
  contentHash: string;
}

/** Present decks, by origin and path. */
export function listDecks(store: ReadableStore): StoredDeck[] {
  throw new Error(String(store));
}

export interface StoredCard {
  cardKey: number;
  deckKey: number;
  entryKey: number;
  cardId: CardId;
  part: string;
  kind: CardKind;
  versionHash: string;
  state: CardState;
  suspended: boolean;
  /** Why, where it is suspended. */
  suspendedBecause: "learner" | "needs-review" | null;
  buriedToday: boolean;
  flag: number;
  memory: Memory | null;
  /** Gone from its file, or its file is gone. */
  gone: boolean;
}

export function cardByKey(store: ReadableStore, cardKey: number, moment: Moment): StoredCard | null {
  throw new Error(`${String(store)} ${cardKey} ${moment.at}`);
}

/** By the name it has now, or any that it ever had. */
export function cardById(store: ReadableStore, origin: Origin, cardId: CardId, moment: Moment): StoredCard | null {
  throw new Error(`${String(store)} ${origin} ${cardId} ${moment.at}`);
}

/** Present cards in the order of the file. */
export function cardsOfDeck(store: ReadableStore, deckKey: number, moment: Moment): StoredCard[] {
  throw new Error(`${String(store)} ${deckKey} ${moment.at}`);
}
