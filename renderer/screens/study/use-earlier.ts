/** Going back through the attempts of this showing: each press of Ctrl Up takes the one before. */
import { useState } from "react";
import type { Answer } from "../../../main/contract/index.ts";
import type { CardState } from "../../client/sitting.ts";

export function useEarlier(card: CardState, onEdit: (draft: Answer) => void): { earlier(): void; restore(index: number): void } {
  const [at, setAt] = useState({ index: 0, of: 0 });
  const count = card.attempts.length;
  const restore = (index: number) => {
    const attempt = card.attempts[index];
    if (attempt === undefined) return;
    setAt({ index, of: count });
    onEdit(attempt.answer);
  };
  // A new attempt begins the walk at its own end again.
  const from = at.of === count ? at.index : count;
  return { earlier: () => restore(Math.max(0, from - 1)), restore };
}
