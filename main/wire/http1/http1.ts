/** HTTP/1.1 on one connection: requests and responses paired, interim responses, pipelining, upgrades and tunnels. */
import type { HttpHeader, HttpRequest, HttpResponse } from "../../contract/index.ts";
import { opaque, turns } from "../bytes/bytes.ts";
import { latin1, seenAt, type Conversation } from "../capture.ts";
import type { Piece, Protocol } from "../protocol.ts";
import { count } from "../quantity.ts";
import { messageFields, oddities } from "./fields.ts";
import { http1Findings, type FindingCode } from "./findings.ts";
import { layoutAt, type Layout } from "./layout.ts";
import type { FieldLine, Section } from "./lines.ts";
import { maxSummaryLength, oneLine } from "./text.ts";

const ports = new Set([80, 8000, 8008, 8080, 8081, 8082, 8888]);
const id = "http/1.1";

export const http1: Protocol = {
  id,
  claims: ({ flow, streams: [client, server] }) =>
    flow.transport === "tcp" &&
    (ports.has(flow.to.port) ||
      /^[A-Z]{3,16} [^ \r\n]+ HTTP\//.test(latin1(client.bytes.subarray(0, 2048))) ||
      /^HTTP\/\d/.test(latin1(server.bytes.subarray(0, 6)))),
  pieces: (conversation) => exchange(conversation),
  fields: messageFields,
  odd: oddities,
  findings: http1Findings,
};

/** A conversation while it is read: how far, and what was found. */
interface Exchange {
  conversation: Conversation;
  pieces: Piece[];
  at: [number, number];
}

/**
 * Requests are read only when a response asks for one, because the response decides what the client's following bytes
 * are: the next request, another protocol (101), or a tunnel (2xx to CONNECT).
 */
function exchange(conversation: Conversation): Piece[] {
  const [, server] = conversation.streams;
  const state: Exchange = { conversation, pieces: [], at: [0, 0] };
  let request: number | null = null;
  let mayHaveContent = true;
  while (state.at[1] < server.bytes.length) {
    request ??= nextRequest(state, seenAt(server, state.at[1] + 1));
    const method = methodOf(request === null ? undefined : state.pieces[request]);
    const reading = layoutAt(server.bytes, state.at[1], { kind: "response", method, closed: conversation.flow.ended === "fin" });
    if (!reading.ok) {
      rest(state, 1, reading.reason === "status-line-invalid" && !mayHaveContent ? "content-forbidden" : reading.reason);
      break;
    }
    const { layout } = reading;
    const status = layout.startLine.kind === "response" ? layout.startLine.status : 0;
    state.pieces.push({ ...piece(1, layout, server.bytes), request });
    state.at[1] = layout.end;
    if (layout.unreadable) rest(state, 1, layout.unreadable);
    if (layout.complete && (status === 101 || (method === "CONNECT" && status >= 200 && status < 300))) {
      return [...state.pieces, ...turns(conversation, state.at, status === 101 ? "upgraded" : "tunnel")];
    }
    mayHaveContent = !(layout.framing.kind === "none" && layout.framing.forbidden);
    if (status >= 200) request = null;
  }
  while (nextRequest(state, Infinity) !== null);
  return state.pieces;
}

/** Reads the next request whose first byte was seen by `before`; gives its index, or null where there is none. */
function nextRequest(state: Exchange, before: number): number | null {
  const [client] = state.conversation.streams;
  const start = state.at[0];
  if (start >= client.bytes.length || seenAt(client, start + 1) > before) return null;
  const reading = layoutAt(client.bytes, start, { kind: "request", method: "", closed: false });
  const index = state.pieces.length;
  if (!reading.ok) {
    rest(state, 0, reading.reason);
    return index;
  }
  state.pieces.push(piece(0, reading.layout, client.bytes));
  state.at[0] = reading.layout.end;
  if (reading.layout.unreadable) rest(state, 0, reading.layout.unreadable);
  return index;
}

/** Everything that one side still says, as bytes. */
function rest(state: Exchange, stream: 0 | 1, reason: FindingCode): void {
  const from = state.at[stream];
  const to = state.conversation.streams[stream].bytes.length;
  state.at[stream] = to;
  if (from === to) return;
  const bytes = opaque(state.conversation, stream, from, to, id, reason);
  state.pieces.push({ ...bytes, detail: reason === "start-line-incomplete" ? "incomplete" : "not HTTP" });
}

function methodOf(request: Piece | undefined): string {
  return request?.value.kind === "request" ? request.value.method : "";
}

function piece(stream: 0 | 1, layout: Layout, bytes: Uint8Array): Piece {
  const value = valueOf(layout, bytes);
  const summary = value.kind === "request" ? `${value.method} ${value.target}` : `${value.status} ${value.reason}`;
  return {
    stream,
    from: layout.start,
    to: layout.end,
    protocol: id,
    summary: oneLine(summary.trim(), maxSummaryLength),
    detail: detailOf(value),
    notes: notesOf(value),
    request: null,
    value,
  };
}

function valueOf(layout: Layout, bytes: Uint8Array): HttpRequest | HttpResponse {
  const { startLine, complete } = layout;
  const shared = {
    headers: headersOf(layout.headers),
    body: contentOf(layout, bytes),
    trailers: layout.chunks?.trailers ? headersOf(layout.chunks.trailers) : [],
    complete,
  };
  if (startLine.kind === "request") return { kind: "request", method: startLine.method, target: startLine.target, version: startLine.version, ...shared };
  return { kind: "response", status: startLine.status, reason: startLine.reason, version: startLine.version, ...shared };
}

function headersOf(section: Section): HttpHeader[] {
  return section.lines.filter((line: FieldLine) => line.colon).map(({ name, value }) => ({ name, value }));
}

function contentOf(layout: Layout, bytes: Uint8Array): Uint8Array {
  if (!layout.chunks) return bytes.subarray(layout.contentStart, layout.contentEnd);
  const { chunks } = layout.chunks;
  const content = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.dataEnd - chunk.dataStart, 0));
  let at = 0;
  for (const chunk of chunks) {
    content.set(bytes.subarray(chunk.dataStart, chunk.dataEnd), at);
    at += chunk.dataEnd - chunk.dataStart;
  }
  return content;
}

function detailOf(value: HttpRequest | HttpResponse): string {
  const interim = value.kind === "response" && value.status < 200;
  const content = value.body.length === 0 && (value.kind === "request" || interim) ? "" : `${count(value.body.length, "B")} content`;
  if (value.complete) return content;
  return content === "" ? "incomplete" : `${content}, incomplete`;
}

/** Fields that say why a request was sent or what a response means. At most two stand beside an arrow. */
const notable = {
  request: [
    "range",
    "if-range",
    "if-match",
    "if-none-match",
    "if-modified-since",
    "if-unmodified-since",
    "expect",
    "upgrade",
    "transfer-encoding",
    "authorization",
    "accept",
    "content-type",
  ],
  response: ["content-range", "location", "retry-after", "allow", "www-authenticate", "upgrade", "etag", "vary", "content-type"],
} as const;
const maxNotes = 2;
const maxNoteLength = 60;

function notesOf(value: HttpRequest | HttpResponse): string[] {
  const order: readonly string[] = notable[value.kind];
  const told = value.headers
    .map((header) => ({ header, place: order.indexOf(header.name.toLowerCase()) }))
    .filter(({ place }) => place >= 0)
    .sort((a, b) => a.place - b.place)
    .map(({ header }) => oneLine(`${header.name}: ${header.value}`, maxNoteLength));
  return [...new Set(told)].slice(0, maxNotes);
}
