/** Scripted runs against an origin: real bytes, dissected by the product's own dissector. */
import type { Chunk, Field, Transcript, TranscriptView } from "../../main/contract/index.ts";
import { transcriptView } from "../../main/study/transcript-view.ts";
import { bytesOfLatin1, streamBytes, type Capture } from "../../main/wire/capture.ts";
import { dissect, fieldsOf } from "../../main/wire/dissect.ts";

export interface SampleRun {
  view: TranscriptView;
  fields(message: number): Field[];
  bytes(flow: number, by: string, from: number, to: number): { bytes: Uint8Array; total: number };
}

const date = "Date: Fri, 20 Nov 2026 17:05:28 GMT\r\n";
const get = "GET /style.css HTTP/1.1\r\nHost: www.test\r\n";
const exchanges = {
  "304": [
    ["client", 200, `${get}\r\n`],
    [
      "origin",
      600,
      `HTTP/1.1 200 OK\r\n${date}ETag: "v3-9f2c"\r\nCache-Control: max-age=60\r\nContent-Length: 48\r\n\r\nbody { font: 400 13px/20px Inter; color: black }`,
    ],
    ["client", 900, `${get}If-None-Match: "v3-9f2c"\r\n\r\n`],
    ["origin", 1200, `HTTP/1.1 304 Not Modified\r\n${date}ETag: "v3-9f2c"\r\nCache-Control: max-age=60\r\nVary: Accept-Encoding\r\n\r\n`],
  ],
} as const;

export function sampleRun(name: keyof typeof exchanges): SampleRun {
  const hosts = [
    { name: "client", address: "192.0.2.10", hostname: "", role: "A client" },
    { name: "origin", address: "198.51.100.20", hostname: "www.test", role: "An origin server" },
  ];
  const chunks = exchanges[name].map(([by, at, text]): Chunk => ({ flow: 0, by, at, bytes: bytesOfLatin1(text), observed: "write" }));
  const capture: Capture = {
    hosts,
    flows: [
      {
        id: 0,
        transport: "tcp",
        from: { host: "client", address: "192.0.2.10", port: 49_822 },
        to: { host: "origin", address: "198.51.100.20", port: 80 },
        openedAt: 0,
        endedAt: 1300,
        ended: "fin",
        real: { fromPort: 49_822, toPort: 8081 },
      },
    ],
    chunks,
    events: [{ at: 750, kind: "clock", host: "lab", name: "clock", value: "+75 s", source: "simulated" }],
    limits: [],
  };
  const { messages, events, limits } = dissect(capture);
  const transcript: Transcript = {
    ...capture,
    version: 1,
    scenario: "http/origin",
    seed: "sample",
    wire: "real",
    startedAtMs: 0,
    messages,
    events,
    limits,
    steps: [],
    cases: [],
    facts: {},
    secrets: [],
  };
  const slice = (flow: number, by: string, from: number, to: number) => streamBytes(transcript, flow, by).slice(from, to);
  return {
    view: transcriptView(transcript),
    fields: (id) => {
      const message = messages[id];
      return message === undefined ? [] : fieldsOf(message, slice(message.flow, message.by, message.range.from, message.range.to));
    },
    bytes: (flow, by, from, to) => ({ bytes: slice(flow, by, from, to), total: streamBytes(transcript, flow, by).length }),
  };
}
