/** `npm start`: builds what is stale and opens the window; where Electron can't be had, the browser. */
import "./node-version.ts";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { build, staleTargets } from "./build.ts";
import { electronBinary, fetchElectron } from "./electron-binary.ts";
import { FlagError, readHostFlags } from "./flags.ts";
import { packageRoot } from "./package.ts";

/** Without a new byte for this long, fetching Electron is given up. */
const stallMs = 10_000;

async function start(args: string[]): Promise<number> {
  const { browser, rest } = readHostFlags(args, {});
  if (rest[0] !== undefined) throw new FlagError(`There is no flag ${rest[0]}. There are --browser, --data DIR, --decks DIR and --port N.`);
  const stale = staleTargets(packageRoot);
  if (stale.length > 0) console.log("Building …");
  const failure = build(packageRoot, stale);
  if (failure !== null) {
    console.error(`The build failed.\n${failure}`);
    return 1;
  }
  const binary = browser ? null : await findElectron();
  if (binary !== null) return run(binary, [join(packageRoot, "dist/main/electron.js"), ...args]);
  return run(process.execPath, [join(packageRoot, "dist/main/local.js"), ...args, ...(browser ? [] : ["--browser"])]);
}

/** Null, with one line that says why, where there can be no window. */
async function findElectron(): Promise<string | null> {
  if (process.platform === "linux" && !process.env["DISPLAY"] && !process.env["WAYLAND_DISPLAY"]) {
    console.log("There is no display for a window; opening in the browser instead.");
    return null;
  }
  const home = join(packageRoot, "node_modules", "electron");
  const known = electronBinary(home);
  if (known !== null) return known;
  console.log("Fetching Electron, once …");
  const fetched = await fetchElectron({ home, stallMs, progress: showProgress });
  if (process.stdout.isTTY) process.stdout.write("\n");
  if (fetched.ok) return fetched.binary;
  console.log(`Electron could not be fetched (${fetched.reason}); opening in the browser instead.`);
  return null;
}

function showProgress(bytes: number): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${(bytes / 1_000_000).toFixed(1)} MB`);
}

/** Hands signals on and ends as the child did. */
function run(command: string, args: string[]): Promise<number> {
  const child = spawn(command, args, { stdio: "inherit" });
  // A terminal sends Ctrl C to the child too; twice would not let it end in order.
  process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  return new Promise((resolve) => {
    child.on("error", (error) => {
      console.error(`${command} can't be started: ${error.message}`);
      resolve(1);
    });
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

try {
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof FlagError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
