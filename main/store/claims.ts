/** Which file has which deck. Pure. */
import type { Deck } from "../contract/index.ts";
import type { Origin } from "./cards.ts";

export interface Claimant {
  origin: Origin;
  path: string;
  deckId: string;
  /** Null: as at the last sync. */
  deck: Deck | null;
}

export interface Claims {
  owners: Claimant[];
  duplicates: { claimant: Claimant; keptBy: string }[];
  /** `origin/deck-id` of every deck that is there. */
  ids: Set<string>;
}

/** Two decks with one id: the earlier path (by code units) keeps it. */
export function claimDecks(claimants: readonly Claimant[]): Claims {
  const owners = new Map<string, Claimant>();
  const duplicates: Claims["duplicates"] = [];
  for (const claimant of claimants.toSorted((one, other) => (one.path < other.path ? -1 : 1))) {
    const owner = owners.get(deckName(claimant.origin, claimant.deckId));
    if (owner === undefined) owners.set(deckName(claimant.origin, claimant.deckId), claimant);
    else duplicates.push({ claimant, keptBy: owner.path });
  }
  return { owners: [...owners.values()], duplicates, ids: new Set(owners.keys()) };
}

export function deckName(origin: Origin, deckId: string): string {
  return `${origin}/${deckId}`;
}
