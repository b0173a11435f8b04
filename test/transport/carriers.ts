/** Both ways of carrying the contract, for the conformance suite: a client, raw sending, and a way to end. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { MessageChannel } from "node:worker_threads";
import { createORPCClient } from "@orpc/client";
import { RPCLink as PortLink } from "@orpc/client/message-port";
import { RPCLink as SocketLink } from "@orpc/client/websocket";
import type { ContractRouterClient } from "@orpc/contract";
import { WebSocket } from "ws";
import { customJsonSerializers } from "../../main/contract/bytes.ts";
import type { Contract } from "../../main/contract/contract.ts";
import { serveMessagePort } from "../../main/transport/message-port.ts";
import type { Handlers } from "../../main/transport/router.ts";
import { serveWebSocket } from "../../main/transport/websocket.ts";

export interface Carrier {
  client: ContractRouterClient<Contract>;
  /** Sends as it is, past the client. */
  sendRaw(message: string | Uint8Array): void;
  /** Resolves when the server ended the connection. */
  closed: Promise<unknown>;
  /** The renderer goes away. */
  leave(): void;
  stop(): Promise<void>;
}

export const token = "0123456789abcdef";

async function overMessagePort(handlers: Handlers): Promise<Carrier> {
  const { port1, port2 } = new MessageChannel();
  serveMessagePort(port1, handlers);
  const link = new PortLink({ port: port2, customJsonSerializers });
  port2.start();
  const closed = once(port2, "close");
  return {
    client: createORPCClient(link),
    sendRaw: (message) => port2.postMessage(message),
    closed,
    leave: () => port2.close(),
    async stop() {
      port2.close();
      await closed;
    },
  };
}

async function overWebSocket(handlers: Handlers): Promise<Carrier> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const sockets = serveWebSocket(server, port, token, handlers);
  const socket = new WebSocket(`ws://127.0.0.1:${port}/contract?token=${token}`, { origin: `http://127.0.0.1:${port}` });
  const closed = once(socket, "close");
  await once(socket, "open");
  return {
    client: createORPCClient(new SocketLink({ websocket: socket as unknown as globalThis.WebSocket, customJsonSerializers })),
    sendRaw: (message) => socket.send(message),
    closed,
    leave: () => socket.close(),
    async stop() {
      socket.terminate();
      await closed;
      sockets.close();
      server.close();
      await once(server, "close");
    },
  };
}

export const carriers = { MessagePort: overMessagePort, WebSocket: overWebSocket };
