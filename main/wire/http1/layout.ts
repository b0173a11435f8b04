/** One HTTP/1.1 message as it lies in the bytes. Messages and field trees are both made from this. */
import { chunksAt, type Chunks } from "./chunked.ts";
import { framingOf, type Framing } from "./framing.ts";
import type { FindingCode, Found } from "./findings.ts";
import { checkMessage } from "./rules.ts";
import { lineAt, sectionAt, type Section } from "./lines.ts";
import { requestLineAt, statusLineAt, type StartLine } from "./start-line.ts";

export interface Layout {
  start: number;
  end: number;
  /** End of the empty lines before a request line. */
  lineStart: number;
  startLine: StartLine;
  headers: Section;
  framing: Framing;
  chunks: Chunks | null;
  contentStart: number;
  contentEnd: number;
  complete: boolean;
  /** Set where the bytes behind `end` can't be read as HTTP any more. */
  unreadable: FindingCode | null;
  found: Found[];
}

export interface Reader {
  kind: "request" | "response";
  /** The method of the request that a response answers; "" where it isn't known. */
  method: string;
  /** The sender closed the connection in an orderly way behind the last byte. */
  closed: boolean;
}

export type Reading = { ok: true; layout: Layout } | { ok: false; reason: FindingCode; at: number };

/** Reads the message that starts at `start`. Every byte is looked at a bounded number of times; `end` is always beyond `start`. */
export function layoutAt(bytes: Uint8Array, start: number, reader: Reader): Reading {
  const found: Found[] = [];
  const lineStart = reader.kind === "request" ? afterEmptyLines(bytes, start, found) : start;
  const read = reader.kind === "request" ? requestLineAt(bytes, lineStart, found) : statusLineAt(bytes, lineStart, found);
  if (!read.ok) return read;
  const startLine = read.line;
  const headers = sectionAt(bytes, startLine.end, found);
  const base = { start, lineStart, startLine, headers, found };
  if (!headers.last) {
    const unreadable = headers.tooMany ? ("field-lines-limit" as const) : null;
    if (!headers.tooMany) found.push({ code: "headers-incomplete", start: headers.end, end: headers.end });
    return {
      ok: true,
      layout: {
        ...base,
        end: headers.end,
        framing: { kind: "none", forbidden: false },
        chunks: null,
        contentStart: headers.end,
        contentEnd: headers.end,
        complete: false,
        unreadable,
      },
    };
  }
  const framing = framingOf(startLine, headers.lines, reader.method, found);
  const layout = withContent(bytes, base, framing, reader.closed);
  checkMessage(layout);
  return { ok: true, layout };
}

/** A server ignores at least one empty line before the request line (RFC 9112 §2.2); here all, they carry nothing. */
function afterEmptyLines(bytes: Uint8Array, start: number, found: Found[]): number {
  let at = start;
  while (bytes[at] === 10 || (bytes[at] === 13 && bytes[at + 1] === 10)) {
    const line = lineAt(bytes, at, found)!;
    found.push({ code: "empty-line-before-start", start: line.start, end: line.end });
    at = line.end;
  }
  return at;
}

type Base = Pick<Layout, "start" | "lineStart" | "startLine" | "headers" | "found">;

function withContent(bytes: Uint8Array, base: Base, framing: Framing, closed: boolean): Layout {
  const contentStart = base.headers.end;
  const layout: Layout = { ...base, framing, chunks: null, contentStart, contentEnd: contentStart, end: contentStart, complete: true, unreadable: null };
  if (framing.kind === "none") return layout;
  if (framing.kind === "unknown") return { ...layout, unreadable: "framing-unknown" };
  if (framing.kind === "chunked") {
    const chunks = chunksAt(bytes, contentStart, base.found);
    if (!chunks.complete && !chunks.broken) base.found.push({ code: "content-incomplete", start: chunks.end, end: chunks.end });
    return { ...layout, chunks, contentEnd: chunks.end, end: chunks.end, complete: chunks.complete, unreadable: chunks.broken };
  }
  if (framing.kind === "until-close") {
    base.found.push({ code: "read-until-close", start: contentStart, end: bytes.length });
    return { ...layout, contentEnd: bytes.length, end: bytes.length, complete: closed };
  }
  const end = Math.min(contentStart + framing.length, bytes.length);
  const complete = end - contentStart === framing.length;
  if (!complete) base.found.push({ code: "content-incomplete", start: contentStart, end });
  return { ...layout, contentEnd: end, end, complete };
}
