/**
 * One way to call the app, whatever carries it: the WebSocket of the loopback host, or the MessagePort that Electron's
 * preload hands over. A lost WebSocket is opened again, with growing pauses, until it answers; a lost port is replaced
 * by the next one that the preload brings.
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

/** A page without a token that gets no port within this time says so; a port that comes later is still taken. */
export const maxPortWaitMs = 10_000;

/** A page that was given a token dials the host that served it; any other waits for the port of Electron's preload. */
export function connect(page: Window): Connection {
  const token = takeToken(page);
  return token === null ? connectByPort(page) : connectBySocket(page, token);
}

/** The app's process may be started again: each new port takes the place of the one before. */
function connectByPort(page: Window): Connection {
  let current: MessagePort | null = null;
  // The preload asks for a port each time that the page is loaded.
  const { connection, opened } = makeConnection(() => page.location.reload());
  const waiting = setTimeout(() => connection.state.set("lost"), maxPortWaitMs);
  page.addEventListener("message", (event) => {
    const port = event.ports[0];
    if (event.source !== page || (event.data as { type?: unknown } | null)?.type !== "retransmit:port" || port === undefined) return;
    clearTimeout(waiting);
    // What was asked through the earlier port gets no answer any more.
    if (current !== null) connection.state.set("lost");
    current?.close();
    current = port;
    port.addEventListener("close", () => {
      if (port === current) connection.state.set("lost");
    });
    port.start();
    opened(new PortLink({ port, customJsonSerializers }));
  });
  return connection;
}

function connectBySocket(page: Window, token: string): Connection {
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
      return unlessLost(state, current.call(path, input, options));
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

/** An answer that can't come any more is an `Unreachable`, whether or not the link notices. */
function unlessLost<T>(state: Store<ConnectionState>, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = state.subscribe(() => {
      if (state.get() !== "lost") return;
      stop();
      reject(new Unreachable());
    });
    answer.finally(stop).then(resolve, (error: unknown) => reject(state.get() === "lost" ? new Unreachable() : (error as Error)));
  });
}

const tokenKey = "retransmit.token";

/** The token comes in the address the host printed; it leaves the address bar, and stays with this tab so that a reload works. Null: none was given. */
export function takeToken(page: Pick<Window, "location" | "history" | "sessionStorage">): string | null {
  const url = new URL(page.location.href);
  const fragment = new URLSearchParams(url.hash.replace(/^#/, ""));
  const token = fragment.get(tokenName) ?? url.searchParams.get(tokenName);
  if (token === null) return page.sessionStorage.getItem(tokenKey);
  page.sessionStorage.setItem(tokenKey, token);
  url.searchParams.delete(tokenName);
  url.hash = "";
  page.history.replaceState(null, "", url);
  return token;
}
