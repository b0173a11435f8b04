/** Byte ranges: RFC 9110 §14. */
import { field, latin1Bytes, listMembers, text, type Request, type Response } from "../message.ts";

/** Ranges of one request that are served; more are ignored, as RFC 9110 §14.2 allows against abuse. */
export const maxRanges = 16;

interface ByteRange {
  first: number;
  /** Inclusive. */
  last: number;
}

/** 206 or 416 for a GET with Range; null where the field is absent, in another unit or invalid: then the whole is sent. */
export function rangeResponse(request: Request, whole: Response, boundary: string): Response | null {
  const value = field(request, "Range");
  // Range is defined for GET only (RFC 9110 §14.2).
  if (value === null || request.method !== "GET") return null;
  const length = whole.content.length;
  const wanted = parseRanges(value, length);
  if (wanted === null || wanted.length > maxRanges || overlaps(wanted) > 2) return null;
  const ranges = wanted.filter((range) => range !== "unsatisfiable");
  if (ranges.length === 0) {
    return {
      ...text(416, `The representation has ${length} bytes.\n`, [["Content-Range", `bytes */${length}`]]),
      because: "no range is satisfiable (RFC 9110 §15.5.17)",
    };
  }
  const [only] = ranges;
  if (only !== undefined && ranges.length === 1) {
    const fields = [...whole.fields, ["Content-Range", `bytes ${only.first}-${only.last}/${length}`] as const];
    return { status: 206, fields, content: whole.content.subarray(only.first, only.last + 1), because: "one satisfiable range (RFC 9110 §15.3.7.1)" };
  }
  return multipart(whole, ranges, boundary);
}

function parseRanges(value: string, length: number): (ByteRange | "unsatisfiable")[] | null {
  const set = /^bytes=(?<ranges>.*)$/i.exec(value.trim())?.groups?.["ranges"];
  if (set === undefined) return null;
  const ranges: (ByteRange | "unsatisfiable")[] = [];
  for (const member of listMembers(set)) {
    const parts = /^(?<first>\d{0,15})-(?<last>\d{0,15})$/.exec(member)?.groups;
    const [first, last] = [parts?.["first"], parts?.["last"]];
    if (first === undefined || last === undefined || (first === "" && last === "")) return null;
    if (first !== "" && last !== "" && Number(last) < Number(first)) return null;
    ranges.push(first === "" ? suffix(Number(last), length) : fromTo(Number(first), last === "" ? length - 1 : Number(last), length));
  }
  return ranges.length === 0 ? null : ranges;
}

function fromTo(first: number, last: number, length: number): ByteRange | "unsatisfiable" {
  return first >= length ? "unsatisfiable" : { first, last: Math.min(last, length - 1) };
}

function suffix(count: number, length: number): ByteRange | "unsatisfiable" {
  return count === 0 || length === 0 ? "unsatisfiable" : { first: Math.max(0, length - count), last: length - 1 };
}

/** The most ranges that hold one same byte. */
function overlaps(ranges: (ByteRange | "unsatisfiable")[]): number {
  const real = ranges.filter((range) => range !== "unsatisfiable");
  return Math.max(0, ...real.map(({ first }) => real.filter((other) => other.first <= first && first <= other.last).length));
}

/** RFC 9110 §14.6. Content-Range stands in the parts, never in the head (§15.3.7.2). */
function multipart(whole: Response, ranges: ByteRange[], boundary: string): Response {
  const type = field(whole, "Content-Type") ?? "application/octet-stream";
  const parts = ranges.flatMap(({ first, last }) => [
    latin1Bytes(`\r\n--${boundary}\r\nContent-Type: ${type}\r\nContent-Range: bytes ${first}-${last}/${whole.content.length}\r\n\r\n`),
    whole.content.subarray(first, last + 1),
  ]);
  const fields = whole.fields.filter(([name]) => name.toLowerCase() !== "content-type");
  return {
    status: 206,
    fields: [["Content-Type", `multipart/byteranges; boundary=${boundary}`], ...fields],
    content: Buffer.concat([...parts, latin1Bytes(`\r\n--${boundary}--\r\n`)]),
    because: "several satisfiable ranges (RFC 9110 §15.3.7.2)",
  };
}
