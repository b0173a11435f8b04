/** What names a card's version and an entry's text. */
import type { CardDraft } from "./body.ts";
import { hashText } from "./hash.ts";
import type { Heading } from "./heading.ts";

/** Digits of a text hash that `of=` carries. */
export const translationHashLength = 12;

/**
 * Changes if and only if what is asked or accepted changes. Explanations, reasons, hints, the proof (`solution`, `wrong`), citations, tags and ids do not count:
 * a card is the same card when its explanation is mended.
 */
export function versionHash(heading: string, { question, answer, body }: CardDraft): string {
  switch (body.kind) {
    case "recall":
      return hashText(joined([body.kind, heading, question, answer]));
    case "rows":
      return hashText(joined([body.kind, heading, question, answer, body.key, body.direction]));
    case "choice":
      return hashText(joined([body.kind, heading, question, ...body.options.map((option) => `${option.correct ? "x" : " "}${option.text}`)]));
    case "live": {
      const { hints: _hints, solution: _solution, wrong: _wrong, ...asked } = body.exercise;
      const options = body.options.map((option) => [option.text, option.correct]);
      return hashText(joined([body.kind, heading, question, JSON.stringify(asked), JSON.stringify(options)]));
    }
    case "interview":
      return hashText(joined([body.kind, heading, question, answer, JSON.stringify(body)]));
    default:
      return hashText(joined([body.kind, heading, question, JSON.stringify(body)]));
  }
}

/** The entry as its author wrote it, but for id and tags: what an unstamped entry is matched by, and what a translation is `of`. */
export function textHash(heading: Heading, text: string): string {
  const values = [...heading.values]
    .filter(([key]) => key !== "of")
    .map(([key, value]) => `${key}=${value.text}`)
    .sort();
  return hashText(joined([heading.text, heading.kind ?? "", heading.modifier ?? "", ...values, text.trim()]));
}

function joined(parts: readonly string[]): string {
  return parts.map((part) => `${part.length}:${part}`).join("");
}
