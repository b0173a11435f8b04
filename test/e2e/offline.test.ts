/** It works on the train: while studying, live cards included, host and browser hold loopback sockets only. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { World } from "./host.ts";
import { Learner } from "./learner.ts";
import { readRealDeck } from "./real-deck.ts";
import { familyOf, foreign, isLoopback, parseSockets, socketsOf, type Socket } from "./sockets.ts";
import { openBrowser, openWindow, patienceMs } from "./window.ts";

let browser: Browser;
let world: World;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(() => {
  world = new World();
});
afterEach(() => world.end());

const head = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";
const row = (local: string, remote: string, inode: number) =>
  `   0: ${local} ${remote} 01 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0000000000000000 20 0 0 10 -1`;

test("an address beyond this machine is told from its row, and so is a socket that listens to all", () => {
  const nowhere = "00000000:0000";
  const tcp = parseSockets(
    "tcp",
    `${head}\n${row("0100007F:1F90", "0100007F:A1B2", 1)}\n${row("0100007F:1F90", "0A0200C0:01BB", 2)}\n${row("00000000:1F90", nowhere, 3)}\n${row("0100007F:1F91", nowhere, 4)}\n`,
  );
  expect(tcp.map(({ local, remote }) => [local, remote])).toEqual([
    ["127.0.0.1", "127.0.0.1"],
    ["127.0.0.1", "192.0.2.10"],
    ["0.0.0.0", "0.0.0.0"],
    ["127.0.0.1", "0.0.0.0"],
  ]);
  const own = "00000000000000000000000001000000:1F90";
  const far = "B80D0120000000000000000001000000:01BB";
  const mapped = "0000000000000000FFFF00000A0200C0:01BB";
  const tcp6 = parseSockets("tcp6", `${head}\n${row(own, own, 5)}\n${row(own, far, 6)}\n${row(own, mapped, 7)}\n`);
  expect(tcp6.map(({ remote }) => remote)).toEqual(["0:0:0:0:0:0:0:1", "2001:db8:0:0:0:0:0:1", "192.0.2.10"]);
  const udp = parseSockets("udp", `${head}\n${row("00000000:D903", nowhere, 8)}\n${row("0100007F:D903", "0A0200C0:0035", 9)}\n`);
  expect(foreign([...tcp, ...tcp6, ...udp]).map(({ inode }) => inode)).toEqual([2, 3, 6, 7, 9]);
});

test.runIf(process.platform === "linux")("studying, live cards included, opens loopback sockets only", { timeout: 4 * patienceMs }, async () => {
  const record = join(world.root, "sockets.txt");
  const recorder = new URL("./socket-recorder.ts", import.meta.url).href;
  await (await world.start()).end("SIGTERM");
  const salt = world.query<{ value: string }>("select value from installation where key = 'salt'")[0]!.value;
  const host = await world.start({ env: { NODE_OPTIONS: `--import=${recorder}`, SOCKET_RECORD: record } });
  const window = await openWindow(browser, host.address);
  const { page, messages } = window;
  const seen = new Map<number, Socket>();
  const look = () => {
    // The browser is a child of this process, as the host is.
    for (const socket of socketsOf([host.pid, ...familyOf([process.pid]).filter((pid) => pid !== process.pid)])) seen.set(socket.inode, socket);
  };
  await page.getByRole("button", { name: messages.t("firstRun.start"), exact: true }).click();
  const deck = readRealDeck("en");
  const learner = new Learner(window, deck, salt);
  const studied: string[] = [];
  while (!studied.includes("observe")) {
    const known = await learner.card();
    look();
    await learner.answer(known, "rightly");
    look();
    await learner.rate("easy", "key");
    studied.push(known.sort);
  }
  expect(studied).toContain("craft");
  await window.close();
  expect(await host.end("SIGTERM")).toBe(0);
  expect(foreign([...seen.values()])).toEqual([]);
  const { port } = new URL(host.address);
  expect([...seen.values()].filter(({ remote }) => isLoopback(remote)).length).toBeGreaterThan(1);
  expect(window.dialled.filter((address) => new URL(address).host !== `127.0.0.1:${port}`)).toEqual([]);
  expect(window.dialled.some((address) => address.startsWith("ws:"))).toBe(true);
  const made = new Set(readFileSync(record, "utf8").trim().split("\n"));
  expect([...made]).toEqual(["tcp 127.0.0.1"]);
  expect(window.errors).toEqual([]);
});
