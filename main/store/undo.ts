/** Undo and redo as events: the log only grows; the effective log is what is not undone. */
import type { Rating } from "../contract/index.ts";
import type { Moment } from "../platform/clock.ts";
import type { CardChange } from "./changes.ts";
import type { ReadableStore, WritableStore, Written } from "./database.ts";
import { cardEvents, count, effective, replayCard, type CardEvent } from "./effects.ts";
import { appendEvent } from "./events.ts";
import type { Store, StoreEnvironment } from "./store.ts";

/** What an undo or redo would touch. `label`: "review.good", "suspended.on", "suspended.off", "buried", "flag", "due", "reset". */
export interface ActionLabel {
  action: number;
  label: `review.${Rating}` | "suspended.on" | "suspended.off" | Exclude<CardChange["field"], "suspended">;
  cardKey: number;
  /** Of the card as it is named now. */
  cardId: string;
  cards: number;
}

export interface UndoStacks {
  undo: ActionLabel | null;
  redo: ActionLabel | null;
}

export function undoStacks(store: ReadableStore): UndoStacks {
  const undoing = lastAction(store);
  const redoing = lastUndo(store);
  return { undo: undoing === null ? null : labelOf(store, undoing), redo: redoing === null ? null : labelOf(store, redoing.undoes) };
}

/** Undoes the last effective action; null where there is none. Any number of times. */
export function undo(store: Store, moment: Moment): Written<ActionLabel | null> {
  return store.act((writable) => {
    const action = lastAction(writable);
    if (action === null) return null;
    appendEvent(writable, store.environment, moment, null, { type: "undo", cardKey: null, undoes: action });
    writable.run("insert into undone (action) values (?)", action);
    follow(writable, store.environment, action, -1);
    return labelOf(writable, action);
  });
}

/** Undoes the last undo, as long as nothing new was done since; null otherwise. */
export function redo(store: Store, moment: Moment): Written<ActionLabel | null> {
  return store.act((writable) => {
    const last = lastUndo(writable);
    if (last === null) return null;
    appendEvent(writable, store.environment, moment, null, { type: "redo", cardKey: null, undoes: last.seq });
    writable.run("insert into undone (action) values (?)", last.seq);
    writable.run("delete from undone where action = ?", last.undoes);
    follow(writable, store.environment, last.undoes, 1);
    return labelOf(writable, last.undoes);
  });
}

/** The caches follow: counters by each review of the action, memory and queue by replaying its cards. */
function follow(store: WritableStore, environment: StoreEnvironment, action: number, sign: 1 | -1): void {
  const events = store.all<CardEvent>(`${cardEvents} where ${inAction}`, action, action);
  for (const event of events) if (event.rating !== null) count(store, event, sign);
  for (const cardKey of new Set(events.map((event) => event.cardKey))) replayCard(store, environment, cardKey);
}

/** Its first event by seq, the others by their index. */
const inAction = "e.seq in (select ? union all select seq from events where action = ? and action <> seq)";

function lastAction(store: ReadableStore): number | null {
  const row = store.get<{ action: number }>(`select e.action from events e where e.type in ('review', 'card') and ${effective} order by e.seq desc limit 1`);
  return row?.action ?? null;
}

/** The last undo that holds, if it is newer than every action. */
function lastUndo(store: ReadableStore): { seq: number; undoes: number } | null {
  const last = store.get<{ seq: number }>("select seq from events where type in ('review', 'card') order by seq desc limit 1");
  const row = store.get<{ seq: number; undoes: number }>(
    `select e.seq, e.undoes from events e where e.type = 'undo' and e.seq > ? and ${effective} order by e.seq desc limit 1`,
    last?.seq ?? 0,
  );
  return row ?? null;
}

function labelOf(store: ReadableStore, action: number): ActionLabel {
  const events = store.all<CardEvent & { cardId: string }>(
    `select x.*, c.card_id as cardId from (${cardEvents} where ${inAction}) x join cards c on c.card_key = x.cardKey order by x.seq`,
    action,
    action,
  );
  const [first] = events;
  if (first === undefined) throw new Error(`action ${action} has no events`);
  return { action, label: labelOfEvent(first), cardKey: first.cardKey, cardId: first.cardId, cards: events.length };
}

function labelOfEvent(event: CardEvent): ActionLabel["label"] {
  if (event.rating !== null) return `review.${event.rating}`;
  if (event.field === null) throw new Error(`event ${event.seq} is neither review nor change`);
  if (event.field === "suspended") return event.value === 1 ? "suspended.on" : "suspended.off";
  return event.field;
}
