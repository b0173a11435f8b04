/**
 * Everything a run saw. A transcript (with its secrets) is the only input of verdict, ladder, fields, hex and pcapng.
 * The CEL environment, its completion and its documentation are generated from these shapes (exercise/environment.ts).
 */

/** Microseconds since the start of the run, monotonic. */
export type Micros = number;
export type HostName = string;

export interface TranscriptHost {
  name: HostName;
  /** Lab address, e.g. 192.0.2.10. */
  address: string;
  /** `.test` name, where it has one. */
  hostname: string;
  role: string;
}

export interface End {
  host: HostName;
  address: string;
  port: number;
}

export interface Flow {
  id: number;
  transport: "tcp" | "udp" | "link";
  /** The side that opened it. */
  from: End;
  to: End;
  openedAt: Micros;
  endedAt: Micros | null;
  /** How it ended, as the learner's (or first acting) side saw it. */
  ended: "open" | "fin" | "reset" | "refused" | "budget";
  /** Where it really ran: loopback ports. Null in the simulated network. */
  real: { fromPort: number; toPort: number } | null;
}

export interface Chunk {
  flow: number;
  by: HostName;
  at: Micros;
  bytes: Uint8Array;
  /** What was seen: writes and reads on real sockets, segments and frames only in the simulated network. */
  observed: "write" | "read" | "segment" | "frame";
  lost?: true;
  resent?: true;
}

/** Offsets in one direction's byte stream of a flow; `to` is exclusive. */
export interface StreamRange {
  flow: number;
  by: HostName;
  from: number;
  to: number;
}

export interface HttpHeader {
  name: string;
  value: string;
}

export interface HttpRequest {
  kind: "request";
  method: string;
  target: string;
  version: string;
  headers: HttpHeader[];
  body: Uint8Array;
  trailers: HttpHeader[];
  /** False where the connection ended before the message did. */
  complete: boolean;
}

export interface HttpResponse {
  kind: "response";
  status: number;
  reason: string;
  version: string;
  headers: HttpHeader[];
  body: Uint8Array;
  trailers: HttpHeader[];
  complete: boolean;
}

/** Bytes that no dissector could read, with the reason. */
export interface OpaqueMessage {
  kind: "opaque";
  reason: string;
  bytes: Uint8Array;
}

export type MessageValue = HttpRequest | HttpResponse | OpaqueMessage;

export interface Message {
  id: number;
  flow: number;
  by: HostName;
  to: HostName;
  /** When its last byte was seen. */
  at: Micros;
  /** "http/1.1", "tls", "dns", "bytes" … */
  protocol: string;
  stream: number | null;
  /** One line: "GET /video", "206 Partial Content". */
  summary: string;
  /** A few words beside the arrow: "1,482 B content". */
  detail: string;
  /** Texts worth standing beside the arrow where there is room: `Range: bytes=0-99`. */
  notes?: string[];
  /** Never arrived; sent again. Only where the wire is simulated or recorded. */
  lost?: true;
  resent?: true;
  range: StreamRange;
  /** The record it was decrypted from. */
  inside: number | null;
  encrypted: boolean;
  /** A response's request; null where there is none. */
  request: number | null;
  attempt: number;
  step: number;
  value: MessageValue;
}

export interface TranscriptEvent {
  at: Micros;
  kind: "state" | "clock" | "timer" | "query" | "cookie" | "cache" | "decision" | "fault";
  host: HostName;
  name: string;
  value: string;
  source: "kernel" | "simulated" | "application";
}

export interface StepRecord {
  n: number;
  attempt: number;
  host: HostName;
  /** Who asked for it. */
  by: "deck" | "learner";
  text: string;
  at: Micros;
  accepted: boolean;
  refusedBy: { rule: string; source: string } | null;
}

/** One replay of a scenario's `cases` in attack and defend exercises. */
export interface Case {
  name: string;
  kind: "exploit" | "honest";
  outcome: "served" | "refused" | "broken" | "exploited";
}

export interface LimitHit {
  /** "time", "bytes", "connections", "messages", "chunks" */
  limit: string;
  value: number;
  at: Micros;
}

/** What a scenario knows and states besides the bytes: hosts' own facts under the host's name. */
export type FactValue = string | number | boolean | null | FactValue[] | { [name: string]: FactValue };

export interface Transcript {
  version: 1;
  scenario: string;
  seed: string;
  wire: "real" | "simulated" | "recorded";
  startedAtMs: number;
  hosts: TranscriptHost[];
  flows: Flow[];
  chunks: Chunk[];
  messages: Message[];
  events: TranscriptEvent[];
  steps: StepRecord[];
  cases: Case[];
  facts: Record<string, FactValue>;
  /** NSS key log lines. */
  secrets: string[];
  limits: LimitHit[];
}

/** A transcript as the renderer gets it: no bytes (paged by `run.bytes` and `run.fields`), and nothing that would give the next attempt away. */
export interface TranscriptView extends Omit<Transcript, "chunks" | "messages" | "secrets" | "facts" | "seed"> {
  messages: Omit<Message, "value">[];
  /** Bytes seen by flow and sender, so that panes know their sizes. */
  sizes: { flow: number; by: HostName; bytes: number }[];
}

/** One node of a dissection. Offsets count from the start of the message's bytes; `end` is exclusive. */
export interface Field {
  name: string;
  value: string;
  start: number;
  end: number;
  /** "RFC 9112 §4"; empty where none applies. */
  source: string;
  /** Something odd that teaches. */
  finding?: { level: "note" | "warning" | "error"; code: string; text: string };
  children: Field[];
}
