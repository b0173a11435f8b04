/** The origin, judged by programs that nobody here wrote: curl and Node's own client. */
import { execFile } from "node:child_process";
import { Agent, request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defaultSettings } from "../../../main/exercise/settings.ts";
import { httpOrigin } from "../../../main/exercise/scenarios/http-origin.ts";
import { originScenario } from "../../../main/lab/http/origin/origin.ts";
import { serveScenario, type Served } from "../../../main/lab/serve.ts";

let served: Served;
let base: string;

beforeAll(async () => {
  served = await serveScenario(originScenario, { ...defaultSettings(httpOrigin), rate: 2, window: 3600 }, 0, "curl");
  base = `http://127.0.0.1:${served.hosts[0]!.port}`;
});
afterAll(() => served.stop());

/** curl's exit code, the final status with all before it, and everything it got. */
function curl(args: string[]): Promise<{ exit: number; statuses: number[]; output: string }> {
  const filled = args.map((arg) => arg.replace(/\{(\w+)\}/g, (_, name: string) => (name === "base" ? base : String(served.plan[name]))));
  return new Promise((resolve) => {
    execFile("curl", ["-sS", "-i", "--max-time", "10", ...filled], { encoding: "latin1" }, (error, stdout) => {
      const statuses = [...stdout.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map((found) => Number(found[1]));
      resolve({ exit: error === null ? 0 : Number(error.code), statuses, output: stdout });
    });
  });
}

const xml = (name: string) =>
  `<D:propertyupdate xmlns:D="DAV:"><D:set><D:prop><D:displayname>x</D:displayname><D:${name}>x</D:${name}></D:prop></D:set></D:propertyupdate>`;

describe("what curl sees", () => {
  const rows: [does: string, args: string[], statuses: number[], holds: string[]][] = [
    ["the front page", ["{base}/"], [200], ["This is origin.test."]],
    ["HEAD: the same fields, no content", ["-I", "{base}/article"], [200], ["Content-Length: 60"]],
    ["OPTIONS *", ["-X", "OPTIONS", "--request-target", "*", "{base}"], [204], ["Allow: GET"]],
    ["OPTIONS on a resource", ["-X", "OPTIONS", "{base}/read-only"], [204], ["Allow: GET, HEAD, OPTIONS"]],
    ["TRACE, without credentials", ["-X", "TRACE", "-H", "A: b", "-u", "a:b", "{base}/"], [200], ["message/http", "TRACE / HTTP/1.1", "A: b"]],
    ["an absolute target goes before Host", ["--request-target", "http://origin.test/gone", "-H", "Host: elsewhere.test", "{base}"], [410], []],
    ["If-None-Match", ["-H", "If-None-Match: {etag}", "{base}/article"], [304], ["ETag:", "Cache-Control: max-age=60"]],
    ["If-None-Match compares weakly", ["-H", 'If-None-Match: "x", W/{etag}', "{base}/article"], [304], []],
    ["If-None-Match goes before If-Modified-Since", ["-H", "If-None-Match: {oldEtag}", "-H", "If-Modified-Since: {after}", "{base}/article"], [200], []],
    ["If-Modified-Since", ["-z", "{after}", "{base}/article"], [304], []],
    ["If-Modified-Since before the change", ["-z", "{before}", "{base}/article"], [200], []],
    ["If-Match", ["-H", "If-Match: {oldEtag}", "{base}/article"], [412], []],
    ["If-Match compares strongly", ["-H", "If-Match: W/{etag}", "{base}/article"], [412], []],
    ["If-Match goes before If-Unmodified-Since", ["-H", "If-Match: {etag}", "-H", "If-Unmodified-Since: {before}", "{base}/article"], [200], []],
    ["If-Unmodified-Since", ["-H", "If-Unmodified-Since: {before}", "{base}/article"], [412], []],
    ["a date that is none is ignored", ["-H", "If-Modified-Since: tomorrow", "{base}/article"], [200], []],
    ["a range", ["-r", "10-19", "{base}/video"], [206], ["Content-Range: bytes 10-19/1000", "Content-Length: 10"]],
    ["a suffix range", ["-r", "-5", "{base}/video"], [206], ["Content-Range: bytes 995-999/1000"]],
    ["several ranges", ["-r", "0-1,5-6", "{base}/video"], [206], ["multipart/byteranges", "Content-Range: bytes 5-6/1000"]],
    ["no range that exists", ["-r", "1000-", "{base}/video"], [416], ["Content-Range: bytes */1000"]],
    ["an invalid range is ignored", ["-r", "9-1", "{base}/video"], [200], ["Content-Length: 1000"]],
    ["If-Range with another tag", ["-r", "0-1", "-H", "If-Range: {oldEtag}", "{base}/video"], [200], []],
    ["If-Range with the tag", ["-r", "0-1", "-H", "If-Range: {etag}", "{base}/video"], [206], []],
    ["301 with POST becomes GET", ["-L", "-d", "a=b", "{base}/moved"], [301, 200], ["method: GET"]],
    ["307 keeps POST and its content", ["-L", "-d", "a=b", "{base}/temporary"], [307, 200], ["method: POST", "content: a=b"]],
    ["308 keeps POST and its content", ["-L", "-d", "a=b", "{base}/permanent"], [308, 200], ["method: POST", "content: a=b"]],
    ["POST, redirect, GET", ["-L", "-d", "a=b", "{base}/subscribe"], [303, 200], ["Thank you"]],
    ["a loop of redirects", ["-L", "--max-redirs", "3", "{base}/loop"], [302, 302, 302, 302], []],
    ["300 with a list", ["{base}/choices"], [300], ["Link: </choices/en>", "/choices/zh"]],
    ["a new note", ["-d", "text", "{base}/notes"], [201], ["Location: /notes/"]],
    ["an existing note", ["-X", "PUT", "-d", "text", "{base}/notes/{note}"], [204], []],
    ["a note at a place that was empty", ["-X", "PUT", "-d", "text", "{base}/notes/999"], [201], []],
    ["deleting it", ["-X", "DELETE", "{base}/notes/999"], [204], []],
    ["deleting it again", ["-X", "DELETE", "{base}/notes/999"], [404], []],
    ["a job", ["-d", "x", "{base}/jobs"], [202], ["Location: /jobs/1"]],
    ["205 without content", ["-d", "x", "{base}/clear-form"], [205], ["Content-Length: 0"]],
    ["no credentials", ["{base}/private"], [401], ['WWW-Authenticate: Basic realm="archive"']],
    ["wrong credentials", ["-u", "{user}:wrong", "{base}/private"], [401], []],
    ["credentials", ["-u", "{user}:{password}", "{base}/private"], [200], ["The archive."]],
    ["405 with Allow", ["-X", "DELETE", "{base}/read-only"], [405], ["Allow: GET, HEAD, OPTIONS"]],
    ["an unknown method", ["-X", "BREW", "{base}/coffee"], [501], []],
    ["JSON by default", ["{base}/report"], [200], ["application/json", "Vary: Accept"]],
    ["CSV by quality", ["-H", "Accept: application/json;q=0.2, text/*;q=0.9", "{base}/report"], [200], ["text/csv"]],
    ["nothing acceptable", ["-H", "Accept: image/png", "{base}/report"], [406], []],
    ["an order", ["-H", "Content-Type: application/json", "-d", '{"item":"wire","quantity":2}', "{base}/orders"], [201], []],
    ["an order of another type", ["-d", "item=wire", "{base}/orders"], [415], ["Accept: application/json"]],
    [
      "an order in an unknown coding",
      ["-H", "Content-Type: application/json", "-H", "Content-Encoding: compress", "-d", "{}", "{base}/orders"],
      [415],
      ["Accept-Encoding: gzip"],
    ],
    ["an order that is no JSON", ["-H", "Content-Type: application/json", "-d", "{", "{base}/orders"], [400], []],
    ["an order that asks too much", ["-H", "Content-Type: application/json", "-d", '{"item":"wire","quantity":100}', "{base}/orders"], [422], []],
    ["an order that is null", ["-H", "Content-Type: application/json", "-d", "null", "{base}/orders"], [422], []],
    ["an upload that waits for 100", ["-H", "Expect: 100-continue", "-d", "text", "{base}/upload"], [100, 201], []],
    ["an upload without a length", ["-H", "Transfer-Encoding: chunked", "-d", "text", "{base}/upload"], [411], []],
    ["an upload of 4096 bytes", ["-H", "Expect:", "-d", "x".repeat(4096), "{base}/upload"], [201], []],
    ["an upload of 4097 bytes", ["-H", "Expect:", "-d", "x".repeat(4097), "{base}/upload"], [413], []],
    ["an upload that is refused before its content", ["-H", "Expect: 100-continue", "-d", "x".repeat(5000), "{base}/upload"], [413], ["Connection: close"]],
    ["another expectation", ["-H", "Expect: tea", "-d", "x", "{base}/upload"], [417], []],
    ["a change without a precondition", ["-X", "PUT", "-d", "new", "{base}/documents/plan"], [428], []],
    ["a change as of a date that is none", ["-X", "PUT", "-H", "If-Unmodified-Since: tomorrow", "-d", "new", "{base}/documents/plan"], [428], []],
    [
      "a change as of a date before the last one",
      ["-X", "PUT", "-H", "If-Unmodified-Since: {before}", "-d", "new", "{base}/documents/plan"],
      [412],
      ["ETag:", "Last-Modified:"],
    ],
    [
      "the tag goes before the date",
      ["-X", "PUT", "-H", 'If-Match: "x"', "-H", "If-Unmodified-Since: {after}", "-d", "new", "{base}/documents/plan"],
      [412],
      [],
    ],
    ["a change of another version", ["-X", "PUT", "-H", 'If-Match: "x"', "-d", "new", "{base}/documents/plan"], [412], []],
    ["a change of the current version", ["-X", "PUT", "-H", "If-Match: {planTag}", "-d", "new", "{base}/documents/plan"], [204], ['ETag: "plan-']],
    ["the same once more", ["-X", "PUT", "-H", "If-Match: {planTag}", "-d", "new", "{base}/documents/plan"], [412], []],
    ["an edit of an old revision", ["-X", "PUT", "--data-binary", "base: 1\nmine", "{base}/wiki"], [409], ['"current":']],
    ["a rate limit, first", ["{base}/limited"], [200], []],
    ["a rate limit, at the limit", ["{base}/limited"], [200], []],
    ["a rate limit, one beyond", ["{base}/limited"], [429], ["Retry-After: 3"]],
    ["maintenance", ["{base}/maintenance"], [503], ["Retry-After: 120"]],
    ["a failure without a stack trace", ["{base}/fails"], [500], ["Something went wrong on our side."]],
    ["legal reasons", ["{base}/restricted"], [451], ['rel="blocked-by"']],
    ["early hints", ["{base}/hints"], [103, 200], ["Link: </style.css>; rel=preload; as=style"]],
    ["early data that would change something", ["-H", "Early-Data: 1", "-d", "x", "{base}/replay-safe"], [425], []],
    ["early data that only reads", ["-H", "Early-Data: 1", "{base}/replay-safe"], [200], []],
    ["a delta", ["-H", "A-IM: feed", "-H", "If-None-Match: {oldEtag}", "{base}/feed"], [226], ["IM: feed"]],
    [
      "a WebSocket of another version",
      ["-H", "Connection: Upgrade", "-H", "Upgrade: websocket", "-H", "Sec-WebSocket-Version: 8", "{base}/chat"],
      [426],
      ["Sec-WebSocket-Version: 13"],
    ],
    ["no upgrade where one is needed", ["{base}/chat"], [426], ["Upgrade: websocket"]],
    ["PROPFIND", ["-X", "PROPFIND", "-H", "Depth: 1", "{base}/dav/"], [207], ["<D:href>/dav/locked.txt</D:href>"]],
    ["PUT on what is locked", ["-X", "PUT", "-d", "x", "{base}/dav/locked.txt"], [423], []],
    ["PUT with the lock's token", ["-X", "PUT", "-H", "If: (<{lock}>)", "-d", "x", "{base}/dav/locked.txt"], [204], []],
    ["MKCOL without a parent", ["-X", "MKCOL", "{base}/dav/a/b"], [409], []],
    ["MKCOL", ["-X", "MKCOL", "{base}/dav/a"], [201], []],
    ["COPY with a member that fails", ["-X", "COPY", "-H", "Destination: /dav/copy", "{base}/dav/shelf"], [207], ["423 Locked"]],
    ["PROPPATCH of a protected property", ["-X", "PROPPATCH", "-d", xml("getetag"), "{base}/dav/free.txt"], [207], ["403 Forbidden", "424 Failed Dependency"]],
    ["PROPPATCH", ["-X", "PROPPATCH", "-d", xml("author"), "{base}/dav/free.txt"], [207], ["200 OK"]],
    ["PUT at the quota", ["-X", "PUT", "-d", "x".repeat(100), "{base}/dav/full/a"], [201], []],
    ["PUT beyond the quota", ["-X", "PUT", "-d", "x", "{base}/dav/full/b"], [507], []],
    ["a loop of bindings", ["-X", "PROPFIND", "{base}/dav/loop"], [508], []],
    ["a binding reported already", ["-X", "PROPFIND", "{base}/dav/bindings"], [207], ["208 Already Reported"]],
    ["variants that negotiate again", ["{base}/variants"], [506], []],
    ["a gateway whose backend answers", ["{base}/gateway/ok"], [200], ["Via: 1.1 origin.test"]],
    ["a gateway whose backend talks nonsense", ["{base}/gateway/garbage"], [502], []],
    ["a gateway whose backend is down", ["{base}/gateway/down"], [502], []],
    ["no Host", ["-H", "Host:", "{base}/"], [400], ["no Host"]],
    ["a foreign Host", ["-H", "Host: elsewhere.test", "{base}/"], [421], []],
    ["a foreign Origin", ["-H", "Origin: http://elsewhere.test", "{base}/"], [403], []],
    ["HTTP/1.0", ["-0", "{base}/"], [200], ["Connection: close"]],
    ["a long target", [`{base}/${"a".repeat(8000)}`], [414], []],
    ["large fields", ["-H", `A: ${"a".repeat(8200)}`, "{base}/"], [431], []],
    ...(
      ["/admin=403", "/hidden=404", "/nowhere=404", "/premium=402", "/gone=410", "/coffee=418", "/extended=510", "/portal=511", "/transformed=203"] as const
    ).map((row): [string, string[], number[], string[]] => [row, [`{base}${row.split("=")[0]}`], [Number(row.split("=")[1])], []]),
  ];
  test.each(rows)("%s", async (_does, args, statuses, holds) => {
    const got = await curl(args);
    expect(got.statuses).toEqual(statuses);
    expect(holds.filter((text) => !got.output.includes(text))).toEqual([]);
  });

  test("content that ends early is an error for curl: 18, partial file", async () => {
    expect((await curl(["{base}/unfinished"])).exit).toBe(18);
  });

  test("the date that GET shows is a precondition as well: it holds once", async () => {
    const other = await serveScenario(originScenario, defaultSettings(httpOrigin), 0, "dates");
    try {
      const url = `http://127.0.0.1:${other.hosts[0]!.port}/documents/plan`;
      const shown = async () => /^Last-Modified: (.+)\r$/m.exec((await curl([url])).output)?.[1] ?? "";
      const put = async (date: string) => (await curl(["-X", "PUT", "-H", `If-Unmodified-Since: ${date}`, "-d", "new", url])).statuses;
      const first = await shown();
      expect(first).toBe(other.plan["lastModified"]);
      expect(await put(first)).toEqual([204]);
      expect(await put(first)).toEqual([412]);
      const second = await shown();
      expect(Date.parse(second)).toBeGreaterThan(Date.parse(first));
      expect((await curl(["-H", `If-Modified-Since: ${second}`, url])).statuses).toEqual([304]);
      expect(await put(second)).toEqual([204]);
    } finally {
      await other.stop();
    }
  });

  test("TRACE keeps credentials to itself", async () => {
    expect((await curl(["-X", "TRACE", "-u", "a:b", "-b", "c=d", "{base}/"])).output).not.toMatch(/authorization|cookie/i);
  });
});

test("Node's client keeps one connection for many requests, and gets 1xx, 101 and trailers' absence right", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ports = new Set<number>();
  const statuses: number[] = [];
  for (const path of ["/", "/hints", "/video", "/clear-form", "/article"]) {
    await new Promise<void>((resolve, reject) => {
      const sent = request(`${base}${path}`, { agent, method: path === "/clear-form" ? "POST" : "GET" }, (response) => {
        statuses.push(response.statusCode ?? 0);
        response.resume().on("end", resolve);
      });
      sent.on("socket", (socket) => socket.once("connect", () => ports.add(socket.localPort!)));
      sent.on("error", reject).end();
    });
  }
  agent.destroy();
  expect([statuses, ports.size]).toEqual([[200, 200, 200, 205, 200], 1]);
});

test("Node's client upgrades with the key of RFC 6455 §1.3", async () => {
  const headers = { Connection: "Upgrade", Upgrade: "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==" };
  const accept = await new Promise((resolve, reject) => {
    const sent = request(`${base}/chat`, { headers });
    sent.on("upgrade", (response, socket) => {
      socket.end();
      resolve(response.headers["sec-websocket-accept"]);
    });
    sent
      .on("response", (response) => reject(new Error(String(response.statusCode))))
      .on("error", reject)
      .end();
  });
  expect(accept).toBe("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
});
