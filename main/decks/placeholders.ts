/** `${name}` in the prose of a live card: in code spans, and only for what is drawn or planned. */
import type { Range, Source } from "./source.ts";
import { withoutCode } from "./heading.ts";

const placePattern = /(?<!\$)\$\{([^{}]*)\}/g;

/** `codes`: the code inside `range`; empty: code spans are looked for in the text itself. `lab` names are written `lab.x`. */
export function checkPlaceholders(source: Source, range: Range, known: readonly string[], codes: readonly Range[]): void {
  const text = source.text.slice(range.from, range.to);
  if (!text.includes("${")) return;
  const spared = codes.length > 0 ? null : withoutCode(text);
  for (const match of text.matchAll(placePattern)) {
    const place = { from: range.from + match.index, to: range.from + match.index + match[0].length };
    const inCode = spared === null ? codes.some((code) => code.from <= place.from && place.to <= code.to) : spared[match.index] === " ";
    if (!inCode) source.report("placeholder-in-prose", place, { text: match[0] });
    const unknown = names(match[1]!).find((name) => !known.includes(name));
    if (unknown !== undefined) source.report("unknown-placeholder", place, { name: unknown, known: known.join(", ") || "none" });
  }
}

/** Names that an expression reads; what is called is a function, what stands in quotes is text. */
function names(expression: string): string[] {
  const bare = expression.replace(/"[^"]*"|'[^']*'/g, "");
  return [...bare.matchAll(/(?<![\w.])[A-Za-z_][\w.]*(?!\w|\s*\()/g)].map((match) => match[0]);
}
