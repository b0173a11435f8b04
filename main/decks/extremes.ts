/**
 * What the Markdown library can't read in time that grows with the length of the text: long white space, deep nesting, long paragraphs.
 * Found before or while the tree is built, each with its place; nobody writes such text for a card.
 */
import { maxNesting, maxParagraphLength, maxSpaces } from "./limits.ts";
import type { Source } from "./source.ts";

const marks = String.raw`(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))`;
const longSpaces = new RegExp(`[ \\t]{${maxSpaces + 1},}`, "g");
const deepMarks = new RegExp(`^${marks}{${maxNesting + 1},}`, "gm");
const bracket = new RegExp(`^${marks}*[ \\t]*\\[(?![ xX]\\])`, "gm");
const emptyLine = /\n[ \t>]*(?:\n|$)/g;

/** The text from `start` with the same offsets, but without what is beyond the limits; `refuse` gets the place of each. */
export function withoutExtremes(source: Source, start: number, refuse: (offset: number) => void): string {
  let text = source.text.slice(start);
  text = text.replace(longSpaces, (run, offset: number) => {
    const from = start + offset;
    source.report("too-much-space", { from, to: from + run.length }, { length: run.length, limit: maxSpaces });
    refuse(from);
    return run.slice(0, maxSpaces) + "x".repeat(run.length - maxSpaces);
  });
  text = text.replace(deepMarks, (run, offset: number) => {
    const from = start + offset;
    source.report("nested-too-deep", { from, to: from + run.length }, { limit: maxNesting });
    refuse(from);
    return "x".repeat(run.length);
  });
  return withoutLongDefinitions(text);
}

/**
 * A link definition may go on over many lines, and is read again from its beginning with each. In a paragraph that is too long anyway its
 * bracket is taken away.
 */
function withoutLongDefinitions(text: string): string {
  let end = 0;
  return text.replace(bracket, (found, offset: number) => {
    if (offset >= end) {
      emptyLine.lastIndex = offset;
      end = emptyLine.exec(text)?.index ?? text.length;
    }
    return end - offset > maxParagraphLength ? `${found.slice(0, -1)}x` : found;
  });
}
