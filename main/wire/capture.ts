/**
 * What the taps of a run recorded: the only thing that dissection reads. Plain value; built by the lab,
 * by the simulated network, or from a capture file.
 */
import type { Chunk, Flow, HostName, LimitHit, Micros, StepRecord, TranscriptEvent, TranscriptHost } from "../contract/index.ts";

export interface Capture {
  hosts: TranscriptHost[];
  /** A flow joins two different hosts: a direction is named by its sender. */
  flows: Flow[];
  /**
   * In the order of `at`. `by` is always the host that *sent* the bytes: a tap at the sender records "write", a tap at
   * the receiver records "read" of the same bytes. Where a direction has both, its stream is made of the writes.
   */
  chunks: Chunk[];
  events: TranscriptEvent[];
  /** Budgets that ended the recording early. */
  limits: LimitHit[];
}

/** One direction of a flow: its bytes in order and when they were seen. */
export interface Stream {
  by: HostName;
  to: HostName;
  bytes: Uint8Array;
  /** Chunk borders: `end` (exclusive) was reached at `at`. Ascending; the last `end` is `bytes.length`. */
  marks: { end: number; at: Micros }[];
}

/** Both directions of a flow, the opener's first. */
export interface Conversation {
  flow: Flow;
  streams: readonly [Stream, Stream];
}

export function conversations(capture: Capture): Conversation[] {
  const chunksOfFlow = new Map<number, Chunk[]>();
  for (const chunk of capture.chunks) {
    const known = chunksOfFlow.get(chunk.flow);
    if (known) known.push(chunk);
    else chunksOfFlow.set(chunk.flow, [chunk]);
  }
  return capture.flows.map((flow) => {
    const chunks = chunksOfFlow.get(flow.id) ?? [];
    return { flow, streams: [streamFrom(chunks, flow.from.host, flow.to.host), streamFrom(chunks, flow.to.host, flow.from.host)] };
  });
}

/** The bytes of one direction, in order: what `StreamRange` counts in. Empty where nothing was seen. */
export function streamBytes(capture: Pick<Capture, "chunks">, flow: number, by: HostName): Uint8Array {
  return streamFrom(
    capture.chunks.filter((chunk) => chunk.flow === flow),
    by,
    "",
  ).bytes;
}

/** Bytes seen by flow and sender, in the order of the flows. */
export function streamSizes(capture: Capture): { flow: number; by: HostName; bytes: number }[] {
  return conversations(capture).flatMap(({ flow, streams }) => streams.map((stream) => ({ flow: flow.id, by: stream.by, bytes: stream.bytes.length })));
}

/** When the byte before offset `end` had been seen: the first chunk that reaches it. 0 on an empty stream. */
export function seenAt(stream: Stream, end: number): Micros {
  let low = 0;
  let high = stream.marks.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stream.marks[middle]!.end >= end) high = middle;
    else low = middle + 1;
  }
  return stream.marks[low]?.at ?? 0;
}

const imfFixdate = /(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT/g;
/** As long as every IMF-fixdate, so that offsets stay. */
const sameDate = "Thu, 01 Jan 1970 00:00:00 GMT";

/**
 * The same capture without what differs from run to run, for comparison with a golden one: times become ranks, ports of
 * clients 40000 + flow, real ports vanish, reads beside writes are dropped, dates and the `random` texts (planned tags,
 * tokens) become texts of equal length. Offsets are kept.
 */
export function normalised(capture: Capture, steps: readonly StepRecord[], random: readonly string[] = []): { capture: Capture; steps: StepRecord[] } {
  const chunks = capture.flows.flatMap((flow) => {
    const own = capture.chunks.filter((chunk) => chunk.flow === flow.id);
    return [...chosen(own, flow.from.host), ...chosen(own, flow.to.host)];
  });
  const times = [...chunks, ...capture.events, ...capture.limits, ...steps].map((seen) => seen.at);
  for (const flow of capture.flows) times.push(flow.openedAt, ...(flow.endedAt === null ? [] : [flow.endedAt]));
  const ranks = new Map([...new Set(times)].sort((a, b) => a - b).map((time, rank) => [time, rank]));
  const rank = (time: Micros) => ranks.get(time)!;
  const same = (text: string) =>
    random.reduce((now, value) => (value === "" ? now : now.replaceAll(value, "x".repeat(value.length))), text).replace(imfFixdate, sameDate);
  return {
    capture: {
      hosts: capture.hosts,
      flows: capture.flows.map((flow) => ({
        ...flow,
        from: { ...flow.from, port: 40_000 + flow.id },
        openedAt: rank(flow.openedAt),
        endedAt: flow.endedAt === null ? null : rank(flow.endedAt),
        real: null,
      })),
      chunks: chunks.map((chunk) => ({ ...chunk, at: rank(chunk.at), bytes: bytesOfLatin1(same(latin1(chunk.bytes))) })).sort((a, b) => a.at - b.at),
      events: capture.events.map((event) => ({ ...event, at: rank(event.at), value: same(event.value) })),
      limits: capture.limits.map((hit) => ({ ...hit, at: rank(hit.at) })),
    },
    steps: steps.map((step) => ({ ...step, at: rank(step.at), text: same(step.text) })),
  };
}

/** Each byte as the character of the same number: every byte sequence has one text and comes back unchanged. */
export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    const part: ArrayLike<number> = bytes.subarray(at, at + 8192);
    // Not `...part`: that goes through an iterator, three times as slow.
    text += String.fromCharCode.apply(null, part as number[]);
  }
  return text;
}

export function bytesOfLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function streamFrom(chunks: readonly Chunk[], by: HostName, to: HostName): Stream {
  const own = chosen(chunks, by);
  const [only] = own;
  if (only !== undefined && own.length === 1) return { by, to, bytes: only.bytes, marks: [{ end: only.bytes.length, at: only.at }] };
  const bytes = new Uint8Array(own.reduce((sum, chunk) => sum + chunk.bytes.length, 0));
  const marks: Stream["marks"] = [];
  let end = 0;
  for (const chunk of own) {
    bytes.set(chunk.bytes, end);
    end += chunk.bytes.length;
    marks.push({ end, at: chunk.at });
  }
  return { by, to, bytes, marks };
}

/** The chunks that make up one direction: what the sender's tap saw, or the receiver's where the sender had none. Lost segments never arrived. */
function chosen(chunks: readonly Chunk[], by: HostName): Chunk[] {
  const own = chunks.filter((chunk) => chunk.by === by && !chunk.lost && chunk.bytes.length > 0);
  const sent = own.filter((chunk) => chunk.observed !== "read");
  return sent.length > 0 ? sent : own;
}
