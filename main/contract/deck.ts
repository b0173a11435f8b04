/** What a deck file yields. Plain values; the language is described in CONTRIBUTING.md ("A deck"). */
import type { Exercise } from "./exercise.ts";

/** CommonMark + GFM text, never rendered as raw HTML. */
export type Markdown = string;
/** `deck-id/entry-id`, and `deck-id/entry-id/part` where an entry has siblings. Branded because it is easily mixed up with keys of rows. */
export type CardId = string & { readonly brand?: "CardId" };
export type DeckLanguage = "en" | "zh-CN";

/** A place in a file. Lines and columns count from 1; columns in UTF-16 code units. `end*` is exclusive. */
export interface Place {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

export type Severity = "error" | "warning" | "hint";

/** One finding about a deck. `code` is stable and listed in decks/diagnostics.ts; `data` fills the translated message. */
export interface Diagnostic extends Place {
  file: string;
  severity: Severity;
  code: string;
  /** What is wrong and what to do, in English; the renderer translates by `code` and `data`. */
  message: string;
  data: Record<string, string | number>;
  /** A repair that `check --fix` and the editor can apply: replace the text from start to end (offsets in UTF-16 units). */
  fix?: { start: number; end: number; text: string };
}

export interface Citation {
  /** "RFC 9110" */
  document: string;
  /** "15.4.5"; empty where no section is given. */
  section: string;
}

export interface DeckOption {
  /** Index in the file's order. */
  index: number;
  text: Markdown;
  reason: Markdown;
  correct: boolean;
}

/** What stands in a card besides question and answer. One shape for each kind of DECKS.md. */
export type CardBody =
  | { kind: "recall" }
  | { kind: "rows"; key: string; column: string; direction: "forward" | "back" }
  | { kind: "choice"; options: DeckOption[]; multiple: boolean }
  /** `interchangeable`: groups of item indices that may change places. */
  | { kind: "order"; items: Markdown[]; interchangeable: number[][] }
  | { kind: "match"; leftLabel: Markdown; rightLabel: Markdown; pairs: { left: Markdown; right: Markdown }[] }
  /** `text` holds each blank as U+E000, its index in `blanks`, U+E001. `hidden` are the indices asked for by this card. */
  | { kind: "cloze"; text: Markdown; blanks: string[]; hidden: number[] }
  | { kind: "type"; accepted: string[]; exact: boolean }
  | { kind: "interview"; rubric: { text: Markdown; words: string[] }[]; followUps: Markdown[] }
  /** `options` is empty but for live choice. */
  | { kind: "live"; exercise: Exercise; options: DeckOption[] };

export type CardKind = CardBody["kind"];
export const cardKinds = ["recall", "rows", "choice", "order", "match", "cloze", "type", "interview", "live"] as const satisfies readonly CardKind[];

export interface Card {
  id: CardId;
  /** "" where the entry has one card; else the sibling's stable key. */
  part: string;
  /** What stands between the heading and `***` (or the list, table or exercise); "" where the heading is the whole question. For rows: the filled template. Never holds the heading. */
  question: Markdown;
  /** What stands below, without its citation. For live, choice, order, match, type and cloze it explains; it may be "". */
  answer: Markdown;
  body: CardBody;
  /** Hash of everything that is asked and accepted; changes when the card changes. */
  versionHash: string;
}

/** One `##` heading. Unit of recovery: a broken entry yields no cards and leaves the others alone. */
export interface Entry {
  /** null: not stamped; matched by `textHash`. */
  id: string | null;
  textHash: string;
  heading: Markdown;
  section: string;
  tags: string[];
  citations: Citation[];
  cards: Card[];
  place: Place;
}

export interface Deck {
  id: string;
  /** Earlier ids (`was:`), so that a rename keeps the history. */
  was: string[];
  title: string;
  topic: string;
  language: DeckLanguage;
  source: string;
  file: string;
  contentHash: string;
  /** Its `#` headings in order. */
  sections: string[];
  entries: Entry[];
  diagnostics: Diagnostic[];
  /** Set where the deck is shown in another language than it was written in: entry id -> translated texts. */
  overlays: Partial<Record<DeckLanguage, Overlay>>;
}

/** Translated texts of one deck, laid over the original. Cards are keyed by card id. */
export interface Overlay {
  file: string;
  title: string;
  /** The original's sections -> their translations; empty where they are inherited. */
  sections: Record<string, string>;
  cards: Record<string, { heading: Markdown; question: Markdown; answer: Markdown; body: CardBody }>;
}
