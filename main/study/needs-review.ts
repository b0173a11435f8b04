/** Cards whose expectation disagreed with the wire stay suspended until their text or the app changes. */
import type { Moment } from "../platform/clock.ts";
import { changeCards } from "../store/changes.ts";
import type { Store } from "../store/store.ts";
import { Problem } from "./problem.ts";

const suspendedForReview = `
  select q.card_key as cardKey,
    v.first_seen_at > (select max(e.at_ms) from events e join card_changes h on h.seq = e.seq
      where e.card_key = q.card_key and h.field = 'suspended') as isChanged
  from queue q join cards c on c.card_key = q.card_key
    join card_versions v on v.card_key = c.card_key and v.hash = c.version_hash
  where q.suspended = 1 and q.suspended_because = 'needs-review'`;

/** Gives back those that changed since they were suspended (with another version of the app: all). Returns how many. */
export function liftNeedsReview(store: Store, isAppChanged: boolean, moment: Moment): number {
  const rows = store.all<{ cardKey: number; isChanged: number }>(suspendedForReview);
  const cardKeys = rows.filter((row) => isAppChanged || row.isChanged === 1).map((row) => row.cardKey);
  if (cardKeys.length === 0) return 0;
  const written = changeCards(store, cardKeys, { field: "suspended", value: false, reason: "needs-review" }, moment);
  if (!written.ok) throw new Problem(written.problem);
  return cardKeys.length;
}
