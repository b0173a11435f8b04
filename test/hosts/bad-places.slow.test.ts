/** Data folders, databases and deck folders that can't be used, as a person meets them at the built door: one sentence, no stack, nothing overwritten. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { packageRoot } from "../../main/hosts/package.ts";
import { deckText, threeRecalls } from "../study/learner.ts";
import { openPage } from "./open-loopback.ts";

/** Nobody: has no rights of its own. Root, who may do everything, gives the process away to it. */
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

let root: string;
let data: string;
let decks: string;
let database: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "retransmit-places-"));
  chmodSync(root, 0o755);
  data = join(root, "data");
  decks = join(root, "decks");
  database = join(data, "retransmit.db");
  mkdirSync(decks);
  writeFileSync(join(decks, "plain.md"), threeRecalls);
});
afterEach(async () => {
  for (const child of children.splice(0)) await end(child);
  rmSync(root, { recursive: true, force: true });
});

function door(as: { uid?: number; gid?: number } = {}) {
  const script = join(packageRoot, "dist/main/local.js");
  const child = spawn(process.execPath, [script, "--data", data, "--decks", decks], { stdio: ["ignore", "pipe", "pipe"], ...as });
  children.push(child);
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

async function open(as: { uid?: number; gid?: number } = {}) {
  const child = door(as);
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    const address = /http:\/\/127\.0\.0\.1:\d+\/#token=[0-9a-f]{32}/u.exec(String(chunk))?.[0];
    if (address !== undefined) return { child, page: await openPage(address) };
  }
  throw new Error(`it ended: ${await text(child.stderr)}`);
}

async function refusal(as: { uid?: number; gid?: number } = {}): Promise<{ code: number | null; said: string }> {
  const child = door(as);
  const isOpen = once(child.stdout, "data").then(([chunk]) => Promise.reject(new Error(`it was not refused: ${String(chunk)}`)));
  const [said] = await Promise.race([Promise.all([text(child.stderr), once(child, "exit")]), isOpen]);
  return { code: child.exitCode, said };
}

/** A database with one review, closed in order. */
async function studied(): Promise<void> {
  const { child, page } = await open();
  await rate(page);
  page.leave();
  await end(child);
}

/** The next card of the learner's own deck; returns its name. */
async function rate({ api }: Awaited<ReturnType<typeof openPage>>): Promise<string> {
  const own = (await api.decks.list()).find(({ origin }) => origin === "user")!;
  const next = await api.sitting.start({ deckKey: own.deckKey });
  if (next.state !== "card") throw new Error(next.state);
  const { session, card } = next.showing;
  await api.session.act({ session, answer: { kind: "reveal" } });
  await api.session.rate({ session, rating: "good", thinkMs: 1 });
  return card.id;
}

const contents = () => readdirSync(data).map((name) => (statSync(join(data, name)).isFile() ? [name, readFileSync(join(data, name), "latin1")] : [name]));
const pageBytes = 4096;

describe("a database that can't be used is refused with what to do, and left as it is:", () => {
  const rows: [string, (bytes: Buffer) => void, RegExp][] = [
    ["random bytes", () => writeFileSync(database, Buffer.from(Array.from({ length: 9000 }, (_, n) => (n * 7919 + 31) % 251))), /^The database .* is damaged/u],
    ["text", () => writeFileSync(database, "my shopping list\n"), /^The database .* is damaged/u],
    ["its beginning overwritten", (bytes) => writeFileSync(database, bytes.fill(0, 0, 100)), /^The database .* is damaged/u],
    ["its second half missing", (bytes) => truncateSync(database, Math.floor(bytes.length / 2 / pageBytes) * pageBytes), /^The database .* is damaged/u],
    ["a few bytes missing at its end", (bytes) => truncateSync(database, bytes.length - 100), /^The database .* is damaged/u],
    ["pages overwritten in its middle", (bytes) => writeFileSync(database, bytes.fill(0xa5, pageBytes, 4 * pageBytes)), /^The database .* is damaged/u],
    ["one of another program", () => other("create table recipes (name text)"), /is not a database of Retransmit\. It was left as it is\./u],
    ["one of a newer Retransmit", () => change("pragma user_version = 999"), /was written by a newer Retransmit \(format 999/u],
    ["a table of it missing", () => change("drop table reviews"), /^The database .* is damaged/u],
  ];
  const change = (sql: string) => {
    const opened = new Database(database);
    opened.exec(sql);
    opened.close();
  };
  const other = (sql: string) => {
    rmSync(database);
    change(sql);
  };
  test.each(rows)("%s", async (_what, spoil, expected) => {
    await studied();
    spoil(readFileSync(database));
    const before = contents();
    const { code, said } = await refusal();
    expect(said).toMatch(expected);
    expect(said.trimEnd()).not.toMatch(/\n|^\s+at /u);
    expect(code).toBe(1);
    expect(contents().filter(([name]) => name !== "retransmit.log")).toEqual(before.filter(([name]) => name !== "retransmit.log"));
  });
});

describe("a place without the right to write", () => {
  const who = isRoot ? { uid: nobody, gid: nobody } : {};
  test.each([
    ["a data folder that may only be read", () => chmodSync(data, 0o555)],
    ["a database that may only be read", () => (chmodSync(data, 0o777), chmodSync(database, 0o444))],
    ["a data folder that may not be entered", () => chmodSync(data, 0o000)],
  ])("%s is said with its place and what to do", async (_what, forbid) => {
    await studied();
    forbid();
    const { code, said } = await refusal(who);
    expect(said).toMatch(/^\S*retransmit-places-\S* can't be written\. Give this user the right to write there, or choose another data folder\.\n$/u);
    expect(code).toBe(1);
    chmodSync(data, 0o755);
    chmodSync(database, 0o644);
    const { page } = await open();
    expect((await page.api.history.state()).undo).toEqual({ label: "review.good", cardId: "plain/one" });
    page.leave();
  });

  test("a data folder that is a file is said", async () => {
    writeFileSync(data, "a file");
    const { code, said } = await refusal();
    expect(said).toMatch(/^\S+ can't be read or written \([^\n]+\)\. See whether its disk is there, or choose another data folder\.\n$/u);
    expect({ code, text: readFileSync(data, "utf8") }).toEqual({ code: 1, text: "a file" });
  });

  test.each([
    ["a deck folder", () => chmodSync(decks, 0o000), { code: "decks.unreadable" }],
    ["a deck", () => chmodSync(join(decks, "plain.md"), 0o000), { code: "decks.unreadableFile", data: { path: "plain.md", detail: "EACCES" } }],
  ])("%s that may not be read is said in the window, and the built-in decks go on", async (_what, forbid, problem) => {
    mkdirSync(data);
    chmodSync(data, 0o777);
    forbid();
    const { page } = await open(who);
    expect((await page.api.decks.list()).map(({ origin }) => origin)).toEqual(["built-in"]);
    expect((await page.api.app.info()).problems).toEqual([expect.objectContaining(problem)]);
    page.leave();
  });
});

describe("a deck folder", () => {
  test.each([
    ["that isn't there", () => rmSync(decks, { recursive: true }), []],
    ["that is a file", () => (rmSync(decks, { recursive: true }), writeFileSync(decks, "a file")), ["decks.unreadable"]],
    ["with a file of 20 MB", () => writeFileSync(join(decks, "plain.md"), threeRecalls.padEnd(20_000_000, "\n")), ["decks.tooLarge"]],
  ])("%s doesn't stop the built-in decks", async (_what, spoil, codes) => {
    spoil();
    const { page } = await open();
    expect((await page.api.decks.list()).map(({ origin }) => origin)).toEqual(["built-in"]);
    expect((await page.api.app.info()).problems.map(({ code }) => code)).toEqual(codes);
    expect((await page.api.sitting.start({})).state).toBe("card");
    page.leave();
  });

  test("with a deck of fifty mistakes yields their findings and the right cards", async () => {
    const wrong = Array.from({ length: 50 }, (_, n) => `## Wrong ${n} {#wrong-${n} .nokind}\n\nAnswer.\n\n## Right ${n} {#right-${n}}\n\nAnswer.\n`);
    writeFileSync(join(decks, "plain.md"), deckText("plain", wrong.join("\n")));
    const { page } = await open();
    const deck = (await page.api.decks.list()).find(({ id }) => id === "plain");
    expect(deck).toMatchObject({ cards: 50, problems: { errors: 50 } });
    expect((await page.api.decks.problems()).diagnostics.filter(({ file }) => file === "plain.md").length).toBe(50);
    page.leave();
  });
});

/** A disk of its own that can be filled: where this user may mount one. */
function smallDisk(): string | null {
  const place = join(root, "disk");
  mkdirSync(place);
  return process.platform === "linux" && spawnSync("mount", ["-t", "tmpfs", "-o", "size=3m", "tmpfs", place]).status === 0 ? place : null;
}

test("on a full disk a rating is refused with what to do, nothing acknowledged is lost, and it goes on when there is room", async ({ skip }) => {
  const disk = smallDisk();
  if (disk === null) throw skip("no disk can be mounted here");
  try {
    data = join(disk, "data");
    writeFileSync(join(decks, "plain.md"), deckText("plain", Array.from({ length: 900 }, (_, n) => `## Card ${n} {#card-${n}}\n\nAnswer.\n`).join("\n")));
    const first = await open();
    await first.page.api.settings.set({ newPerDay: 999 });
    const acknowledged = new Set([await rate(first.page)]);
    fill(join(disk, "filler"));
    expect(await rateUntilRefused(first.page, acknowledged)).toMatchObject({ data: { code: "store.full", data: { file: join(data, "retransmit.db") } } });
    rmSync(join(disk, "filler"));
    acknowledged.add(await rate(first.page));
    first.page.leave();
    await end(first.child);
    const second = await open();
    const found = await reviewed(second.page);
    expect(found.toSorted()).toEqual([...acknowledged].toSorted());
    second.page.leave();
    await end(second.child);
  } finally {
    for (const child of children.splice(0)) await end(child);
    spawnSync("umount", [disk]);
  }
});

async function rateUntilRefused(page: Awaited<ReturnType<typeof openPage>>, acknowledged: Set<string>): Promise<unknown> {
  for (;;) {
    try {
      acknowledged.add(await rate(page));
    } catch (error) {
      return error;
    }
  }
}

function fill(file: string): void {
  for (const size of [65_536, 4096, 1]) {
    try {
      for (;;) writeFileSync(file, Buffer.alloc(size), { flag: "a" });
    } catch {
      if (!existsSync(file)) throw new Error("nothing can be written at all");
    }
  }
}

async function reviewed({ api }: Awaited<ReturnType<typeof openPage>>): Promise<string[]> {
  const names: string[] = [];
  for (const { deckKey } of await api.decks.list()) {
    names.push(...(await api.decks.cards({ deckKey })).filter((card) => card.reviews > 0).map((card) => card.cardId));
  }
  return names;
}
