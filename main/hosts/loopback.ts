/** The loopback host: the renderer's bundle and the contract on 127.0.0.1, for whoever knows the token. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createApp, Problem } from "../app.ts";
import { tokenName } from "../contract/loopback.ts";
import { makeHandlers } from "../transport/router.ts";
import { isOwnHost, serveWebSocket } from "../transport/websocket.ts";
import type { HostPlaces } from "./flags.ts";
import { rendererFile } from "./renderer-files.ts";
import { tokenOf } from "./token.ts";

export interface LoopbackOptions {
  places: HostPlaces;
  /** 0: any free one. */
  port: number;
  version: string;
  systemLanguage: string;
  /** Folder of the built renderer. */
  renderer: string;
}

export interface LoopbackHost {
  /** With the token; to be opened in a browser. */
  address: string;
  port: number;
  token: string;
  close(): Promise<void>;
}

/** Rejects with a `Problem` where the data folder or the port can't be used. */
export async function startLoopbackHost(options: LoopbackOptions): Promise<LoopbackHost> {
  const server = createServer({ maxHeaderSize: 16_384 });
  const port = await listen(server, options.port);
  server.on("request", (request, response) => {
    answer(request, response, options.renderer, port).catch(() => response.destroy()); // the browser went away
  });
  try {
    const { version, places, systemLanguage } = options;
    const app = await createApp({ host: "loopback", version, places, systemLanguage });
    const token = tokenOf(places.data);
    const sockets = serveWebSocket(
      server,
      port,
      token,
      makeHandlers(app.api, (error, procedure) => app.reportFault(error, procedure)),
    );
    return {
      address: `http://127.0.0.1:${port}/#${tokenName}=${token}`,
      port,
      token,
      async close() {
        sockets.close();
        await stop(server);
        await app.close();
      },
    };
  } catch (error) {
    await stop(server);
    throw error;
  }
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

async function listen(server: Server, wanted: number): Promise<number> {
  try {
    const listening = once(server, "listening");
    server.listen(wanted, "127.0.0.1");
    await listening;
    return (server.address() as AddressInfo).port;
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE")
      throw portProblem("host.port-in-use", wanted, `Port ${wanted} is in use. Choose another with --port, or leave it out for a free one.`);
    if (code === "EACCES") throw portProblem("host.port-denied", wanted, `This user may not listen on port ${wanted}. Choose one above 1023 with --port.`);
    throw error;
  }
}

function portProblem(code: string, port: number, message: string): Problem {
  return new Problem({ code, data: { port }, message });
}

/** Only the bundle's files, only to a page of this very address: another site's name that was rebound to 127.0.0.1 gets nothing. */
async function answer(request: IncomingMessage, response: ServerResponse, renderer: string, port: number): Promise<void> {
  const { method, headers, url } = request;
  if (!isOwnHost(headers.host, port)) return refuse(response, 421, "This host is only for 127.0.0.1.");
  if (method !== "GET" && method !== "HEAD") return refuse(response, 405, "Only GET and HEAD are served.", { allow: "GET, HEAD" });
  const path = (url ?? "/").split(/[?#]/u, 1)[0]!;
  const file = await rendererFile(renderer, path, `'self' ws://${headers.host}`);
  response.writeHead(file.status, { ...file.headers, "content-length": file.body.length });
  response.end(method === "HEAD" ? undefined : file.body);
}

function refuse(response: ServerResponse, status: number, reason: string, headers: Record<string, string> = {}): void {
  const body = `${reason}\n`;
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "content-length": Buffer.byteLength(body), ...headers });
  response.end(body);
}
