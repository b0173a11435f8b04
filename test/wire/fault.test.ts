import fc from "fast-check";
import { expect, test } from "vitest";
import { http1Findings } from "../../main/wire/http1/findings.ts";
import { dissect } from "../../main/wire/dissect.ts";
import { firstFault } from "../../main/wire/fault.ts";
import { captureOf, type Said } from "./conversation.ts";

const refused: Said = ["origin", "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"];
const taken: Said = ["origin", "HTTP/1.1 204 No Content\r\n\r\n"];
const get = "GET / HTTP/1.1\r\nHost: o\r\n";

function faultOf(said: readonly Said[], by = "client"): [message: number, offset: number, code: string] | null {
  const capture = captureOf(said);
  const { messages } = dissect(capture);
  const fault = firstFault({ messages, chunks: capture.chunks }, by, () => true);
  return fault && [fault.message, fault.offset, fault.code];
}

const rows: [about: string, said: Said[], at: ReturnType<typeof faultOf>][] = [
  ["a request line without a version, at its end", [["client", "GET /video\r\nHost: o\r\n\r\n"], refused], [0, 10, "request-line-invalid"]],
  ["a version that is none, where it begins", [["client", "GET /video HTTP/11\r\nHost: o\r\n\r\n"], refused], [0, 11, "request-line-invalid"]],
  ["a word too many, where it begins", [["client", "GET /a b HTTP/1.1\r\nHost: o\r\n\r\n"], refused], [0, 9, "request-line-invalid"]],
  ["a method that is no token", [["client", "G(T / HTTP/1.1\r\nHost: o\r\n\r\n"], refused], [0, 0, "request-line-invalid"]],
  ["a method in small letters", [["client", "get / HTTP/1.1\r\nHost: o\r\n\r\n"], refused], [0, 0, "method-lower-case"]],
  ["a field line without a colon", [["client", `${get}Range bytes=0-9\r\n\r\n`], refused], [0, 25, "field-colon-missing"]],
  ["no Host because its line has no colon: the line", [["client", "GET / HTTP/1.1\r\nHost o\r\n\r\n"], refused], [0, 16, "field-colon-missing"]],
  ["white space before a colon: the white space", [["client", `${get}Range : bytes=0-9\r\n\r\n`], refused], [0, 30, "space-before-colon"]],
  ["a CR inside a value: that byte", [["client", `${get}A: b\rc\r\n\r\n`], refused], [0, 29, "bare-cr"]],
  ["no Host", [["client", "GET / HTTP/1.1\r\n\r\n"], refused], [0, 0, "host-missing"]],
  ["an error goes before a warning that stands earlier", [["client", "GET / HTTP/1.1\nHost: o\r\nA b\r\n\r\n"], refused], [0, 24, "field-colon-missing"]],
  ["headers that don't end, and nobody answers", [["client", get]], [0, 25, "headers-incomplete"]],
  ["content shorter than announced, and nobody answers", [["client", `${get}Content-Length: 3\r\n\r\nhi`]], [0, 46, "content-incomplete"]],
  [
    "content longer than announced: what is left is no request",
    [["client", `${get}Content-Length: 2\r\n\r\nhi there\r\n`], taken, refused],
    [1, 6, "request-line-invalid"],
  ],
  ["the second of two requests", [["client", `${get}\r\n`], taken, ["client", "GET / HTTP/1.1\r\nHost: o p\r\n\r\n"], refused], [2, 16, "host-invalid"]],
  ["what a server took in spite of it", [["client", "GET  / HTTP/1.1\nHost: o\r\n\r\n"], taken], null],
  ["a refusal of sound bytes", [["client", `${get}\r\n`], refused], null],
];

test.each(rows)("%s", (_about, said, at) => expect(faultOf(said)).toEqual(at));

test("a served response's own bytes, and why with the section", () => {
  const capture = captureOf([
    ["client", `${get}\r\n`],
    ["origin", "HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\nhi"],
  ]);
  const { messages } = dissect(capture);
  const { text, source } = http1Findings["content-length-invalid"];
  expect(firstFault({ messages, chunks: capture.chunks }, "origin", () => true)).toEqual({
    message: 1,
    offset: 17,
    code: "content-length-invalid",
    text,
    source,
  });
  expect(firstFault({ messages, chunks: capture.chunks }, "origin", () => false)).toBeNull();
});

test("whatever the bytes are, the place lies in the message or just behind it", () => {
  const piece = fc.constantFrom("GET", " ", "/", "HTTP/1.1", "\r\n", "\n", "\r", "Host: o", "Host o", "Content-Length: 3", ":", "x", "\0", "0", "chunked");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (parts) => {
      const capture = captureOf([["client", parts.join("")]]);
      const { messages } = dissect(capture);
      const fault = firstFault({ messages, chunks: capture.chunks }, "client", () => true);
      if (fault === null) return;
      const { from, to } = messages[fault.message]!.range;
      expect(fault.offset).toBeGreaterThanOrEqual(0);
      expect(fault.offset).toBeLessThanOrEqual(to - from);
    }),
  );
});
