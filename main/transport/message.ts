/** What one message from a renderer may be. Checked before the contract library sees it, so that nothing malformed reaches its queues. */

/** Longest message, in UTF-16 units (over the socket also in bytes): room for the longest answer (`maxAnswerLength`) with every character escaped as \uHHHH. */
export const maxMessageLength = 6_100_000;
/** Calls of one connection that may be under way at once, event streams among them. */
export const maxCallsAtOnce = 64;
/** Bytes that may wait to be sent to a reader who doesn't read; beyond it the connection ends. */
export const maxUnsentBytes = 32_000_000;

/** May a message of that length still be queued for a reader who has `unsentBytes` waiting? */
export function mayQueue(unsentBytes: number, messageLength: number): boolean {
  return unsentBytes + messageLength <= maxUnsentBytes;
}

const request = 1;
const abort = 4;

/** The contract has no procedure that reads a stream or a file, so a message is text: a request or its cancellation. */
export function isReadable(message: unknown): message is string {
  if (typeof message !== "string" || message.length > maxMessageLength) return false;
  try {
    const envelope: unknown = JSON.parse(message);
    if (typeof envelope !== "object" || envelope === null || !("i" in envelope) || typeof envelope.i !== "string" || envelope.i.length > 64) return false;
    const type = "t" in envelope ? envelope.t : request;
    return type === abort || (type === request && "p" in envelope && isCall(envelope.p));
  } catch {
    return false; // not JSON
  }
}

function isCall(payload: unknown): boolean {
  if (typeof payload !== "object" || payload === null) return false;
  const { u: path, h: headers, m: method } = payload as { u?: unknown; h?: unknown; m?: unknown };
  return typeof path === "string" && /^\/[a-zA-Z]+\/[a-zA-Z]+$/.test(path) && headers === undefined && method === undefined;
}
