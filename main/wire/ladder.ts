/** The sequence diagram of a transcript as a list of rows: what is shown, in which order, how tall. Texts are the renderer's. */
import type { Flow, HostName, Message, Micros, TranscriptEvent, TranscriptView } from "../contract/index.ts";

export type LadderSource = Pick<TranscriptView, "hosts" | "flows" | "messages" | "events" | "wire">;

export interface Ladder {
  lanes: Lane[];
  rows: LadderRow[];
  /** Written once, on the first row that has a time. */
  unit: TimeUnit;
  heightPx: number;
}

export interface Lane {
  host: HostName;
  /** Lab address, with the port where the host used only one. */
  address: string;
}

export type TimeUnit = "µs" | "ms" | "s";
export type LadderLayer = "link" | "net" | "tcp" | "tls" | "app";
/** Shape carries the state: dashed, crossed, bracketed, red. Selection is the renderer's. */
export type MessageState = "plain" | "planned" | "lost" | "retransmitted" | "refused";

export type LadderRow = MessageRow | OpenedRow | ClockRow | EventRow | EndedRow;

interface Row {
  /** Stable while a session goes on. */
  key: string;
  at: Micros;
  /** In the ladder's unit; "" where the row has no time of its own. */
  time: string;
  topPx: number;
  heightPx: number;
}

export interface MessageRow extends Row {
  kind: "message";
  /** Its id; null: planned. */
  message: number | null;
  from: number;
  to: number;
  layer: LadderLayer;
  /** "HTTP"; "" where the label says it all. */
  tag: string;
  label: string;
  notes: string[];
  detail: string;
  state: MessageState;
  /** The sleeve around an encrypted message: opened by the key log, or not. */
  sleeve: "none" | "opened" | "locked";
}

/** A connection was opened. `fold` says what stands folded: segments exist only in the simulated network. */
export interface OpenedRow extends Row {
  kind: "opened";
  flow: number;
  from: number;
  to: number;
}

/** The lab's clock was moved: "+75 s". */
export interface ClockRow extends Row {
  kind: "clock";
  moved: string;
}

export interface EventRow extends Row {
  kind: "event";
  event: Exclude<TranscriptEvent["kind"], "clock">;
  lane: number;
  name: string;
  value: string;
}

export interface EndedRow extends Row {
  kind: "ended";
  flow: number;
  from: number;
  to: number;
  how: Exclude<Flow["ended"], "open">;
}

/** A message that the learner has composed and not sent. */
export interface Planned {
  by: HostName;
  to: HostName;
  protocol: string;
  label: string;
}

export const rowHeightsPx = { message: 48, opened: 32, clock: 32, event: 24, ended: 32 } as const satisfies Record<LadderRow["kind"], number>;

const faces: Record<string, { layer: LadderLayer; tag: string }> = {
  "http/1.1": { layer: "app", tag: "HTTP" },
  dns: { layer: "app", tag: "DNS" },
  tls: { layer: "tls", tag: "TLS" },
  tcp: { layer: "tcp", tag: "" },
  bytes: { layer: "tcp", tag: "" },
};

export function ladder(source: LadderSource, planned: readonly Planned[] = []): Ladder {
  const lanes = lanesOf(source, planned);
  const laneOf = new Map(lanes.map((lane, index) => [lane.host, index]));
  const lane = (host: HostName) => laneOf.get(host) ?? 0;
  const rows = [
    ...source.flows.flatMap((flow) => flowRows(flow, lane)),
    ...source.messages.map((message) => messageRow(message, lane)),
    ...source.events.flatMap((event, index) => (laneOf.has(event.host) || event.kind === "clock" ? [eventRow(event, index, lane)] : [])),
  ];
  rows.sort((a, b) => a.at - b.at || rank[a.kind] - rank[b.kind]);
  rows.push(...planned.map((plan, index) => plannedRow(plan, index, rows.at(-1)?.at ?? 0, lane)));
  const unit = unitFor(rows.at(-1)?.at ?? 0);
  let topPx = 0;
  let named = false;
  for (const row of rows) {
    row.topPx = topPx;
    topPx += row.heightPx;
    if (row.kind === "clock" || row.kind === "event" || (row.kind === "message" && row.message === null)) continue;
    row.time = named ? timeIn(unit, row.at) : `${timeIn(unit, row.at)} ${unit}`;
    named = true;
  }
  return { lanes, rows, unit, heightPx: topPx };
}

/** What stands first where two rows have one time. */
const rank: Record<LadderRow["kind"], number> = { opened: 0, clock: 1, message: 2, event: 3, ended: 4 };

/** One unit for all rows, by the last of them: below 1 ms µs, below 10 s ms, else s. */
export function unitFor(last: Micros): TimeUnit {
  if (last < 1000) return "µs";
  return last < 10_000_000 ? "ms" : "s";
}

export function timeIn(unit: TimeUnit, at: Micros): string {
  if (unit === "µs") return String(at);
  return unit === "ms" ? (at / 1000).toFixed(1) : (at / 1_000_000).toFixed(3);
}

function lanesOf(source: LadderSource, planned: readonly Planned[]): Lane[] {
  const taking = new Set<HostName>([...source.flows.flatMap((flow) => [flow.from.host, flow.to.host]), ...planned.flatMap((plan) => [plan.by, plan.to])]);
  return source.hosts
    .filter((host) => taking.has(host.name))
    .map((host) => {
      const ends = source.flows.flatMap((flow) => [flow.from, flow.to]).filter((end) => end.host === host.name);
      const ports = new Set(ends.map((end) => end.port));
      return { host: host.name, address: ports.size === 1 ? `${host.address}:${[...ports][0]}` : host.address };
    });
}

type LaneOf = (host: HostName) => number;

function flowRows(flow: Flow, lane: LaneOf): LadderRow[] {
  const ends = { flow: flow.id, from: lane(flow.from.host), to: lane(flow.to.host), time: "", topPx: 0 };
  const rows: LadderRow[] = [];
  if (flow.transport === "tcp" && flow.ended !== "refused")
    rows.push({ ...ends, kind: "opened", key: `opened-${flow.id}`, at: flow.openedAt, heightPx: rowHeightsPx.opened });
  if (flow.ended !== "open")
    rows.push({ ...ends, kind: "ended", key: `ended-${flow.id}`, at: flow.endedAt ?? flow.openedAt, how: flow.ended, heightPx: rowHeightsPx.ended });
  return rows;
}

function messageRow(message: LadderSource["messages"][number], lane: LaneOf): MessageRow {
  const face = faces[message.protocol] ?? { layer: "app", tag: "" };
  return {
    kind: "message",
    key: `message-${message.flow}-${message.by}-${message.range.from}`,
    at: message.at,
    time: "",
    topPx: 0,
    heightPx: rowHeightsPx.message,
    message: message.id,
    from: lane(message.by),
    to: lane(message.to),
    layer: face.layer,
    tag: face.tag,
    label: message.summary,
    notes: message.notes ?? [],
    detail: message.detail,
    state: stateOf(message),
    sleeve: message.encrypted ? "locked" : message.inside === null ? "none" : "opened",
  };
}

function stateOf(message: Pick<Message, "lost" | "resent">): MessageState {
  if (message.lost) return "lost";
  return message.resent ? "retransmitted" : "plain";
}

function plannedRow(plan: Planned, index: number, at: Micros, lane: LaneOf): MessageRow {
  const face = faces[plan.protocol] ?? { layer: "app", tag: "" };
  const empty = { time: "", topPx: 0, notes: [], detail: "", sleeve: "none" } as const;
  return {
    ...empty,
    notes: [],
    kind: "message",
    key: `planned-${index}`,
    at,
    heightPx: rowHeightsPx.message,
    message: null,
    from: lane(plan.by),
    to: lane(plan.to),
    ...face,
    label: plan.label,
    state: "planned",
  };
}

function eventRow(event: TranscriptEvent, index: number, lane: LaneOf): ClockRow | EventRow {
  const row = { key: `event-${index}`, at: event.at, time: "", topPx: 0 };
  if (event.kind === "clock") return { ...row, kind: "clock", moved: movedText(event.value), heightPx: rowHeightsPx.clock };
  return { ...row, kind: "event", event: event.kind, lane: lane(event.host), name: event.name, value: event.value, heightPx: rowHeightsPx.event };
}

/** "75000 ms" as a person says it: "+75 s". Other texts stay. */
function movedText(value: string): string {
  const milliseconds = Number(/^(\d+) ms$/.exec(value)?.[1] ?? Number.NaN);
  if (Number.isNaN(milliseconds)) return value;
  const unit = clockUnits.find(([, size]) => milliseconds % size === 0 && milliseconds >= size) ?? clockUnits.at(-1)!;
  return `+${milliseconds / unit[1]} ${unit[0]}`;
}

const clockUnits: readonly (readonly [string, number])[] = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1000],
  ["ms", 1],
];
