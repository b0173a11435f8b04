import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { latin1Bytes } from "../../../main/lab/http/message.ts";
import { framingOf, readContent } from "../../../main/lab/http/request-content.ts";
import { readHead, type HeadRules } from "../../../main/lab/http/request-head.ts";

const strict: HeadRules = { strict: true, maxTarget: 20, maxFields: 100 };
const lenient: HeadRules = { ...strict, strict: false };
const host = "Host: a\r\n";

/** Status of the refusal, or method, target and fields. */
function outcome(text: string, rules: HeadRules): unknown {
  const read = readHead(latin1Bytes(text), rules);
  if (read.kind === "refused") return read.status;
  if (read.kind === "more") return "more";
  const { method, target, version, fields } = read.head;
  return [method, target, version.minor, ...fields.map(([name, value]) => `${name}=${value}`)];
}

const get = ["GET", "/", 1, "Host=a"];

describe("request heads: what strict and lenient servers make of them", () => {
  const rows: [name: string, text: string, strict: unknown, lenient: unknown][] = [
    ["a plain request", `GET / HTTP/1.1\r\n${host}\r\n`, get, get],
    ["not yet all of it", `GET / HTTP/1.1\r\n${host}`, "more", "more"],
    ["an empty line before the request line is passed over", `\r\nGET / HTTP/1.1\r\n${host}\r\n`, get, get],
    ["nothing but a CR so far", "\r", "more", "more"],
    ["a CR before the request line that no LF follows", "\rGET / HTTP/1.1\r\n", 400, 400],
    ["lines that end in LF alone", "GET / HTTP/1.1\nHost: a\n\n", 400, get],
    ["a CR inside a line", `GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n`, 400, ["GET", "/", 1, "Host=a b"]],
    ["a folded line", `GET / HTTP/1.1\r\nA: b\r\n  c\r\n\r\n`, 400, ["GET", "/", 1, "A=b c"]],
    ["white space before the first field line", `GET / HTTP/1.1\r\n A: b\r\n\r\n`, 400, 400],
    ["white space before a colon", `GET / HTTP/1.1\r\nHost : a\r\n\r\n`, 400, get],
    ["white space around a value goes, other white space stays", `GET / HTTP/1.1\r\nA: \t b \v \r\n\r\n`, 400, ["GET", "/", 1, "A=b \v"]],
    ["a field line without a colon", `GET / HTTP/1.1\r\nHost\r\n\r\n`, 400, 400],
    ["a field name that is no token", `GET / HTTP/1.1\r\nHo st: a\r\n\r\n`, 400, 400],
    ["an empty field name", `GET / HTTP/1.1\r\n: a\r\n\r\n`, 400, 400],
    ["NUL in a value", `GET / HTTP/1.1\r\nA: b\0c\r\n\r\n`, 400, 400],
    ["obs-text in a value is kept", `GET / HTTP/1.1\r\nA: \xe9\r\n\r\n`, ["GET", "/", 1, "A=\xe9"], ["GET", "/", 1, "A=\xe9"]],
    ["two spaces in the request line", `GET  / HTTP/1.1\r\n${host}\r\n`, 400, get],
    ["HTTP/0.9", "GET /\r\n\r\n", 400, 400],
    ["a method that is no token", `G@T / HTTP/1.1\r\n\r\n`, 400, 400],
    ["a target with a fragment", `GET /a#b HTTP/1.1\r\n\r\n`, 400, 400],
    ["a target with bytes that are no ASCII", `GET /\xe9 HTTP/1.1\r\n\r\n`, 400, 400],
    ["a version in lower case", `GET / http/1.1\r\n\r\n`, 400, 400],
    ["a version without a minor number", `GET / HTTP/1\r\n\r\n`, 400, 400],
    ["HTTP/1.0", `GET / HTTP/1.0\r\n\r\n`, ["GET", "/", 0], ["GET", "/", 0]],
    ["HTTP/1.9 is answered as HTTP/1.1", `GET / HTTP/1.9\r\n\r\n`, ["GET", "/", 9], ["GET", "/", 9]],
    ["the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, 505],
    ["a TLS handshake", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n", 400, 400],
    ["a target at the limit", `GET /${"a".repeat(19)} HTTP/1.1\r\n\r\n`, ["GET", `/${"a".repeat(19)}`, 1], ["GET", `/${"a".repeat(19)}`, 1]],
    ["a target one beyond", `GET /${"a".repeat(20)} HTTP/1.1\r\n\r\n`, 414, 414],
    ["a target that doesn't end", `GET /${"a".repeat(400)}`, 414, 414],
    ["a method that doesn't end", "A".repeat(400), 400, 400],
    ["fields at the limit", `GET / HTTP/1.1\r\nA: ${"b".repeat(95)}\r\n\r\n`, ["GET", "/", 1, `A=${"b".repeat(95)}`], ["GET", "/", 1, `A=${"b".repeat(95)}`]],
    ["fields one beyond", `GET / HTTP/1.1\r\nA: ${"b".repeat(96)}\r\n\r\n`, 431, 431],
    ["fields that don't end", `GET / HTTP/1.1\r\nA: ${"b".repeat(400)}`, 431, 431],
  ];
  test.each(rows)("%s", (_name, text, asStrict, asLenient) => {
    expect([outcome(text, strict), outcome(text, lenient)]).toEqual([asStrict, asLenient]);
  });

  test("a head is the same however its bytes are split, and never asks for more than it needs", () => {
    for (const [, text, expected] of rows) {
      const early = Array.from({ length: text.length }, (_, length) => outcome(text.slice(0, length), strict)).filter((read) => read !== "more");
      expect(early).toEqual(early.map(() => expected));
    }
  });
});

/** Status of the refusal, "more", or the content and the rest. */
function content(fields: string, after: string, rules: HeadRules, version = "1.1"): unknown {
  const text = `POST / HTTP/${version}\r\n${fields}\r\n`;
  const buffer = latin1Bytes(text + after);
  const read = readHead(buffer, { ...rules, maxFields: 1000 });
  if (read.kind !== "head") return read.kind;
  const framing = framingOf(read.head, rules);
  if (framing.kind === "refused") return framing.status;
  const whole = readContent(buffer, read.length, framing, 10, rules);
  if (whole.kind === "refused") return whole.status;
  if (whole.kind === "more") return "more";
  const rest = Buffer.from(buffer.subarray(whole.length)).toString("latin1");
  return [Buffer.from(whole.content).toString("latin1"), rest, framing.closes ? "closes" : "goes on"];
}

describe("content: framing as RFC 9112 §6 says it", () => {
  const chunked = "Transfer-Encoding: chunked\r\n";
  const rows: [name: string, fields: string, after: string, strict: unknown, lenient: unknown][] = [
    ["neither field: no content, what follows is the next request", "", "rest", ["", "rest", "goes on"], ["", "rest", "goes on"]],
    ["a length", "Content-Length: 3\r\n", "abcrest", ["abc", "rest", "goes on"], ["abc", "rest", "goes on"]],
    ["a length that hasn't come yet", "Content-Length: 3\r\n", "ab", "more", "more"],
    ["a length at the limit", "Content-Length: 10\r\n", "0123456789", ["0123456789", "", "goes on"], ["0123456789", "", "goes on"]],
    ["a length one beyond", "Content-Length: 11\r\n", "", 413, 413],
    ["a length with a sign", "Content-Length: +3\r\n", "abc", 400, 400],
    ["a length in hexadecimal", "Content-Length: 0x3\r\n", "abc", 400, 400],
    ["an empty length", "Content-Length: \r\n", "", 400, 400],
    ["one length said twice", "Content-Length: 3, 3\r\n", "abc", 400, ["abc", "", "goes on"]],
    ["two lengths that differ", "Content-Length: 3\r\nContent-Length: 4\r\n", "abcd", 400, 400],
    ["chunks", chunked, "2\r\nab\r\n1;x=y\r\nc\r\n0\r\n\r\nrest", ["abc", "rest", "goes on"], ["abc", "rest", "goes on"]],
    ["chunks with trailers", chunked, "1\r\na\r\n0\r\nA: b\r\n\r\n", ["a", "", "goes on"], ["a", "", "goes on"]],
    ["chunks that haven't all come", chunked, "5\r\nab", "more", "more"],
    ["a chunk that is longer than it says", chunked, "1\r\nab\r\n0\r\n\r\n", 400, 400],
    ["a chunk size that is no number", chunked, "-1\r\n", 400, 400],
    ["a chunk size with 0x", chunked, "0x1\r\na\r\n0\r\n\r\n", 400, 400],
    ["a chunk size beyond every number", chunked, "fffffffffffffff\r\n", 400, 400],
    ["chunks at the limit", chunked, "a\r\n0123456789\r\n0\r\n\r\n", ["0123456789", "", "goes on"], ["0123456789", "", "goes on"]],
    ["chunks one beyond", chunked, "b\r\n0123456789", 413, 413],
    ["a chunk line that doesn't end", chunked, `1;${"x".repeat(300)}`, 400, 400],
    ["chunk lines that end in LF alone", chunked, "1\na\n0\n\n", 400, ["a", "", "goes on"]],
    ["both fields (request smuggling)", `Content-Length: 4\r\n${chunked}`, "0\r\n\r\n", 400, ["", "", "closes"]],
    ["an unknown transfer coding", "Transfer-Encoding: gzip, chunked\r\n", "", 501, 501],
    ["chunked twice", "Transfer-Encoding: chunked, chunked\r\n", "", 400, 400],
    ["a transfer coding that hides behind white space", "Transfer-Encoding: \x0bchunked\r\n", "", "refused", 501],
  ];
  test.each(rows)("%s", (_name, fields, after, asStrict, asLenient) => {
    expect([content(fields, after, strict), content(fields, after, lenient)]).toEqual([asStrict, asLenient]);
  });

  test("HTTP/1.0 has no transfer codings: refused, or the connection closes after it", () => {
    expect([content(chunked, "0\r\n\r\n", strict, "1.0"), content(chunked, "0\r\n\r\n", lenient, "1.0")]).toEqual([400, ["", "", "closes"]]);
  });

  test("chunks decode to what was encoded, however it was cut", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom("a", "\r", "\n", "0") }), { maxLength: 3 }), (pieces) => {
        const encoded = `${pieces.map((piece) => `${piece.length.toString(16)}\r\n${piece}\r\n`).join("")}0\r\n\r\n`;
        expect(content(chunked, encoded, strict)).toEqual([pieces.join(""), "", "goes on"]);
        for (let length = 0; length < encoded.length; length++) expect(content(chunked, encoded.slice(0, length), strict)).toBe("more");
      }),
      { numRuns: 100 },
    );
  });
});
