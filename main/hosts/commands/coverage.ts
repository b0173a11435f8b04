/** `coverage.json` beside the decks: which cards teach which row of the ledger. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Card } from "../../contract/index.ts";

export interface Coverage {
  rows: number;
  covered: number;
  /** Rows that no card teaches. */
  missing: string[];
  /** Cards that are named but that no deck has. */
  unknownCards: { row: string; card: string }[];
}

/** Of the first folder that has a `coverage.json`; null where none has. Names are card ids, or `deck/entry` for all of an entry. */
export async function readCoverage(folders: readonly string[], cards: readonly Card[]): Promise<Coverage | null> {
  for (const folder of folders) {
    const text = await readFile(join(folder, "coverage.json"), "utf8").catch(() => null);
    if (text !== null) return countRows(readRows(text), new Set(cards.flatMap(({ id, part }) => (part === "" ? [id] : [id, id.slice(0, -part.length - 1)]))));
  }
  return null;
}

/** A file of another shape covers nothing. */
function readRows(text: string): [string, string[]][] {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([row, names]) => [row, Array.isArray(names) ? names.filter((name) => typeof name === "string") : []]);
}

function countRows(rows: readonly [string, string[]][], known: ReadonlySet<string>): Coverage {
  const missing = rows.filter(([, names]) => !names.some((name) => known.has(name))).map(([row]) => row);
  const unknownCards = rows.flatMap(([row, names]) => names.filter((card) => !known.has(card)).map((card) => ({ row, card })));
  return { rows: rows.length, covered: rows.length - missing.length, missing, unknownCards };
}
