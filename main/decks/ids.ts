/** Ids of entries: free ones for `check --fix`, and those that stand twice. */
import type { RawEntry } from "./entries.ts";
import { hashText } from "./hash.ts";
import type { Heading } from "./heading.ts";
import { maxIdLength } from "./limits.ts";
import type { Range, Source } from "./source.ts";

/** Reports entries without an id, each with a repair that stamps a free one. A badly written id was reported already. */
export function reportMissingIds(source: Source, entries: readonly RawEntry[]): void {
  const taken = new Set(entries.flatMap(({ heading }) => (heading.id === null ? [] : [heading.id.text])));
  for (const { heading } of entries) {
    if (heading.id !== null || heading.broken) continue;
    const id = freeId(heading.text, taken);
    taken.add(id);
    source.report("missing-id", heading, { id }, stamp(heading, `#${id}`));
  }
}

/** A repair that adds an attribute to a heading: in front of the others, or behind them (`last`). */
export function stamp({ insert }: Heading, attribute: string, last = false): Range & { text: string } {
  if (insert.braces) return { from: insert.at, to: insert.at, text: ` {${attribute}}` };
  if (last) return { from: insert.end, to: insert.end, text: ` ${attribute}` };
  return { from: insert.at, to: insert.at, text: `${attribute} ` };
}

/** From the heading's ASCII words; from its hash where it has none (a Chinese heading). */
function freeId(heading: string, taken: ReadonlySet<string>): string {
  const words = heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const short = words.length > 60 ? words.slice(0, 60).replace(/-[^-]*$/, "") : words;
  const slug = short === "" ? `entry-${hashText(heading).slice(0, 8)}` : short.slice(0, maxIdLength - 8);
  let id = slug;
  for (let number = 2; taken.has(id); number += 1) id = `${slug}-${number}`;
  return id;
}
