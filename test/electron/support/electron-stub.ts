/**
 * Stands in for the module `electron` so that the compiled main script runs unchanged in Node. Every part is checked
 * against Electron's own types, does for real what can be done without the binary (ports, the app process as a worker,
 * the protocol handler) and records what it was told.
 */
import { EventEmitter } from "node:events";
import { MessageChannel, Worker } from "node:worker_threads";
import type * as Electron from "electron";
import { PortMain } from "./port-main.ts";

/** What the main script did, for the harness to read. */
export const seen = {
  quit: 0,
  exitCode: null as number | null,
  errors: [] as string[],
  switches: [] as string[],
  privileged: [] as Electron.CustomScheme[],
  menuRoles: [] as string[],
  paths: {} as Record<string, string>,
  windows: [] as StubWindow[],
  spellChecker: true,
  sandboxed: false,
  protocolHandlers: new Map<string, (request: Request) => Response | Promise<Response>>(),
  permissionRequest: null as ((contents: never, permission: never, answer: (granted: boolean) => void) => void) | null,
  permissionCheck: null as (() => boolean) | null,
  devicePermission: null as (() => boolean) | null,
  beforeRequest: null as ((details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void) | null,
  downloads: new EventEmitter(),
  appProcesses: [] as StubUtilityProcess[],
  /** Set by the harness: does another instance run? */
  firstInstance: true,
  /** Set by the harness: shows a window's page in a browser. */
  showPage: (async () => undefined) as (window: StubWindow, url: string) => Promise<void>,
};

type Listener = Parameters<EventEmitter["on"]>[1];
/** What a stand-in of a few members is given out as; `satisfies` has checked those members. */
const asElectron = (value: unknown) => value as never;

const appEvents = new EventEmitter();
export const app = {
  on: (event: string, listener: Listener): Electron.App => {
    appEvents.on(event, listener);
    return asElectron(app);
  },
  requestSingleInstanceLock: () => seen.firstInstance,
  quit: () => void (seen.quit += 1),
  exit: (code?: number) => void (seen.exitCode = code ?? 0),
  whenReady: async () => undefined,
  isReady: () => true,
  enableSandbox: () => void (seen.sandboxed = true),
  setPath: (name: string, path: string) => void (seen.paths[name] = path),
  getVersion: () => "0.1.0",
  getLocale: () => "en-GB",
  commandLine: asElectron({ appendSwitch: (name: string) => seen.switches.push(name) } satisfies Pick<Electron.CommandLine, "appendSwitch">),
} satisfies Pick<
  Electron.App,
  "on" | "requestSingleInstanceLock" | "quit" | "exit" | "whenReady" | "isReady" | "enableSandbox" | "setPath" | "getVersion" | "getLocale" | "commandLine"
>;
export const emitApp = (event: string, ...args: unknown[]) => appEvents.emit(event, ...args);

export class MessageChannelMain {
  readonly port1: PortMain;
  readonly port2: PortMain;
  constructor() {
    const channel = new MessageChannel();
    this.port1 = new PortMain(channel.port1);
    this.port2 = new PortMain(channel.port2);
  }
}

class StubContents extends EventEmitter implements Pick<Electron.WebContents, "setWindowOpenHandler" | "postMessage"> {
  openHandler: Parameters<Electron.WebContents["setWindowOpenHandler"]>[0] | null = null;
  mainFrame = { url: "" };
  /** Set by the harness: how a message with ports reaches the page's preload. */
  deliver: (channel: string, port: PortMain) => void = () => undefined;
  setWindowOpenHandler(handler: Parameters<Electron.WebContents["setWindowOpenHandler"]>[0]): void {
    this.openHandler = handler;
  }
  postMessage(channel: string, _message: unknown, transfer?: unknown[]): void {
    this.deliver(channel, (transfer as PortMain[])[0]!);
  }
}

export class StubWindow
  extends EventEmitter
  implements Pick<Electron.BrowserWindow, "loadURL" | "show" | "focus" | "maximize" | "isMinimized" | "isMaximized" | "restore" | "getNormalBounds">
{
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly contents = new StubContents();
  focused = 0;
  shown = false;
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    seen.windows.push(this);
    appEvents.emit("web-contents-created", {}, this.contents);
  }
  get webContents(): StubContents {
    return this.contents;
  }
  async loadURL(url: string): Promise<void> {
    this.contents.mainFrame.url = url;
    await seen.showPage(this, url);
    this.emit("ready-to-show");
  }
  show(): void {
    this.shown = true;
  }
  focus(): void {
    this.focused += 1;
  }
  maximize(): void {}
  restore(): void {}
  isMinimized(): boolean {
    return false;
  }
  isMaximized(): boolean {
    return false;
  }
  getNormalBounds(): Electron.Rectangle {
    return { x: 10, y: 20, width: 1300, height: 810 };
  }
}
export { StubWindow as BrowserWindow };

/** The app process as a worker thread: its script runs unchanged, `process.parentPort` is there as in Electron. */
export class StubUtilityProcess extends EventEmitter {
  readonly worker: Worker;
  constructor(script: string, args: string[]) {
    super();
    this.worker = new Worker(new URL("./app-process-shim.ts", import.meta.url), { argv: args, workerData: { script } });
    this.worker.on("message", (message) => this.emit("message", message));
    this.worker.on("exit", (code) => this.emit("exit", code));
    this.worker.on("error", (error) => seen.errors.push(`app process: ${String(error)}`));
    seen.appProcesses.push(this);
  }
  postMessage(message: unknown, transfer: PortMain[] = []): void {
    const ports = transfer.map((port) => port.inner);
    this.worker.postMessage({ message, ports }, ports);
  }
  kill(): boolean {
    void this.worker.terminate();
    return true;
  }
}

export const utilityProcess = {
  fork: (script: string, args?: string[]) => asElectron(new StubUtilityProcess(script, args ?? [])),
} satisfies Pick<typeof Electron.utilityProcess, "fork">;

const ipcEvents = new EventEmitter();
export const ipcMain = {
  on: (channel: string, listener: Listener): Electron.IpcMain => {
    ipcEvents.on(channel, listener);
    return asElectron(ipcMain);
  },
} satisfies Pick<Electron.IpcMain, "on">;
export const emitIpc = (channel: string, event: unknown) => ipcEvents.emit(channel, event);

export const protocol = {
  registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) => void seen.privileged.push(...schemes),
} satisfies Pick<Electron.Protocol, "registerSchemesAsPrivileged">;

export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: typeof seen.permissionRequest) => void (seen.permissionRequest = handler),
    setPermissionCheckHandler: (handler: typeof seen.permissionCheck) => void (seen.permissionCheck = handler),
    setDevicePermissionHandler: (handler: typeof seen.devicePermission) => void (seen.devicePermission = handler),
    setSpellCheckerEnabled: (enabled: boolean) => void (seen.spellChecker = enabled),
    webRequest: { onBeforeRequest: (handler: typeof seen.beforeRequest) => void (seen.beforeRequest = handler) },
    protocol: { handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) => void seen.protocolHandlers.set(scheme, handler) },
    on: (event: string, listener: Listener) => void seen.downloads.on(event, listener),
  } satisfies Record<
    | "setPermissionRequestHandler"
    | "setPermissionCheckHandler"
    | "setDevicePermissionHandler"
    | "setSpellCheckerEnabled"
    | "webRequest"
    | "protocol"
    | ("on" & keyof Electron.Session),
    unknown
  >,
};

export const Menu = {
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => {
    seen.menuRoles = template.map((item) => item.role ?? "");
    return asElectron(template);
  },
  setApplicationMenu: () => undefined,
} satisfies Pick<typeof Electron.Menu, "buildFromTemplate" | "setApplicationMenu">;

export const screen = {
  getAllDisplays: () => asElectron([{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }]),
} satisfies Pick<Electron.Screen, "getAllDisplays">;

export const dialog = { showErrorBox: (title: string, text: string) => void seen.errors.push(`${title}: ${text}`) } satisfies Pick<
  Electron.Dialog,
  "showErrorBox"
>;
export const nativeTheme = { shouldUseDarkColors: false } satisfies Pick<Electron.NativeTheme, "shouldUseDarkColors">;
