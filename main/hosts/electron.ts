/**
 * The Electron door: owns the window, serves the renderer over app://, runs the app in a utility process and passes one
 * MessagePort between the two. Everything that a page could ask of the system is refused by default.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  type MenuItemConstructorOptions,
  MessageChannelMain,
  nativeTheme,
  protocol,
  screen,
  session,
  utilityProcess,
  type UtilityProcess,
  type WebContents,
} from "electron";
import { readHostFlags } from "./flags.ts";
import { rendererFile } from "./renderer-files.ts";
import { readWindowState, smallestSize, writeWindowState } from "./window-state.ts";

const home = import.meta.dirname;
const rendererFolder = join(home, "../renderer");
const origin = "app://retransmit";
/** A crashed app process is started again this often; then the learner is told. */
const maxRestarts = 3;

const flags = readHostFlags(process.argv.slice(1), {});
const dataFolder = flags.places.data;

let window: BrowserWindow | null = null;
let appProcess: UtilityProcess | null = null;
let restarts = 0;
let quitting = false;

protocol.registerSchemesAsPrivileged([{ scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
mkdirSync(dataFolder, { recursive: true });
app.setPath("userData", join(dataFolder, "chromium"));
for (const name of ["disable-background-networking", "disable-component-update", "disable-domain-reliability", "no-pings"]) app.commandLine.appendSwitch(name);
app.enableSandbox();

if (app.requestSingleInstanceLock()) {
  app.on("second-instance", () => focusWindow());
  app.on("window-all-closed", () => app.quit());
  app.on("before-quit", () => {
    quitting = true;
    appProcess?.kill();
  });
  app.on("web-contents-created", (_event, contents) => refuseEverything(contents));
  app.on("activate", () => focusWindow());
  app.whenReady().then(start, (error: unknown) => fail(error));
} else {
  app.quit(); // the first instance has been told and comes to the front
}

function start(): void {
  const own = session.defaultSession;
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.setSpellCheckerEnabled(false);
  // The page speaks to the app through its port only: no request leaves for anywhere else.
  own.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !details.url.startsWith(`${origin}/`) && !details.url.startsWith("devtools:") }));
  own.on("will-download", (event) => event.preventDefault());
  own.protocol.handle("app", servePage);
  ipcMain.on("retransmit:connect", (event) => {
    const isOwnPage = event.senderFrame !== null && event.senderFrame === event.sender.mainFrame && event.senderFrame.url.startsWith(`${origin}/`);
    if (isOwnPage) connect(event.sender);
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu()));
  startAppProcess();
  openWindow();
}

async function servePage(request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (url.host !== "retransmit" || request.method !== "GET") return new Response("Not found", { status: 404 });
  const file = await rendererFile(rendererFolder, url.pathname, "'none'");
  return new Response(new Uint8Array(file.body), { status: file.status, headers: file.headers });
}

/** What the page may not do: leave, open windows, embed pages. */
function refuseEverything(contents: WebContents): void {
  contents.on("will-navigate", (event) => event.preventDefault());
  contents.on("will-redirect", (event) => event.preventDefault());
  contents.on("will-frame-navigate", (event) => event.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
}

function openWindow(): void {
  const stateFile = join(dataFolder, "window.json");
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const state = readWindowState(stateFile, areas);
  const opened = new BrowserWindow({
    width: state.width,
    height: state.height,
    ...(state.position === null ? {} : state.position),
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    show: false,
    title: "Retransmit",
    backgroundColor: nativeTheme.shouldUseDarkColors ? "#14181A" : "#FDFDFE",
    webPreferences: {
      preload: join(home, "preload.cjs"),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  window = opened;
  if (state.maximised) opened.maximize();
  opened.once("ready-to-show", () => opened.show());
  opened.on("close", () => writeWindowState(stateFile, opened.getNormalBounds(), opened.isMaximized()));
  opened.on("closed", () => {
    window = null;
  });
  opened.loadURL(`${origin}/`).catch((error: unknown) => fail(error));
}

function focusWindow(): void {
  if (window === null) {
    if (app.isReady()) openWindow();
    return;
  }
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** The app runs apart from windows, so that neither can freeze the other. Its one message says why it can't start. */
function startAppProcess(): void {
  const started = utilityProcess.fork(join(home, "app-process.js"), flags.forAppProcess(app.getVersion(), app.getLocale()), {
    serviceName: "Retransmit app",
    stdio: "inherit",
  });
  appProcess = started;
  started.on("message", (message: unknown) => fail(new Error(String((message as { problem?: unknown }).problem))));
  started.on("exit", (code) => {
    if (quitting || appProcess !== started) return;
    appProcess = null;
    restarts += 1;
    if (restarts > maxRestarts)
      return fail(new Error(`The app process ended with code ${code} ${restarts} times. The log is in ${join(dataFolder, "retransmit.log")}.`));
    startAppProcess();
    if (window !== null) connect(window.webContents);
  });
}

/** A new pair of ports: one end to the app, the other to the page. */
function connect(contents: WebContents): void {
  if (appProcess === null) return;
  const { port1, port2 } = new MessageChannelMain();
  appProcess.postMessage({ type: "retransmit:port" }, [port1]);
  contents.postMessage("retransmit:port", null, [port2]);
}

function menu(): MenuItemConstructorOptions[] {
  const own: MenuItemConstructorOptions[] = process.platform === "darwin" ? [{ role: "appMenu" }] : [{ role: "fileMenu" }];
  return [...own, { role: "editMenu" }, { role: "viewMenu" }, { role: "windowMenu" }];
}

function fail(error: unknown): void {
  quitting = true;
  dialog.showErrorBox("Retransmit can't go on", error instanceof Error ? error.message : String(error));
  app.exit(1);
}
