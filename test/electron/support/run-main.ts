/**
 * Runs a compiled main script with the stub in place of `electron`, uses its window in Chromium, and prints a report as
 * one line of JSON. Usage: node run-main.ts MAIN_SCRIPT DATA_FOLDER [second | refused]. "second": another instance runs;
 * "refused": the data folder can't be used, only what is said counts.
 */
import { existsSync, readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const stub = new URL("./electron-stub.ts", import.meta.url).href;
registerHooks({ resolve: (specifier, context, next) => (specifier === "electron" ? { url: stub, shortCircuit: true } : next(specifier, context)) });

const [script, data, instance] = process.argv.slice(2) as [string, string, string | undefined];
const { emitApp, emitIpc, seen } = await import("./electron-stub.ts");
const { openBrowser, showPage } = await import("./preload-world.ts");
type ShownPage = Awaited<ReturnType<typeof showPage>>;

seen.firstInstance = instance !== "second";
process.argv = [process.argv[0]!, script, "--data", data, "--decks", join(data, "decks")];

const browser = await openBrowser();
let shown: ShownPage | null = null;
let pageShown: () => void = () => undefined;
const whenShown = new Promise<void>((done) => (pageShown = done));
seen.showPage = async (window, url) => {
  shown = await showPage(browser, window, url);
  pageShown();
};
await import(pathToFileURL(resolve(script)).href);

const report: Record<string, unknown> = {};
try {
  if (instance === "second") {
    report["windows"] = seen.windows.length;
    report["quit"] = seen.quit;
  } else if (instance === "refused") {
    await waitUntil(() => seen.exitCode !== null);
    Object.assign(report, { exitCode: seen.exitCode, appProcesses: seen.appProcesses.length });
  } else {
    await Promise.race([whenShown, new Promise((_done, failed) => setTimeout(() => failed(new Error("no page within 60 s")), 60_000))]);
    Object.assign(report, await useWindow(shown!));
  }
} catch (error) {
  report["fault"] = String(error);
} finally {
  report["errors"] = seen.errors;
  process.stdout.write(`REPORT ${JSON.stringify(report)}\n`);
  emitApp("before-quit");
  await browser.close();
  process.exit(0);
}

async function useWindow({ page, requests, complaints }: ShownPage): Promise<Record<string, unknown>> {
  const window = seen.windows[0]!;
  const connected = await showsScreen(page);
  const preferences = window.options.webPreferences;
  const result = {
    connected,
    globals: await page.evaluate(() =>
      ["require", "process", "module", "Buffer", "electron", "ipcRenderer", "handOver", "toMain"].filter((name) => name in globalThis),
    ),
    preferences: {
      sandbox: preferences?.sandbox,
      contextIsolation: preferences?.contextIsolation,
      nodeIntegration: preferences?.nodeIntegration,
      webSecurity: preferences?.webSecurity,
      webviewTag: preferences?.webviewTag,
      spellcheck: preferences?.spellcheck,
    },
    minimum: [window.options.minWidth, window.options.minHeight],
    sandboxed: seen.sandboxed,
    spellChecker: seen.spellChecker,
    scheme: seen.privileged.map(({ scheme, privileges }) => ({ scheme, ...privileges })),
    menuRoles: seen.menuRoles,
    requests: requests.every(({ status }) => status === 200) && requests.length > 1,
    complaints,
    refused: refusals(window),
    policy: await policyOf("/"),
    outside: await Promise.all(["/../main/electron.js", "/%2e%2e/main/electron.js", "/..%2fmain%2felectron.js", "/no-such.js"].map(statusOf)),
    foreignHost: (await seen.protocolHandlers.get("app")!(new Request("app://elsewhere/"))).status,
    foreignFrame: await portsForForeignFrame(),
  };
  return { ...result, ...(await lifeCycle(page, connected)) };
}

function refusals(window: (typeof seen.windows)[number]): Record<string, boolean> {
  const prevented = (event: string) => {
    let stopped = false;
    window.contents.emit(event, { preventDefault: () => (stopped = true), url: "https://elsewhere.example/" });
    return stopped;
  };
  let permission: boolean | null = null;
  seen.permissionRequest?.(null as never, "media" as never, (granted) => (permission = granted));
  let cancelled: boolean | undefined;
  seen.beforeRequest?.({ url: "https://elsewhere.example/" }, (response) => (cancelled = response.cancel));
  let download = false;
  seen.downloads.emit("will-download", { preventDefault: () => (download = true) });
  return {
    navigation: prevented("will-navigate"),
    redirect: prevented("will-redirect"),
    frames: prevented("will-frame-navigate"),
    webview: prevented("will-attach-webview"),
    windowOpen: window.contents.openHandler?.({} as never).action === "deny",
    permission: permission === false && seen.permissionCheck?.() === false && seen.devicePermission?.() === false,
    network: cancelled === true,
    download,
  };
}

async function policyOf(path: string): Promise<string | null> {
  return (await seen.protocolHandlers.get("app")!(new Request(`app://retransmit${path}`))).headers.get("content-security-policy");
}

/** `new URL` would tidy the path first, so the handler is also asked with the raw one. */
async function statusOf(path: string): Promise<number> {
  return (await seen.protocolHandlers.get("app")!({ url: `app://retransmit${path}`, method: "GET" } as Request)).status;
}

async function portsForForeignFrame(): Promise<number> {
  const before = seen.windows[0]!.contents.deliver;
  let handed = 0;
  seen.windows[0]!.contents.deliver = () => void (handed += 1);
  const frame = { url: "https://elsewhere.example/" };
  emitIpc("retransmit:connect", { sender: seen.windows[0]!.contents, senderFrame: frame });
  seen.windows[0]!.contents.deliver = before;
  return handed;
}

async function lifeCycle(page: ShownPage["page"], connected: boolean): Promise<Record<string, unknown>> {
  const window = seen.windows[0]!;
  emitApp("second-instance");
  const focused = window.focused;
  // The app process dies: it is started again and the page gets a new port.
  const processes = seen.appProcesses.length;
  seen.appProcesses.at(-1)!.kill();
  const recovered = connected && (await waitUntil(() => seen.appProcesses.length > processes)) && (await answersAgain(page));
  window.emit("close");
  const stateFile = join(data, "window.json");
  const remembered = existsSync(stateFile) ? (JSON.parse(readFileSync(stateFile, "utf8")) as Record<string, unknown>) : null;
  emitApp("window-all-closed");
  return { focused, recovered, remembered, quit: seen.quit };
}

/** A screen is shown only after the app has answered through the port. */
async function showsScreen(page: ShownPage["page"]): Promise<boolean> {
  return page
    .locator("main[data-screen]")
    .waitFor({ timeout: 8_000 })
    .then(
      () => true,
      () => false,
    );
}

async function answersAgain(page: ShownPage["page"]): Promise<boolean> {
  await page.reload();
  return showsScreen(page);
}

async function waitUntil(holds: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (holds()) return true;
    await new Promise((done) => setTimeout(done, 50));
  }
  return false;
}
