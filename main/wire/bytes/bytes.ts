/** The fallback: bytes that no dissector reads. A turn of one side is a message; so is each datagram and frame. */
import type { Field } from "../../contract/index.ts";
import type { Conversation, Stream } from "../capture.ts";
import { count } from "../quantity.ts";
import { finding, type Finding, type Piece, type Protocol } from "../protocol.ts";

export const bytesFindings = {
  "no-dissector": { level: "note", text: "No dissector knows this conversation; these are its bytes.", source: "RFC 9293 §3.9.1" },
} as const satisfies Record<string, Finding>;

export const bytesProtocol: Protocol = {
  id: "bytes",
  claims: () => true,
  pieces: (conversation) => turns(conversation, [0, 0], "no-dissector"),
  fields: (message, bytes) => opaqueFields(bytesFindings, message.value.kind === "opaque" ? message.value.reason : "no-dissector", bytes),
  findings: bytesFindings,
};

/** Opaque pieces from the given offsets on: on a stream one for each turn of one side, else one for each chunk. */
export function turns(conversation: Conversation, from: readonly [number, number], reason: string): Piece[] {
  const marks = ([0, 1] as const).flatMap((stream) => conversation.streams[stream].marks.map((mark) => ({ stream, ...mark })));
  marks.sort((a, b) => a.at - b.at || a.stream - b.stream || a.end - b.end);
  const pieces: Piece[] = [];
  const reached = [...from] as [number, number];
  let last: Piece | undefined;
  for (const mark of marks) {
    const start = reached[mark.stream];
    if (mark.end <= start) continue;
    if (last?.stream === mark.stream && conversation.flow.transport === "tcp") last.to = mark.end;
    else
      pieces.push(
        (last = {
          stream: mark.stream,
          from: start,
          to: mark.end,
          protocol: "bytes",
          summary: "",
          detail: "",
          notes: [],
          request: null,
          value: { kind: "opaque", reason, bytes: new Uint8Array() },
        }),
      );
    reached[mark.stream] = mark.end;
  }
  return pieces.map((piece) => opaque(conversation.streams[piece.stream], piece.stream, piece.from, piece.to, reason));
}

export function opaque(stream: Stream, index: 0 | 1, from: number, to: number, reason: string): Piece {
  const value = { kind: "opaque", reason, bytes: stream.bytes.slice(from, to) } as const;
  return { stream: index, from, to, protocol: "bytes", summary: count(to - from, "B"), detail: "", notes: [], request: null, value };
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
