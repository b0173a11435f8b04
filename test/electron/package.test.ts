/**
 * The package, as far as it can be proved without Electron's binary: electron-builder's own schema, the `--linux dir`
 * pack around a placeholder, what the archive holds, that what it holds runs, and the fuses read back. Each proof is
 * shown to catch a planted fault.
 */
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { extractAll, listPackage } from "@electron/asar";
import { FuseState, FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makePlaceholderDist } from "./support/placeholder-dist.ts";

const root = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "retransmit-package-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs electron-builder; returns the unpacked folder. Throws with its output where it refuses. */
function pack(name: string, ...flags: string[]): string {
  const output = join(folder, name);
  const distribution = join(folder, "placeholder");
  if (!existsSync(distribution)) makePlaceholderDist(distribution);
  try {
    execFileSync("electron-builder", ["--linux", "dir", `-c.electronDist=${distribution}`, `-c.directories.output=${output}`, ...flags], {
      cwd: root,
      encoding: "utf8",
      stdio: "pipe",
    });
  } catch (error) {
    throw new Error(`electron-builder refused: ${(error as { stdout: string; stderr: string }).stdout}${(error as { stderr: string }).stderr}`, {
      cause: error,
    });
  }
  return join(output, "linux-unpacked");
}

const required = [
  "/dist/main/electron.js",
  "/dist/main/preload.cjs",
  "/dist/main/app-process.js",
  "/dist/main/run-worker.js",
  "/dist/renderer/index.html",
  "/content/http/status-codes.md",
  "/package.json",
];

/** What is wrong with an archive's list of files; empty where nothing is. */
function faultsOfArchive(unpacked: string): string[] {
  const files = listPackage(join(unpacked, "resources/app.asar"), { isPack: false });
  const missing = required.filter((file) => !files.includes(file)).map((file) => `missing ${file}`);
  const foreign = files.filter((file) => file.endsWith(".node") && !file.endsWith(`/linux-${process.arch}.node`)).map((file) => `foreign binary ${file}`);
  const needless = files.filter((file) => /\.(ts|tsx|map)$|^\/(test|main|renderer)\//.test(file)).map((file) => `needless ${file}`);
  const stillPacked = readdirSync(join(unpacked, "resources/app.asar.unpacked"), { recursive: true }).some((file) =>
    String(file).endsWith(`linux-${process.arch}.node`),
  );
  return [...missing, ...foreign, ...needless, ...(stillPacked ? [] : ["the native module is not outside the archive"])];
}

const wanted: [FuseV1Options, boolean][] = [
  [FuseV1Options.RunAsNode, false],
  [FuseV1Options.EnableCookieEncryption, true],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, false],
  [FuseV1Options.EnableNodeCliInspectArguments, false],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, true],
  [FuseV1Options.OnlyLoadAppFromAsar, true],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, false],
];

async function faultsOfFuses(unpacked: string): Promise<string[]> {
  const wire = await getCurrentFuseWire(join(unpacked, "retransmit"));
  return wanted.filter(([fuse, on]) => wire[fuse] !== (on ? FuseState.ENABLE : FuseState.DISABLE)).map(([fuse]) => FuseV1Options[fuse]);
}

describe("the package", () => {
  let unpacked = "";
  beforeAll(() => {
    unpacked = pack("good");
  });

  test("holds what the app needs and nothing else", () => {
    expect(faultsOfArchive(unpacked)).toEqual([]);
  });

  test("has its fuses set", async () => {
    expect(await faultsOfFuses(unpacked)).toEqual([]);
  });

  test("runs what it holds: the packed app serves its page and its built-in deck", async () => {
    const extracted = join(folder, "extracted");
    extractAll(join(unpacked, "resources/app.asar"), extracted);
    cpSync(join(unpacked, "resources/app.asar.unpacked"), extracted, { recursive: true });
    const data = join(folder, "data");
    const host = spawn(process.execPath, [join(extracted, "dist/main/local.js"), "--data", data, "--decks", join(folder, "decks"), "--port", "0"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      const address = await new Promise<string>((found, failed) => {
        let text = "";
        host.stdout.on("data", (chunk: Buffer) => {
          text += chunk.toString();
          const match = /http:\/\/127\.0\.0\.1:\d+\/[^\s"]*/.exec(text);
          if (match !== null) found(match[0]);
        });
        host.on("exit", (code) => failed(new Error(`the host ended with ${code}: ${text}`)));
      });
      const page = await fetch(address);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain("<title>Retransmit</title>");
    } finally {
      host.kill("SIGTERM");
      await new Promise((done) => host.once("exit", done));
    }
    const check = execFileSync(process.execPath, [join(extracted, "dist/main/cli.js"), "check", join(extracted, "content"), "--json"], { encoding: "utf8" });
    expect(JSON.parse(check)).toMatchObject({ ok: true });
  });

  test("a planted fault in the list of files is caught", () => {
    const config = join(folder, "faulty.yml");
    writeFileSync(config, readFileSync(join(root, "electron-builder.yml"), "utf8").replace("  - content/**\n", ""));
    const faults = faultsOfArchive(pack("faulty-files", "--config", config));
    expect(faults).toEqual(["missing /content/http/status-codes.md"]);
  });

  test("a planted fault in the fuses is caught", async () => {
    expect(await faultsOfFuses(pack("faulty-fuses", "-c.electronFuses.runAsNode=true"))).toEqual(["RunAsNode"]);
  });

  test("a planted fault in the configuration is refused by electron-builder's schema", () => {
    expect(() => pack("faulty-schema", "-c.linux.tragets=deb")).toThrow(/unknown property 'tragets'|Invalid configuration/);
  });

  test("the configuration names every target it is meant for", () => {
    const text = readFileSync(join(root, "electron-builder.yml"), "utf8");
    for (const target of ["[AppImage, deb]", "[dmg]", "[nsis]"]) expect(text).toContain(`target: ${target}`);
  });
});
