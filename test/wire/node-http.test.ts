/** Node's own HTTP parser as the judge: what it reads from generated messages is what the dissector reads. */
import { createServer, get as httpGet, type IncomingMessage } from "node:http";
import { connect, createServer as createRawServer, type AddressInfo, type Server } from "node:net";
import { text } from "node:stream/consumers";
import * as fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import type { HttpRequest, HttpResponse } from "../../main/contract/index.ts";
import { dissected } from "./conversation.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function port(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  closers.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

const seed = 9112;
const name = fc.stringMatching(/^X-[A-Za-z0-9]{1,8}$/);
const value = fc.stringMatching(/^[!-~]([ -~]{0,10}[!-~])?$/);
const fields = fc.array(fc.tuple(name, value), { maxLength: 5 });
const content = fc.stringMatching(/^[ -~]{0,40}$/);
const framed = fc.record({
  fields,
  content,
  chunked: fc.boolean(),
  cut: fc.integer({ min: 1, max: 9 }),
  trailers: fields,
  padding: fc.constantFrom("", " ", " \t "),
});
type Framed = typeof framed extends fc.Arbitrary<infer T> ? T : never;

function written(startLine: string, { fields: own, content: body, chunked, cut, trailers, padding }: Framed): string {
  const head = [startLine, "Host: o", ...own.map(([key, text]) => `${key}:${padding}${text}${padding}`)];
  if (!chunked) return [...head, `Content-Length: ${body.length}`, "", body].join("\r\n");
  const chunks = Array.from({ length: Math.ceil(body.length / cut) }, (_, index) => body.slice(index * cut, (index + 1) * cut));
  return [
    ...head,
    "Transfer-Encoding: chunked",
    "",
    ...chunks.flatMap((chunk) => [`${chunk.length.toString(16)};a=b`, chunk]),
    "0",
    ...trailers.map(([key, text]) => `${key}: ${text}`),
    "",
    "",
  ].join("\r\n");
}

const flat = (list: readonly { name: string; value: string }[]) => list.flatMap((field) => [field.name, field.value]);

function ours(message: HttpRequest | HttpResponse) {
  return { headers: flat(message.headers), trailers: flat(message.trailers), body: String.fromCharCode(...message.body), complete: message.complete };
}

async function theirs(message: IncomingMessage) {
  const body = await text(message);
  return { headers: message.rawHeaders, trailers: message.rawTrailers, body, complete: message.complete };
}

describe("Node reads the same", () => {
  test(`requests (seed ${seed})`, async () => {
    let seen: (request: unknown) => void = () => undefined;
    const server = createServer((request, response) => {
      const answer = async () => {
        const read = await theirs(request);
        response.end();
        seen({ ...read, method: request.method, target: request.url });
      };
      void answer();
    });
    const at = await port(server);
    const line = fc.record({ method: fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH"), target: fc.stringMatching(/^\/[a-z0-9/?=&.%-]{0,20}$/) });
    await fc.assert(
      fc.asyncProperty(line, framed, async ({ method, target }, rest) => {
        const raw = written(`${method} ${target} HTTP/1.1`, rest);
        const [message] = dissected([["client", raw]]).messages;
        const request = message!.value as HttpRequest;
        const node = await new Promise((done, failed) => {
          seen = done;
          const socket = connect(at, "127.0.0.1", () => socket.write(raw));
          socket.on("error", failed);
          socket.on("data", () => socket.destroy());
        });
        expect({ ...ours(request), method: request.method, target: request.target }).toEqual(node);
      }),
      { numRuns: 150, seed },
    );
  });

  test(`responses (seed ${seed})`, async () => {
    let raw = "";
    const server = createRawServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => socket.end(raw));
    });
    const at = await port(server);
    const line = fc.record({ status: fc.constantFrom(200, 201, 404, 418, 503), reason: fc.stringMatching(/^[A-Za-z ]{0,12}$/), untilClose: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(line, framed, async ({ status, reason, untilClose }, rest) => {
        const whole = written(`HTTP/1.1 ${status} ${reason}`, rest);
        raw = untilClose ? whole.replace(/^Content-Length: \d+\r\n/m, "") : whole;
        const response = dissected([
          ["client", "GET / HTTP/1.1\r\nHost: o\r\n\r\n"],
          ["origin", raw],
        ]).messages[1]!.value as HttpResponse;
        const message = await new Promise<IncomingMessage>((done, failed) => {
          httpGet({ port: at, host: "127.0.0.1", agent: false }, done).on("error", failed);
        });
        const node = { ...(await theirs(message)), status: message.statusCode, reason: message.statusMessage };
        expect({ ...ours(response), status: response.status, reason: response.reason }).toEqual(node);
      }),
      { numRuns: 150, seed },
    );
  });
});
