/** Hostile and half-open clients: limits hold, nothing hangs, the next client is served. */
import { connect, type Socket } from "node:net";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { httpOrigin } from "../../../main/exercise/scenarios/http-origin.ts";
import { seededRandom } from "../../../main/exercise/random.ts";
import { defaultSettings } from "../../../main/exercise/settings.ts";
import { RawClient } from "../../../main/lab/http/client.ts";
import { originScenario } from "../../../main/lab/http/origin/origin.ts";
import { maxForegroundConnections, serveScenario } from "../../../main/lab/serve.ts";
import { never, openEnv } from "../exercises.ts";

const opened: ReturnType<typeof openEnv>[] = [];
afterEach(async () => {
  for (const { env, clock } of opened.splice(0)) {
    clock.stop();
    await env.stop();
  }
});

async function origin(settings: Record<string, number | boolean> = {}) {
  const lab = openEnv();
  opened.push(lab);
  const all = { ...defaultSettings(httpOrigin), ...settings };
  await originScenario.start(httpOrigin.plan(all, seededRandom("hostile")), all, lab.env);
  const client = new RawClient(lab.env, "client", { host: "origin", port: 80 });
  const send = (text: string | Uint8Array, connection = 1) =>
    client.step({ kind: "send", connection, bytes: typeof text === "string" ? Buffer.from(text, "latin1") : text }, never);
  const received = () =>
    lab.capture.chunks
      .filter(({ by, observed }) => by === "origin" && observed === "write")
      .map(({ bytes }) => Buffer.from(bytes).toString("latin1"))
      .join("");
  const statuses = () => [...received().matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map((found) => Number(found[1]));
  return { ...lab, client, send, received, statuses };
}

const good = "GET / HTTP/1.1\r\nHost: origin.test\r\n\r\n";

test("pipelined requests are answered in their order, on one connection", async () => {
  const lab = await origin();
  await lab.send(`${good}GET /gone HTTP/1.1\r\nHost: origin.test\r\n\r\nGET /gateway/ok HTTP/1.1\r\nHost: origin.test\r\n\r\n${good}`);
  expect([lab.statuses(), lab.capture.flows.filter(({ from }) => from.host === "client").length]).toEqual([[200, 410, 200, 200], 1]);
});

test("a request that comes byte by byte is answered once", async () => {
  const lab = await origin();
  for (const byte of Buffer.from(good)) await lab.send(Uint8Array.of(byte));
  expect(lab.statuses()).toEqual([200]);
});

test("a request without an end gets 408 when the lab's clock says so, not before", async () => {
  const lab = await origin({ requestTimeout: 30 });
  await lab.send("GET / HTTP/1.1\r\nHost: ori");
  await lab.clock.forward(29_000, () => lab.env.settled(never));
  expect(lab.statuses()).toEqual([]);
  await lab.clock.forward(1_000, () => lab.env.settled(never));
  expect([lab.statuses(), lab.capture.flows[0]!.ended]).toEqual([[408], "fin"]);
});

test("content that never comes gets 408 too", async () => {
  const lab = await origin();
  await lab.send("POST /upload HTTP/1.1\r\nHost: origin.test\r\nContent-Length: 5\r\n\r\nab");
  await lab.clock.forward(30_000, () => lab.env.settled(never));
  expect(lab.statuses()).toEqual([408]);
});

test("a client that half-closes after a request gets its answer, and in the middle of one a 400", async () => {
  const whole = await origin();
  await whole.send(good);
  await whole.client.step({ kind: "half-close", connection: 1 }, never);
  const half = await origin();
  await half.send(good.slice(0, -2));
  await half.client.step({ kind: "half-close", connection: 1 }, never);
  expect([whole.statuses(), half.statuses(), whole.capture.flows[0]!.ended, half.capture.flows[0]!.ended]).toEqual([[200], [400], "fin", "fin"]);
});

test("a client that resets in the middle harms nobody", async () => {
  const lab = await origin();
  await lab.send("GET / HT");
  await lab.client.step({ kind: "reset", connection: 1 }, never);
  await lab.send(good, 2);
  expect([lab.statuses(), lab.capture.flows.map(({ ended }) => ended)]).toEqual([[200], ["reset", "open"]]);
});

describe("requests that mean two things are refused, and what follows them is not read", () => {
  const rows: [name: string, text: string, strict: number[], lenient: number[]][] = [
    ["CL.TE", `POST / HTTP/1.1\r\nHost: origin.test\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${good}`, [400], [405]],
    ["TE.TE", `POST / HTTP/1.1\r\nHost: origin.test\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n${good}`, [501], [501]],
    ["two lengths", `POST / HTTP/1.1\r\nHost: origin.test\r\nContent-Length: 0\r\nContent-Length: ${good.length}\r\n\r\n${good}`, [400], [400]],
    ["white space before the colon", `POST / HTTP/1.1\r\nHost: origin.test\r\nContent-Length : ${good.length}\r\n\r\n${good}`, [400], [405]],
    ["two Host", `GET / HTTP/1.1\r\nHost: origin.test\r\nHost: origin.test\r\n\r\n${good}`, [400], [400]],
    ["a CR in the middle", `GET / HTTP/1.1\r\nHost: origin.test\rX: y\r\n\r\n${good}`, [400], [400]],
    ["no HTTP at all", "\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\n", [400], [400]],
  ];
  test.each(rows)("%s", async (_name, text, strict, lenient) => {
    const one = await origin({ strict: true });
    await one.send(text);
    const other = await origin({ strict: false });
    await other.send(text);
    expect([one.statuses(), other.statuses()]).toEqual([strict, lenient]);
  });
});

test("whatever comes, the run comes to rest, each connection is answered or waits, and the next client is served", async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "GET ",
      "/",
      " HTTP/1.1",
      "\r\n",
      "\n",
      "\r",
      "\r\n\r\n",
      ":",
      "Host: origin.test\r\n",
      "Content-Length: 3\r\n",
      "Transfer-Encoding: chunked\r\n",
      "0\r\n\r\n",
      "Expect: 100-continue\r\n",
      "Range: bytes=0-1,3-4\r\n",
      good,
    ),
    fc.string({ unit: "binary", maxLength: 6 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), fc.boolean(), fc.constantFrom("open", "half-close", "reset"), async (pieces, strict, ending) => {
      const lab = await origin({ strict });
      for (const text of pieces) await lab.send(Buffer.from(text, "utf8"));
      if (ending !== "open") await lab.client.step({ kind: ending as "reset", connection: 1 }, never);
      await lab.clock.forward(60_000, () => lab.env.settled(never));
      const before = lab.statuses().length;
      await lab.send(good, 2);
      expect(lab.statuses().slice(before)).toEqual([200]);
      expect(lab.statuses().every((status) => status >= 100 && status < 600)).toBe(true);
      lab.clock.stop();
      await lab.env.stop();
    }),
    { numRuns: 60, interruptAfterTimeLimit: 5_000, markInterruptAsFailure: false },
  );
});

test("in the foreground as many connections may be open as the limit says; one more is reset", async () => {
  const served = await serveScenario(originScenario, defaultSettings(httpOrigin), 0, "many");
  const sockets: Socket[] = [];
  const answered = () =>
    new Promise<string>((resolve) => {
      const socket = connect(served.hosts[0]!.port, "127.0.0.1");
      sockets.push(socket);
      socket.on("data", (bytes) => resolve(bytes.toString().slice(9, 12))).on("error", () => resolve("reset"));
      socket.on("connect", () => socket.write(good));
    });
  const all: string[] = [];
  for (let count = 0; count <= maxForegroundConnections; count++) all.push(await answered());
  for (const socket of sockets) socket.destroy();
  await served.stop();
  expect([all.slice(0, -1).every((status) => status === "200"), all.at(-1)]).toEqual([true, "reset"]);
});
