/** What a query finds, best first: words that begin with it, then texts that hold it, then texts that hold its letters in order. */

export function ranked<Item>(items: readonly Item[], query: string, textOf: (item: Item) => string): Item[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === "") return [...items];
  return items
    .map((item) => ({ item, rank: rankOf(textOf(item).toLowerCase(), wanted) }))
    .filter(({ rank }) => rank !== null)
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ item }) => item);
}

export function rankOf(text: string, wanted: string): number | null {
  if (text.startsWith(wanted)) return 0;
  if (text.split(/[\s/-]+/).some((word) => word.startsWith(wanted))) return 1;
  if (text.includes(wanted)) return 2;
  let from = 0;
  for (const letter of wanted) {
    from = text.indexOf(letter, from) + 1;
    if (from === 0) return null;
  }
  return 3;
}
