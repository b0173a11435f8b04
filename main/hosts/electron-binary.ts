/** Electron's binary: where it is, and fetching it with its own installer where it isn't there yet. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Null where it isn't there yet. `home` is the folder of the `electron` package. */
export function electronBinary(home: string): string | null {
  const pathFile = join(home, "path.txt");
  if (!existsSync(pathFile)) return null;
  const binary = join(process.env["ELECTRON_OVERRIDE_DIST_PATH"] ?? join(home, "dist"), readFileSync(pathFile, "utf8").trim());
  return existsSync(binary) ? binary : null;
}

export interface FetchOptions {
  home: string;
  /** Without a new byte for this long, it is given up. */
  stallMs: number;
  /** Told of the bytes so far, at most every `tickMs`. */
  progress: (bytes: number) => void;
  tickMs?: number;
}

export type Fetched = { ok: true; binary: string } | { ok: false; reason: string };

/** Runs the installer in a temporary folder of its own: the bytes that gather there are its progress. */
export async function fetchElectron({ home, stallMs, progress, tickMs = 500 }: FetchOptions): Promise<Fetched> {
  const installer = join(home, "install.js");
  if (!existsSync(installer)) return { ok: false, reason: "its installer is not there" };
  const gathering = mkdtempSync(join(tmpdir(), "retransmit-electron-"));
  const env = { ...process.env, TMPDIR: gathering, TEMP: gathering, TMP: gathering };
  const child = spawn(process.execPath, [installer], { env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (text: Buffer) => (said = (said + text.toString()).slice(-4000)));
  let bytes = 0;
  let grewAt = performance.now();
  let isStalled = false;
  const ticking = setInterval(() => {
    const now = sizeOf(gathering) + sizeOf(join(home, "dist"));
    if (now !== bytes) {
      bytes = now;
      grewAt = performance.now();
      progress(bytes);
    } else if (performance.now() - grewAt > stallMs) {
      isStalled = true;
      child.kill("SIGKILL");
    }
  }, tickMs);
  const code = await new Promise<number | null>((resolve) => {
    child.on("error", () => resolve(null));
    child.on("close", resolve);
  });
  clearInterval(ticking);
  rmSync(gathering, { recursive: true, force: true });
  const binary = electronBinary(home);
  if (code === 0 && binary !== null) return { ok: true, binary };
  return { ok: false, reason: isStalled ? `nothing came for ${Math.round(stallMs / 1000)} seconds` : reasonIn(said) };
}

/** The installer prints a stack; its first line with an error says why. */
function reasonIn(said: string): string {
  const line = said.split("\n").find((text) => /error|ENOTFOUND|ECONN|EAI_AGAIN/iu.test(text)) ?? said.split("\n")[0] ?? "";
  return line.trim().slice(0, 200) || "the installer failed";
}

function sizeOf(folder: string): number {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0), 0);
  } catch {
    return 0; // not there yet, or changing under our eyes
  }
}
