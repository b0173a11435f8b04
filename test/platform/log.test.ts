import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../main/platform/clock.ts";
import { keptLogs, maxEntryLength, maxLogBytes, openLog } from "../../main/platform/log.ts";

const clock = { ...systemClock, now: () => Date.UTC(2026, 10, 20) };

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), "retransmit-log-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "deep", "retransmit.log");
}

test("an error is written with its trace and its cause's, indented under its line", () => {
  const file = place();
  const log = openLog(file, clock);
  log.info("started");
  log.warn("odd");
  log.error("failed", new Error("outer", { cause: "inner" }));
  const lines = readFileSync(file, "utf8").split("\n");
  expect(lines.slice(0, 4)).toEqual([
    "2026-11-20T00:00:00.000Z info started",
    "2026-11-20T00:00:00.000Z warn odd",
    "2026-11-20T00:00:00.000Z error failed",
    "  Error: outer",
  ]);
  expect(lines.at(-2)).toBe("  caused by inner");
});

test.each([
  { over: 0, rotated: false },
  { over: 1, rotated: true },
])("a file $over bytes over its limit is set aside: $rotated", ({ over, rotated }) => {
  const file = place();
  const log = openLog(file, clock);
  log.info("x");
  const entryBytes = statSync(file).size;
  writeFileSync(file, "y".repeat(maxLogBytes - entryBytes + over));
  log.info("x");
  expect(existsSync(`${file}.1`)).toBe(rotated);
});

test("no more than three are kept", () => {
  const file = place();
  const log = openLog(file, clock);
  for (let n = 0; n < keptLogs + 2; n++) {
    log.info(String(n));
    writeFileSync(file, String(n).repeat(maxLogBytes));
  }
  log.info("last");
  expect([1, 2, 3, 4].map((n) => (existsSync(`${file}.${n}`) ? readFileSync(`${file}.${n}`, "utf8")[0] : null))).toEqual(["4", "3", "2", null]);
});

test.each([
  { length: maxEntryLength, end: "z\n" },
  { length: maxEntryLength + 1, end: "z… (1 more)\n" },
])("an entry of $length units ends in $end", ({ length, end }) => {
  const file = place();
  openLog(file, clock).info("z".repeat(length));
  expect(readFileSync(file, "utf8").endsWith(end)).toBe(true);
});

test("a place that can't be written doesn't disturb the caller", () => {
  const file = place();
  expect(() => openLog(join("/dev/null", file), clock).error("x")).not.toThrow();
});
