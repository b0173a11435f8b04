/** The contract over the loopback WebSocket. Only a page that this host served, and that knows the token, gets in. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { socketPath, tokenName } from "../contract/loopback.ts";
import { isReadable, maxMessageLength, mayQueue } from "./message.ts";
import type { Handlers } from "./router.ts";

/** Renderers that may be connected at once. */
export const maxConnections = 16;

export type Refusal = { status: 400 | 401 | 403 | 404 | 421 | 503; reason: string };

/**
 * Null where the request may become a socket. The name in Host must be the loopback's own: a page of another site whose
 * name was rebound to 127.0.0.1 sends that site's name. Origin must be the very page; browsers always send it.
 */
export function refuseUpgrade(request: Pick<IncomingMessage, "url" | "headers">, port: number, token: string): Refusal | null {
  const { host, origin } = request.headers;
  if (!isOwnHost(host, port)) return { status: 421, reason: "This host is only for 127.0.0.1." };
  if (origin !== `http://${host}`) return { status: 403, reason: "Only the page of this host may connect." };
  const url = URL.parse(request.url ?? "", `http://${host}`);
  if (url === null) return { status: 400, reason: "The address can't be read." };
  if (url.pathname !== socketPath) return { status: 404, reason: "Nothing is served here." };
  const given = url.searchParams.getAll(tokenName);
  if (given.length !== 1 || !isSame(given[0]!, token)) return { status: 401, reason: "The token is missing or wrong." };
  return null;
}

/** Host as a browser sends it for the loopback's own addresses (RFC 9110 §7.2). */
export function isOwnHost(host: string | undefined, port: number): host is string {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

/** Compared by digest, so that the time taken tells nothing of the token. */
function isSame(given: string, token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}

export interface SocketServer {
  /** Ends all connections. */
  close(): void;
}

export function serveWebSocket(server: Server, port: number, token: string, handlers: Handlers): SocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageLength, perMessageDeflate: false, clientTracking: true });
  server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on("error", () => stream.destroy()); // the peer may vanish before it is answered
    const full: Refusal | null = sockets.clients.size >= maxConnections ? { status: 503, reason: "Too many windows are open." } : null;
    const refusal = refuseUpgrade(request, port, token) ?? full;
    if (refusal !== null) refuse(stream, refusal);
    else sockets.handleUpgrade(request, stream, head, (socket) => serveSocket(socket, handlers));
  });
  return {
    close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

function refuse(stream: Duplex, { status, reason }: Refusal): void {
  const body = `${reason}\n`;
  stream.end(
    `HTTP/1.1 ${status} Refused\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

/** Closes with 1007 (RFC 6455 §7.4.1) what can't be read, and cuts off a reader who lets `maxUnsentBytes` pile up. */
function serveSocket(socket: WebSocket, handlers: Handlers): void {
  socket.on("error", () => socket.terminate());
  const guarded = {
    addEventListener(event: "message" | "close", listener: (event: { data: string }) => void) {
      if (event === "close") socket.on("close", () => listener({ data: "" }));
      else
        socket.on("message", (data: Buffer, isBinary: boolean) => {
          const message = isBinary ? null : data.toString("utf8");
          if (isReadable(message)) listener({ data: message });
          else socket.close(1007, "unreadable message");
        });
    },
    send(message: string) {
      if (mayQueue(socket.bufferedAmount, message.length)) socket.send(message);
      else socket.terminate();
    },
  };
  void handlers.socket.upgrade(guarded as unknown as Parameters<Handlers["socket"]["upgrade"]>[0], { context: { callsUnderWay: 0 } });
}
