/** Records what the taps see. Its value is plain data; wire.dissect reads it. */
import type { Chunk, End, Flow, HostName, LimitHit, Micros, StepRecord, TranscriptEvent, TranscriptHost } from "../contract/index.ts";
import type { Capture } from "../wire/capture.ts";
import type { LabClock } from "./clock.ts";
import { LimitReached, type RunLimits } from "./limits.ts";

/** One direction of a flow, by its sender. */
export interface Direction {
  written: number;
  read: number;
  finSent: boolean;
  finSeen: boolean;
  /** Its reader has stopped reading (back-pressure): what is on its way stays there. */
  held: boolean;
}

export class CaptureWriter {
  readonly flows: Flow[] = [];
  readonly chunks: Chunk[] = [];
  readonly events: TranscriptEvent[] = [];
  readonly steps: StepRecord[] = [];
  readonly limitHits: LimitHit[] = [];
  readonly #clock: LabClock;
  readonly #limits: RunLimits;
  /** Called once, at the first limit that is hit: the run stops. */
  readonly #onLimit: (limit: LimitReached) => void;
  /** False in the foreground, where nobody reads what was seen. */
  readonly #records: boolean;
  #bytes = 0;

  constructor(clock: LabClock, limits: RunLimits, onLimit: (limit: LimitReached) => void, records = true) {
    this.#clock = clock;
    this.#limits = limits;
    this.#onLimit = onLimit;
    this.#records = records;
  }

  value(hosts: TranscriptHost[]): Capture {
    return { hosts, flows: this.flows, chunks: this.chunks, events: this.events, limits: this.limitHits };
  }

  now(): Micros {
    return this.#clock.micros();
  }

  /** A connection is being opened. Throws `LimitReached` beyond the run's connections. */
  opening(from: End, to: End): Flow {
    if (this.flows.length >= this.#limits.connections) throw this.hit("connections", this.#limits.connections);
    const flow: Flow = { id: this.flows.length, transport: "tcp", from, to, openedAt: this.now(), endedAt: null, ended: "open", real: null };
    if (this.#records) this.flows.push(flow);
    return flow;
  }

  ended(flow: Flow, how: Flow["ended"]): void {
    // A reset after the end of the stream is seen by programs too; the first ending is what the learner was told.
    if (flow.ended !== "open") return;
    flow.ended = how;
    flow.endedAt = this.now();
  }

  /** `by` is the sender, whichever side saw it. Copies: callers may use their buffers again. */
  saw(flow: Flow, by: HostName, bytes: Uint8Array, observed: "write" | "read"): void {
    if (!this.#records) return;
    if (observed === "write") {
      this.#bytes += bytes.length;
      if (this.#bytes > this.#limits.bytes) throw this.hit("bytes", this.#limits.bytes);
    }
    if (this.chunks.length >= this.#limits.chunks) throw this.hit("chunks", this.#limits.chunks);
    this.chunks.push({ flow: flow.id, by, at: this.now(), bytes: new Uint8Array(bytes), observed });
  }

  event(event: Omit<TranscriptEvent, "at">): void {
    if (this.#records) this.events.push({ at: this.now(), ...event });
  }

  step(record: Omit<StepRecord, "n" | "at">): StepRecord {
    const step: StepRecord = { n: this.steps.length + 1, at: this.now(), ...record };
    this.steps.push(step);
    return step;
  }

  hit(limit: keyof RunLimits, value: number): LimitReached {
    const reached = new LimitReached(limit, value);
    if (this.limitHits.length === 0) {
      this.limitHits.push({ limit, value, at: this.now() });
      for (const flow of this.flows) this.ended(flow, "budget");
      this.#onLimit(reached);
    }
    return reached;
  }
}
