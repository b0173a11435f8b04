/** Brings decks of the files into the tables; cards keep their history through edits, renames and moves. Marks gone, never deletes. */
import type { Deck } from "../contract/index.ts";
import type { Origin } from "./cards.ts";
import type { Written } from "./database.ts";
import type { FileRole, FoundFile } from "./files.ts";
import type { Store } from "./store.ts";

/** One file that was read. */
export interface ReadFile extends FoundFile {
  contentHash: string;
  role: Exclude<FileRole, "duplicate">;
  /** The deck, where role is "deck"; overlays name the deck that they translate. */
  deck: Deck | null;
  overlayOf: string | null;
  errors: number;
  warnings: number;
}

export interface SyncInput {
  /** Files that were read (all of `toRead`, and those whose deck must be parsed again with them). */
  read: readonly ReadFile[];
  /** Paths that lie there unchanged. */
  unchanged: readonly { origin: Origin; path: string }[];
  reader: string;
  at: number;
}

/** A card that could be one of several others': asked, never guessed. Until then it is a new card. */
export interface SyncQuestion {
  cardId: string;
  candidates: { cardKey: number; cardId: string }[];
}

export interface SyncReport {
  added: number;
  changed: number;
  /** Cards that go on under another name or in another deck. */
  moved: { cardKey: number; from: string; to: string }[];
  gone: number;
  returned: number;
  questions: SyncQuestion[];
  /** Decks whose id an earlier path has. */
  duplicates: { origin: Origin; deckId: string; path: string; keptBy: string }[];
  /** False where nothing was to be written. */
  wrote: boolean;
}

export function syncDecks(store: Store, input: SyncInput): Written<SyncReport> {
  throw new Error(`${store.file} ${input.reader}`);
}
