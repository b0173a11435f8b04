/** Undo and redo as the renderer shows them. */
import type { UndoState } from "../contract/index.ts";
import type { ReadableStore } from "../store/database.ts";
import { undoStacks, type ActionLabel } from "../store/undo.ts";

export function undoState(store: ReadableStore): UndoState {
  const { undo, redo } = undoStacks(store);
  return { undo: shown(undo), redo: shown(redo) };
}

function shown(action: ActionLabel | null): UndoState["undo"] {
  return action === null ? null : { label: action.label, cardId: action.cardId };
}
