import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Field, Message } from "../../main/contract/index.ts";
import { bytesOfLatin1, latin1, streamBytes, type Capture } from "../../main/wire/capture.ts";
import { dissect, fieldsOf, protocols } from "../../main/wire/dissect.ts";
import { captureOf, type Said } from "./conversation.ts";

const golden: { name: string; said: Said[] }[] = [
  {
    name: "ranges, chunks, trailers and a HEAD",
    said: [
      ["client", "GET /video HTTP/1.1\r\nHost: o\r\nRange: bytes=0-3\r\n\r\nHEAD /video HTTP/1.1\r\nHost: o\r\n\r\n"],
      ["origin", "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-3/9\r\nContent-Length: 4\r\n\r\nabcdHTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"],
      ["client", "POST /f HTTP/1.1\r\nHost: o\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nT: u\r\n\r\n"],
      ["origin", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"],
    ],
  },
  {
    name: "oddities and an upgrade",
    said: [
      ["client", "\r\nGET  / HTTP/1.1\nHost : o\r\nA: b\r\n c\r\n\r\nGET /ws HTTP/1.1\r\nHost: o\r\nUpgrade: echo\r\n\r\nraw"],
      ["origin", "HTTP/1.1 401\r\nContent-Length: 0, 0\r\n\r\nHTTP/1.1 101 Switching\r\nUpgrade: echo\r\n\r\nraw too"],
    ],
  },
  {
    name: "read until close",
    said: [
      ["client", "GET / HTTP/1.0\r\n\r\n"],
      ["origin", "HTTP/1.0 200 OK\r\nServer: x\r\n\r\nrest of it"],
    ],
  },
];

/** What must hold of every dissection: ranges in order within their stream, values as the bytes, trees within their message. */
function holds(capture: Capture): Message[] {
  const { messages } = dissect(capture);
  for (const by of ["client", "origin"]) {
    const stream = streamBytes(capture, 0, by);
    let reached = 0;
    for (const message of messages.filter((one) => one.by === by).toSorted((a, b) => a.range.from - b.range.from)) {
      expect(message.range.from).toBe(reached);
      expect(message.range.to).toBeGreaterThan(message.range.from);
      reached = message.range.to;
      inside(fieldsOf(message, stream.slice(message.range.from, message.range.to)), 0, message.range.to - message.range.from);
    }
    expect(reached).toBe(stream.length);
  }
  expect(messages.filter(({ request }) => request !== null && messages[request]!.by !== "client")).toEqual([]);
  return messages;
}

function inside(fields: readonly Field[], start: number, end: number): void {
  for (const field of fields) {
    if (field.start < start || field.end > end || field.start > field.end)
      throw new Error(`${field.name} ${field.start}–${field.end} is not within ${start}–${end}`);
    inside(field.children, field.start, field.end);
  }
}

function rechunked(capture: Capture, cut: (chunk: Capture["chunks"][number]) => Uint8Array[]): Capture {
  return { ...capture, chunks: capture.chunks.flatMap((chunk) => cut(chunk).map((bytes) => ({ ...chunk, bytes }))) };
}

const values = (messages: readonly Message[]) =>
  messages.map(({ by, range, summary, detail, request, value }) => ({ by, range, summary, detail, request, value }));

describe.each(golden)("$name", ({ said }) => {
  const capture = captureOf(said);

  test("every byte belongs to one message", () => {
    expect(holds(capture).length).toBeGreaterThan(1);
  });

  test("cut anywhere into two segments, or into single bytes, it is the same", () => {
    const whole = values(dissect(capture).messages);
    for (let at = 0; at < Math.max(...capture.chunks.map((chunk) => chunk.bytes.length)); at += 1) {
      expect(values(dissect(rechunked(capture, ({ bytes }) => [bytes.slice(0, at), bytes.slice(at)])).messages)).toEqual(whole);
    }
    expect(values(dissect(rechunked(capture, ({ bytes }) => Array.from(bytes, (byte) => Uint8Array.of(byte)))).messages)).toEqual(whole);
  });

  test("cut short anywhere, it is never called wrong where the whole isn't", () => {
    const wrong = (messages: readonly Message[]) => messages.flatMap(({ value }) => (value.kind === "opaque" ? [value.reason] : []));
    const known = new Set([...wrong(dissect(capture).messages), "start-line-incomplete"]);
    for (const index of capture.chunks.keys()) {
      for (let length = 0; length <= capture.chunks[index]!.bytes.length; length += 1) {
        const chunks = capture.chunks.slice(0, index + 1).map((chunk, at) => (at === index ? { ...chunk, bytes: chunk.bytes.slice(0, length) } : chunk));
        const reasons = wrong(holds({ ...capture, chunks }));
        for (const reason of reasons) expect(known).toContain(reason);
      }
    }
  });
});

describe("whatever the bytes are", () => {
  const seed = 20_261_120;
  const tokens = [
    "\r\n",
    "\n",
    "\r",
    "\r\n\r\n",
    ":",
    " ",
    "\t",
    "GET / HTTP/1.1\r\n",
    "HTTP/1.1 200 OK\r\n",
    "HTTP/1.1 101 X\r\n\r\n",
    "Content-Length: 3\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Host: o\r\n",
    "0\r\n\r\n",
    "ffffffff\r\n",
    "\0",
    "\xff",
    ";",
    "99999999999999999999",
  ];
  const piece = fc.oneof(
    fc.constantFrom(...tokens),
    fc.string({ maxLength: 6 }).map((text) => latin1(bytesOfLatin1(text))),
  );
  const mutation = fc.record({ which: fc.nat(20), at: fc.nat(400), remove: fc.nat(12), insert: piece });
  const mutated = fc.tuple(fc.constantFrom(...golden), fc.array(mutation, { minLength: 1, maxLength: 4 }), fc.constantFrom("fin", "open", "reset", "budget"));

  test(`10,000 mutations neither break nor stall any dissector (seed ${seed})`, () => {
    expect(protocols.length).toBeGreaterThan(1);
    fc.assert(
      fc.property(mutated, ([{ said }, mutations, ended]) => {
        const now = said.map(([by, text]): [Said[0], string] => [by, text]);
        for (const { which, at, remove, insert } of mutations) {
          const turn = now[which % now.length]!;
          const place = at % (turn[1].length + 1);
          turn[1] = turn[1].slice(0, place) + insert + turn[1].slice(place + remove);
        }
        const capture = captureOf(now, { ended });
        holds(capture);
        for (const protocol of protocols) {
          for (const one of [capture, captureOf(now, { ended, to: { host: "origin", address: "198.51.100.80", port: 25 } })]) {
            const { streams, flow } = {
              flow: one.flows[0]!,
              streams: ["client", "origin"].map((by) => ({ by, to: by === "client" ? "origin" : "client", bytes: streamBytes(one, 0, by), marks: [] })),
            };
            protocol.pieces({ flow, streams: [streams[0]!, streams[1]!] });
          }
        }
      }),
      { numRuns: 10_000, seed },
    );
  });

  test("many small messages and many chunks take time in proportion to their bytes", () => {
    const requests = "GET / HTTP/1.1\r\n\r\n".repeat(9000);
    expect(dissect(captureOf([["client", requests]])).messages.length).toBe(9000);
    const chunks = `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${"1\r\nx\r\n".repeat(50_000)}0\r\n\r\n`;
    const messages = holds(
      captureOf([
        ["client", "GET / HTTP/1.1\r\n\r\n"],
        ["origin", chunks],
      ]),
    );
    expect(messages[1]!.value).toMatchObject({ complete: true });
  });
});
