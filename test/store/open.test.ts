import Database from "better-sqlite3";
import * as fc from "fast-check";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { keptBeforeMigration, keptDaily } from "../../main/store/backup.ts";
import { applicationId, migrations } from "../../main/store/migrations.ts";
import { databaseName } from "../../main/store/places.ts";
import { problemOf, storeProblem, storeProblems } from "../../main/store/problems.ts";
import { historyOf } from "../../main/store/reviews.ts";
import { readSettings, writeSettings } from "../../main/store/settings.ts";
import { openStore, wholeCheckBytes } from "../../main/store/store.ts";
import { dayMs, deckOf, environmentOf, folder, keyOf, noon, opened, rate, sync, testClock, value, world } from "./world.ts";

const open = (dataDir: string) => openStore(dataDir, environmentOf(testClock()));

async function refusal(dataDir: string): Promise<string> {
  const result = await open(dataDir);
  if (result.ok) result.store.close();
  return result.ok ? "opened" : result.problem.code;
}

async function filled(): Promise<{ dataDir: string; file: string }> {
  const there = await world();
  sync(there, {
    "d.md": deckOf(
      "d",
      Array.from({ length: 200 }, (_, n) => ({ id: `e${n}`, text: `text ${n}` })),
    ),
  });
  for (let n = 0; n < 50; n++) rate(there, keyOf(there, `d/e${n}`), "good");
  there.store.close();
  return { dataDir: there.dataDir, file: join(there.dataDir, databaseName) };
}

test("what was written is there after closing and opening, salt and settings too", async () => {
  const there = await world();
  sync(there, { "d.md": deckOf("d", [{ id: "a", text: "a" }]) });
  rate(there, keyOf(there, "d/a"), "good");
  value(writeSettings(there.store, { newPerDay: 7, learningStepsMin: [0.5, 3] }));
  there.store.close();
  const again = await opened(there.dataDir, there.clock);
  expect(historyOf(again, keyOf({ ...there, store: again }, "d/a"))).toHaveLength(1);
  expect(readSettings(again)).toMatchObject({ newPerDay: 7, learningStepsMin: [0.5, 3], reviewsPerDay: 200 });
  expect(again.salt).toBe(there.store.salt);
  expect(again.salt).toMatch(/^[0-9a-f]{32}$/);
});

test("a stored setting that the schema refuses has its default", async () => {
  const there = await world();
  value(writeSettings(there.store, { newPerDay: 7, theme: "dark" }));
  there.store.act((store) => store.run("update settings set value = '-3' where key = 'newPerDay'"));
  there.store.act((store) => store.run("insert into settings (key, value) values ('reviewsPerDay', '{'), ('unknown', '1')"));
  expect(readSettings(there.store)).toMatchObject({ newPerDay: 20, theme: "dark", reviewsPerDay: 200 });
});

test("durability and foreign keys are set as promised", async () => {
  const { store } = await world();
  const pragma = (name: string) => Object.values(store.get<object>(`select * from pragma_${name}`) ?? {})[0];
  expect([pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys")]).toEqual(["wal", 2, 1]);
});

test("a database of a newer format is refused and left byte for byte", async () => {
  const { dataDir, file } = await filled();
  const database = new Database(file);
  database.pragma(`user_version = ${migrations.length + 1}`);
  database.close();
  const bytes = readFileSync(file);
  const result = await open(dataDir);
  expect(result).toMatchObject({ ok: false, problem: { code: "store.newer", data: { found: migrations.length + 1, known: migrations.length } } });
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test("a database of another program is refused", async () => {
  const dataDir = folder();
  const database = new Database(join(dataDir, databaseName));
  database.pragma(`application_id = ${applicationId + 1}`);
  database.exec("create table theirs (x)");
  database.close();
  expect(await refusal(dataDir)).toBe("store.foreign");
  const unnamed = folder();
  const other = new Database(join(unnamed, databaseName));
  other.exec("create table theirs (x)");
  other.close();
  expect(await refusal(unnamed)).toBe("store.foreign");
});

test.each([
  { name: "its beginning overwritten", damage: (bytes: Buffer) => bytes.fill(0x5a, 0, 4096) },
  { name: "cut in half", damage: (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1) },
  { name: "without its last hundred bytes", damage: (bytes: Buffer) => bytes.subarray(0, bytes.length - 100) },
  { name: "its pages overwritten", damage: (bytes: Buffer) => bytes.fill(0xa5, 8192, 40_960) },
])("a database with $name is refused with what to do, and left byte for byte", async ({ damage }) => {
  const { dataDir, file } = await filled();
  writeFileSync(file, damage(readFileSync(file)));
  const bytes = readFileSync(file);
  const result = await open(dataDir);
  expect(result).toMatchObject({ ok: false, problem: { code: "store.damaged", message: expect.stringContaining(join(dataDir, "backups")) } });
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test("a database that lacks a table or a trigger is refused as damaged", async () => {
  for (const drop of ["drop trigger events_stay", "drop index queue_new", "drop table run_goals"]) {
    const { dataDir, file } = await filled();
    const database = new Database(file);
    database.exec(drop);
    database.close();
    expect(await refusal(dataDir)).toBe("store.damaged");
  }
});

test("damage at random places is refused or harmless, and never throws", async () => {
  const { file } = await filled();
  const whole = readFileSync(file);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 0, max: whole.length - 1 }), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 200 }),
      async (places) => {
        const dataDir = folder();
        const bytes = Buffer.from(whole);
        for (const [at, byte] of places) bytes[at] = byte;
        writeFileSync(join(dataDir, databaseName), bytes);
        const outcome = await refusal(dataDir);
        expect(["opened", "store.damaged", "store.foreign", "store.newer"]).toContain(outcome);
        expect(outcome === "opened" || readFileSync(join(dataDir, databaseName)).equals(bytes)).toBe(true);
      },
    ),
    { numRuns: 60, interruptAfterTimeLimit: 2500 },
  );
});

test("a second instance on the same folder is told so", async () => {
  const there = await world();
  expect(await refusal(there.dataDir)).toBe("store.locked");
});

test("a folder that can't be written says so", async () => {
  const dataDir = folder();
  mkdirSync(join(dataDir, "closed"), { mode: 0o500 });
  // Permissions don't hold for root: then a child without its rights tries.
  chmodSync(dataDir, 0o755);
  const script = `const { openStore } = await import(${JSON.stringify(join(import.meta.dirname, "../../main/store/store.ts"))});
    const result = await openStore(process.argv[1], { log: { error() {} } });
    console.log(result.ok || result.problem.code);`;
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", script, join(dataDir, "closed")], { ...user, encoding: "utf8" });
  expect(output.trim()).toBe("store.readOnly");
});

test("a full disk says so; what was acknowledged stays, and the next write with room succeeds", async () => {
  const there = await world();
  sync(there, { "d.md": deckOf("d", [{ id: "a", text: "a" }]) });
  const key = keyOf(there, "d/a");
  rate(there, key, "good");
  const pages = Number(Object.values(there.store.get<object>("select * from pragma_page_count") ?? {})[0]);
  there.store.all(`pragma max_page_count = ${pages}`);
  const big = { title: "x".repeat(1_000_000) };
  const full = there.store.act((store) => store.run("insert into settings (key, value) values ('big', ?)", big.title));
  expect(full).toMatchObject({ ok: false, problem: { code: "store.full" } });
  there.store.all("pragma max_page_count = 1000000");
  rate(there, key, "good");
  expect(historyOf(there.store, key)).toHaveLength(2);
});

test.each([
  { codes: ["ENOSPC", "EDQUOT", "SQLITE_FULL"], means: "store.full" },
  { codes: ["EROFS", "EACCES", "EPERM", "SQLITE_READONLY_DBMOVED"], means: "store.readOnly" },
  { codes: ["SQLITE_BUSY", "SQLITE_LOCKED"], means: "store.locked" },
  { codes: ["SQLITE_CORRUPT_INDEX", "SQLITE_NOTADB"], means: "store.damaged" },
  { codes: ["SQLITE_IOERR_FSYNC", "SQLITE_CANTOPEN", "ENOTDIR"], means: "store.unreachable" },
  { codes: ["SQLITE_CONSTRAINT", ""], means: undefined },
])("$codes mean $means", ({ codes, means }) => {
  for (const code of codes) expect(problemOf(Object.assign(new Error("why"), { code }), "f")?.code).toBe(means);
});

test.each([
  { bytes: wholeCheckBytes, outcome: "store.damaged" },
  { bytes: wholeCheckBytes + 4096, outcome: "opened" },
])("with the day's copy made, damage in a cleanly closed database of $bytes bytes gives: $outcome", async ({ bytes, outcome }) => {
  const { dataDir, file } = await filled();
  const store = await opened(dataDir, testClock());
  await store.backUpDaily();
  store.close();
  // Pages beyond what the header counts are no part of the database: the first damage is to the file's content, the padding to its size.
  const content = readFileSync(file);
  content.fill(0xa5, content.length - 4096);
  writeFileSync(file, content);
  truncateSync(file, bytes);
  expect(await refusal(dataDir)).toBe(outcome);
});

test("no message leaves a place unfilled", () => {
  const data = { file: "f", found: 2, known: 1, detail: "d", backups: "b", name: "n" };
  for (const code of Object.keys(storeProblems)) expect(storeProblem(code as keyof typeof storeProblems, data).message).not.toMatch(/[{}]/);
});

test("the day's copy stays where a clock that ran ahead left later ones", async () => {
  const there = await world();
  there.clock.pass(1000 * dayMs);
  for (let day = 0; day < keptDaily; day++) {
    expect(await there.store.backUpDaily()).toBeNull();
    there.clock.pass(dayMs);
  }
  there.clock.set(noon);
  expect(await there.store.backUpDaily()).toBeNull();
  const copies = readdirSync(join(there.dataDir, "backups"));
  expect(copies).toHaveLength(keptDaily);
  expect(copies.toSorted()[0]).toBe("retransmit-2026-11-20.db");
});

test("one copy a study day, the newest seven kept, and each opens as a store", async () => {
  const there = await world();
  sync(there, { "d.md": deckOf("d", [{ id: "a", text: "a" }]) });
  for (let day = 0; day < keptDaily + 1; day++) {
    expect(await there.store.backUpDaily()).toBeNull();
    expect(await there.store.backUpDaily()).toBeNull();
    there.clock.pass(dayMs);
  }
  const copies = readdirSync(join(there.dataDir, "backups"));
  expect(copies).toHaveLength(keptDaily);
  expect(copies.toSorted()[0]).toBe("retransmit-2026-11-21.db");
  const restored = folder();
  writeFileSync(join(restored, databaseName), readFileSync(join(there.dataDir, "backups", "retransmit-2026-11-27.db")));
  expect(keyOf({ ...there, store: await opened(restored, there.clock) }, "d/a")).toBe(keyOf(there, "d/a"));
  expect(keptBeforeMigration).toBe(3);
});

test("every acknowledged review is there after the process was killed at once", { timeout: 30_000 }, async () => {
  const there = await world();
  sync(there, { "d.md": deckOf("d", [{ id: "a", text: "a" }]) });
  const key = keyOf(there, "d/a");
  there.store.close();
  let acknowledged = 0;
  for (const killAfter of [1, 17, 60]) {
    const child = spawn(process.execPath, [fileURLToPath(new URL("./reviewer.ts", import.meta.url)), there.dataDir, String(key)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    const before = acknowledged;
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged = Number(line);
      if (acknowledged - before >= killAfter) child.kill("SIGKILL");
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    const store = await opened(there.dataDir, there.clock);
    const kept = historyOf(store, key).length;
    store.close();
    expect(kept).toBeGreaterThanOrEqual(acknowledged);
    acknowledged = kept;
  }
});
