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

/** Appends one event; `action` null: it begins an action. Returns its seq. */
export function appendEvent(store: WritableStore, environment: Store["environment"], moment: Moment, action: number | null, event: NewEvent): number {
  const seq = lastSeq(store) + 1;
  store.run(
    `insert into events (seq, event_id, action, at_ms, utc_offset_min, study_day, type, card_key, undoes) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    seq,
    environment.ids.next(),
    action ?? seq,
    moment.at,
    moment.utcOffsetMin,
    moment.studyDay,
    event.type,
    event.cardKey,
    event.undoes,
  );
  return seq;
}

function lastSeq(store: ReadableStore): number {
  return store.get<{ seq: number | null }>("select max(seq) as seq from events")?.seq ?? 0;
}
