/** The one shape of a dissector: bytes in, messages out; and a tree of fields for one message's bytes. */
import type { Field, Message, MessageValue } from "../contract/index.ts";
import type { Conversation } from "./capture.ts";

export interface Protocol {
  /** As in `Message.protocol`. */
  id: string;
  /** Does this conversation look like mine? Asked in the order of the list in dissect.ts. */
  claims(conversation: Conversation): boolean;
  /** Never throws, whatever the bytes are; pieces of one direction don't overlap and stand in order. */
  pieces(conversation: Conversation): Piece[];
  /** The fields of one of its messages; `bytes` are exactly those of `message.range`, offsets count from their start. */
  fields(message: Pick<Message, "value">, bytes: Uint8Array): Field[];
  /** What is odd in one of its messages, in the order of reading: causes before what follows from them. */
  odd(message: Pick<Message, "value">, bytes: Uint8Array): Odd[];
  /** Every finding that its fields can carry, and every reason of its opaque messages, by code. */
  findings: Readonly<Record<string, Finding>>;
}

/** Something odd in the bytes that teaches. Declared once; fields, messages and documentation come from it. */
export interface Finding {
  level: "note" | "warning" | "error";
  /** In English; the renderer translates by code. */
  text: string;
  /** "RFC 9112 §5.1" */
  source: string;
}

/** A finding at its place: offsets from the start of the message's bytes. */
export interface Odd {
  code: string;
  start: number;
  end: number;
}

/** A message as its dissector sees it: what `dissect` adds are ids, times and steps. */
export interface Piece {
  /** Which of the conversation's streams it is in. */
  stream: 0 | 1;
  from: number;
  to: number;
  protocol: string;
  summary: string;
  detail: string;
  /** Texts worth standing beside the arrow: `Range: bytes=0-99`. */
  notes: string[];
  /** Index in the list of pieces of the request that this answers; null where there is none. */
  request: number | null;
  value: MessageValue;
}

export function finding(findings: Readonly<Record<string, Finding>>, code: string): NonNullable<Field["finding"]> {
  const known = findings[code];
  if (!known) throw new Error(`unknown finding ${code}`);
  return { level: known.level, code, text: `${known.text} (${known.source})` };
}
