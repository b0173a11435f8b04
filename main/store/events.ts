/** The append-only log itself: rows go in, none changes. */
import type { Moment } from "../platform/clock.ts";
import type { ReadableStore, WritableStore } from "./database.ts";
import type { Store } from "./store.ts";

type EventType = "review" | "card" | "undo" | "redo";

export interface NewEvent {
  type: EventType;
  cardKey: number | null;
  undoes: number | null;
}

/**
 * Appends one event; `action` null: it begins an action. Returns its seq and the time that it was given: never before the card's last event,
 * for the log is replayed by time, and a clock that was set back must not put what is done now behind what was done before.
 */
export function appendEvent(
  store: WritableStore,
  environment: Store["environment"],
  moment: Moment,
  action: number | null,
  event: NewEvent,
): { seq: number; at: number } {
  const seq = lastSeq(store) + 1;
  const at = Math.max(moment.at, event.cardKey === null ? moment.at : (lastAt(store, event.cardKey) ?? moment.at));
  store.run(
    `insert into events (seq, event_id, action, at_ms, utc_offset_min, study_day, type, card_key, undoes) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    seq,
    environment.ids.next(),
    action ?? seq,
    at,
    moment.utcOffsetMin,
    moment.studyDay,
    event.type,
    event.cardKey,
    event.undoes,
  );
  return { seq, at };
}

function lastSeq(store: ReadableStore): number {
  return store.get<{ seq: number | null }>("select max(seq) as seq from events")?.seq ?? 0;
}

function lastAt(store: ReadableStore, cardKey: number): number | null {
  return store.get<{ at: number | null }>("select max(at_ms) as at from events where card_key = ?", cardKey)?.at ?? null;
}
