import { describe, expect, test } from "vitest";
import type { Flow } from "../../main/contract/index.ts";
import { maxChunkSizeDigits } from "../../main/wire/http1/chunked.ts";
import { maxFieldLines } from "../../main/wire/http1/lines.ts";
import { brief, dissected, type Said } from "./conversation.ts";

const get = "GET /a HTTP/1.1\r\nHost: o\r\n\r\n";
const head = "HEAD /a HTTP/1.1\r\nHost: o\r\n\r\n";
const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

const table: { name: string; said: Said[]; flow?: Partial<Flow>; expected: string[] }[] = [
  {
    name: "a request and its response",
    said: [
      ["client", get],
      ["origin", ok],
    ],
    expected: ["client · GET /a", 'origin · 200 OK · "hi" · answers 0'],
  },
  {
    name: "pipelined requests in one segment, their responses in one",
    said: [
      ["client", get + head + get],
      ["origin", `${ok}HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n${ok}`],
    ],
    expected: [
      "client · GET /a",
      "client · HEAD /a",
      "client · GET /a",
      'origin · 200 OK · "hi" · answers 0',
      "origin · 200 OK · answers 1",
      'origin · 200 OK · "hi" · answers 2',
    ],
  },
  {
    name: "one message over several segments",
    said: [
      ["client", "GE"],
      ["client", "T /a HTTP/1.1\r\nHo"],
      ["client", "st: o\r\n\r"],
      ["client", "\n"],
      ["origin", ok],
    ],
    expected: ["client · GET /a", 'origin · 200 OK · "hi" · answers 0'],
  },
  {
    name: "interim responses before the final one",
    said: [
      ["client", "POST /a HTTP/1.1\r\nHost: o\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"],
      ["origin", "HTTP/1.1 100 Continue\r\n\r\n"],
      ["client", "hi"],
      ["origin", `HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${ok}`],
    ],
    expected: ["origin · 100 Continue · answers 1", 'client · POST /a · "hi"', "origin · 103 Early Hints · answers 1", 'origin · 200 OK · "hi" · answers 1'],
  },
  {
    name: "chunks with extensions and trailers",
    said: [
      ["client", get],
      ["origin", 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;a="b"\r\nWiki\r\n5\r\npedia\r\n0\r\nX-Sum: 9\r\n\r\n'],
      ["client", head],
    ],
    expected: ["client · GET /a", 'origin · 200 OK · "Wikipedia" · trailers X-Sum=9 · answers 0', "client · HEAD /a"],
  },
  {
    name: "content that ends with the connection",
    said: [
      ["client", get],
      ["origin", "HTTP/1.0 200 OK\r\n\r\nall of it"],
    ],
    expected: ["client · GET /a", 'origin · 200 OK · "all of it" · answers 0'],
  },
  {
    name: "content cut off by a reset",
    said: [
      ["client", get],
      ["origin", "HTTP/1.0 200 OK\r\n\r\nhalf"],
    ],
    flow: { ended: "reset" },
    expected: ["client · GET /a", 'origin · 200 OK · "half" · incomplete · answers 0'],
  },
  {
    name: "content shorter than announced",
    said: [
      ["client", get],
      ["origin", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"],
    ],
    expected: ["client · GET /a", 'origin · 200 OK · "half" · incomplete · answers 0'],
  },
  {
    name: "304 without content though a length is announced",
    said: [
      ["client", get],
      ["origin", "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n"],
    ],
    expected: ["client · GET /a", "origin · 304 Not Modified · answers 0"],
  },
  {
    name: "bytes after a 204",
    said: [
      ["client", get],
      ["origin", "HTTP/1.1 204 No Content\r\n\r\nnone allowed"],
    ],
    expected: ["client · GET /a", "origin · 204 No Content · answers 0", "origin · 12 B · opaque content-forbidden"],
  },
  {
    name: "content in a response to HEAD",
    said: [
      ["client", head],
      ["origin", ok],
    ],
    expected: ["client · HEAD /a", "origin · 200 OK · answers 0", "origin · 2 B · opaque content-forbidden"],
  },
  {
    name: "an upgrade: both directions change their language at the right byte",
    said: [
      ["client", "GET /chat HTTP/1.1\r\nHost: o\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n"],
      ["origin", "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\nwelcome"],
      ["client", "GET me"],
      ["origin", "HTTP/1.1 no"],
    ],
    expected: [
      "client · GET /chat",
      "origin · 101 Switching Protocols · answers 0",
      "origin · 7 B · opaque upgraded",
      "client · 6 B · opaque upgraded",
      "origin · 11 B · opaque upgraded",
    ],
  },
  {
    name: "a tunnel after CONNECT",
    said: [
      ["client", "CONNECT o:443 HTTP/1.1\r\nHost: o:443\r\n\r\n"],
      ["origin", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"],
      ["client", "\x16\x03\x01"],
    ],
    expected: ["client · CONNECT o:443", "origin · 200 OK · answers 0", "client · 3 B · opaque tunnel"],
  },
  {
    name: "a refused CONNECT is an ordinary response",
    said: [
      ["client", "CONNECT o:443 HTTP/1.1\r\nHost: o:443\r\n\r\n"],
      ["origin", "HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno"],
      ["client", get],
    ],
    expected: ["client · CONNECT o:443", 'origin · 403 No · "no" · answers 0', "client · GET /a"],
  },
  {
    name: "a response that came before any request",
    said: [
      ["origin", "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n"],
      ["client", get],
    ],
    expected: ["origin · 408 Request Timeout", "client · GET /a"],
  },
  {
    name: "a response to an unfinished request",
    said: [
      ["client", "POST /a HTTP/1.1\r\nHost: o\r\nContent-Length: 99\r\n\r\nhalf"],
      ["origin", "HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n"],
    ],
    expected: ['client · POST /a · "half" · incomplete', "origin · 413 Content Too Large · answers 0"],
  },
  {
    name: "no HTTP at all is shown as bytes with the reason, and answered by 400",
    said: [
      ["client", "HELO me\r\n"],
      ["origin", "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"],
    ],
    expected: ["client · 9 B · opaque request-line-invalid", "origin · 400 Bad Request · answers 0"],
  },
  {
    name: "a server that speaks no HTTP",
    said: [
      ["client", get],
      ["origin", "220 ready\r\n"],
    ],
    expected: ["client · GET /a", "origin · 11 B · opaque status-line-invalid"],
  },
  { name: "not enough bytes is not wrong bytes", said: [["client", "GET /a HT"]], expected: ["client · 9 B · opaque start-line-incomplete"] },
  {
    name: "a status line that isn't there yet",
    said: [
      ["client", get],
      ["origin", "HTTP/1.1 20"],
    ],
    expected: ["client · GET /a", "origin · 11 B · opaque start-line-incomplete"],
  },
  { name: "headers that end too early", said: [["client", "GET /a HTTP/1.1\r\nHost: o"]], expected: ["client · GET /a · incomplete"] },
  {
    name: "a length that is no number ends what can be read",
    said: [["client", "POST /a HTTP/1.1\r\nHost: o\r\nContent-Length: two\r\n\r\nhi"]],
    expected: ["client · POST /a", "client · 2 B · opaque framing-unknown"],
  },
  {
    name: "Transfer-Encoding wins over Content-Length, the rest is the next request",
    said: [["client", `POST /a HTTP/1.1\r\nHost: o\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${get}`]],
    expected: ["client · POST /a", "client · GET /a"],
  },
  {
    name: "a broken chunk ends what can be read",
    said: [
      ["client", get],
      ["origin", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\nzz\r\n"],
    ],
    expected: ["client · GET /a", 'origin · 200 OK · "hi" · incomplete · answers 0', "origin · 4 B · opaque chunk-size-invalid"],
  },
  {
    name: "a chunk size of as many digits as can be counted",
    said: [
      ["client", get],
      ["origin", `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${"1".repeat(maxChunkSizeDigits)}\r\nhi`],
    ],
    expected: ["client · GET /a", 'origin · 200 OK · "hi" · incomplete · answers 0'],
  },
  {
    name: "a chunk size of one digit more",
    said: [
      ["client", get],
      ["origin", `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${"1".repeat(maxChunkSizeDigits + 1)}\r\nhi`],
    ],
    expected: ["client · GET /a", "origin · 200 OK · incomplete · answers 0", "origin · 18 B · opaque chunk-size-too-large"],
  },
  { name: "as many field lines as are read", said: [["client", `GET /a HTTP/1.1\r\n${"A: b\r\n".repeat(maxFieldLines)}\r\n`]], expected: ["client · GET /a"] },
  {
    name: "one field line more",
    said: [["client", `GET /a HTTP/1.1\r\n${"A: b\r\n".repeat(maxFieldLines + 1)}\r\n`]],
    expected: ["client · GET /a · incomplete", "client · 8 B · opaque field-lines-limit"],
  },
  {
    name: "another port, known by its first line",
    said: [
      ["client", get],
      ["origin", ok],
    ],
    flow: { to: { host: "origin", address: "198.51.100.80", port: 9999 } },
    expected: ["client · GET /a", 'origin · 200 OK · "hi" · answers 0'],
  },
  {
    name: "an unknown protocol: one message a turn",
    said: [
      ["origin", "220 ready\r\n"],
      ["client", "EHLO"],
      ["client", " me\r\n"],
      ["origin", "250\r\n"],
    ],
    flow: { to: { host: "origin", address: "198.51.100.80", port: 25 } },
    expected: ["origin · 11 B · opaque no-dissector", "client · 9 B · opaque no-dissector", "origin · 5 B · opaque no-dissector"],
  },
  {
    name: "datagrams: one message each",
    said: [
      ["client", "a"],
      ["client", "b"],
    ],
    flow: { transport: "udp", to: { host: "origin", address: "198.51.100.80", port: 53 } },
    expected: ["client · 1 B · opaque no-dissector", "client · 1 B · opaque no-dissector"],
  },
];

describe("an HTTP/1.1 conversation becomes messages", () => {
  test.each(table)("$name", ({ said, flow, expected }) => {
    expect(dissected(said, flow).messages.map(brief)).toEqual(expected);
  });

  test("its summary, detail and notes are one line each", () => {
    const { messages } = dissected([
      ["client", "GET /video HTTP/1.1\r\nHost: o\r\nRange: bytes=0-1481\r\nRange: bytes=0-1481\r\nAccept-Encoding: identity\r\n\r\n"],
      ["origin", `HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-1481/9999\r\nContent-Length: 1482\r\n\r\n${"x".repeat(1482)}`],
    ]);
    expect(messages.map(({ summary, detail, notes }) => ({ summary, detail, notes }))).toEqual([
      { summary: "GET /video", detail: "", notes: ["Range: bytes=0-1481"] },
      { summary: "206 Partial Content", detail: "1,482 B content", notes: ["Content-Range: bytes 0-1481/9999"] },
    ]);
  });
});
