/** What the renderer sees of a study session, and what it says. */
import type { CardKind, Citation, DeckLanguage, Markdown } from "./deck.ts";
import type { AskType, ExerciseShape, Form } from "./exercise.ts";
import type { Layer } from "./screens.ts";
import type { TranscriptView } from "./transcript.ts";
import type { Rating, Verdict } from "./verdict.ts";

/** A card made concrete for one showing: values filled in, options shuffled; nothing in it gives the answer away. */
export type Prompt =
  | { kind: "recall"; question: Markdown }
  /** `index` is the option's place in the file; the array is in the order to be shown. */
  | { kind: "choice"; question: Markdown; multiple: boolean; options: { index: number; text: Markdown }[] }
  | { kind: "order"; question: Markdown; items: { index: number; text: Markdown }[] }
  | {
      kind: "match";
      question: Markdown;
      leftLabel: Markdown;
      rightLabel: Markdown;
      left: { index: number; text: Markdown }[];
      right: { index: number; text: Markdown }[];
    }
  /** `text` holds each blank as U+E000, n, U+E001; those in `blanks` are to be typed, the others stand filled in. */
  | { kind: "cloze"; question: Markdown; text: Markdown; blanks: number[] }
  | { kind: "type"; question: Markdown; exact: boolean }
  | LivePrompt;

export interface LivePrompt {
  kind: "live";
  shape: ExerciseShape;
  question: Markdown;
  scenario: { id: string; summary: string };
  hosts: { name: string; address: string; hostname: string; role: string; acts: "sends" | "serves" }[];
  play: string | null;
  /** Answer language of the learner's part ("wire-text", …); null where nothing is written. */
  language: string | null;
  stepwise: boolean;
  /** The deck's own steps, filled in, as shown to the learner. */
  steps: string;
  asks: { label: string; type: AskType; after: number | null }[];
  goals: { label: string }[];
  options: { index: number; text: Markdown }[];
  /** Live choice: false where exactly one option holds. */
  multiple: boolean;
  form: Form | null;
  start: string;
  /** Waits that the run makes on purpose, in ms; 0: none. Said beforehand. */
  waitsMs: number;
  timeLimitMs: number;
  wire: "real" | "simulated" | "recorded";
}

export type Answer =
  | { kind: "reveal" }
  /** Original indices, in any order. */
  | { kind: "choice"; chosen: number[] }
  /** Original indices in the learner's order. */
  | { kind: "order"; order: number[] }
  /** For each left index, in file order, the right index chosen. */
  | { kind: "match"; pairs: number[] }
  | { kind: "cloze"; texts: string[] }
  | { kind: "type"; text: string }
  | { kind: "predictions"; values: string[] }
  /** Wire text, a reply, a step, a settings document: in the part's language. */
  | { kind: "text"; text: string }
  | { kind: "fields"; values: Record<string, string> };

/** What is shown after an answer. Marks are by the prompt's original indices. */
export interface Reveal {
  /** The card's answer side, filled in. */
  answer: Markdown;
  citations: Citation[];
  marks: Mark[];
  /** Filled in when solved or given up. */
  solution: string | null;
}

export interface Mark {
  index: number;
  passed: boolean;
  /** What the learner gave, as it was read; "" where nothing was given. */
  given: string;
  /** What is right; for options, whether it is. */
  right: string;
  reason: Markdown;
}

export interface Showing {
  session: string;
  card: { id: string; key: number; kind: CardKind; deckTitle: string; topic: string; layer: Layer; section: string; heading: Markdown; language: DeckLanguage };
  prompt: Prompt;
  hints: { total: number; shown: string[]; nextCost: string | null };
  /** Set when a session is resumed: what was already done. */
  last: ActResult | null;
}

export interface ActResult {
  n: number;
  verdict: Verdict;
  /** Null while the card is not solved and not given up (live craft may try again). */
  reveal: Reveal | null;
  run: { id: string; transcript: TranscriptView } | null;
  /** How each prediction was read ("Read as"). */
  readAs: string[];
  attempts: number;
  bestRating: Rating;
  suggestedRating: Rating | null;
  /** Why, as a message code of the catalogue. */
  suggestedBecause: string;
  /** Next intervals in seconds for each rating; null while it can't be rated. */
  intervals: Record<Rating, number> | null;
  elapsedMs: number;
}

export interface Progress {
  done: number;
  total: number;
  secondsLeft: number;
}

export interface SittingSummary {
  reviews: number;
  again: number;
  minutes: number;
  nextDueAt: number | null;
}

export type Next =
  | { state: "card"; showing: Showing; progress: Progress }
  | { state: "done"; summary: SittingSummary }
  | { state: "wait"; until: number; progress: Progress };
