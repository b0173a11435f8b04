/** The fallback: bytes that no dissector reads. A turn of one side is a message; so is each datagram and frame. */
import type { Field } from "../../contract/index.ts";
import type { Conversation } from "../capture.ts";
import { count } from "../quantity.ts";
import { finding, type Finding, type Piece, type Protocol } from "../protocol.ts";

export const bytesFindings = {
  "no-dissector": { level: "note", text: "No dissector knows this conversation; these are its bytes.", source: "RFC 9293 §3.9.1" },
  upgraded: { level: "note", text: "After 101 the connection speaks another protocol.", source: "RFC 9110 §7.8" },
  tunnel: { level: "note", text: "After a 2xx response to CONNECT the connection is a tunnel.", source: "RFC 9110 §9.3.6" },
} as const satisfies Record<string, Finding>;

export const bytesProtocol: Protocol = {
  id: "bytes",
  claims: () => true,
  pieces: (conversation) => turns(conversation, [0, 0], "no-dissector"),
  fields: (message, bytes) => opaqueFields(bytesFindings, message.value.kind === "opaque" ? message.value.reason : "no-dissector", bytes),
  odd: ({ value }, bytes) => (value.kind === "opaque" ? [{ code: value.reason, start: 0, end: bytes.length }] : []),
  findings: bytesFindings,
};

/** Opaque pieces from the given offsets on: on a stream one for each turn of one side, else one for each chunk. */
export function turns(conversation: Conversation, from: readonly [number, number], reason: keyof typeof bytesFindings): Piece[] {
  const marks = ([0, 1] as const).flatMap((stream) => conversation.streams[stream].marks.map((mark) => ({ stream, ...mark })));
  marks.sort((a, b) => a.at - b.at || a.stream - b.stream || a.end - b.end);
  const ranges: { stream: 0 | 1; from: number; to: number }[] = [];
  const reached: [number, number] = [...from];
  for (const mark of marks) {
    const start = reached[mark.stream];
    if (mark.end <= start) continue;
    const last = ranges.at(-1);
    if (last?.stream === mark.stream && conversation.flow.transport === "tcp") last.to = mark.end;
    else ranges.push({ stream: mark.stream, from: start, to: mark.end });
    reached[mark.stream] = mark.end;
  }
  return ranges.map((range) => opaque(conversation, range.stream, range.from, range.to, "bytes", reason));
}

/** A piece that is shown as bytes. `reason` is a finding of `protocol`. */
export function opaque(conversation: Conversation, stream: 0 | 1, from: number, to: number, protocol: string, reason: string): Piece {
  const bytes = conversation.streams[stream].bytes.slice(from, to);
  return { stream, from, to, protocol, summary: count(to - from, "B"), detail: "", notes: [], request: null, value: { kind: "opaque", reason, bytes } };
}

export function opaqueFields(findings: Readonly<Record<string, Finding>>, reason: string, bytes: Uint8Array): Field[] {
  return [
    {
      name: "Bytes",
      value: count(bytes.length, "B"),
      start: 0,
      end: bytes.length,
      source: findings[reason]?.source ?? "",
      finding: finding(findings, reason),
      children: [],
    },
  ];
}
