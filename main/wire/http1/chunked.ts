/** The chunked transfer coding (RFC 9112 §7.1): sizes, extensions, data, trailers. */
import { latin1 } from "../capture.ts";
import type { FindingCode, Found } from "./findings.ts";
import { lineAt, sectionAt, type Line, type Section } from "./lines.ts";

export interface Chunk {
  size: number;
  /** "" where there is none. */
  extension: string;
  sizeLine: Line;
  dataStart: number;
  dataEnd: number;
  end: number;
}

export interface Chunks {
  chunks: Chunk[];
  /** The trailer section after the last chunk; null where it wasn't reached. */
  trailers: Section | null;
  end: number;
  complete: boolean;
  /** Set where the coding is broken: from `end` on nothing can be read. */
  broken: FindingCode | null;
}

/** Sizes of more digits can't be counted exactly: 2^52. */
export const maxChunkSizeDigits = 13;

const forbiddenTrailers = new Set([
  "transfer-encoding",
  "content-length",
  "host",
  "authorization",
  "set-cookie",
  "content-encoding",
  "content-type",
  "content-range",
  "trailer",
  "te",
  "cache-control",
  "expect",
  "max-forwards",
  "range",
]);

export function chunksAt(bytes: Uint8Array, start: number, found: Found[]): Chunks {
  const chunks: Chunk[] = [];
  let at = start;
  for (;;) {
    const sizeLine = lineAt(bytes, at, found);
    if (!sizeLine) return unfinished(bytes, at, chunks, found);
    const read = sizeOf(latin1(bytes.subarray(sizeLine.start, sizeLine.textEnd)));
    if (typeof read === "string") return broken(chunks, at, read, sizeLine, found);
    if (read.extension !== "") found.push({ code: "chunk-extension", start: sizeLine.start, end: sizeLine.end });
    const dataStart = sizeLine.end;
    const dataEnd = Math.min(dataStart + read.size, bytes.length);
    if (read.size === 0) {
      chunks.push({ ...read, sizeLine, dataStart, dataEnd, end: dataStart });
      return withTrailers(bytes, dataStart, chunks, found);
    }
    const border = dataStart + read.size;
    const lineEnd = bytes[border] === 13 && bytes[border + 1] === 10 ? 2 : bytes[border] === 10 ? 1 : 0;
    if (lineEnd === 1) found.push({ code: "bare-lf", start: border, end: border + 1 });
    const waits = border >= bytes.length || (bytes[border] === 13 && border + 1 === bytes.length);
    chunks.push({ ...read, sizeLine, dataStart, dataEnd, end: waits ? bytes.length : border + lineEnd });
    if (waits) return { chunks, trailers: null, end: bytes.length, complete: false, broken: null };
    if (lineEnd === 0) return broken(chunks, border, "chunk-end-missing", { start: border, end: border + 1 }, found);
    at = border + lineEnd;
  }
}

/** Size and extension of a chunk's first line, or what is wrong with it. */
function sizeOf(text: string): { size: number; extension: string } | FindingCode {
  const match = /^([0-9A-Fa-f]+)[ \t]*(?:;(.*))?$/s.exec(text);
  if (!match) return "chunk-size-invalid";
  const digits = match[1]!.replace(/^0+(?=.)/, "");
  if (digits.length > maxChunkSizeDigits) return "chunk-size-too-large";
  return { size: Number.parseInt(digits, 16), extension: match[2]?.trim() ?? "" };
}

function withTrailers(bytes: Uint8Array, start: number, chunks: Chunk[], found: Found[]): Chunks {
  const trailers = sectionAt(bytes, start, found);
  for (const line of trailers.lines)
    if (forbiddenTrailers.has(line.name.toLowerCase())) found.push({ code: "trailer-forbidden", start: line.start, end: line.end });
  return { chunks, trailers, end: trailers.end, complete: trailers.last !== null, broken: trailers.tooMany ? "field-lines-limit" : null };
}

function unfinished(bytes: Uint8Array, at: number, chunks: Chunk[], found: Found[]): Chunks {
  const rest = latin1(bytes.subarray(at));
  if (rest === "" || /^[0-9A-Fa-f]+[ \t]*(?:;[^\n]*)?\r?$/.test(rest)) return { chunks, trailers: null, end: bytes.length, complete: false, broken: null };
  return broken(chunks, at, "chunk-size-invalid", { start: at, end: bytes.length }, found);
}

function broken(chunks: Chunk[], end: number, code: FindingCode, place: { start: number; end: number }, found: Found[]): Chunks {
  found.push({ code, start: place.start, end: place.end });
  return { chunks, trailers: null, end, complete: false, broken: code };
}
