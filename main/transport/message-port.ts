/** The contract over a MessagePort: Electron's between window and app process, node:worker_threads' in tests. */
import { isReadable } from "./message.ts";
import type { Handlers } from "./router.ts";

/** What Node's and Electron's ports have in common. */
export interface Port {
  on(event: "message", listener: (event: unknown) => void): unknown;
  on(event: "close", listener: () => void): unknown;
  postMessage(message: unknown): void;
  start?(): void;
  close(): void;
}

/** Serves until either side closes. A message that can't be read ends the connection: its sender isn't our renderer. */
export function serveMessagePort(port: Port, handlers: Handlers): void {
  let take: (event: { data: string }) => void = () => undefined;
  // Electron's ports wrap the message in an event, Node's hand over the message itself.
  port.on("message", (event) => {
    const message = typeof event === "object" && event !== null && "data" in event ? event.data : event;
    if (isReadable(message)) take({ data: message });
    else port.close();
  });
  handlers.port.upgrade(
    {
      on: (event: string, listener: (event?: unknown) => void) => {
        if (event === "message") take = listener;
        else port.on("close", () => listener());
      },
      postMessage: (message: unknown) => port.postMessage(message),
    } as Parameters<Handlers["port"]["upgrade"]>[0],
    { context: { callsUnderWay: 0 } },
  );
  port.start?.();
}
