/** Fetching Electron's binary: with an installer that works, one that fails, and one that stalls. The real one is never called. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { electronBinary, fetchElectron } from "../../main/hosts/electron-binary.ts";

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), "retransmit-electron-home-"))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

const install = (script: string) =>
  writeFileSync(join(home, "install.js"), `const fs = require("node:fs"), os = require("node:os"), path = require("node:path");\n${script}`);
const fetch = (stallMs: number) => {
  const seen: number[] = [];
  return fetchElectron({ home, stallMs, progress: (bytes) => seen.push(bytes), tickMs: 10 }).then((fetched) => ({ fetched, seen }));
};

describe("Electron's binary", () => {
  test("is known where the installer left it", () => {
    expect(electronBinary(home)).toBeNull();
    mkdirSync(join(home, "dist"));
    writeFileSync(join(home, "path.txt"), "electron");
    expect(electronBinary(home)).toBeNull();
    writeFileSync(join(home, "dist", "electron"), "");
    expect(electronBinary(home)).toBe(join(home, "dist", "electron"));
  });

  test("is fetched, with progress as its bytes gather, and nothing is left behind", async () => {
    install(`
      const part = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "download-")), "electron.zip");
      let count = 0;
      const timer = setInterval(() => {
        fs.appendFileSync(part, "x".repeat(1000));
        if (++count < 10) return;
        clearInterval(timer);
        fs.mkdirSync(path.join(__dirname, "dist"));
        fs.writeFileSync(path.join(__dirname, "dist", "electron"), "binary");
        fs.writeFileSync(path.join(__dirname, "path.txt"), "electron");
      }, 30);`);
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith("retransmit-electron-")).length;
    const { fetched, seen } = await fetch(5000);
    expect(fetched).toEqual({ ok: true, binary: join(home, "dist", "electron") });
    expect(seen.length).toBeGreaterThan(1);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("retransmit-electron-")).length).toBe(before);
  });

  test("without a network the installer's own reason is told", async () => {
    install(`console.error("RequestError: getaddrinfo ENOTFOUND mirror.test\\n    at somewhere"); process.exit(1);`);
    expect((await fetch(5000)).fetched).toEqual({ ok: false, reason: "RequestError: getaddrinfo ENOTFOUND mirror.test" });
  });

  test("an installer that stalls is ended and said to have stalled", async () => {
    install(`setInterval(() => undefined, 1000);`);
    expect((await fetch(200)).fetched).toEqual({ ok: false, reason: "nothing came for 0 seconds" });
  });

  test("an installer that leaves nothing did not work, whatever its code says", async () => {
    install("");
    expect((await fetch(5000)).fetched).toEqual({ ok: false, reason: "the installer failed" });
  });

  test("without an installer there is nothing to fetch with", async () => {
    expect((await fetch(5000)).fetched).toEqual({ ok: false, reason: "its installer is not there" });
  });
});
