/**
 * Electron's wiring without its binary: the compiled main script and the compiled preload run unchanged, the page is
 * shown by a real Chromium and speaks to the real app. Each proof is shown to catch a planted fault. Where Electron's
 * binary is there, the real thing is started too.
 */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { _electron } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "retransmit-electron-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What run-main.ts prints; each test reads the parts that it is about. */
interface Report {
  [part: string]: unknown;
  preferences?: Record<string, unknown>;
  refused?: Record<string, boolean>;
}

let runs = 0;
function run(main: string, options: { data?: string; mode?: "second" | "refused" } = {}): Report {
  const data = options.data ?? join(folder, `data-${(runs += 1)}`);
  mkdirSync(data, { recursive: true });
  const output = execFileSync(process.execPath, [join(import.meta.dirname, "support/run-main.ts"), main, data, options.mode ?? ""], {
    encoding: "utf8",
    cwd: root,
    timeout: 180_000,
  });
  const line = output.split("\n").find((text) => text.startsWith("REPORT "));
  if (line === undefined) throw new Error(`no report: ${output}`);
  return JSON.parse(line.slice("REPORT ".length)) as Report;
}

/** A copy of the built app in which one file has a planted fault. */
function faulty(file: string, change: (text: string) => string): string {
  const copy = join(folder, `faulty-${(runs += 1)}`);
  cpSync(join(root, "dist"), join(copy, "dist"), { recursive: true });
  cpSync(join(root, "package.json"), join(copy, "package.json"));
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  symlinkSync(join(root, "content"), join(copy, "content"));
  const path = join(copy, "dist/main", file);
  const before = readFileSync(path, "utf8");
  const after = change(before);
  if (after === before) throw new Error("the fault was not planted");
  writeFileSync(path, after);
  return join(copy, "dist/main/electron.js");
}

const main = join(root, "dist/main/electron.js");

describe("the window", () => {
  let report: Report = {};
  beforeAll(() => {
    report = run(main);
  });

  test("shows the app: the page got its port through the preload and speaks the contract", () => {
    expect({ fault: report["fault"], errors: report["errors"], connected: report["connected"], complaints: report["complaints"] }).toEqual({
      fault: undefined,
      errors: [],
      connected: true,
      complaints: [],
    });
  });

  test("is sandboxed and isolated, and its page finds nothing of Node or Electron", () => {
    expect(report["preferences"]).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    });
    expect({ sandboxed: report["sandboxed"], spellChecker: report["spellChecker"], globals: report["globals"] }).toEqual({
      sandboxed: true,
      spellChecker: false,
      globals: [],
    });
  });

  test("refuses navigation, windows, web views, permissions, downloads and the network", () => {
    expect(report["refused"]).toEqual({
      navigation: true,
      redirect: true,
      frames: true,
      webview: true,
      windowOpen: true,
      permission: true,
      network: true,
      download: true,
    });
  });

  test("gets its files from app:// under a strict policy, and none from outside", () => {
    expect(report["policy"]).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
    );
    expect({ requests: report["requests"], outside: report["outside"], foreignHost: report["foreignHost"] }).toEqual({
      requests: true,
      outside: [404, 404, 404, 404],
      foreignHost: 404,
    });
  });

  test("gives no port to a foreign frame", () => {
    expect(report["foreignFrame"]).toBe(0);
  });

  test("has the design's smallest size, the usual menu, and is remembered when it closes", () => {
    expect({ minimum: report["minimum"], menu: report["menuRoles"] }).toEqual({
      minimum: [900, 700],
      menu: [process.platform === "darwin" ? "appMenu" : "fileMenu", "editMenu", "viewMenu", "windowMenu"],
    });
    expect(report["remembered"]).toEqual({ x: 10, y: 20, width: 1300, height: 810, maximised: false });
  });

  test("comes to the front when a second instance starts, survives a crash of the app process, and quits with its last window", () => {
    expect({ focused: report["focused"], recovered: report["recovered"], quit: report["quit"] }).toEqual({ focused: 1, recovered: true, quit: 1 });
  });
});

test("a second instance opens no window and quits", () => {
  expect(run(main, { mode: "second" })).toMatchObject({ windows: 0, quit: 1 });
});

test("a database that can't be used is said in the window's dialog, and the app process is not started again and again", () => {
  const data = join(folder, "damaged");
  mkdirSync(data);
  writeFileSync(join(data, "retransmit.db"), "this is no database, but it is somebody's file");
  const report = run(main, { data, mode: "refused" });
  expect(report).toMatchObject({ exitCode: 1, appProcesses: 1, errors: [expect.stringMatching(/^Retransmit can't go on: .*retransmit\.db/)] });
  expect(readFileSync(join(data, "retransmit.db"), "utf8")).toBe("this is no database, but it is somebody's file");
});

describe("a planted fault is caught:", () => {
  test("a window without its sandbox", () => {
    expect(run(faulty("electron.js", (text) => text.replace("sandbox: true", "sandbox: false"))).preferences?.["sandbox"]).toBe(false);
  });

  test("navigation that is let through", () => {
    expect(run(faulty("electron.js", (text) => text.replace(/contents\.on\("will-navigate".*\n/, ""))).refused?.["navigation"]).toBe(false);
  });

  test("a preload that does not hand over the port", () => {
    expect(run(faulty("preload.cjs", (text) => text.replace("[...event.ports]", "[]")))["connected"]).toBe(false);
  });

  test("a preload that needs more than a sandbox gives", () => {
    expect(run(faulty("preload.cjs", (text) => `require("node:fs");\n${text}`))["connected"]).toBe(false);
  });

  test("an app process that binds nothing", () => {
    expect(run(faulty("app-process.js", (text) => text.replace('parentPort.on("message"', 'parentPort.on("other"')))["connected"]).toBe(false);
  });
});

const binary = join(root, "node_modules/electron/dist");
const noBinary = !existsSync(binary);
test.skipIf(noBinary)(`the real Electron shows the app${noBinary ? " (skipped: Electron's binary is not on this machine)" : ""}`, async () => {
  const app = await _electron.launch({
    args: [main, "--data", join(folder, "real"), "--decks", join(folder, "real-decks"), ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
  const window = await app.firstWindow();
  await window.getByRole("heading", { level: 1 }).first().waitFor({ timeout: 60_000 });
  expect(new URL(window.url()).protocol).toBe("app:");
  await app.close();
});
