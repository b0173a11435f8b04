/** Request line and status line (RFC 9112 §3, §4). */
import { latin1 } from "../capture.ts";
import type { FindingCode, Found } from "./findings.ts";
import { isToken, lineAt, type Line } from "./lines.ts";

export interface RequestLine extends Line {
  kind: "request";
  method: string;
  target: string;
  version: string;
  /** Offsets of method, target and version. */
  parts: [number, number][];
}

export interface StatusLine extends Line {
  kind: "response";
  version: string;
  status: number;
  reason: string;
  parts: [number, number][];
}

export type StartLine = RequestLine | StatusLine;
/** A start line, or why the bytes from here on are not read, and at which of them that shows. */
export type ReadStart<T> = { ok: true; line: T } | { ok: false; reason: FindingCode; at: number };

const version = /^HTTP\/\d\.\d$/;
const word = /[^ \t]+/g;

export function requestLineAt(bytes: Uint8Array, start: number, found: Found[]): ReadStart<RequestLine> {
  const line = lineAt(bytes, start, found);
  if (!line) {
    const notYet = mayBecomeRequestLine(latin1(bytes.subarray(start)));
    return notYet ? { ok: false, reason: "start-line-incomplete", at: bytes.length } : { ok: false, reason: "request-line-invalid", at: start };
  }
  const text = latin1(bytes.subarray(line.start, line.textEnd));
  const words = [...text.matchAll(word)];
  const [method = "", target = "", httpVersion = ""] = words.map(([part]) => part);
  if (words.length !== 3 || !isToken(method) || !version.test(httpVersion)) {
    // The first part that can't stand there; where one is missing, the end of the line.
    const wrong = isToken(method) ? (words[3] ?? words[2])?.index : 0;
    return { ok: false, reason: "request-line-invalid", at: line.start + (wrong ?? text.length) };
  }
  if (text !== `${method} ${target} ${httpVersion}`) found.push({ code: "start-line-spaces", start: line.start, end: line.end });
  const parts = words.map(({ 0: part, index }): [number, number] => [line.start + index, line.start + index + part.length]);
  const request: RequestLine = { ...line, kind: "request", method, target, version: httpVersion, parts };
  checkRequestLine(request, found);
  return { ok: true, line: request };
}

function checkRequestLine({ method, target, version: httpVersion, parts }: RequestLine, found: Found[]): void {
  const at = (part: number, code: FindingCode) => found.push({ code, start: parts[part]![0], end: parts[part]![1] });
  if (/[a-z]/.test(method)) at(0, "method-lower-case");
  if (!targetForm(method, target)) at(1, "target-form");
  if (target.includes("#")) at(1, "target-fragment");
  if (!httpVersion.startsWith("HTTP/1.")) at(2, "version-not-1");
}

function targetForm(method: string, target: string): boolean {
  if (method === "CONNECT") return /^[^/?#@]+:\d+$/.test(target);
  if (target === "*") return method === "OPTIONS";
  return target.startsWith("/") || /^[a-z][a-z0-9+.-]*:\/\/./i.test(target);
}

export function statusLineAt(bytes: Uint8Array, start: number, found: Found[]): ReadStart<StatusLine> {
  const line = lineAt(bytes, start, found);
  if (!line) {
    const notYet = mayBecomeStatusLine(latin1(bytes.subarray(start, start + 13)));
    return notYet ? { ok: false, reason: "start-line-incomplete", at: bytes.length } : { ok: false, reason: "status-line-invalid", at: start };
  }
  const text = latin1(bytes.subarray(line.start, line.textEnd));
  const match = /^(HTTP\/\d\.\d)([ \t]+)(\d{3})(?:([ \t])(.*))?$/s.exec(text);
  if (!match) return { ok: false, reason: "status-line-invalid", at: start };
  const [, httpVersion = "", gap = "", digits = "", space, reason = ""] = match;
  const statusAt = line.start + httpVersion.length + gap.length;
  if (gap !== " " || (space ?? " ") !== " ") found.push({ code: "start-line-spaces", start: line.start, end: line.end });
  if (space === undefined) found.push({ code: "reason-space-missing", start: statusAt, end: line.end });
  if (!httpVersion.startsWith("HTTP/1.")) found.push({ code: "version-not-1", start: line.start, end: line.start + 8 });
  const status = Number(digits);
  if (status < 100 || status > 599) found.push({ code: "status-out-of-range", start: statusAt, end: statusAt + 3 });
  const parts: [number, number][] = [
    [line.start, line.start + 8],
    [statusAt, statusAt + 3],
    [line.textEnd - reason.length, line.textEnd],
  ];
  return { ok: true, line: { ...line, kind: "response", version: httpVersion, status, reason, parts } };
}

/** "Not yet" told apart from "never": could more bytes make this a request line? */
function mayBecomeRequestLine(text: string): boolean {
  return text === "\r" || /^(?:[!#$%&'*+\-.^_`|~0-9A-Za-z]+(?:[ \t]+(?:[^ \t\r\n]+(?:[ \t]+[A-Za-z0-9/.]{0,8}[ \t]*\r?)?)?)?)?$/.test(text);
}

/** `text`: at most the first 13 characters, up to behind the status code. */
function mayBecomeStatusLine(text: string): boolean {
  const whole = "HTTP/1.1 200 ";
  const digits = text.replace(/\r$/, " ").replace(/\d/g, (_digit, at: number) => whole[at] ?? "?");
  return whole.startsWith(digits);
}
