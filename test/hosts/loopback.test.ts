/** The loopback host over real sockets: its page, who is refused, its port, and that nothing is lost between two starts. */
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { request, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { LoopbackHost } from "../../main/hosts/loopback.ts";
import { tokenFile } from "../../main/hosts/token.ts";
import { deckText } from "../study/learner.ts";
import { openLoopback, openPage, type Folders } from "./open-loopback.ts";

let root: string;
let folders: Folders;
let host: LoopbackHost;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "retransmit-host-"));
  folders = { data: join(root, "data"), decks: join(root, "decks"), renderer: join(root, "renderer"), builtIn: join(root, "built-in") };
  for (const folder of [folders.renderer, join(folders.renderer, "assets"), folders.decks]) mkdirSync(folder);
  writeFileSync(join(folders.renderer, "index.html"), "<!doctype html><title>Retransmit</title>");
  writeFileSync(join(folders.renderer, "assets", "app.js"), "export {};");
  writeFileSync(join(root, "secret.html"), "secret");
  writeFileSync(join(folders.decks, "plain.md"), deckText("plain", "## One {#one}\n\nAnswer.\n"));
  host = await openLoopback(folders);
});
afterEach(async () => {
  await host.close();
  rmSync(root, { recursive: true, force: true });
});

interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

async function ask(path: string, { method = "GET", headers = {} }: { method?: string; headers?: Record<string, string> } = {}): Promise<Answered> {
  const sent = request({ host: "127.0.0.1", port: host.port, path, method, headers: { host: `127.0.0.1:${host.port}`, ...headers }, agent: false }).end();
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  return { status: response.statusCode!, headers: response.headers, body: await text(response) };
}

describe("the page", () => {
  test("is served with a strict policy and its type", async () => {
    const page = await ask("/");
    expect(page).toMatchObject({ status: 200, body: expect.stringContaining("Retransmit") as string });
    expect(page.headers).toMatchObject({ "content-type": "text/html; charset=utf-8", "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" });
    const policy = page.headers["content-security-policy"]!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${host.port}`);
    expect(policy).not.toMatch(/unsafe|\*/);
    expect((await ask("/?query=1")).status).toBe(200);
  });

  test("its files are served with theirs, and HEAD without content", async () => {
    expect(await ask("/assets/app.js")).toMatchObject({ status: 200, body: "export {};", headers: { "content-type": "text/javascript; charset=utf-8" } });
    expect(await ask("/assets/app.js", { method: "HEAD" })).toMatchObject({ status: 200, body: "", headers: { "content-length": "10" } });
  });

  test.each([
    ["a folder", "/assets/"],
    ["a folder without its slash", "/assets"],
    ["what isn't there", "/nothing.html"],
    ["a type that isn't ours", "/assets/app.ts"],
    ["a way out", "/../secret.html"],
    ["a way out, encoded", "/%2e%2e/secret.html"],
    ["a way out, its slash encoded", "/..%2fsecret.html"],
    ["a way out with a backslash", "/..\\secret.html"],
    ["a link out", "/link.html"],
    ["a name that can't be decoded", "/%ff%zz.html"],
    ["a name with a zero byte", "/index.html%00.html"],
    ["another origin in the target", "http://attacker.test/secret.html"],
  ])("%s is not found", async (_what, path) => {
    symlinkSync(join(root, "secret.html"), join(folders.renderer, "link.html"));
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain("secret");
  });

  test.each([
    ["a rebound name", { host: "attacker.test" }, "GET", 421],
    ["a rebound name with our port", { host: "attacker.test:PORT" }, "GET", 421],
    ["another port", { host: "127.0.0.1:1" }, "GET", 421],
    ["a method that changes something", {}, "POST", 405],
    ["a method of our own making", {}, "PROPFIND", 405],
  ])("%s is refused", async (_what, headers: { host?: string }, method, status) => {
    const named = headers.host === undefined ? {} : { host: headers.host.replace("PORT", `${host.port}`) };
    const answer = await ask("/", { method, headers: named });
    expect(answer.status).toBe(status);
    expect(answer.body).not.toContain("Retransmit<");
  });

  test("no answer carries the token", async () => {
    for (const path of ["/", "/assets/app.js", "/nothing"]) expect(JSON.stringify(await ask(path))).not.toContain(host.token);
  });
});

describe("the host", () => {
  test("a token has 128 bits, is this user's alone, stays with its data folder and is made anew where it was lost or spoilt", async () => {
    const { token } = host;
    const file = join(folders.data, tokenFile);
    const again = async (data: string) => {
      await host.close();
      host = await openLoopback({ ...folders, data });
      return host.token;
    };
    expect(token).toMatch(/^[0-9a-f]{32}$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await again(folders.data)).toBe(token);
    expect(await again(join(root, "other"))).not.toBe(token);
    writeFileSync(file, token.slice(1));
    const spoilt = await again(folders.data);
    expect(spoilt).toMatch(/^[0-9a-f]{32}$/);
    expect(spoilt).not.toBe(token);
    rmSync(file);
    expect(await again(folders.data)).not.toBe(spoilt);
  });

  test("a page that stayed open is let in again by the next start on its port", async () => {
    const { address, port } = host;
    await host.close();
    host = await openLoopback(folders, port);
    const page = await openPage(address);
    expect((await page.api.app.info()).host).toBe("loopback");
    page.leave();
  });

  test("a port in use is a problem that names it", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    await expect(openLoopback({ ...folders, data: join(root, "other") }, port)).rejects.toMatchObject({
      problem: { code: "host.port-in-use", data: { port } },
    });
    taken.close();
    await once(taken, "close");
  });

  test("a data folder in use is a problem, and its port is free again", async () => {
    await expect(openLoopback(folders)).rejects.toMatchObject({ problem: { code: "store.locked" } });
  });

  test("stop, start: reviews, undo and settings are there", async () => {
    const before = await openPage(host.address);
    await before.api.settings.set({ newPerDay: 7, language: "zh-CN" });
    const next = await before.api.sitting.start({});
    if (next.state !== "card") throw new Error(next.state);
    const { session } = next.showing;
    await before.api.session.act({ session, answer: { kind: "reveal" } });
    await before.api.session.rate({ session, rating: "good", thinkMs: 1500 });
    await host.close();
    await before.closed;
    host = await openLoopback(folders);
    const after = await openPage(host.address);
    expect(await after.api.history.state()).toEqual({ undo: { label: "review.good", cardId: "plain/one" }, redo: null });
    expect((await after.api.app.info()).settings).toMatchObject({ newPerDay: 7, language: "zh-CN" });
    after.leave();
  });

  test("a page that is loaded again goes on with the showing that was open", async () => {
    const first = await openPage(host.address);
    const shown = await first.api.sitting.start({});
    first.leave();
    await first.closed;
    const second = await openPage(host.address);
    expect(await second.api.sitting.next()).toEqual(shown);
    second.leave();
  });
});
