/** The field tree of one HTTP/1.1 message: every byte belongs to a leaf. */
import type { Field, HttpRequest, HttpResponse, Message } from "../../contract/index.ts";
import { opaqueFields } from "../bytes/bytes.ts";
import { latin1 } from "../capture.ts";
import { finding, type Odd } from "../protocol.ts";
import { count } from "../quantity.ts";
import type { Chunk } from "./chunked.ts";
import { fieldSource } from "./field-sources.ts";
import { http1Findings, type Found } from "./findings.ts";
import { layoutAt, type Layout, type Reading } from "./layout.ts";
import type { FieldLine, Section } from "./lines.ts";
import { maxPreviewBytes, oneLine, preview } from "./text.ts";

/** Most chunks shown one by one. */
export const maxChunkFields = 1000;
const maxValueLength = 1000;

export function messageFields({ value }: Pick<Message, "value">, bytes: Uint8Array): Field[] {
  if (value.kind === "opaque") return opaqueFields(http1Findings, value.reason, bytes);
  const reading = readingOf(value, bytes);
  if (!reading.ok) return opaqueFields(http1Findings, reading.reason, bytes);
  const { layout } = reading;
  const root = field(`${layout.startLine.version} ${value.kind}`, "", 0, bytes.length, value.kind === "request" ? "RFC 9110 §9" : "RFC 9110 §15", [
    ...(layout.lineStart > 0 ? [field("Empty lines", "", 0, layout.lineStart, "RFC 9112 §2.2")] : []),
    startLineField(layout),
    ...sectionFields(layout.headers, "End of headers", "RFC 9112 §2.1"),
    ...(layout.headers.last ? [contentField(layout, bytes)] : []),
  ]);
  for (const found of [...layout.found].sort((a, b) => severity(b) - severity(a))) attach(root, found, bytes);
  return [root];
}

export function oddities({ value }: Pick<Message, "value">, bytes: Uint8Array): Odd[] {
  if (value.kind === "opaque") {
    const begun = value.reason === "request-line-invalid" ? layoutAt(bytes, 0, { kind: "request", method: "", closed: false }) : null;
    const start = begun?.ok === false ? begun.at : 0;
    return [{ code: value.reason, start, end: bytes.length }];
  }
  const reading = readingOf(value, bytes);
  return reading.ok ? reading.layout.found : [{ code: reading.reason, start: reading.at, end: bytes.length }];
}

/** The message once more, from its own bytes alone. */
function readingOf(value: HttpRequest | HttpResponse, bytes: Uint8Array): Reading {
  const reader = { kind: value.kind, closed: value.complete } as const;
  const reading = layoutAt(bytes, 0, { ...reader, method: "" });
  // The message ended with its headers although they announce content: it answered a HEAD (or CONNECT) request.
  const bare = reading.ok && reading.layout.headers.end === bytes.length && reading.layout.framing.kind !== "unknown";
  if (bare && value.complete) return layoutAt(bytes, 0, { ...reader, method: "HEAD" });
  return reading;
}

function field(name: string, value: string, start: number, end: number, source: string, children: Field[] = []): Field {
  return { name, value: oneLine(value, maxValueLength), start, end, source, children };
}

function startLineField({ startLine }: Layout): Field {
  const { start, end, parts } = startLine;
  const [first, second, third] = parts as [[number, number], [number, number], [number, number]];
  if (startLine.kind === "request") {
    return field("Request line", `${startLine.method} ${startLine.target} ${startLine.version}`, start, end, "RFC 9112 §3", [
      field("Method", startLine.method, ...first, "RFC 9110 §9"),
      field("Request target", startLine.target, ...second, "RFC 9112 §3.2"),
      field("Version", startLine.version, ...third, "RFC 9112 §2.3"),
    ]);
  }
  return field("Status line", `${startLine.status} ${startLine.reason}`, start, end, "RFC 9112 §4", [
    field("Version", startLine.version, ...first, "RFC 9112 §2.3"),
    field("Status code", String(startLine.status), ...second, "RFC 9110 §15"),
    field("Reason phrase", startLine.reason, ...third, "RFC 9112 §4"),
  ]);
}

function sectionFields(section: Section, endName: string, endSource: string): Field[] {
  const fields = section.lines.map((line) => lineField(line));
  const { last } = section;
  return last ? [...fields, field(endName, last.end - last.start === 2 ? "CR LF" : "LF", last.start, last.end, endSource)] : fields;
}

function lineField(line: FieldLine): Field {
  return line.colon
    ? field(line.name, line.value, line.start, line.end, fieldSource(line.name))
    : field("Line", line.value, line.start, line.end, "RFC 9112 §5");
}

function contentField(layout: Layout, bytes: Uint8Array): Field {
  const { contentStart, contentEnd, chunks } = layout;
  if (!chunks) return field("Content", textOf(bytes.subarray(contentStart, contentEnd)), contentStart, contentEnd, "RFC 9110 §6.4");
  const shown = chunks.chunks.slice(0, maxChunkFields);
  const more = chunks.chunks.slice(maxChunkFields);
  const children = shown.map((chunk, index) => chunkField(chunk, index, bytes));
  if (more.length > 0) children.push(field("More chunks", String(more.length), more[0]!.sizeLine.start, more.at(-1)!.end, "RFC 9112 §7.1"));
  const data = chunks.chunks.reduce((sum, chunk) => sum + chunk.dataEnd - chunk.dataStart, 0);
  const trailers = chunks.trailers ? sectionFields(chunks.trailers, "End of trailers", "RFC 9112 §7.1.2") : [];
  return field("Content", `${count(data, "B")}, chunked`, contentStart, contentEnd, "RFC 9112 §7.1", [...children, ...trailers]);
}

function chunkField(chunk: Chunk, index: number, bytes: Uint8Array): Field {
  const { sizeLine, dataStart, dataEnd, end } = chunk;
  const digits = latin1(bytes.subarray(sizeLine.start, sizeLine.textEnd)).replace(/[ \t]*;.*$/s, "");
  const size = field("Chunk size", chunk.size > 9 ? `${digits} = ${chunk.size}` : digits, sizeLine.start, sizeLine.end, "RFC 9112 §7.1");
  if (chunk.extension !== "") size.children.push(field("Extension", chunk.extension, sizeLine.start + digits.length, sizeLine.textEnd, "RFC 9112 §7.1.1"));
  if (chunk.size === 0) return { ...size, name: "Last chunk" };
  const children = [size, field("Data", textOf(bytes.subarray(dataStart, dataEnd)), dataStart, dataEnd, "RFC 9112 §7.1")];
  if (end > dataEnd)
    children.push(
      field("Line end", end - dataEnd === 2 ? "CR LF" : latin1(bytes.subarray(dataEnd, end)) === "\n" ? "LF" : "CR", dataEnd, end, "RFC 9112 §7.1"),
    );
  return field(`Chunk ${index + 1}`, count(chunk.size, "B"), sizeLine.start, end, "RFC 9112 §7.1", children);
}

function textOf(bytes: Uint8Array): string {
  if (bytes.length === 0) return "none";
  return bytes.length <= maxPreviewBytes * 4 && preview(bytes) !== "" ? preview(bytes) : count(bytes.length, "B");
}

function severity(found: Found): number {
  return { note: 0, warning: 1, error: 2 }[http1Findings[found.code].level];
}

/** To the innermost field that holds the place; where that has a finding already, as a field of its own below it. */
function attach(root: Field, found: Found, bytes: Uint8Array): void {
  let owner = root;
  for (;;) {
    const inner = owner.children.find((child) => child.start <= found.start && found.end <= child.end && child.end > child.start);
    if (!inner) break;
    owner = inner;
  }
  const told = finding(http1Findings, found.code);
  if (!owner.finding) owner.finding = told;
  else
    owner.children.push({
      ...field("Bytes", preview(bytes.subarray(found.start, found.end)), found.start, found.end, http1Findings[found.code].source),
      finding: told,
    });
}
