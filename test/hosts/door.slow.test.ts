/** The built loopback host as a person starts and stops it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { packageRoot, packageVersion } from "../../main/hosts/package.ts";
import { openPage } from "./open-loopback.ts";

let data: string;
const children: ChildProcess[] = [];
beforeEach(() => (data = mkdtempSync(join(tmpdir(), "retransmit-door-"))));
afterEach(async () => {
  for (const child of children.splice(0)) await end(child, "SIGKILL");
  rmSync(data, { recursive: true, force: true });
});

function run(...args: string[]) {
  const child = spawn(process.execPath, [join(packageRoot, "dist/main/local.js"), ...args], { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
  return child.exitCode;
}

/** Its first line names the address. */
async function addressOf(child: ReturnType<typeof run>): Promise<string> {
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    const address = /http:\/\/127\.0\.0\.1:\d+\/#token=[0-9a-f]{32}/u.exec(String(chunk))?.[0];
    if (address !== undefined) return address;
  }
  throw new Error("it ended without an address");
}

async function refused(...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = run(...args);
  const [said] = await Promise.all([text(child.stderr), once(child, "exit")]);
  return { code: child.exitCode, said };
}

describe("the loopback host's door", () => {
  test.each(["SIGINT", "SIGTERM"] as const)("%s stops it in order, and what was written is there at the next start", async (signal) => {
    const first = run("--data", data);
    const page = await openPage(await addressOf(first));
    await page.api.settings.set({ theme: "dark" });
    expect(await end(first, signal)).toBe(0);
    await page.closed;
    const second = run("--data", data);
    const again = await openPage(await addressOf(second));
    expect(await again.api.app.info()).toMatchObject({ version: packageVersion(), settings: { theme: "dark" }, places: { data, decks: join(data, "decks") } });
    again.leave();
    expect(await end(second, signal)).toBe(0);
  });

  test("the page is there with its first card", async () => {
    const child = run("--data", data);
    const address = await addressOf(child);
    expect(await (await fetch(address)).text()).toContain("<!doctype html>");
    const page = await openPage(address);
    expect(await page.api.sitting.start({})).toMatchObject({ state: "card" });
    page.leave();
  });

  test("a data folder or a port in use, and a flag that isn't one, are said in a sentence", async () => {
    const first = run("--data", data);
    const { port } = new URL(await addressOf(first));
    expect(await refused("--data", data)).toEqual({ code: 1, said: expect.stringMatching(/^Another Retransmit has .* open\. /u) as string });
    expect(await refused("--data", join(data, "other"), "--port", port)).toEqual({
      code: 1,
      said: expect.stringContaining(`Port ${port} is in use.`) as string,
    });
    expect(await refused("--colour")).toEqual({ code: 2, said: "There is no flag --colour.\n" });
  });
});
