/** Worker that gives the compiled app process what Electron gives it: `process.parentPort` with messages that carry ports. */
import { EventEmitter } from "node:events";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { PortMain } from "./port-main.ts";

const shim = Object.assign(new EventEmitter(), { postMessage: (message: unknown) => parentPort!.postMessage(message) });
Object.defineProperty(process, "parentPort", { value: shim });
const { script } = workerData as { script: string };
await import(script);
parentPort!.on("message", ({ message, ports }: { message: unknown; ports: MessagePort[] }) => {
  shim.emit("message", { data: message, ports: ports.map((port) => new PortMain(port)) });
});
