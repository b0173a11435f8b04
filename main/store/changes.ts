/** What is done to cards besides reviewing them: each an event, each undoable. */
import type { Moment } from "../platform/clock.ts";
import type { Written } from "./database.ts";
import type { Store } from "./store.ts";

export type CardChange =
  /** `reason`: "learner", or "needs-review" for a card whose expectation and wire disagree. */
  | { field: "suspended"; value: boolean; reason: "learner" | "needs-review" }
  /** Put away until the next study day. */
  | { field: "buried" }
  /** 0: none, 1 to 7. */
  | { field: "flag"; value: number }
  /** Due at that time, in ms; only for cards that were reviewed. */
  | { field: "due"; value: number }
  /** Forgets what is known of the card; its history stays. */
  | { field: "reset" };

/** One action for all of them. */
export function changeCards(store: Store, cardKeys: readonly number[], change: CardChange, moment: Moment): Written<{ action: number }> {
  throw new Error(`${store.file} ${cardKeys.length} ${change.field} ${moment.at}`);
}
