/** How a request's content is framed, and reading it: RFC 9112 §6 and §7. */
import { fieldLines, listMembers, trimmed, type Fields, type RequestHead } from "./message.ts";
import { addFieldLine, bad, checkedLine, lineAt, type HeadRules, type Refusal } from "./request-head.ts";

export type Framing =
  | { kind: "none"; closes: false }
  /** `closes`: the connection can't be trusted after it. */
  | { kind: "length"; length: number; closes: boolean }
  | { kind: "chunked"; closes: boolean };

export type ContentRead = { kind: "more" } | Refusal | { kind: "content"; content: Uint8Array; trailers: Fields; length: number };

/** A chunk's size and extensions. */
const maxChunkLine = 256;
/** 14 hexadecimal digits stay below 2^53. */
const maxChunkSizeDigits = 14;

/** RFC 9112 §6.3 for requests. */
export function framingOf(head: RequestHead, rules: HeadRules): Framing | Refusal {
  const codings = fieldLines(head.fields, "Transfer-Encoding");
  const lengths = fieldLines(head.fields, "Content-Length");
  if (codings.length > 0) {
    if (rules.strict && lengths.length > 0) return bad("both Transfer-Encoding and Content-Length (RFC 9112 §6.1)");
    if (rules.strict && head.version.minor === 0) return bad("Transfer-Encoding in HTTP/1.0 (RFC 9112 §6.1)");
    const members = codings.flatMap(listMembers).map((member) => trimmed(member.split(";")[0]!).toLowerCase());
    if (members.some((member) => member !== "chunked")) return { kind: "refused", status: 501, why: "a transfer coding that isn't understood (RFC 9112 §6.1)" };
    if (members.length !== 1) return bad("chunked more than once, or not at all (RFC 9112 §6.1)");
    return { kind: "chunked", closes: lengths.length > 0 || head.version.minor === 0 };
  }
  if (lengths.length === 0) return { kind: "none", closes: false };
  const members = lengths.flatMap((value) => value.split(",")).map(trimmed);
  const [first] = members;
  if (first === undefined || !/^\d{1,15}$/.test(first)) return bad("a Content-Length that is no number (RFC 9112 §6.3)");
  if (members.some((member) => member !== first)) return bad("two Content-Length that differ (RFC 9112 §6.3)");
  if (members.length > 1 && rules.strict) return bad("Content-Length more than once (RFC 9112 §6.3)");
  return { kind: "length", length: Number(first), closes: false };
}

/** Reads from `buffer[from]`. Beyond `maxContent` bytes it is refused with 413. */
export function readContent(buffer: Uint8Array, from: number, framing: Framing, maxContent: number, rules: HeadRules): ContentRead {
  if (framing.kind === "none") return { kind: "content", content: new Uint8Array(0), trailers: [], length: from };
  if (framing.kind === "chunked") return readChunked(buffer, from, maxContent, rules);
  if (framing.length > maxContent) return tooLarge(maxContent);
  const end = from + framing.length;
  return buffer.length < end ? { kind: "more" } : { kind: "content", content: buffer.slice(from, end), trailers: [], length: end };
}

function readChunked(buffer: Uint8Array, from: number, maxContent: number, rules: HeadRules): ContentRead {
  const chunks: Uint8Array[] = [];
  let total = 0;
  let at = from;
  for (;;) {
    const line = lineAt(buffer, at);
    if ((line === null ? buffer.length - at : line.next - at) > maxChunkLine) return bad("a chunk's first line that is too long (RFC 9112 §7.1)");
    if (line === null) return { kind: "more" };
    const checked = checkedLine(line, rules);
    if (typeof checked !== "string") return checked;
    const size = chunkSize(checked);
    if (size === null) return bad("a chunk size that is no hexadecimal number (RFC 9112 §7.1)");
    at = line.next;
    if (size === 0) return readTrailers(buffer, at, chunks, rules);
    total += size;
    if (total > maxContent) return tooLarge(maxContent);
    if (buffer.length < at + size) return { kind: "more" };
    chunks.push(buffer.slice(at, at + size));
    at += size;
    const ending = chunkEnd(buffer, at, rules);
    if (typeof ending !== "number") return ending;
    at = ending;
  }
}

function chunkSize(line: string): number | null {
  const digits = /^([0-9A-Fa-f]+)[ \t]*(?:;.*)?$/.exec(line)?.[1]?.replace(/^0+(?=.)/, "");
  return digits === undefined || digits.length > maxChunkSizeDigits ? null : Number.parseInt(digits, 16);
}

function chunkEnd(buffer: Uint8Array, at: number, rules: HeadRules): number | ContentRead {
  if (!rules.strict && buffer[at] === 0x0a) return at + 1;
  if (buffer.length > at && buffer[at] !== 0x0d) return bad("a chunk that is longer than its size says (RFC 9112 §7.1)");
  if (buffer.length < at + 2) return { kind: "more" };
  return buffer[at + 1] === 0x0a ? at + 2 : bad("a chunk that is longer than its size says (RFC 9112 §7.1)");
}

function readTrailers(buffer: Uint8Array, from: number, chunks: Uint8Array[], rules: HeadRules): ContentRead {
  const trailers: [string, string][] = [];
  let at = from;
  for (;;) {
    const line = lineAt(buffer, at);
    if ((line?.next ?? buffer.length) - from > rules.maxFields)
      return { kind: "refused", status: 431, why: `the trailer section is longer than ${rules.maxFields} bytes` };
    if (line === null) return { kind: "more" };
    at = line.next;
    const checked = checkedLine(line, rules);
    if (typeof checked !== "string") return checked;
    if (checked === "") return { kind: "content", content: Buffer.concat(chunks), trailers, length: at };
    const refusal = addFieldLine(trailers, checked, rules);
    if (refusal !== null) return refusal;
  }
}

function tooLarge(maxContent: number): Refusal {
  return { kind: "refused", status: 413, why: `content longer than ${maxContent} bytes (RFC 9110 §15.5.14)` };
}
