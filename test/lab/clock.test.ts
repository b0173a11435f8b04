import { expect, test } from "vitest";
import { LabClock } from "../../main/lab/clock.ts";
import { maxLabTimers } from "../../main/lab/limits.ts";

const start = Date.UTC(2026, 10, 2);
const settled = () => Promise.resolve();

/** A clock whose monotonic time moves only when the test says so. */
function stillClock() {
  const time = { micros: 5_000_000 };
  return { clock: new LabClock(start, () => time.micros), time };
}

test("lab time is the planned start, monotonic time and what the clock was moved", async () => {
  const { clock, time } = stillClock();
  time.micros += 1_500_000;
  expect([clock.nowMs() - start, clock.micros()]).toEqual([1500, 1_500_000]);
  await clock.forward(29_000, settled);
  expect([clock.nowMs() - start, clock.micros(), clock.offsetMs()]).toEqual([30_500, 1_500_000, 29_000]);
});

test("moving the clock fires due timers in order, each at its own time, and those that they set on the way", async () => {
  const { clock } = stillClock();
  const fired: [string, number][] = [];
  const note = (name: string) => fired.push([name, clock.nowMs() - start]);
  clock.after(20_000, () => note("gateway"));
  clock.after(10_000, () => {
    note("request");
    clock.after(5_000, () => note("linger"));
  });
  clock.after(10_000, () => note("second of the same time"));
  clock.after(40_000, () => note("later"));
  await clock.forward(29_000, settled);
  expect(fired).toEqual([
    ["request", 10_000],
    ["second of the same time", 10_000],
    ["linger", 15_000],
    ["gateway", 20_000],
  ]);
  expect(clock.nowMs() - start).toBe(29_000);
  clock.stop();
});

test("a cancelled timer doesn't fire, and a stopped clock takes no timers", async () => {
  const { clock } = stillClock();
  const fired: string[] = [];
  clock.after(10, () => fired.push("cancelled")).cancel();
  await clock.forward(100, settled);
  clock.stop();
  clock.after(10, () => fired.push("stopped"));
  await clock.forward(100, settled);
  expect(fired).toEqual([]);
});

test("a timer fires by itself when real time reaches it", async () => {
  const clock = new LabClock(start, () => performance.now() * 1000);
  await new Promise<void>((resolve) => {
    clock.after(5, resolve);
    // The clock's own alarm doesn't keep a process alive.
    setTimeout(() => {}, 50);
  });
  expect(clock.nowMs() - start).toBeGreaterThanOrEqual(5);
  clock.stop();
});

test("as many timers as the limit says may wait, and not one more", () => {
  const { clock } = stillClock();
  for (let count = 0; count < maxLabTimers; count++) clock.after(1000, () => {});
  expect(() => clock.after(1000, () => {})).toThrow(`More than ${maxLabTimers} lab timers`);
  clock.stop();
});
