/** The app in Electron's utility process: gets one end of a MessagePort for each page and serves the contract over it. */
import { createApp, Problem } from "../app.ts";
import { serveMessagePort, type Port } from "../transport/message-port.ts";
import { makeHandlers } from "../transport/router.ts";
import { readHostFlags } from "./flags.ts";
import { packageVersion } from "./package.ts";

/** What Electron adds to a utility process. */
interface UtilityProcess {
  parentPort: {
    on(event: "message", listener: (event: { data: unknown; ports: Port[] }) => void): void;
    postMessage(message: { problem: string }): void;
  };
}

const { parentPort } = process as unknown as UtilityProcess;
const { places, version, locale } = readHostFlags(process.argv.slice(2), {});
const starting = createApp({ host: "electron", version: version ?? packageVersion(), places, systemLanguage: locale ?? "en" });
const serving = starting.then((app) => makeHandlers(app.api, (error, procedure) => app.reportFault(error, procedure)));

parentPort.on("message", ({ ports: [port] }) => {
  if (port !== undefined) void serving.then((handlers) => serveMessagePort(port, handlers));
});

// Electron's `kill` is a SIGTERM: what is written is on disk already, the rest is put in order.
process.once("SIGTERM", () => void starting.then((app) => app.close()).finally(() => process.exit(0)));

try {
  await serving;
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  // A damaged or newer database, a read-only folder, another instance: starting again would not help, the window says why.
  parentPort.postMessage({ problem: error.problem.message });
}
