/** Why a rating is suggested, and what a hint costs: codes of the message catalogue. */

export const suggestionReasons = [
  /** Right at the first attempt without hints. */
  "firstTime",
  "oneHint",
  "secondAttempt",
  /** Solved, with more than one hint or attempt. */
  "moreHelp",
  /** What can't be tried again was wrong: the answer has been seen. */
  "wrong",
  "gaveUp",
  /** Reveal and rate: nothing was compared. */
  "yourCall",
  /** Not solved yet, or not to be rated at all. */
  "open",
] as const;
export type SuggestionReason = (typeof suggestionReasons)[number];

/** What the next hint costs: "good" where Good can't be suggested afterwards, "nothing" where it is lost already. */
export const hintCosts = ["good", "nothing"] as const;
export type HintCost = (typeof hintCosts)[number];
