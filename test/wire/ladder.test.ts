import { describe, expect, test } from "vitest";
import type { TranscriptEvent } from "../../main/contract/index.ts";
import { dissect } from "../../main/wire/dissect.ts";
import { ladder, rowHeightsPx, timeIn, unitFor, type LadderRow } from "../../main/wire/ladder.ts";
import { captureOf, type Said } from "./conversation.ts";

const said: Said[] = [
  ["client", "GET / HTTP/1.1\r\nHost: o\r\nRange: bytes=0-1\r\n\r\n"],
  ["origin", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"],
];
const event = (kind: TranscriptEvent["kind"], at: number, value: string): TranscriptEvent => ({
  kind,
  at,
  host: "origin",
  name: kind,
  value,
  source: "application",
});

function source(flow: Parameters<typeof captureOf>[1] = {}, events: TranscriptEvent[] = []) {
  const capture = { ...captureOf(said, flow), events };
  return { ...capture, messages: dissect(capture).messages, wire: "real" as const };
}

const word = (row: LadderRow) => {
  if (row.kind === "message") return `${row.time} ${row.tag} ${row.label} ${row.from}→${row.to} ${row.state}`;
  if (row.kind === "ended") return `${row.time} ended ${row.how}`;
  if (row.kind === "clock") return `clock ${row.moved}`;
  return row.kind === "event" ? `${row.event} ${row.lane} ${row.value}` : `${row.time} opened`;
};

describe("a ladder", () => {
  test("has its rows in the order of time, one unit, written once", () => {
    const drawn = ladder(source({ endedAt: 1500 }, [event("clock", 150, "+75 s"), event("state", 160, "BUSY")]));
    expect(drawn.rows.map(word)).toEqual([
      "0.0 ms opened",
      "0.1 HTTP GET / 0→1 plain",
      "clock +75 s",
      "state 1 BUSY",
      "0.2 HTTP 200 OK 1→0 plain",
      "1.5 ended fin",
    ]);
    expect(drawn.lanes).toEqual([
      { host: "client", address: "192.0.2.10:49152" },
      { host: "origin", address: "198.51.100.80:80" },
    ]);
  });

  test("stacks rows without gaps, so that only those in view need be drawn", () => {
    const drawn = ladder(source({}, [event("clock", 150, "+75 s")]));
    let top = 0;
    for (const row of drawn.rows) {
      expect([row.topPx, row.heightPx]).toEqual([top, rowHeightsPx[row.kind]]);
      top += row.heightPx;
    }
    expect(drawn.heightPx).toBe(top);
  });

  test.each(["fin", "reset", "refused", "budget", "open"] as const)("tells how a connection ended: %s", (ended) => {
    const kinds = ladder(source({ ended })).rows.map(word);
    expect(kinds.filter((row) => row.includes("ended"))).toEqual(ended === "open" ? [] : [`${kinds.at(-1)!.split(" ")[0]} ended ${ended}`]);
    expect(kinds.some((row) => row.includes("opened"))).toBe(ended !== "refused");
  });

  test("shows what is planned last and without a time, what was lost or sent again as such, and what is encrypted in a sleeve", () => {
    const base = source({ ended: "open" });
    const [first, second] = base.messages;
    const messages = [
      { ...first!, lost: true as const, encrypted: true },
      { ...first!, resent: true as const, range: { ...first!.range, from: 1 } },
      { ...second!, inside: 0 },
    ];
    const rows = ladder({ ...base, messages }, [{ by: "client", to: "origin", protocol: "tcp", label: "FIN" }]).rows.filter((row) => row.kind === "message");
    expect(rows.map(({ state, sleeve, layer, time }) => [state, sleeve, layer, time === ""])).toEqual([
      ["lost", "locked", "app", false],
      ["retransmitted", "none", "app", false],
      ["plain", "opened", "app", false],
      ["planned", "none", "tcp", true],
    ]);
  });

  test.each([
    { value: "75000 ms", moved: "+75 s" },
    { value: "90000 ms", moved: "+90 s" },
    { value: "120000 ms", moved: "+2 min" },
    { value: "172800000 ms", moved: "+2 d" },
    { value: "1500 ms", moved: "+1500 ms" },
    { value: "0 ms", moved: "+0 ms" },
    { value: "to noon", moved: "to noon" },
  ])("tells that the clock moved by $value as $moved", ({ value, moved }) => {
    const row = ladder(source({}, [event("clock", 150, value)])).rows.find((one) => one.kind === "clock");
    expect(row?.moved).toBe(moved);
  });

  test.each([
    { at: 999, unit: "µs", text: "999" },
    { at: 1000, unit: "ms", text: "1.0" },
    { at: 9_999_999, unit: "ms", text: "10000.0" },
    { at: 10_000_000, unit: "s", text: "10.000" },
  ])("$at µs are told as $text $unit", ({ at, unit, text }) => {
    expect([unitFor(at), timeIn(unitFor(at), at)]).toEqual([unit, text]);
  });
});
