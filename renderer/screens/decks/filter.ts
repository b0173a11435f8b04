/** What the filter field understands: words that must occur, and `is:due`, `is:new`, `is:live`, `is:problem`, `topic:http`. */
import type { CardRow, DeckRow } from "../../../main/contract/index.ts";

export function matches(deck: DeckRow, filter: string): boolean {
  return wordsOf(filter).every((word) => {
    switch (word) {
      case "is:due":
        return deck.due > 0;
      case "is:new":
        return deck.unseen > 0;
      case "is:live":
        return deck.live > 0;
      case "is:problem":
        return deck.problems.errors + deck.problems.warnings > 0;
    }
    if (word.startsWith("topic:")) return deck.topic.toLowerCase() === word.slice("topic:".length);
    return [deck.title, deck.topic, deck.id].some((text) => text.toLowerCase().includes(word));
  });
}

function wordsOf(filter: string): string[] {
  return filter.toLowerCase().split(/\s+/).filter(Boolean);
}

/** Due cards first, then by when they are due; never seen ones after them, in the deck's order. */
export function byDue(cards: readonly CardRow[]): CardRow[] {
  return cards.toSorted((a, b) => rank(a) - rank(b));
}

function rank(card: CardRow): number {
  if (card.suspended) return Number.MAX_VALUE;
  return card.dueAt ?? Number.MAX_SAFE_INTEGER;
}
