/** What the Study screen shows of a card and which actions are open, derived from the card's state alone. */
import { ratings, type ActResult, type Answer, type GoalOutcome, type LivePrompt, type Rating, type TranscriptView } from "../../../main/contract/index.ts";
import { readPrediction } from "../../../main/exercise/prediction.ts";
import { canRate, isAnswered, isFinal, lastResult, type CardState } from "../../client/sitting.ts";

/** `alone`: the question has the screen. `beside`: question at the left, the wire (or the editor) at the right. */
export type Layout = "alone" | "beside";
/** What Enter does: `reveal`, `check` (compared here), `run` (by the lab), `rate` (takes the suggestion), `next` (can't be rated) or nothing. */
export type Primary = "reveal" | "check" | "run" | "rate" | "next" | "none";

export function isWritten(answer: Answer): boolean {
  return answer.kind === "text" || answer.kind === "fields";
}

export function livePromptOf(card: CardState): LivePrompt | null {
  return card.showing.prompt.kind === "live" ? card.showing.prompt : null;
}

/** The transcript that is shown: the newest one of this showing, and which attempt made it. Giving up what is written runs nothing: it has the last attempt's. */
export function runOf(card: CardState): { id: string; transcript: TranscriptView; attempt: number; elapsedMs: number } | null {
  const run = card.attempts.findLast(({ result }) => result.run !== null)?.result.run ?? null;
  if (run === null) return null;
  const place = card.attempts.findIndex(({ result }) => result.run?.id === run.id);
  return { ...run, attempt: place + 1, elapsedMs: card.attempts[place]?.result.elapsedMs ?? 0 };
}

/** A lab that failed before anything was sent has nothing to show. */
export function hasRunToShow(card: CardState): boolean {
  const outcome = lastResult(card)?.verdict.outcome;
  return hasWire(card) || (outcome !== "error" && outcome !== "unavailable" && runOf(card) !== null);
}

/** Live choice runs once for each option; shown is the run of the first one chosen (in the deck's order), else of the first. As text, without marks. */
export function optionOf(card: CardState): string | null {
  const live = livePromptOf(card);
  const [first] = (live?.options ?? []).toSorted((one, other) => one.index - other.index);
  if (live === null || first === undefined) return null;
  const answer = card.attempts.at(-1)?.answer;
  const chosen = answer?.kind === "choice" ? Math.min(...answer.chosen) : first.index;
  return (live.options.find(({ index }) => index === chosen) ?? first).text.replaceAll("`", "");
}

export function layoutOf(card: CardState, wireShown: boolean): Layout {
  if (isWritten(card.draft) && livePromptOf(card) !== null) return "beside";
  return wireShown && hasWire(card) ? "beside" : "alone";
}

export function hasWire(card: CardState): boolean {
  return (runOf(card)?.transcript.messages.length ?? 0) > 0;
}

export function primaryOf(card: CardState): Primary {
  if (canRate(card)) return "rate";
  if (isFinal(card)) return "next";
  if (card.showing.prompt.kind === "recall") return "reveal";
  return livePromptOf(card) === null ? "check" : "run";
}

export function isPrimaryOpen(card: CardState): boolean {
  const primary = primaryOf(card);
  if (card.busy !== null || primary === "none") return false;
  if (primary === "rate") return suggestedOf(card) !== null;
  return primary === "next" || primary === "reveal" || (isAnswered(card.draft) && isReadable(card));
}

/** A prediction that can't be read as its type would be marked as nothing: it is mended first. */
function isReadable(card: CardState): boolean {
  const { draft } = card;
  if (draft.kind !== "predictions") return true;
  return (livePromptOf(card)?.asks ?? []).every(({ type }, index) => readPrediction(type, draft.values[index] ?? "").ok);
}

/** The best rating that can still be had. A hint costs Good even before anything was tried. */
export function bestOf(card: CardState): Rating {
  const best = lastResult(card)?.bestRating ?? "good";
  const hinted = card.showing.hints.shown.length > 0;
  return hinted && ratings.indexOf(best) > ratings.indexOf("hard") ? "hard" : best;
}

export function suggestedOf(card: CardState): Rating | null {
  return lastResult(card)?.suggestedRating ?? null;
}

/** Only cards that compare something can be given up. */
export function canGiveUp(card: CardState): boolean {
  return !isFinal(card) && card.busy === null && card.showing.prompt.kind !== "recall";
}

/** A verdict has the goals first, then the predictions, each in the prompt's order. */
export function askedOf(card: CardState, result: ActResult): GoalOutcome[] {
  return result.verdict.goals.slice(livePromptOf(card)?.goals.length ?? 0);
}

/** How many parts held: predictions where there are any, else goals, else the marks of what was compared. */
export function score(card: CardState, result: ActResult): { held: number; of: number } {
  const outcomes = card.draft.kind === "predictions" ? askedOf(card, result) : result.verdict.goals;
  const parts = outcomes.length > 0 ? outcomes : (result.reveal?.marks ?? []);
  return { held: parts.filter(({ passed }) => passed).length, of: parts.length };
}

/** The one prediction that missed, where all others held. */
export function singleMiss(card: CardState, result: ActResult): { said: string; seen: string } | null {
  const missed = askedOf(card, result)
    .map((goal, index) => ({ goal, said: result.readAs[index] }))
    .filter(({ goal }) => !goal.passed);
  const [only] = missed;
  if (missed.length !== 1 || only?.said === undefined || only.said === "" || only.goal.absent) return null;
  return { said: only.said, seen: only.goal.seen };
}
