/** What Electron calls MessagePortMain, over a port of Node. */
import { EventEmitter } from "node:events";
import type { MessagePort } from "node:worker_threads";

export class PortMain extends EventEmitter {
  readonly inner: MessagePort;
  constructor(inner: MessagePort) {
    super();
    this.inner = inner;
  }
  start(): void {
    this.inner.on("message", (data: unknown) => this.emit("message", { data, ports: [] }));
    this.inner.on("close", () => this.emit("close"));
  }
  postMessage(message: unknown): void {
    this.inner.postMessage(message);
  }
  close(): void {
    this.inner.close();
  }
}
