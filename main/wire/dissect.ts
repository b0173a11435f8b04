/** From recorded bytes to messages. Which dissectors there are is said here and nowhere else. */
import type { Field, LimitHit, Message, Micros, StepRecord, TranscriptEvent } from "../contract/index.ts";
import { bytesProtocol } from "./bytes/bytes.ts";
import { http1 } from "./http1/http1.ts";
import { conversations, seenAt, type Capture, type Conversation } from "./capture.ts";
import type { Piece, Protocol } from "./protocol.ts";

/** The first that claims a conversation reads it; the last claims all. */
export const protocols: readonly Protocol[] = [http1, bytesProtocol];

/** Most messages of one run; more are left out and named in `limits`. */
export const maxMessages = 10_000;

export interface Dissection {
  /** In the order in which their last byte was seen; a message's id is its index. */
  messages: Message[];
  /** In the order of time. */
  events: TranscriptEvent[];
  limits: LimitHit[];
}

/** Never throws, whatever the bytes are. `steps` decide which attempt and step a message belongs to. */
export function dissect(capture: Capture, steps: readonly StepRecord[] = []): Dissection {
  const found: { message: Message; piece: Piece; key: string }[] = [];
  for (const conversation of conversations(capture)) {
    const protocol = protocols.find((candidate) => candidate.claims(conversation))!;
    const pieces = protocol.pieces(conversation);
    for (const [index, piece] of pieces.entries()) {
      const request = piece.request === null ? null : pieces[piece.request]!;
      const step = stepOf(request ?? piece, conversation, steps);
      found.push({ message: messageOf(piece, conversation, step), piece, key: `${conversation.flow.id}:${index}` });
    }
  }
  found.sort((a, b) => a.message.at - b.message.at || a.message.flow - b.message.flow);
  const ids = new Map(found.map(({ key }, id) => [key, id]));
  const messages = found.map(({ message, piece }, id) => ({
    ...message,
    id,
    request: piece.request === null ? null : ids.get(`${message.flow}:${piece.request}`)!,
  }));
  const limits = [...capture.limits];
  if (messages.length > maxMessages) limits.push({ limit: "messages", value: maxMessages, at: messages[maxMessages]!.at });
  return { messages: messages.slice(0, maxMessages), events: [...capture.events].sort((a, b) => a.at - b.at), limits };
}

/** The field tree of one message; `bytes` are those of its range. */
export function fieldsOf(message: Pick<Message, "protocol" | "value">, bytes: Uint8Array): Field[] {
  return protocolOf(message).fields(message, bytes);
}

/** Who reads a message's bytes again. */
export function protocolOf(message: Pick<Message, "protocol">): Protocol {
  return protocols.find((candidate) => candidate.id === message.protocol) ?? bytesProtocol;
}

function messageOf(piece: Piece, { flow, streams }: Conversation, step: StepRecord | undefined): Message {
  const stream = streams[piece.stream];
  return {
    id: 0,
    flow: flow.id,
    by: stream.by,
    to: stream.to,
    at: seenAt(stream, piece.to),
    protocol: piece.protocol,
    stream: null,
    summary: piece.summary,
    detail: piece.detail,
    notes: piece.notes,
    range: { flow: flow.id, by: stream.by, from: piece.from, to: piece.to },
    inside: null,
    encrypted: false,
    request: null,
    attempt: step?.attempt ?? 1,
    step: step?.n ?? 0,
    value: piece.value,
  };
}

/** The last step begun before the piece's first byte was seen; a step of its own sender goes before others'. */
function stepOf(piece: Piece, { streams }: Conversation, steps: readonly StepRecord[]): StepRecord | undefined {
  const { by } = streams[piece.stream];
  const at: Micros = seenAt(streams[piece.stream], piece.from + 1);
  const begun = steps.filter((step) => step.at <= at);
  return begun.findLast((step) => step.host === by) ?? begun.at(-1);
}
