/**
 * Shows a window's page in a real Chromium: its files come from the main script's own protocol handler, the compiled
 * preload runs unchanged in an isolated world, and the port that it hands over is joined to the main script's port.
 */
import { readFileSync } from "node:fs";
import { type Browser, type CDPSession, chromium, type Page } from "playwright-core";
import { findCommand } from "../../support/system-packages.ts";
import { emitIpc, seen, type StubWindow } from "./electron-stub.ts";
import type { PortMain } from "./port-main.ts";

const world = "retransmit-preload";
/** app:// can't be opened by a plain Chromium; each request to this origin is answered by the app:// handler. */
const standIn = "http://retransmit.localhost";

export interface ShownPage {
  page: Page;
  /** Requests that were answered, as app:// addresses with their status. */
  requests: { url: string; status: number }[];
  /** What the page's console said in errors. */
  complaints: string[];
}

export async function openBrowser(): Promise<Browser> {
  const executablePath = findCommand(["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]);
  if (executablePath === null) throw new Error("No Chromium on the PATH");
  const args = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  return chromium.launch({ executablePath, args });
}

export async function showPage(browser: Browser, window: StubWindow, url: string): Promise<ShownPage> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const shown: ShownPage = { page, requests: [], complaints: [] };
  page.on("console", (message) => message.type() === "error" && shown.complaints.push(message.text()));
  page.on("pageerror", (error) => shown.complaints.push(String(error)));
  await page.route("**/*", async (route) => {
    const asked = new URL(route.request().url());
    const address = `app://retransmit${asked.pathname}`;
    const handler = seen.protocolHandlers.get("app");
    if (asked.origin !== standIn || handler === undefined) return route.abort();
    const response = await handler(new Request(address));
    shown.requests.push({ url: address, status: response.status });
    await route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body: Buffer.from(await response.arrayBuffer()) });
  });
  await joinPreload(await page.context().newCDPSession(page), window, String(window.options.webPreferences?.preload));
  await page.goto(standIn + new URL(url).pathname);
  return shown;
}

async function joinPreload(devtools: CDPSession, window: StubWindow, preloadFile: string): Promise<void> {
  let context = 0;
  let port: PortMain | null = null;
  devtools.on("Runtime.executionContextCreated", ({ context: created }) => {
    if (created.name === world) context = created.id;
  });
  devtools.on("Runtime.bindingCalled", ({ name, payload }) => {
    if (name !== "toMain") return;
    const message = JSON.parse(payload) as { send?: string; post?: unknown };
    if (message.send !== undefined) {
      // Electron says which frame sent it; here it is the window's own page.
      const frame = { url: window.contents.mainFrame.url };
      emitIpc(message.send, { sender: Object.assign(window.contents, { mainFrame: frame }), senderFrame: frame });
    } else port?.postMessage(message.post);
  });
  window.contents.deliver = (channel, handed) => {
    port = handed;
    // A page that is gone takes no more messages.
    const evaluate = (expression: string) => void devtools.send("Runtime.evaluate", { expression, contextId: context }).catch(() => undefined);
    handed.on("message", ({ data }: { data: unknown }) => evaluate(`fromMain(${JSON.stringify(data)})`));
    evaluate(`handOver(${JSON.stringify(channel)})`);
    handed.start();
  };
  await devtools.send("Runtime.enable");
  await devtools.send("Page.enable");
  await devtools.send("Runtime.addBinding", { name: "toMain", executionContextName: world });
  await devtools.send("Page.addScriptToEvaluateOnNewDocument", { worldName: world, source: isolatedWorld(readFileSync(preloadFile, "utf8")) });
}

/** The compiled preload, unchanged, in a function that gives it `require`, as Electron's sandboxed preload has it. */
function isolatedWorld(preload: string): string {
  return `
    const listeners = {};
    let joined = null;
    globalThis.handOver = (channel) => {
      const { port1, port2 } = new MessageChannel();
      joined = port1;
      port1.onmessage = (event) => toMain(JSON.stringify({ post: event.data }));
      for (const listener of listeners[channel] ?? []) listener({ ports: [port2] });
    };
    globalThis.fromMain = (message) => joined?.postMessage(message);
    const ipcRenderer = {
      on: (channel, listener) => void (listeners[channel] ??= []).push(listener),
      send: (channel) => toMain(JSON.stringify({ send: channel })),
    };
    (function (require, module, exports) {${preload}
    })((name) => { if (name !== "electron") throw new Error("a sandboxed preload has no " + name); return { ipcRenderer }; }, { exports: {} }, {});
  `;
}
