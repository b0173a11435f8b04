/** What the Today, Decks and Settings screens show. Days are study days (4 a.m. local), as YYYY-MM-DD. */
import type { CardKind, DeckLanguage, Diagnostic } from "./deck.ts";
import type { Settings } from "./settings.ts";

export type Layer = "link" | "net" | "tcp" | "tls" | "app";

export interface TodayView {
  day: string;
  due: number;
  dueReviews: number;
  dueNew: number;
  /** Seconds that all of it takes at the learner's pace. */
  seconds: number;
  byLayer: { layer: Layer; count: number }[];
  byKind: { kind: CardKind; count: number }[];
  budgets: { minutes: number; covers: number }[];
  nextDueAt: number | null;
  forecast: { day: string; due: number }[];
  activity: { day: string; reviews: number }[];
  decks: { deckKey: number; title: string; topic: string; layer: Layer; due: number; total: number; recallNow: number | null }[];
  firstRun: boolean;
}

export interface DeckRow {
  deckKey: number;
  id: string;
  title: string;
  topic: string;
  layer: Layer;
  origin: "built-in" | "user";
  file: string;
  cards: number;
  live: number;
  due: number;
  unseen: number;
  suspended: number;
  recallNow: number | null;
  lastStudiedAt: number | null;
  languages: DeckLanguage[];
  problems: { errors: number; warnings: number };
}

export interface CardRow {
  cardKey: number;
  cardId: string;
  question: string;
  kind: CardKind;
  /** "observe", "craft" …; "" for cards that aren't live. */
  shape: string;
  section: string;
  tags: string[];
  state: "new" | "learning" | "review" | "relearning";
  suspended: boolean;
  buriedToday: boolean;
  needsReview: boolean;
  dueAt: number | null;
  recallNow: number | null;
  reviews: number;
}

export interface AppInfo {
  version: string;
  host: "electron" | "loopback";
  platform: string;
  places: { data: string; decks: string; log: string };
  settings: Settings;
  /** Resolved from the settings and the system. */
  language: DeckLanguage;
  lab: { ready: boolean; unavailable: { need: string; reason: string }[] };
  /** Said once at the top of the window: a read-only folder, decks that could not be read … */
  problems: AppProblem[];
}

/** An expected failure, told with its place and remedy. `code` is a message of the catalogue, `data` fills it. */
export interface AppProblem {
  code: string;
  data: Record<string, string | number>;
  /** English text, for the log and the command line. */
  message: string;
}

export interface DeckProblems {
  diagnostics: Diagnostic[];
  /** Markdown files in the deck folder that are no decks. */
  otherFiles: number;
}

export interface UndoState {
  undo: { label: string; cardId: string } | null;
  redo: { label: string; cardId: string } | null;
}
