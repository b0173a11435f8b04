/** Lines and field lines, by their offsets in the bytes (RFC 9112 §2.2, §5). */
import { latin1 } from "../capture.ts";
import type { Found } from "./findings.ts";

/** `end` is behind the line end, `textEnd` before it. */
export interface Line {
  start: number;
  textEnd: number;
  end: number;
}

export interface FieldLine extends Line {
  /** Where the name ends; equals `start` where there is no colon. */
  nameEnd: number;
  valueStart: number;
  valueEnd: number;
  name: string;
  /** Folded lines joined by a space. */
  value: string;
  colon: boolean;
}

/** Most field lines of one section; a message with more is not read. */
export const maxFieldLines = 1000;

export interface Section {
  lines: FieldLine[];
  /** The empty line; null: the bytes end before it, or there are too many lines. */
  last: Line | null;
  end: number;
  tooMany: boolean;
}

const CR = 13;
const LF = 10;
const SP = 32;
const TAB = 9;

// oxlint-disable-next-line no-control-regex -- those are what is looked for; a CR alone is a finding of its own
const control = /[\0-\x08\x0a-\x0c\x0e-\x1f\x7f]/;
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** The line that starts at `start`, or null where the bytes end before it does. */
export function lineAt(bytes: Uint8Array, start: number, found: Found[]): Line | null {
  const lf = bytes.indexOf(LF, start);
  if (lf < 0) return null;
  const crlf = lf > start && bytes[lf - 1] === CR;
  const line = { start, textEnd: crlf ? lf - 1 : lf, end: lf + 1 };
  if (!crlf) found.push({ code: "bare-lf", start: lf, end: lf + 1 });
  const cr = bytes.subarray(start, line.textEnd).indexOf(CR);
  if (cr >= 0) found.push({ code: "bare-cr", start: start + cr, end: start + cr + 1 });
  return line;
}

/** Field lines up to and with the empty line. */
export function sectionAt(bytes: Uint8Array, start: number, found: Found[]): Section {
  const lines: FieldLine[] = [];
  let at = start;
  for (;;) {
    const line = lineAt(bytes, at, found);
    if (!line) return { lines, last: null, end: bytes.length, tooMany: false };
    if (line.textEnd === line.start) return { lines, last: line, end: line.end, tooMany: false };
    if (lines.length === maxFieldLines) {
      found.push({ code: "field-lines-limit", start: line.start, end: line.end });
      return { lines, last: null, end: line.start, tooMany: true };
    }
    at = line.end;
    if (isBlank(bytes[line.start])) foldInto(lines.at(-1), bytes, line, found);
    else lines.push(fieldLine(bytes, line, found));
  }
}

function foldInto(previous: FieldLine | undefined, bytes: Uint8Array, line: Line, found: Found[]): void {
  if (!previous) {
    found.push({ code: "space-before-first-field", start: line.start, end: line.end });
    return;
  }
  found.push({ code: "obs-fold", start: line.start, end: line.end });
  const [from, to] = trimmed(bytes, line.start, line.textEnd);
  previous.value = `${previous.value} ${latin1(bytes.subarray(from, to))}`.trim();
  previous.valueEnd = to;
  previous.textEnd = line.textEnd;
  previous.end = line.end;
}

function fieldLine(bytes: Uint8Array, line: Line, found: Found[]): FieldLine {
  const { start, textEnd, end } = line;
  // One character a byte: offsets in the text are offsets in the line.
  const text = latin1(bytes.subarray(start, textEnd));
  const colon = text.indexOf(":");
  if (colon < 0) {
    found.push({ code: "field-colon-missing", start, end });
    const [valueStart, valueEnd] = trimmed(bytes, start, textEnd);
    return { start, textEnd, end, nameEnd: start, valueStart, valueEnd, name: "", value: text.slice(valueStart - start, valueEnd - start), colon: false };
  }
  const colonAt = start + colon;
  const [, nameEnd] = trimmed(bytes, start, colonAt);
  if (nameEnd < colonAt) found.push({ code: "space-before-colon", start: nameEnd, end: colonAt });
  const name = text.slice(0, nameEnd - start);
  if (!token.test(name)) found.push({ code: "field-name-invalid", start, end: Math.max(nameEnd, start + 1) });
  const [valueStart, valueEnd] = trimmed(bytes, colonAt + 1, textEnd);
  const value = text.slice(valueStart - start, valueEnd - start);
  const controlAt = valueStart + value.search(control);
  if (controlAt >= valueStart) found.push({ code: "field-value-control", start: controlAt, end: controlAt + 1 });
  return { start, textEnd, end, nameEnd, valueStart, valueEnd, name, value, colon: true };
}

export function isToken(text: string): boolean {
  return token.test(text);
}

function isBlank(byte: number | undefined): boolean {
  return byte === SP || byte === TAB;
}

function trimmed(bytes: Uint8Array, start: number, end: number): [number, number] {
  let from = start;
  let to = end;
  while (from < to && isBlank(bytes[from])) from += 1;
  while (to > from && isBlank(bytes[to - 1])) to -= 1;
  return [from, to];
}

/** Values of all lines with this name, in order. */
export function valuesOf(lines: readonly FieldLine[], name: string): string[] {
  return lines.filter((line) => line.colon && line.name.toLowerCase() === name).map((line) => line.value);
}

/** Members of a comma-separated list over all lines, lower case. */
export function membersOf(lines: readonly FieldLine[], name: string): string[] {
  return valuesOf(lines, name)
    .flatMap((value) => value.split(","))
    .map((member) => member.trim().toLowerCase())
    .filter((member) => member !== "");
}
