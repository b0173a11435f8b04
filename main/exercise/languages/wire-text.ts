/**
 * Wire text: how bytes are written, in decks and in the editor. One grammar for parser, highlighter and help.
 *
 * - Every line ends in CRLF on the wire, but for the last line of content and a line that ends in a lone `\`.
 * - `\r \n \xHH \\` are escapes. A line that begins with `@` is a directive (`\x40` writes the sign itself):
 *   `@pause 200ms`, `@half-close`, `@reset`, `@on 2` (another connection), `@repeat 900 A` (a line of text), `@exact` (first line:
 *   nothing is completed, the last line has no CRLF).
 * - `Content-Length: @` is filled in with the length of the content that follows.
 * - A deck's block loses its last newline, and a message in it that lacks its empty line gets one (`shown`).
 */
import { maxConnections, maxPauseMs, maxWireBytes } from "../limits.ts";
import type { Language, Parsed, TextProblem } from "../scenario.ts";
import { readWireLines, type WireLine } from "./wire-lines.ts";
import { colour } from "./wire-tokens.ts";

export type { WireLine } from "./wire-lines.ts";

/** Connections count from 1; `@on` opens the next ones. */
export type WireStep =
  | { kind: "send"; connection: number; bytes: Uint8Array }
  | { kind: "pause"; connection: number; ms: number }
  | { kind: "half-close"; connection: number }
  | { kind: "reset"; connection: number };

const encoder = new TextEncoder();

export const wireText: Language<WireStep> = {
  id: "wire-text",
  summary: "Bytes as text: a line end is CRLF, escapes \\r \\n \\xHH \\\\, directives @pause @half-close @reset @on @repeat @exact, Content-Length: @.",
  step: parseWireStep,
  answer: parseWireText,
  format: formatWireText,
  shown: shownWireText,
};

/** For the highlighter: every line of a text as shown in the editor. Never fails. */
export function tokenise(text: string): WireLine[] {
  const { lines } = readWireLines(text);
  for (const line of lines) colour(line, text.slice(line.start, line.end));
  return lines;
}

/** Text as shown in the editor, to steps: what is shown is what is sent. */
export function parseWireText(text: string): Parsed<WireStep[]> {
  const { lines, problems } = readWireLines(text);
  if (problems.length > 0) return { ok: false, problems };
  const beyond = firstBeyondLimits(lines);
  if (beyond) return { ok: false, problems: [beyond] };
  const lengths = contentLengths(lines);
  const steps: WireStep[] = [];
  for (const line of lines) {
    if (line.directive) {
      const { directive, connection } = line;
      if (directive.name === "pause") steps.push({ kind: "pause", connection, ms: directive.ms });
      if (directive.name === "half-close") steps.push({ kind: "half-close", connection });
      if (directive.name === "reset") steps.push({ kind: "reset", connection });
      continue;
    }
    if (line.kind === "directive") continue;
    const length = line.filledLength ? encoder.encode(String(lengths.get(line.message) ?? 0)) : null;
    const bytes = length
      ? concatenate([line.bytes.subarray(0, line.filledAt), length, line.bytes.subarray(line.filledAt), line.crlf ? crlf : nothing])
      : concatenate([line.bytes, line.crlf ? crlf : nothing]);
    append(steps, line.connection, bytes);
  }
  return { ok: true, value: steps };
}

/** The words after the host's name: `send` with a block, or `half-close`, `reset`, `pause 200ms` without one. */
function parseWireStep(words: string, block: string): Parsed<WireStep[]> {
  if (words === "send") {
    if (block === "") return wrongStep(words, "send needs an indented message below it.");
    return parseWireText(shownWireText(block));
  }
  if (!/^(?:half-close|reset|pause \S+)$/.test(words)) return wrongStep(words, `Unknown step “${words}”. Known: send, half-close, reset, pause.`);
  if (block !== "") return wrongStep(words, `“${words}” takes no message.`);
  return parseWireText(`@${words}`);
}

function wrongStep(words: string, message: string): Parsed<WireStep[]> {
  return { ok: false, problems: [{ start: 0, end: words.length, code: "unknown-step", message }] };
}

/** A deck's block as the editor shows it: last newline dropped, each message with its empty line unless `@exact` stands first. */
export function shownWireText(block: string): string {
  const text = block.replace(/\r?\n$/, "");
  if (text === "" || /^@exact\s*(?:\n|$)/.test(text)) return text;
  const { lines } = readWireLines(text, false);
  const lacking = new Map<number, WireLine>();
  for (const line of lines) {
    if (line.kind === "directive") continue;
    if (line.kind === "end-of-headers" || line.kind === "body") lacking.delete(line.connection);
    else lacking.set(line.connection, line);
  }
  let shown = text;
  for (const line of [...lacking.values()].toReversed()) shown = `${shown.slice(0, line.end)}\n${shown.slice(line.end)}`;
  return shown;
}

/** The text that means these steps. `parseWireText(formatWireText(steps))` gives them back, neighbouring sends joined. */
export function formatWireText(steps: readonly WireStep[]): string {
  const plain = write(steps, false);
  const parsed = parseWireText(plain);
  return parsed.ok && equalSteps(parsed.value, joined(steps)) ? plain : write(steps, true);
}

function write(steps: readonly WireStep[], exact: boolean): string {
  const lines: string[] = exact ? ["@exact"] : [];
  const whole = joined(steps);
  let connection = 1;
  whole.forEach((step, index) => {
    if (step.connection !== connection) lines.push(`@on ${step.connection}`);
    connection = step.connection;
    if (step.kind === "pause") lines.push(`@pause ${step.ms}ms`);
    else if (step.kind !== "send") lines.push(`@${step.kind}`);
    else {
      const last = !whole.slice(index + 1).some((later) => later.kind === "send" && later.connection === step.connection);
      lines.push(...writtenLines(step.bytes, exact, last));
    }
  });
  return lines.join("\n");
}

/** Lines of one send. Where the text itself would add a CRLF that the bytes lack, a lone `\` holds it back. */
function writtenLines(bytes: Uint8Array, exact: boolean, last: boolean): string[] {
  const lines: string[] = [""];
  const put = (text: string): void => void (lines[lines.length - 1] += text);
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at]!;
    if (byte === 13 && bytes[at + 1] === 10) {
      lines.push("");
      at += 2;
      continue;
    }
    const length = byte < 128 ? 1 : utf8Length(bytes, at);
    if (byte === 92) put("\\\\");
    else if (byte === 13) put("\\r");
    else if (byte === 10) put("\\n");
    else if (byte === 64 && lines.at(-1) === "") put("\\x40");
    else if (length === 0 || byte < 32 || byte === 127) put(`\\x${byte.toString(16).padStart(2, "0")}`);
    else put(decoder.decode(bytes.subarray(at, at + length)));
    at += Math.max(length, 1);
  }
  const ended = lines.at(-1) === "";
  if (last && exact) return lines;
  if (ended) return lines.slice(0, -1);
  if (!last) lines[lines.length - 1] += "\\";
  return lines;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Length of the well-formed character at `at` that is safe to show, 0 where there is none. */
function utf8Length(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  try {
    // C1 controls and line separators would be invisible or break the line.
    return /^[^\p{C}\p{Z}]$/u.test(decoder.decode(bytes.subarray(at, at + length))) ? length : 0;
  } catch {
    return 0;
  }
}

const crlf = Uint8Array.of(13, 10);
const nothing = new Uint8Array(0);

/** Bytes of content of each message whose Content-Length is to be filled in. */
function contentLengths(lines: readonly WireLine[]): Map<number, number> {
  const lengths = new Map<number, number>();
  for (const line of lines) if (line.kind === "body") lengths.set(line.message, (lengths.get(line.message) ?? 0) + line.bytes.length + (line.crlf ? 2 : 0));
  return lengths;
}

function firstBeyondLimits(lines: readonly WireLine[]): TextProblem | null {
  let bytes = 0;
  let pauseMs = 0;
  for (const line of lines) {
    const at = { start: line.start, end: line.end };
    bytes += line.bytes.length + (line.crlf ? 2 : 0);
    if (bytes > maxWireBytes) return { ...at, code: "too-many-bytes", message: `More than ${maxWireBytes} bytes.` };
    if (line.connection > maxConnections) return { ...at, code: "too-many-connections", message: `Connections count from 1 to ${maxConnections}.` };
    if (line.directive?.name === "pause") pauseMs += line.directive.ms;
    if (pauseMs > maxPauseMs) return { ...at, code: "too-long-pause", message: `Pauses may take ${maxPauseMs} ms together.` };
  }
  return null;
}

function append(steps: WireStep[], connection: number, bytes: Uint8Array): void {
  if (bytes.length === 0) return;
  const last = steps.at(-1);
  if (last?.kind === "send" && last.connection === connection) steps[steps.length - 1] = { kind: "send", connection, bytes: concatenate([last.bytes, bytes]) };
  else steps.push({ kind: "send", connection, bytes });
}

function joined(steps: readonly WireStep[]): WireStep[] {
  const whole: WireStep[] = [];
  for (const step of steps) {
    if (step.kind === "send") append(whole, step.connection, step.bytes);
    else whole.push(step);
  }
  return whole;
}

function equalSteps(a: readonly WireStep[], b: readonly WireStep[]): boolean {
  return a.length === b.length && a.every((step, index) => equalStep(step, b[index]!));
}

function equalStep(a: WireStep, b: WireStep): boolean {
  if (a.kind !== b.kind || a.connection !== b.connection) return false;
  if (a.kind === "pause") return b.kind === "pause" && a.ms === b.ms;
  if (a.kind !== "send") return true;
  return b.kind === "send" && a.bytes.length === b.bytes.length && a.bytes.every((byte, index) => byte === b.bytes[index]);
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
