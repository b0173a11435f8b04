/** The app in Electron's utility process: gets one end of a MessagePort for each page and serves the contract over it. */
import { createApp, type App } from "../app.ts";
import { serveMessagePort, type Port } from "../transport/message-port.ts";
import { makeHandlers, type Handlers } from "../transport/router.ts";
import { readHostFlags } from "./flags.ts";
import { packageVersion } from "./package.ts";

/** What Electron adds to a utility process. */
interface UtilityProcess {
  parentPort: { on(event: "message", listener: (event: { data: unknown; ports: Port[] }) => void): void };
}

const { places, version, locale } = readHostFlags(process.argv.slice(2), {});
const starting = createApp({ host: "electron", version: version ?? packageVersion(), places, systemLanguage: locale ?? "en" });
const serving: Promise<Handlers> = starting.then((app) => makeHandlers(app.api, (error, procedure) => app.reportFault(error, procedure)));

(process as unknown as UtilityProcess).parentPort.on("message", ({ ports: [port] }) => {
  if (port !== undefined) void serving.then((handlers) => serveMessagePort(port, handlers));
});

// Electron's `kill` is a SIGTERM: what is written is on disk already, the rest is put in order.
process.once("SIGTERM", () => void starting.then((app: App) => app.close()).finally(() => process.exit(0)));
await serving;
