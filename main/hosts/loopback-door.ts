/** The loopback host as a person meets it: prints its address, opens the browser where asked to, stops on Ctrl C. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "../app.ts";
import type { HostPlaces } from "./flags.ts";
import { startLoopbackHost, type LoopbackHost } from "./loopback.ts";
import { packageRoot, packageVersion } from "./package.ts";

export interface Door {
  places: HostPlaces;
  port: number;
  /** Open the address in the system's browser. */
  browser: boolean;
  out: (line: string) => void;
  err: (line: string) => void;
  /** Aborted when the person wants it to end. */
  signal: AbortSignal;
}

/** Serves until the signal; resolves to the exit code. */
export async function openLoopbackDoor({ places, port, browser, out, err, signal }: Door): Promise<number> {
  const renderer = join(packageRoot, "dist", "renderer");
  if (!existsSync(join(renderer, "index.html"))) {
    err("The window's bundle is not built. Run `npm run build` first, or `npm start`, which builds it.");
    return 1;
  }
  let host: LoopbackHost;
  try {
    host = await startLoopbackHost({ places, port, version: packageVersion(), systemLanguage: systemLanguage(), renderer });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    err(error.problem.message);
    return 1;
  }
  out(`Retransmit is at ${host.address}`);
  out("Ctrl C stops it.");
  if (browser) openBrowser(host.address, () => err("No browser could be opened. Open the address above yourself."));
  await ended(signal);
  await host.close();
  return 0;
}

function systemLanguage(): string {
  return new Intl.DateTimeFormat().resolvedOptions().locale;
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

const openers: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = { darwin: ["open"], win32: ["cmd", "/c", "start", ""] };

function openBrowser(address: string, failed: () => void): void {
  const [command, ...args] = openers[process.platform] ?? ["xdg-open"];
  const opener = spawn(command, [...args, address], { stdio: "ignore", detached: true });
  opener.on("error", failed);
  opener.on("exit", (code) => {
    if (code !== 0) failed();
  });
  opener.unref();
}
