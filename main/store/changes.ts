/** What is done to cards besides reviewing them: each an event, each undoable. */
import type { Moment } from "../platform/clock.ts";
import type { Written } from "./database.ts";
import { applyEvent } from "./effects.ts";
import { appendEvent } from "./events.ts";
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
  if (cardKeys.length === 0) throw new Error("an action on no card");
  return store.act((writable) => {
    let action: number | null = null;
    for (const cardKey of cardKeys) {
      const { seq, at } = appendEvent(writable, store.environment, moment, action, { type: "card", cardKey, undoes: null });
      action ??= seq;
      const row = { field: change.field, value: valueOf(change), reason: change.field === "suspended" ? change.reason : "" };
      writable.run("insert into card_changes (seq, field, value, reason) values (?, ?, ?, ?)", seq, row.field, row.value, row.reason);
      applyEvent(writable, store.environment, { ...noReview, ...row, seq, cardKey, at, studyDay: moment.studyDay });
    }
    return { action: action ?? 0 };
  });
}

const noReview = { rating: null, schedules: null, stateBefore: null, stateAfter: null, stepAfter: null, dueAt: null, thinkMs: null, kind: null };

function valueOf(change: CardChange): number {
  if (change.field === "suspended") return change.value ? 1 : 0;
  return change.field === "flag" || change.field === "due" ? change.value : 1;
}
