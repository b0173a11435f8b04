import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { DialRefused, type LabEnv } from "../../main/lab/env.ts";
import type { TappedSocket } from "../../main/lab/tap.ts";
import { never, openEnv } from "./exercises.ts";

const opened: LabEnv[] = [];
afterEach(async () => {
  for (const env of opened.splice(0)) {
    env.clock.stop();
    await env.stop();
  }
});

const at = { host: "origin", port: 80 };
const bytes = (text: string) => new TextEncoder().encode(text);

async function serving(limits: Parameters<typeof openEnv>[0], accept: (socket: TappedSocket) => void) {
  const lab = openEnv(limits);
  opened.push(lab.env);
  await lab.env.listen(at, accept);
  return lab;
}

const echo = (socket: TappedSocket) => socket.handle({ bytes: (read) => void socket.write(read), fin: () => socket.end() });

test("both ends of a connection are tapped: writes by their sender, reads of the same bytes, in the order of time", async () => {
  const { env, capture } = await serving({}, echo);
  const socket = await env.dial("client", at);
  socket.handle({ bytes: () => {} });
  socket.write(bytes("hello"));
  await env.settled(never);
  socket.end();
  await env.settled(never);
  const seen = capture.chunks.map(({ by, observed, bytes }) => [by, observed, Buffer.from(bytes).toString()]);
  expect(seen).toEqual([
    ["client", "write", "hello"],
    ["client", "read", "hello"],
    ["origin", "write", "hello"],
    ["origin", "read", "hello"],
  ]);
  const times = capture.chunks.map((chunk) => chunk.at);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  const [flow] = capture.flows;
  expect(flow).toMatchObject({ from: { host: "client", address: "192.0.2.10" }, to: { host: "origin", address: "198.51.100.80", port: 80 }, ended: "fin" });
  expect(flow!.real!.toPort).toBe(env.addresses()[0]!.port);
});

test("a reset is told as such to the side that got it", async () => {
  const { env, capture } = await serving({}, (socket) => socket.handle({ bytes: () => socket.reset() }));
  const socket = await env.dial("client", at);
  const closed = new Promise<boolean>((resolve) => socket.handle({ bytes: () => {}, closed: resolve }));
  socket.write(bytes("x"));
  expect(await closed).toBe(true);
  expect(capture.flows[0]!.ended).toBe("reset");
});

test("bytes after a reset of one's own are dropped", async () => {
  const { env, capture } = await serving({}, echo);
  const socket = await env.dial("client", at);
  socket.handle({ bytes: () => {} });
  socket.reset();
  expect([socket.write(bytes("late")), capture.flows[0]!.ended, capture.chunks.length]).toEqual([false, "reset", 0]);
  await env.settled(never);
});

test("where nothing listens the dial is refused and the flow says so", async () => {
  const { env, capture } = await serving({}, echo);
  await expect(env.dial("client", { host: "backend", port: 8080 })).rejects.toBeInstanceOf(DialRefused);
  expect(capture.flows.map(({ ended }) => ended)).toEqual(["refused"]);
});

test("a socket that the dialler didn't open is turned away and leaves no trace in the capture", async () => {
  const { env, capture } = await serving({}, echo);
  const foreign = connect(env.addresses()[0]!.port, "127.0.0.1");
  await new Promise<void>((resolve) => foreign.on("error", () => {}).on("close", () => resolve()));
  expect(capture.flows).toEqual([]);
});

test("a reader that stops reading makes the writer wait, and the run is at rest meanwhile", async () => {
  let held: TappedSocket | undefined;
  const { env } = await serving({}, (socket) => {
    held = socket;
    socket.handle({ bytes: () => {} });
    socket.pause();
  });
  const socket = await env.dial("client", at);
  socket.handle({ bytes: () => {} });
  const megabyte = new Uint8Array(1024 * 1024);
  let took = true;
  for (let count = 0; took && count < 15; count++) took = socket.write(megabyte);
  expect(took).toBe(false);
  await env.settled(never);
  held!.resume();
  await socket.drained();
  await env.settled(never);
});

test("settling ends with the signal's reason when it is aborted", async () => {
  const { env } = await serving({}, echo);
  const abort = new AbortController();
  const waiting = env.working(env.settled(abort.signal));
  abort.abort(new Error("enough"));
  await expect(waiting).rejects.toThrow("enough");
});

test("the run may write as many bytes as its limit says, and not one more", async () => {
  const { env, hits, capture } = await serving({ bytes: 10 }, (socket) => socket.handle({ bytes: () => {} }));
  const socket = await env.dial("client", at);
  socket.handle({ bytes: () => {} });
  expect([socket.write(bytes("0123456789")), hits.length]).toEqual([true, 0]);
  expect([socket.write(bytes("x")), hits.map(({ limit }) => limit), capture.limitHits.length]).toEqual([false, ["bytes"], 1]);
  expect(capture.flows[0]!.ended).toBe("budget");
});

test("the run may open as many connections as its limit says, and not one more", async () => {
  const { env, hits } = await serving({ connections: 2 }, echo);
  await env.dial("client", at);
  await env.dial("client", at);
  await expect(env.dial("client", at)).rejects.toThrow("connections 2");
  expect(hits.map(({ limit }) => limit)).toEqual(["connections"]);
});

test("the capture keeps as many chunks as its limit says, and not one more", async () => {
  const { env, hits } = await serving({ chunks: 2 }, (socket) => socket.handle({ bytes: () => {} }));
  const socket = await env.dial("client", at);
  socket.handle({ bytes: () => {} });
  socket.write(bytes("a"));
  await env.settled(never);
  expect(hits).toEqual([]);
  socket.write(bytes("b"));
  expect(hits.map(({ limit }) => limit)).toEqual(["chunks"]);
});
