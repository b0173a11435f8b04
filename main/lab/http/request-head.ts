/** Reads a request line and header section from the front of a buffer, by the rules of RFC 9112 §2 to §5. */
import { latin1Text, trimmed, type RequestHead } from "./message.ts";

export interface HeadRules {
  /**
   * True: refuse what RFC 9112 lets or makes a server refuse. False: repair it as permissive servers do
   * (bare LF ends a line, folded lines are joined, white space before a colon is dropped).
   */
  strict: boolean;
  /** Longest request-target in bytes; beyond it 414. */
  maxTarget: number;
  /** Largest header section in bytes; beyond it 431. */
  maxFields: number;
}

export interface Refusal {
  kind: "refused";
  status: number;
  why: string;
}

export type HeadRead = { kind: "more" } | Refusal | { kind: "head"; head: RequestHead; length: number };

/** A method and a version need no more than this beside the target. */
const maxRequestLineRest = 128;
/** Empty lines before a request line that are passed over (RFC 9112 §2.2). */
const maxLeadingEmptyLines = 8;

const lf = 0x0a;
const cr = 0x0d;
export const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

interface Line {
  text: string;
  next: number;
  bareLf: boolean;
}

export function readHead(buffer: Uint8Array, rules: HeadRules): HeadRead {
  let at = 0;
  for (let emptyLines = 0; at < buffer.length && (buffer[at] === cr || buffer[at] === lf); emptyLines++) {
    const line = lineAt(buffer, at);
    if (line === null) return at + 1 < buffer.length ? bad("a CR that no LF follows (RFC 9112 §2.2)") : { kind: "more" };
    if (line.text !== "" || emptyLines >= maxLeadingEmptyLines || (line.bareLf && rules.strict)) return bad("the request line is missing (RFC 9112 §2.2)");
    at = line.next;
  }
  const start = at;
  const first = lineAt(buffer, at);
  if (first === null) return unfinishedRequestLine(latin1Text(buffer.subarray(at, at + rules.maxTarget + maxRequestLineRest + 1)), rules);
  const requestLine = readRequestLine(first, rules);
  if ("kind" in requestLine) return requestLine;
  at = first.next;
  const fieldsStart = at;
  const fields: [string, string][] = [];
  for (;;) {
    const line = lineAt(buffer, at);
    // The empty line that ends the section doesn't count, nor does its CR when the LF hasn't come.
    const ending = line === null ? buffer.length - at <= 1 && (buffer[at] ?? cr) === cr : line.text === "";
    if (!ending && (line?.next ?? buffer.length) - fieldsStart > rules.maxFields) {
      return { kind: "refused", status: 431, why: `the header section is longer than ${rules.maxFields} bytes (RFC 6585 §5)` };
    }
    if (line === null) return { kind: "more" };
    at = line.next;
    const checked = checkedLine(line, rules);
    if (typeof checked !== "string") return checked;
    if (checked === "") return { kind: "head", head: { ...requestLine, fields, bytes: buffer.slice(start, at) }, length: at };
    const refusal = addFieldLine(fields, checked, rules);
    if (refusal !== null) return refusal;
  }
}

/** One more field line; also used for trailers. Null: it was taken. */
export function addFieldLine(fields: [string, string][], line: string, rules: Pick<HeadRules, "strict">): Refusal | null {
  if (line.startsWith(" ") || line.startsWith("\t")) {
    const last = fields.at(-1);
    if (rules.strict || last === undefined)
      return bad(last === undefined ? "white space before the first field line (RFC 9112 §2.2)" : "a folded line, obs-fold (RFC 9112 §5.2)");
    last[1] = `${last[1]} ${trimmed(line)}`.trim();
    return null;
  }
  const colon = line.indexOf(":");
  if (colon < 0) return bad("a field line without a colon (RFC 9112 §5)");
  const name = rules.strict ? line.slice(0, colon) : line.slice(0, colon).trimEnd();
  if (/[ \t]$/.test(name)) return bad("white space between a field name and its colon (RFC 9112 §5.1)");
  if (!token.test(name)) return bad("a field name that is no token (RFC 9110 §5.1)");
  const value = trimmed(line.slice(colon + 1));
  // oxlint-disable-next-line no-control-regex -- those are what is looked for
  const forbidden = rules.strict ? /[\0-\x08\x0a-\x1f\x7f]/ : /[\0\r\n]/;
  if (forbidden.test(value)) return bad("a control character in a field value (RFC 9110 §5.5)");
  fields.push([name, value]);
  return null;
}

/** Null: its end hasn't come. */
export function lineAt(buffer: Uint8Array, from: number): Line | null {
  const end = buffer.indexOf(lf, from);
  if (end < 0) return null;
  const bareLf = end === from || buffer[end - 1] !== cr;
  return { text: latin1Text(buffer.subarray(from, bareLf ? end : end - 1)), next: end + 1, bareLf };
}

/** RFC 9112 §2.2: a server may take a bare LF for a line end; a bare CR is invalid or replaced by SP. */
export function checkedLine(line: Line, rules: Pick<HeadRules, "strict">): string | Refusal {
  if (rules.strict && line.bareLf) return bad("a line that ends in LF without CR (RFC 9112 §2.2)");
  if (!line.text.includes("\r")) return line.text;
  return rules.strict ? bad("a CR that no LF follows (RFC 9112 §2.2)") : line.text.replaceAll("\r", " ");
}

export function bad(why: string): Refusal {
  return { kind: "refused", status: 400, why };
}

function readRequestLine(line: Line, rules: HeadRules): Pick<RequestHead, "method" | "target" | "version"> | Refusal {
  const checked = checkedLine(line, rules);
  if (typeof checked !== "string") return checked;
  const parts = rules.strict ? checked.split(" ") : checked.trim().split(/[ \t\v\f]+/);
  const [method, target, protocol] = parts;
  if (parts.length !== 3 || method === undefined || target === undefined || protocol === undefined) {
    return bad(
      parts.length === 2
        ? "a request line without a version, as HTTP/0.9 had it (RFC 9112 §3)"
        : "a request line is a method, a target and a version (RFC 9112 §3)",
    );
  }
  if (!token.test(method)) return bad("a method that is no token (RFC 9110 §9.1)");
  if (target.length > rules.maxTarget) return { kind: "refused", status: 414, why: `the target is longer than ${rules.maxTarget} bytes (RFC 9110 §15.5.15)` };
  if (!/^[!-"$-~]+$/.test(target)) return bad("a target with characters that a URI doesn't have (RFC 9112 §3.2)");
  const version = /^HTTP\/(\d)\.(\d)$/.exec(protocol);
  if (version === null) return bad("a version is HTTP, a slash and two digits with a dot between (RFC 9112 §2.3)");
  const [major, minor] = [Number(version[1]), Number(version[2])];
  if (major !== 1) return { kind: "refused", status: 505, why: `major version ${major} is not spoken here (RFC 9110 §15.6.6)` };
  return { method, target, version: { major, minor } };
}

function unfinishedRequestLine(begun: string, rules: HeadRules): HeadRead {
  if (begun.length <= rules.maxTarget + maxRequestLineRest) return { kind: "more" };
  if (/^[!-~]{1,32} [!-~]*$/.test(begun))
    return { kind: "refused", status: 414, why: `the target is longer than ${rules.maxTarget} bytes (RFC 9110 §15.5.15)` };
  return bad("a request line that doesn't end (RFC 9112 §3)");
}
