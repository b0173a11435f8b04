/** The lines of wire text: what each is in its message, and its bytes. */
import { maxWireBytes } from "../limits.ts";
import type { TextProblem } from "../scenario.ts";
import { directiveTokens, type WireToken } from "./wire-tokens.ts";

export type WireLineKind = "request-line" | "status-line" | "header" | "end-of-headers" | "body" | "directive";

export type WireDirective = { name: "pause"; ms: number } | { name: "half-close" } | { name: "reset" } | { name: "on" } | { name: "exact" };

export interface WireLine {
  /** UTF-16 offsets in the text, without the line end. */
  start: number;
  end: number;
  kind: WireLineKind;
  /** Does a CRLF follow on the wire? */
  crlf: boolean;
  /** What only reading shows: escapes, arguments, errors. `tokenise` adds the rest. */
  tokens: WireToken[];
  connection: number;
  /** Counts the messages of the text; content belongs to the message whose headers it follows. */
  message: number;
  /** Without the CRLF; empty for directives other than `@repeat`. */
  bytes: Uint8Array;
  /** `Content-Length: @`: the number goes into `bytes` at `filledAt`. */
  filledLength: boolean;
  filledAt: number;
  directive: WireDirective | null;
}

/** Where a connection's text stands: before a start line, in the header section, right after it, in content. */
interface ConnectionState {
  at: "start" | "headers" | "after-headers" | "body";
  message: number;
  framed: boolean;
  last: WireLine | null;
}

interface Reading {
  text: string;
  lines: WireLine[];
  problems: TextProblem[];
  connection: number;
  states: Map<number, ConnectionState>;
  exact: boolean;
  messages: number;
  withBytes: boolean;
}

const nothing = new Uint8Array(0);
const encoder = new TextEncoder();
const requestLine = /^\S+ +\S.* HTTP\/\d(?:\.\d)?\\?$/;
const statusLine = /^HTTP\/\d/;

/** `withBytes`: false for who needs only to know what the lines are. */
export function readWireLines(text: string, withBytes = true): { lines: WireLine[]; problems: TextProblem[] } {
  const reading: Reading = { text, lines: [], problems: [], connection: 1, states: new Map(), exact: false, messages: 0, withBytes };
  for (let start = 0; text.length > 0 && start <= text.length;) {
    const newline = text.indexOf("\n", start);
    const next = newline < 0 ? text.length : newline;
    const end = next > start && text[next - 1] === "\r" ? next - 1 : next;
    const raw = text.slice(start, end);
    if (raw.startsWith("@") && !/^@repeat(?:\s|$)/.test(raw)) readDirective(reading, raw, start);
    else readTextLine(reading, raw, start);
    start = next + 1;
  }
  // The last line of content has no line end; with @exact no last line has one.
  for (const { last } of reading.states.values()) if (last && (last.kind === "body" || reading.exact)) last.crlf = false;
  return { lines: reading.lines, problems: reading.problems };
}

function readTextLine(reading: Reading, raw: string, start: number): void {
  const state = stateOf(reading);
  const end = start + raw.length;
  const kind = lineKind(reading, state, raw);
  const line: WireLine = {
    start,
    end,
    kind,
    crlf: true,
    tokens: [],
    connection: reading.connection,
    message: state.message,
    bytes: nothing,
    filledLength: false,
    filledAt: 0,
    directive: null,
  };
  const repeated = raw.startsWith("@repeat") ? readRepeat(reading, line, raw, start) : null;
  const content = repeated ? repeated.text : raw;
  const offset = repeated ? repeated.start : start;
  const decoded = decode(reading, line, content, offset);
  if (repeated) line.bytes = repeat(reading, decoded, repeated.count, line);
  else line.bytes = decoded;
  fillIn(line, state, content, repeated !== null);
  state.last = line;
  reading.lines.push(line);
}

function stateOf(reading: Reading): ConnectionState {
  let state = reading.states.get(reading.connection);
  if (!state) reading.states.set(reading.connection, (state = { at: "start", message: reading.messages++, framed: false, last: null }));
  return state;
}

/** Moves the state on by one line. A line continued from one with a lone `\` stays what that one was. */
function lineKind(reading: Reading, state: ConnectionState, raw: string): WireLineKind {
  const last = state.last;
  if (last && !last.crlf && last.kind !== "end-of-headers") return last.kind;
  if (state.at === "after-headers") {
    const another = !state.framed && (requestLine.test(raw) || statusLine.test(raw));
    state.at = another ? "start" : "body";
    if (another) {
      state.message = reading.messages++;
      state.framed = false;
    }
  }
  if (state.at === "body") return "body";
  if (raw === "") {
    // RFC 9112 §2.2: an empty line before the start line belongs to no message yet.
    if (state.at === "headers") state.at = "after-headers";
    return "end-of-headers";
  }
  if (state.at === "headers") {
    if (/^(?:content-length|transfer-encoding)[ \t]*:/i.test(raw)) state.framed = true;
    return "header";
  }
  state.at = "headers";
  return statusLine.test(raw) ? "status-line" : "request-line";
}

function fillIn(line: WireLine, state: ConnectionState, content: string, repeated: boolean): void {
  const match = line.kind === "header" && !repeated ? /^content-length[ \t]*:[ \t]*@([ \t]*)\\?$/i.exec(content) : null;
  if (!match) return;
  const at = content.indexOf("@");
  line.filledLength = true;
  line.filledAt = encoder.encode(content.slice(0, at)).length;
  line.bytes = Uint8Array.from([...line.bytes.subarray(0, line.filledAt), ...line.bytes.subarray(line.filledAt + 1)]);
  line.message = state.message;
}

function readDirective(reading: Reading, raw: string, start: number): void {
  const [name, argument] = splitOnce(raw.slice(1));
  const line: WireLine = {
    start,
    end: start + raw.length,
    kind: "directive",
    crlf: false,
    tokens: directiveTokens(raw, start),
    connection: reading.connection,
    message: -1,
    bytes: nothing,
    filledLength: false,
    filledAt: 0,
    directive: null,
  };
  const directive = directiveOf(reading, name, argument.trim());
  if (typeof directive === "string") report(reading, line, start, start + raw.length, name in directiveUse ? "bad-directive" : "unknown-directive", directive);
  else {
    line.directive = directive;
    line.connection = reading.connection;
  }
  reading.lines.push(line);
}

const directiveUse: Record<string, string> = {
  pause: "@pause 200ms",
  "half-close": "@half-close",
  reset: "@reset",
  on: "@on 2",
  repeat: "@repeat 900 A",
  exact: "@exact (first line)",
};

/** The directive, or why it is none. */
function directiveOf(reading: Reading, name: string, argument: string): WireDirective | string {
  const wrong = `Write ${directiveUse[name] ?? Object.values(directiveUse).join(", ")}; an “@” that is to be sent is written \\x40.`;
  switch (name) {
    case "pause": {
      const match = /^(\d{1,5})(ms|s)$/.exec(argument);
      return match ? { name: "pause", ms: Number(match[1]) * (match[2] === "s" ? 1000 : 1) } : wrong;
    }
    case "on": {
      const match = /^[1-9]\d{0,4}$/.test(argument);
      if (match) reading.connection = Number(argument);
      return match ? { name: "on" } : wrong;
    }
    case "exact":
      if (argument !== "" || reading.lines.length > 0) return wrong;
      reading.exact = true;
      return { name: "exact" };
    case "half-close":
    case "reset":
      return argument === "" ? { name } : wrong;
    default:
      return name === "repeat" ? wrong : `Unknown directive “@${name}”. ${wrong}`;
  }
}

function readRepeat(reading: Reading, line: WireLine, raw: string, start: number): { count: number; text: string; start: number } {
  const match = /^@repeat (\d{1,7}) (.+)$/.exec(raw);
  if (!match) {
    report(reading, line, start, start + raw.length, "bad-directive", `Write ${directiveUse["repeat"]}.`);
    return { count: 0, text: "", start };
  }
  const textStart = start + raw.length - match[2]!.length;
  line.tokens.push({ start, end: start + 7, kind: "directive" }, { start: start + 8, end: textStart - 1, kind: "argument" });
  return { count: Number(match[1]), text: match[2]!, start: textStart };
}

function repeat(reading: Reading, bytes: Uint8Array, count: number, line: WireLine): Uint8Array {
  if (bytes.length * count > maxWireBytes) {
    report(reading, line, line.start, line.end, "too-many-bytes", `More than ${maxWireBytes} bytes.`);
    return nothing;
  }
  const repeated = new Uint8Array(bytes.length * count);
  for (let at = 0; at < count; at += 1) repeated.set(bytes, at * bytes.length);
  return repeated;
}

/** Bytes of a line with its escapes read; a lone `\` at its end holds the CRLF back. */
function decode(reading: Reading, line: WireLine, content: string, offset: number): Uint8Array {
  if (!content.includes("\\")) return reading.withBytes ? encoder.encode(content) : nothing;
  const bytes = new Uint8Array(encoder.encode(content).length);
  let length = 0;
  let from = 0;
  const flush = (to: number): void => {
    const plain = encoder.encode(content.slice(from, to));
    bytes.set(plain, length);
    length += plain.length;
  };
  for (let at = content.indexOf("\\"); at >= 0; at = content.indexOf("\\", from)) {
    flush(at);
    const escape = /^\\(?:r|n|\\|x[0-9A-Fa-f]{2}|$)/.exec(content.slice(at, at + 4));
    const width = escape ? escape[0].length : Math.min(2, content.length - at);
    if (!escape)
      report(
        reading,
        line,
        offset + at,
        offset + at + width,
        "unknown-escape",
        `Unknown escape “${content.slice(at, at + 2)}”. Known: \\r \\n \\xHH \\\\; a lone \\ at the end of a line holds its CRLF back.`,
      );
    else if (escape[0] === "\\") line.crlf = false;
    else bytes[length++] = escapedByte(escape[0]);
    if (escape) line.tokens.push({ start: offset + at, end: offset + at + width, kind: escape[0] === "\\" ? "no-line-end" : "escape" });
    from = at + width;
  }
  flush(content.length);
  return bytes.subarray(0, length);
}

function escapedByte(escape: string): number {
  if (escape === "\\r") return 13;
  if (escape === "\\n") return 10;
  return escape === "\\\\" ? 92 : Number.parseInt(escape.slice(2), 16);
}

function report(reading: Reading, line: WireLine, start: number, end: number, code: string, message: string): void {
  reading.problems.push({ start, end, code, message });
  line.tokens.push({ start, end, kind: "error", message });
}

function splitOnce(text: string): [string, string] {
  const space = text.search(/\s/);
  return space < 0 ? [text, ""] : [text.slice(0, space), text.slice(space + 1)];
}
