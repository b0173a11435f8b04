/**
 * One way to call the app, whatever carries it: the WebSocket of the loopback host, or the MessagePort that Electron's
 * preload hands over. A lost WebSocket is opened again, with growing pauses, until it answers.
 */
import { createORPCClient } from "@orpc/client";
import type { ClientLink, ClientContext } from "@orpc/client";
import { RPCLink as PortLink } from "@orpc/client/message-port";
import { RPCLink as SocketLink } from "@orpc/client/websocket";
import type { ContractRouterClient } from "@orpc/contract";
import { customJsonSerializers } from "../../main/contract/bytes.ts";
import type { Contract } from "../../main/contract/contract.ts";
import { socketPath, tokenName } from "../../main/contract/loopback.ts";
import { Unreachable } from "./problem.ts";
import { createStore, type Store } from "./store.ts";

export type AppApi = ContractRouterClient<Contract>;
export type ConnectionState = "connecting" | "open" | "lost";

export interface Connection {
  api: AppApi;
  state: Store<ConnectionState>;
  /** Tries at once instead of at the end of the pause. */
  retry(): void;
}

type Link = ClientLink<ClientContext>;

/** Pauses between attempts to reach the app again: from the first to the last, doubling. */
export const firstPauseMs = 250;
export const lastPauseMs = 4000;

export function pauseMs(attempt: number): number {
  return Math.min(lastPauseMs, firstPauseMs * 2 ** attempt);
}

/** `app:` pages wait for the preload's port; all others dial the host that served them. */
export function connect(page: Window): Connection {
  return page.location.protocol === "app:" ? connectByPort(page) : connectBySocket(page);
}

function connectByPort(page: Window): Connection {
  const { connection, opened } = makeConnection(() => undefined);
  page.addEventListener("message", (event) => {
    const port = event.ports[0];
    if (event.source !== page || (event.data as { type?: unknown } | null)?.type !== "retransmit:port" || port === undefined) return;
    port.addEventListener("close", () => connection.state.set("lost"));
    port.start();
    opened(new PortLink({ port, customJsonSerializers }));
  });
  return connection;
}

function connectBySocket(page: Window): Connection {
  const token = takeToken(page);
  const url = new URL(socketPath, page.location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  url.searchParams.set(tokenName, token);
  let attempt = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;
  const { connection, opened } = makeConnection(() => {
    if (pause === undefined) return;
    clearTimeout(pause);
    dial();
  });
  function dial(): void {
    pause = undefined;
    const websocket = new WebSocket(url);
    websocket.addEventListener("open", () => {
      attempt = 0;
      opened(new SocketLink({ websocket, customJsonSerializers }));
    });
    websocket.addEventListener("close", () => {
      connection.state.set("lost");
      pause = setTimeout(dial, pauseMs(attempt));
      attempt += 1;
    });
  }
  dial();
  return connection;
}

function makeConnection(retry: () => void): { connection: Connection; opened(link: Link): void } {
  const state = createStore<ConnectionState>("connecting");
  let link: Link | null = null;
  const links = createStore<Link | null>(null);
  const firstLink = () =>
    new Promise<Link>((resolve) => {
      const stop = links.subscribe(() => {
        const now = links.get();
        if (now === null) return;
        stop();
        resolve(now);
      });
    });
  const through: Link = {
    call: async (path, input, options) => {
      if (state.get() === "lost") throw new Unreachable();
      const current = link ?? (await firstLink());
      try {
        return await current.call(path, input, options);
      } catch (error) {
        throw state.get() === "lost" ? new Unreachable() : error;
      }
    },
  };
  return {
    connection: { api: createORPCClient<AppApi>(through), state, retry },
    opened: (next) => {
      link = next;
      links.set(next);
      state.set("open");
    },
  };
}

const tokenKey = "retransmit.token";

/** The token comes in the address the host printed; it leaves the address bar, and stays with this tab so that a reload works. */
export function takeToken(page: Pick<Window, "location" | "history" | "sessionStorage">): string {
  const url = new URL(page.location.href);
  const fragment = new URLSearchParams(url.hash.replace(/^#/, ""));
  const token = fragment.get(tokenName) ?? url.searchParams.get(tokenName);
  if (token === null) return page.sessionStorage.getItem(tokenKey) ?? "";
  page.sessionStorage.setItem(tokenKey, token);
  url.searchParams.delete(tokenName);
  url.hash = "";
  page.history.replaceState(null, "", url);
  return token;
}
