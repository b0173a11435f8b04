/** Conditional requests: the five fields in the order of RFC 9110 §13.2.2. */
import { parseHttpDate } from "../date.ts";
import { empty, field, listMembers, text, type Request, type Response } from "../message.ts";

export interface Validators {
  /** Quotes included, `W/` where weak. Null: nothing exists there. */
  etag: string | null;
  modifiedAtMs: number | null;
}

/** What the preconditions decide: 412, 304 (with `fields`), or null to go on. */
export function evaluate(request: Request, current: Validators, nowMs: number, fields: Response["fields"]): Response | null {
  const reads = request.method === "GET" || request.method === "HEAD";
  const ifMatch = field(request, "If-Match");
  const unmodifiedSince = dateOf(request, "If-Unmodified-Since", nowMs);
  if (ifMatch !== null) {
    if (!matches(ifMatch, current.etag, strongly)) return failed("If-Match names no current entity tag (RFC 9110 §13.1.1)", fields);
  } else if (unmodifiedSince !== null && current.modifiedAtMs !== null && current.modifiedAtMs > unmodifiedSince) {
    return failed("it was modified after If-Unmodified-Since (RFC 9110 §13.1.4)", fields);
  }
  const ifNoneMatch = field(request, "If-None-Match");
  if (ifNoneMatch !== null) {
    if (!matches(ifNoneMatch, current.etag, weakly)) return null;
    const because = "If-None-Match names the current entity tag (RFC 9110 §13.1.2)";
    return reads ? notModified(because, fields) : failed(because, fields);
  }
  const modifiedSince = dateOf(request, "If-Modified-Since", nowMs);
  if (reads && modifiedSince !== null && current.modifiedAtMs !== null && current.modifiedAtMs <= modifiedSince) {
    return notModified("it was not modified after If-Modified-Since (RFC 9110 §13.1.3)", fields);
  }
  return null;
}

/** May Range be applied? RFC 9110 §13.1.5: a strong tag or an exact date must match. */
export function ifRangeHolds(request: Request, current: Validators, nowMs: number): boolean {
  const value = field(request, "If-Range");
  if (value === null) return true;
  if (value.startsWith('"') || value.startsWith("W/")) return current.etag !== null && strongly(value, current.etag);
  const date = parseHttpDate(value, nowMs);
  return date !== null && date === current.modifiedAtMs;
}

type Comparison = (one: string, other: string) => boolean;

/** RFC 9110 §8.8.3.2. */
export const strongly: Comparison = (one, other) => one === other && !one.startsWith("W/");
export const weakly: Comparison = (one, other) => one.replace(/^W\//, "") === other.replace(/^W\//, "");

function matches(value: string, etag: string | null, compare: Comparison): boolean {
  if (etag === null) return false;
  return value.trim() === "*" || listMembers(value).some((member) => compare(member, etag));
}

/** An invalid date is ignored, and so is a list of dates. */
function dateOf(request: Request, name: string, nowMs: number): number | null {
  const value = field(request, name);
  return value === null ? null : parseHttpDate(value, nowMs);
}

function failed(because: string, fields: Response["fields"]): Response {
  return { ...text(412, "The precondition failed.\n", fields), because };
}

/** RFC 9110 §15.4.5: the fields that a 200 would have had and that caches need. */
function notModified(because: string, fields: Response["fields"]): Response {
  const kept = new Set(["cache-control", "content-location", "date", "etag", "expires", "vary"]);
  return {
    ...empty(
      304,
      fields.filter(([name]) => kept.has(name.toLowerCase())),
    ),
    because,
  };
}
