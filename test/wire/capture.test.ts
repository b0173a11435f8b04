import { describe, expect, test } from "vitest";
import type { StepRecord } from "../../main/contract/index.ts";
import { bytesOfLatin1, latin1, normalised, streamBytes, streamSizes, type Capture } from "../../main/wire/capture.ts";
import { dissect, maxMessages } from "../../main/wire/dissect.ts";
import { captureOf } from "./conversation.ts";

const step = (n: number, attempt: number, host: string, at: number): StepRecord => ({
  n,
  attempt,
  host,
  by: "deck",
  text: "",
  at,
  accepted: true,
  refusedBy: null,
});
const get = "GET / HTTP/1.1\r\nHost: o\r\n\r\n";
const ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

describe("a capture's streams", () => {
  const both: Capture = captureOf([]);
  both.chunks = [
    { flow: 0, by: "client", at: 1, bytes: bytesOfLatin1("ab"), observed: "write" },
    { flow: 0, by: "client", at: 2, bytes: bytesOfLatin1("a"), observed: "read" },
    { flow: 0, by: "client", at: 3, bytes: bytesOfLatin1("b"), observed: "read" },
    { flow: 0, by: "origin", at: 4, bytes: bytesOfLatin1("c"), observed: "read" },
    { flow: 0, by: "origin", at: 5, bytes: bytesOfLatin1("x"), observed: "segment", lost: true },
  ];

  test("are made of writes, of reads only where the sender had no tap, never of what was lost", () => {
    expect(latin1(streamBytes(both, 0, "client"))).toBe("ab");
    expect(latin1(streamBytes(both, 0, "origin"))).toBe("c");
    expect(streamSizes(both)).toEqual([
      { flow: 0, by: "client", bytes: 2 },
      { flow: 0, by: "origin", bytes: 1 },
    ]);
  });

  test("every byte comes back from its text", () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    expect(bytesOfLatin1(latin1(all))).toEqual(all);
  });
});

describe("dissection", () => {
  test("gives a message the step and attempt of its sender, and a response those of its request", () => {
    const capture = captureOf([
      ["client", get],
      ["origin", ok],
      ["client", get],
      ["origin", ok],
    ]);
    const { messages } = dissect(capture, [step(1, 1, "client", 50), step(2, 2, "client", 250), step(3, 2, "origin", 390)]);
    expect(messages.map(({ attempt, step: n, at }) => [attempt, n, at])).toEqual([
      [1, 1, 100],
      [1, 1, 200],
      [2, 2, 300],
      [2, 2, 400],
    ]);
  });

  test.each([
    { count: maxMessages, limits: 0 },
    { count: maxMessages + 1, limits: 1 },
  ])("of $count messages hits $limits limits", ({ count, limits }) => {
    const dissection = dissect(captureOf([["client", get.repeat(count)]]));
    expect(dissection.messages.length).toBe(maxMessages);
    expect(dissection.limits.map(({ limit }) => limit)).toEqual(Array.from({ length: limits }, () => "messages"));
  });
});

describe("two runs of the same exchange", () => {
  const run = (start: number, port: number, tag: string, date: string) => {
    const capture = captureOf(
      [
        ["client", get],
        ["origin", `HTTP/1.1 200 OK\r\nDate: ${date}\r\nETag: "${tag}"\r\nContent-Length: 0\r\n\r\n`],
      ],
      { openedAt: start, endedAt: start + 5000, from: { host: "client", address: "192.0.2.10", port }, real: { fromPort: port, toPort: port + 1 } },
    );
    for (const chunk of capture.chunks) chunk.at += start;
    return normalised(capture, [step(1, 1, "client", start + 10)], [tag]);
  };

  test("are equal once normalised, and their messages keep their places", () => {
    const one = run(3, 50_123, "a1b2c3", "Fri, 20 Nov 2026 17:05:28 GMT");
    const other = run(900, 61_000, "ffee00", "Sat, 21 Nov 2026 08:00:01 GMT");
    expect(one).toEqual(other);
    expect(dissect(one.capture, one.steps).messages.map(({ summary, at, step: n }) => [summary, at, n])).toEqual([
      ["GET /", 2, 1],
      ["200 OK", 3, 1],
    ]);
    expect(latin1(one.capture.chunks[1]!.bytes)).toContain('Date: Thu, 01 Jan 1970 00:00:00 GMT\r\nETag: "xxxxxx"');
  });
});
