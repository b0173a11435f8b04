/** `${}` in CEL: inside a string it becomes concatenation, outside a parenthesised expression; never text substitution. */
import { readTemplate } from "./template.ts";

export interface CelSource {
  /** Plain CEL. */
  text: string;
  /** Offset in the deck's text of an offset in `text`. */
  origin(offset: number): number;
  problems: { start: number; end: number; code: "unclosed-place" | "empty-place" | "place-in-bytes" }[];
}

interface Piece {
  text: string;
  start: number;
  end: number;
}

const literal = /\/\/[^\n]*|(?<prefix>[bBrR]{0,2})(?<quote>"""|'''|"|')/g;

export function celSource(written: string): CelSource {
  if (!written.includes("${")) return { text: written, origin: (offset) => offset, problems: [] };
  const pieces: Piece[] = [];
  const problems: CelSource["problems"] = [];
  let from = 0;
  literal.lastIndex = 0;
  for (let match = literal.exec(written); match; match = literal.exec(written)) {
    code(written, from, match.index, pieces, problems);
    const quote = match.groups?.["quote"];
    const end = quote ? literalEnd(written, literal.lastIndex, quote, /[rR]/.test(match.groups!["prefix"]!)) : literal.lastIndex;
    if (quote) string(written, match.index, literal.lastIndex, end, quote, pieces, problems);
    else pieces.push({ text: written.slice(match.index, end), start: match.index, end });
    from = end;
    literal.lastIndex = end;
  }
  code(written, from, written.length, pieces, problems);
  return { text: pieces.map(({ text }) => text).join(""), origin: originIn(pieces, written.length), problems };
}

/** Offset after the closing quote, or the end of the text where none closes (CEL's parser says so). */
function literalEnd(written: string, from: number, quote: string, raw: boolean): number {
  let at = from;
  while (at < written.length) {
    if (!raw && written[at] === "\\") at += 2;
    else if (written.startsWith("${", at) && written[at - 1] !== "$") at = placeEnd(written, at);
    else if (written.startsWith(quote, at)) return at + quote.length;
    else at += 1;
  }
  return written.length;
}

function placeEnd(written: string, at: number): number {
  const place = readTemplate(written.slice(at)).parts[0];
  return place?.kind === "place" && place.start === 0 ? at + place.end : at + 2;
}

function code(written: string, from: number, to: number, pieces: Piece[], problems: CelSource["problems"]): void {
  const read = readTemplate(written.slice(from, to));
  for (const problem of read.problems) problems.push({ ...problem, start: from + problem.start, end: from + problem.end });
  for (const part of read.parts) {
    const at = { start: from + part.start, end: from + part.end };
    if (part.kind === "place") place(part.text, at, "(", ")", pieces);
    else pieces.push({ text: part.text, ...at });
  }
}

function string(written: string, start: number, open: number, end: number, quote: string, pieces: Piece[], problems: CelSource["problems"]): void {
  const opening = written.slice(start, open);
  const close = written.startsWith(quote, end - quote.length) && end - quote.length >= open ? end - quote.length : end;
  const read = readTemplate(written.slice(open, close));
  const places = read.parts.filter((part) => part.kind === "place");
  for (const problem of read.problems) problems.push({ ...problem, start: open + problem.start, end: open + problem.end });
  if (places.length > 0 && /b/i.test(opening)) problems.push({ start, end, code: "place-in-bytes" });
  const closing = written.slice(close, end);
  pieces.push({ text: places.length > 0 ? `(${opening}` : opening, start, end: open });
  for (const part of read.parts) {
    const at = { start: open + part.start, end: open + part.end };
    if (part.kind === "place") place(part.text, at, `${quote} + string(`, `) + ${opening}`, pieces);
    else pieces.push({ text: part.text, ...at });
  }
  pieces.push({ text: places.length > 0 ? `${closing})` : closing, start: close, end });
}

/** A place with what stands around its expression in CEL. */
function place(expression: string, { start, end }: { start: number; end: number }, before: string, after: string, pieces: Piece[]): void {
  pieces.push({ text: before, start, end: start + 2 }, { text: expression, start: start + 2, end: end - 1 }, { text: after, start: end - 1, end });
}

function originIn(pieces: readonly Piece[], length: number): (offset: number) => number {
  return (offset) => {
    let before = 0;
    for (const piece of pieces) {
      if (offset < before + piece.text.length) return piece.text.length === piece.end - piece.start ? piece.start + (offset - before) : piece.start;
      before += piece.text.length;
    }
    return length;
  };
}
