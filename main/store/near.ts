/** How alike two texts are, by their words. Pure. */

/** From this on an edited text counts as the same one. */
export const nearFrom = 0.7;
/** Words of a text that are compared; what follows is ignored. */
export const maxNearWords = 2000;

/** Dice's coefficient over bags of words: 0 nothing in common, 1 the same words equally often. */
export function likeness(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let shared = 0;
  let total = 0;
  for (const [word, count] of one) {
    shared += Math.min(count, other.get(word) ?? 0);
    total += count;
  }
  for (const count of other.values()) total += count;
  return total === 0 ? 0 : (2 * shared) / total;
}

/** Runs of letters and digits, lower case; a Chinese character counts as a word of its own. */
export function bagOfWords(text: string): Map<string, number> {
  const bag = new Map<string, number>();
  let words = 0;
  for (const [word] of text.toLowerCase().matchAll(/\p{Script=Han}|[^\P{L}\p{Script=Han}]+|\p{N}+/gu)) {
    if (words++ === maxNearWords) break;
    bag.set(word, (bag.get(word) ?? 0) + 1);
  }
  return bag;
}
