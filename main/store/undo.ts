/** Undo and redo as events: the log only grows; the effective log is what is not undone. */
import type { Rating } from "../contract/index.ts";
import type { Moment } from "../platform/clock.ts";
import type { ReadableStore, Written } from "./database.ts";
import type { CardChange } from "./changes.ts";
import type { Store } from "./store.ts";

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
  throw new Error(String(store));
}

/** Undoes the last effective action; null where there is none. Any number of times. */
export function undo(store: Store, moment: Moment): Written<ActionLabel | null> {
  throw new Error(`${store.file} ${moment.at}`);
}

/** Undoes the last undo, as long as nothing new was done since; null otherwise. */
export function redo(store: Store, moment: Moment): Written<ActionLabel | null> {
  throw new Error(`${store.file} ${moment.at}`);
}
