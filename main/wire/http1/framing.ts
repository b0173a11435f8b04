/** Where a message's content ends: RFC 9112 §6.3, in its order. */
import type { FindingCode, Found } from "./findings.ts";
import { membersOf, valuesOf, type FieldLine } from "./lines.ts";
import type { StartLine } from "./start-line.ts";

export type Framing =
  | { kind: "none"; forbidden: boolean }
  | { kind: "chunked" }
  | { kind: "length"; length: number }
  | { kind: "until-close" }
  /** The message ends with its header section as far as can be known; what follows can't be read. */
  | { kind: "unknown" };

/** `method` is the request's, "" where it is not known. */
export function framingOf(start: StartLine, lines: readonly FieldLine[], method: string, found: Found[]): Framing {
  const lengths = valuesOf(lines, "content-length");
  const codings = membersOf(lines, "transfer-encoding");
  const say = (name: string, code: FindingCode) => {
    for (const line of lines) if (line.name.toLowerCase() === name) found.push({ code, start: line.start, end: line.end });
  };
  if (start.kind === "response") {
    const tunnel = method === "CONNECT" && start.status >= 200 && start.status < 300;
    if (tunnel || start.status < 200 || start.status === 204) {
      say("content-length", "content-length-forbidden");
      say("transfer-encoding", "transfer-encoding-forbidden");
    }
    if (tunnel || start.status < 200 || start.status === 204 || start.status === 304 || method === "HEAD") return { kind: "none", forbidden: !tunnel };
  }
  if (codings.length > 0) return codedFraming(start, codings, lengths.length > 0, say);
  if (lengths.length > 0) return lengthFraming(lengths, say);
  return start.kind === "request" ? { kind: "none", forbidden: false } : { kind: "until-close" };
}

type Say = (name: string, code: FindingCode) => void;

function codedFraming(start: StartLine, codings: readonly string[], withLength: boolean, say: Say): Framing {
  if (withLength) say("content-length", "length-and-transfer-encoding");
  if (start.version === "HTTP/1.0") say("transfer-encoding", "transfer-encoding-in-1.0");
  if (codings.filter((coding) => coding === "chunked").length > 1) say("transfer-encoding", "chunked-twice");
  if (codings.at(-1) === "chunked") return { kind: "chunked" };
  if (start.kind === "response") return { kind: "until-close" };
  say("transfer-encoding", "chunked-not-last");
  return { kind: "unknown" };
}

function lengthFraming(values: readonly string[], say: Say): Framing {
  const members = values.flatMap((value) => value.split(",")).map((member) => member.trim());
  const [first = ""] = members;
  const length = Number(first);
  if (!/^\d+$/.test(first) || !Number.isSafeInteger(length) || members.some((member) => member !== first)) {
    say("content-length", "content-length-invalid");
    return { kind: "unknown" };
  }
  if (members.length > 1) say("content-length", "content-length-repeated");
  return { kind: "length", length };
}
