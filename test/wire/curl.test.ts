import { execFile } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HttpHeader, HttpRequest } from "../../main/contract/index.ts";
import { latin1 } from "../../main/wire/capture.ts";
import { curlCommand } from "../../main/wire/curl.ts";
import { dissected } from "./conversation.ts";

const run = promisify(execFile);
const request = (text: string) => dissected([["client", text.replaceAll("\n", "\r\n")]]).messages[0]!.value as HttpRequest;

const sayable = [
  "GET / HTTP/1.1\nHost: o\n\n",
  "GET /a/../b?x=1&y='2' HTTP/1.1\nHost: origin.test\nRange: bytes=0-9\n\n",
  "HEAD /video HTTP/1.1\nHost: o\nAccept: */*\nUser-Agent: me\n\n",
  'GET / HTTP/1.1\nHost: o\nIf-None-Match: "a\'b"\nX-Empty:\n\n',
  "DELETE /notes/4 HTTP/1.1\nHost: o\n\n",
  "OPTIONS * HTTP/1.1\nHost: o\n\n",
  "GET / HTTP/1.1\n\n",
  "GET / HTTP/1.0\n\n",
  "POST /f HTTP/1.1\nHost: o\nContent-Type: text/plain\nContent-Length: 9\n\nit's $HOME",
  "POST /f HTTP/1.1\nHost: o\nContent-Length: 0\n\n",
  "PUT /f HTTP/1.1\nHost: o\nTransfer-Encoding: chunked\n\n5\nhello\n0\n\n",
  "POST /f HTTP/1.1\nHost: o\nContent-Length: 5\n\na\r\nb".replace("a\r\nb", "a\nbc"),
];

const unsayable = [
  { why: "incomplete", text: "GET / HTTP/1.1\nHost: o\n" },
  { why: "two hosts", text: "GET / HTTP/1.1\nHost: o\nHost: p\n\n" },
  { why: "trailers", text: "PUT /f HTTP/1.1\nHost: o\nTransfer-Encoding: chunked\n\n1\na\n0\nT: u\n\n" },
  { why: "a length beside chunks", text: "PUT /f HTTP/1.1\nHost: o\nContent-Length: 1\nTransfer-Encoding: chunked\n\n1\na\n0\n\n" },
  { why: "a target that curl would change", text: "GET /a{b,c} HTTP/1.1\nHost: o\n\n" },
  { why: "a fragment", text: "GET /#a HTTP/1.1\nHost: o\n\n" },
  { why: "content with NUL", text: "POST / HTTP/1.1\nHost: o\nContent-Length: 1\n\n\0" },
  { why: "content that curl takes for a file's name", text: "POST / HTTP/1.1\nHost: o\nContent-Length: 2\n\n@a" },
  { why: "a tunnel", text: "CONNECT o:443 HTTP/1.1\nHost: o:443\n\n" },
  { why: "HEAD with content", text: "HEAD / HTTP/1.1\nHost: o\nContent-Length: 1\n\na" },
  { why: "no length where curl would write one", text: "POST / HTTP/1.1\nHost: o\nContent-Length: 1, 1\n\na" },
  { why: "another version", text: "GET / HTTP/2.0\nHost: o\n\n" },
];

const plain = (fields: readonly HttpHeader[]) =>
  fields.filter(({ name }) => !/^(?:content-length|host)$/i.test(name)).map(({ name, value }) => `${name}: ${value}`);
const one = (message: HttpRequest, name: string) => message.headers.find((field) => field.name.toLowerCase() === name)?.value;

describe("a request as a curl command", () => {
  let sent = "";
  const server = createServer((socket) => {
    sent = "";
    socket.on("error", () => undefined);
    socket.on("data", (bytes) => {
      sent += latin1(bytes);
      const read = dissected([["client", sent]]).messages[0]?.value;
      if (read?.kind === "request" && read.complete) socket.end("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
    });
  });
  beforeAll(() => new Promise<void>((done) => server.listen(0, "127.0.0.1", done)));
  afterAll(() => new Promise<void>((done) => server.close(() => done())));

  test.each(sayable)("%j is sent again by curl", async (text) => {
    const meant = request(text);
    const command = curlCommand(meant, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    expect(command).toMatch(/^curl /);
    await run("sh", ["-c", `${command} --silent --noproxy '*'`]);
    const [message] = dissected([["client", sent]]).messages;
    const seen = message!.value as HttpRequest;
    const compared = (value: HttpRequest) => ({
      method: value.method,
      target: value.target,
      version: value.version,
      fields: plain(value.headers),
      host: one(value, "host"),
      length: one(value, "content-length"),
      body: latin1(value.body),
    });
    expect(compared(seen)).toEqual(compared(meant));
  });

  test.each(unsayable)("$why can't be said", ({ text }) => {
    expect(curlCommand(request(text), "http://o")).toBe("");
  });
});
