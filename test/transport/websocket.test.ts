/** Who may open the loopback WebSocket: requests as browsers, rebound names and strangers send them, over a real server. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { makeHandlers } from "../../main/transport/router.ts";
import { maxConnections, serveWebSocket, type SocketServer } from "../../main/transport/websocket.ts";
import { token } from "./carriers.ts";
import { fakeApi } from "./fake-api.ts";

let server: Server;
let sockets: SocketServer;
let port: number;
let streamEnded = false;

async function* flood() {
  try {
    for (;;) {
      yield { what: "a".repeat(1_000_000) };
      await new Promise(setImmediate);
    }
  } finally {
    streamEnded = true;
  }
}

beforeEach(async () => {
  const api = fakeApi({ "app.changes": () => Promise.resolve(flood()) });
  const handlers = makeHandlers(api, () => ({ code: "app.fault", data: {}, message: "" }));
  server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
  sockets = serveWebSocket(server, port, token, handlers);
});
afterEach(async () => {
  sockets.close();
  server.close();
  await once(server, "close");
});

/** The status line's code of an upgrade request with these header fields. */
async function upgrade(target: string, fields: Record<string, string | undefined>): Promise<{ status: number; answer: string }> {
  const socket = connect(port, "127.0.0.1");
  const all = { Connection: "Upgrade", Upgrade: "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", ...fields };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  socket.write(`GET ${target} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
  const [head] = (await once(socket, "data")) as [Buffer];
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head.toString())?.[1]);
  const rest = status === 101 ? "" : await text(socket);
  socket.destroy();
  return { status, answer: head.toString() + rest };
}

describe("the loopback WebSocket", () => {
  const own = () => `127.0.0.1:${port}`;
  const right = `/contract?token=${token}`;
  const rows: [string, () => { target?: string; host?: string | undefined; origin?: string | undefined }, number][] = [
    ["its own page with the token", () => ({}), 101],
    ["its own page by the name localhost", () => ({ host: `localhost:${port}`, origin: `http://localhost:${port}` }), 101],
    ["no token", () => ({ target: "/contract" }), 401],
    ["an empty token", () => ({ target: "/contract?token=" }), 401],
    ["a wrong token of the same length", () => ({ target: `/contract?token=${token.replace("0", "1")}` }), 401],
    ["the token's beginning", () => ({ target: `/contract?token=${token.slice(0, -1)}` }), 401],
    ["the token and more", () => ({ target: `${right}0` }), 401],
    ["two tokens, the right one first", () => ({ target: `${right}&token=x` }), 401],
    ["the token in capitals", () => ({ target: `/contract?token=${token.toUpperCase()}` }), 401],
    ["a rebound name: Host and Origin of another site", () => ({ host: `attacker.test:${port}`, origin: `http://attacker.test:${port}` }), 421],
    ["a rebound name that only begins like ours", () => ({ host: `127.0.0.1.attacker.test:${port}`, origin: `http://127.0.0.1.attacker.test:${port}` }), 421],
    ["another port in Host", () => ({ host: "127.0.0.1:1", origin: "http://127.0.0.1:1" }), 421],
    ["no port in Host", () => ({ host: "127.0.0.1", origin: "http://127.0.0.1" }), 421],
    ["a name with user information", () => ({ host: `user@127.0.0.1:${port}` }), 421],
    ["all addresses as Host", () => ({ host: `0.0.0.0:${port}`, origin: `http://0.0.0.0:${port}` }), 421],
    ["the page of another site", () => ({ origin: "http://attacker.test" }), 403],
    ["a page of another port here", () => ({ origin: "http://127.0.0.1:1" }), 403],
    ["a page over TLS", () => ({ origin: `https://${own()}` }), 403],
    ["localhost's page to 127.0.0.1", () => ({ origin: `http://localhost:${port}` }), 403],
    ["a sandboxed or local page", () => ({ origin: "null" }), 403],
    ["no Origin", () => ({ origin: undefined }), 403],
    ["another path", () => ({ target: `/?token=${token}` }), 404],
    ["an address that can't be read", () => ({ target: `http://[/contract?token=${token}` }), 400],
  ];
  test.each(rows)("%s", async (_who, make, status) => {
    const { target = right, ...given } = make();
    const host = given.host ?? own();
    const answer = await upgrade(target, { Host: host, Origin: "origin" in given ? given.origin : `http://${host}` });
    expect(answer.status).toBe(status);
    expect(answer.answer).not.toContain(token);
  });

  test("a request without Host is refused", async () => {
    expect((await upgrade(right, { Host: undefined, Origin: `http://${own()}` })).status).toBe(421);
  });

  test(`${maxConnections} windows may be connected, one more is refused`, async () => {
    const connectWindow = () => new WebSocket(`ws://${own()}${right}`, { origin: `http://${own()}` });
    const windows = Array.from({ length: maxConnections }, connectWindow);
    await Promise.all(windows.map((window) => once(window, "open")));
    const [, response] = (await once(
      connectWindow().on("error", () => undefined),
      "unexpected-response",
    )) as [unknown, { statusCode: number }];
    expect(response.statusCode).toBe(503);
    for (const window of windows) window.terminate();
  });

  test("a reader that doesn't read is cut off, and its stream ends", async () => {
    streamEnded = false;
    const socket = new WebSocket(`ws://${own()}${right}`, { origin: `http://${own()}` });
    await once(socket, "open");
    socket.pause();
    socket.send(JSON.stringify({ i: "1", p: { u: "/app/changes" } }));
    await vi.waitFor(() => expect(streamEnded).toBe(true), { timeout: 20_000 });
    socket.terminate();
  });
});
