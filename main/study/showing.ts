/** One presentation of a card: what is known of it, and what the renderer is told. */
import type { ActResult, Answer, Markdown, Outcome, Prompt, Reveal, Showing, Transcript, Verdict } from "../contract/index.ts";
import type { Prepared } from "../exercise/prepare.ts";
import type { LabSession } from "../lab/lab.ts";
import type { StoredCard } from "../store/cards.ts";
import type { Purpose } from "../store/reviews.ts";
import type { Wording } from "./prompt.ts";
import { bestRating, hintCost, suggest, type Performance } from "./rating.ts";
import type { Material } from "./shelf.ts";
import { layerOf } from "./topics.ts";
import { transcriptView } from "./transcript-view.ts";

export interface Run {
  id: string;
  transcript: Transcript;
}

export interface OpenShowing {
  session: string;
  stored: StoredCard;
  material: Material;
  wording: Wording;
  /** Names of deck and section, in the learner's language. */
  chapter: { deckTitle: string; section: string };
  seed: string;
  prompt: Prompt;
  purpose: Purpose;
  /** Null for cards that aren't live. */
  prepared: Prepared | null;
  /** Fills drawn values into prose; leaves that of other cards as it is. */
  fill(markdown: Markdown): Markdown;
  lab: LabSession | null;
  /** The attempt that is under way. */
  running: AbortController | null;
  performance: Performance;
  /** Null while nothing was decided, and for reveal and rate. */
  outcome: Outcome | null;
  /** Of the last run, with nothing withheld: told when the card is given up. */
  verdict: Verdict | null;
  /** Expectation and wire disagree: nothing more can be done here. */
  disagreed: boolean;
  /** Answers so far, refused ones too. */
  n: number;
  answer: Answer | null;
  last: ActResult | null;
  run: Run | null;
}

export function showingView(open: OpenShowing): Showing {
  const { stored, material, wording, prepared, performance } = open;
  const { deck } = material;
  return {
    session: open.session,
    card: {
      id: stored.cardId,
      key: stored.cardKey,
      kind: stored.kind,
      deckTitle: open.chapter.deckTitle,
      topic: deck.topic,
      layer: layerOf(deck.topic),
      section: open.chapter.section,
      heading: wording.heading,
      language: wording.language,
    },
    prompt: open.prompt,
    hints: hintsView(prepared, performance),
    last: open.last,
  };
}

export function hintsView(prepared: Prepared | null, performance: Performance): Showing["hints"] {
  const all = prepared?.hints ?? [];
  const isLast = performance.hints >= all.length || performance.ended !== "open";
  return { total: all.length, shown: all.slice(0, performance.hints), nextCost: isLast ? null : hintCost(performance) };
}

/** A verdict where no wire was asked. */
export function comparedVerdict(outcome: Outcome): Verdict {
  return { outcome, goals: [], reason: null, caret: null, command: "" };
}

/** May it be rated now? */
export function isRatable(open: OpenShowing): boolean {
  return open.performance.ended !== "open" && !open.disagreed;
}

export interface Told {
  verdict: Verdict;
  reveal: Reveal | null;
  readAs: string[];
  elapsedMs: number;
  intervals: ActResult["intervals"];
}

/** The result as the renderer gets it; kept, so that a page that was loaded again sees it too. */
export function tell(open: OpenShowing, told: Told): ActResult {
  const { rating, because } = suggest(open.performance);
  open.last = {
    n: open.n,
    ...told,
    run: open.run === null ? null : { id: open.run.id, transcript: transcriptView(open.run.transcript) },
    attempts: open.performance.attempts,
    bestRating: bestRating(open.performance),
    suggestedRating: isRatable(open) ? rating : null,
    suggestedBecause: open.disagreed ? "open" : because,
  };
  return open.last;
}
