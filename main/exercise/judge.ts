/** Verdicts: goals and predictions against a transcript. Pure; bounded by the expressions' own limits. */
import type { Transcript, Verdict } from "../contract/index.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Prepared } from "./prepare.ts";

/**
 * Judges one attempt (absent: the transcript's last). Goals first, then asks, each one outcome; `predictions` in the order of `prepared.asks`.
 * `expected` is set throughout: call `withhold` before a learner who hasn't solved it sees it.
 */
export function judge(_prepared: Prepared, _transcript: Transcript, _predictions: readonly string[], _catalogue: Catalogue, _attempt?: number): Verdict {
  throw new Error("being written");
}

/** Live choice: `runs` are the verdicts of each option's run, in the order of `prepared.options`; `chosen` the learner's indices. */
export function judgeChoice(_prepared: Prepared, _runs: readonly Verdict[], _chosen: readonly number[]): Verdict {
  throw new Error("being written");
}

/** The same verdict with `expected` null where it isn't met yet. */
export function withhold(_verdict: Verdict): Verdict {
  throw new Error("being written");
}
