/** Starts the loopback host on given folders, and clients of it. */
import { once } from "node:events";
import { join } from "node:path";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import type { ContractRouterClient } from "@orpc/contract";
import { WebSocket } from "ws";
import { customJsonSerializers } from "../../main/contract/bytes.ts";
import type { Contract } from "../../main/contract/contract.ts";
import { startLoopbackHost, type LoopbackHost } from "../../main/hosts/loopback.ts";

export interface Folders {
  data: string;
  decks: string;
  renderer: string;
  builtIn: string;
}

export function openLoopback({ data, decks, renderer, builtIn }: Folders, port = 0): Promise<LoopbackHost> {
  return startLoopbackHost({ places: { data, decks, log: join(data, "retransmit.log"), builtIn }, port, version: "1.0.0", systemLanguage: "en", renderer });
}

export interface Page {
  api: ContractRouterClient<Contract>;
  closed: Promise<unknown>;
  leave(): void;
}

/** Connects as the page at that address does. */
export async function openPage(address: string): Promise<Page> {
  const url = new URL(address);
  const token = new URLSearchParams(url.hash.slice(1)).get("token");
  const socket = new WebSocket(`ws://${url.host}/contract?token=${token}`, { origin: url.origin });
  const closed = once(socket, "close");
  await once(socket, "open");
  socket.on("error", () => undefined); // a host that is killed resets the connection
  return {
    api: createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket, customJsonSerializers })),
    closed,
    leave: () => socket.terminate(),
  };
}
