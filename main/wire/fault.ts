/** Where one host's own bytes first went wrong, as its peer took them. */
import type { HostName, Message, Transcript } from "../contract/index.ts";
import { streamBytes } from "./capture.ts";
import { protocolOf } from "./dissect.ts";

export interface Fault {
  /** Index in the transcript's messages. */
  message: number;
  /** From the start of that message's bytes; their length where what is missing should follow. */
  offset: number;
  code: string;
  text: string;
  source: string;
}

/** In the first of the messages (of `by`, chosen by `own`) that its peer did not take for good; null where nothing in its bytes is odd. */
export function firstFault(transcript: Pick<Transcript, "messages" | "chunks">, by: HostName, own: (message: Message) => boolean): Fault | null {
  for (const message of transcript.messages) {
    if (message.by !== by || !own(message) || wasTaken(message, transcript.messages)) continue;
    const { flow, from, to } = message.range;
    const { odd, findings } = protocolOf(message);
    const told = odd(message, streamBytes(transcript, flow, by).subarray(from, to)).map(({ code, start }) => ({ code, start, ...findings[code]! }));
    const worst = told.find(({ level }) => level === "error") ?? told.find(({ level }) => level === "warning");
    if (worst !== undefined) return { message: message.id, offset: worst.start, code: worst.code, text: worst.text, source: worst.source };
  }
  return null;
}

/** A request that got another answer than 4xx or 5xx was understood, however odd its bytes are. */
function wasTaken(message: Message, messages: readonly Message[]): boolean {
  return messages.some(({ request, value }) => request === message.id && value.kind === "response" && value.status >= 200 && value.status < 400);
}
