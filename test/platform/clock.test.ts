import { expect, test } from "vitest";
import { dayText, momentOf, studyDayOf, studyDayStartMs, systemClock } from "../../main/platform/clock.ts";

test.each([
  { at: "2026-11-20T03:59:59.999Z", offset: 0, day: "2026-11-19", where: "a moment before 4 a.m." },
  { at: "2026-11-20T04:00:00.000Z", offset: 0, day: "2026-11-20", where: "4 a.m." },
  { at: "2026-11-19T19:59:59.999Z", offset: 480, day: "2026-11-19", where: "Shanghai before 4 a.m." },
  { at: "2026-11-19T20:00:00.000Z", offset: 480, day: "2026-11-20", where: "Shanghai at 4 a.m." },
  { at: "2026-11-20T08:59:59.999Z", offset: -300, day: "2026-11-19", where: "New York in winter before 4 a.m." },
  { at: "2026-07-20T08:00:00.000Z", offset: -240, day: "2026-07-20", where: "New York in summer at 4 a.m." },
  { at: "2026-11-19T22:14:59.999Z", offset: 345, day: "2026-11-19", where: "Kathmandu before 4 a.m." },
  { at: "2026-11-19T22:15:00.000Z", offset: 345, day: "2026-11-20", where: "Kathmandu at 4 a.m." },
  { at: "2026-11-19T14:00:00.000Z", offset: 840, day: "2026-11-20", where: "Kiritimati at 4 a.m." },
  { at: "2026-11-20T16:00:00.000Z", offset: -720, day: "2026-11-20", where: "Baker Island at 4 a.m." },
  { at: "2028-02-29T12:00:00.000Z", offset: 0, day: "2028-02-29", where: "a leap day" },
  { at: "1969-12-31T12:00:00.000Z", offset: 0, day: "1969-12-31", where: "before 1970" },
])("$where belongs to $day", ({ at, offset, day }) => {
  const studyDay = studyDayOf(Date.parse(at), offset);
  expect(dayText(studyDay)).toBe(day);
  const start = studyDayStartMs(studyDay, offset);
  expect([studyDayOf(start, offset), studyDayOf(start - 1, offset)]).toEqual([studyDay, studyDay - 1]);
});

test("a moment has the offset of its time", () => {
  const clock = {
    ...systemClock,
    now: () => Date.parse("2026-07-20T08:00:00Z"),
    utcOffsetMin: (at: number) => (new Date(at).getUTCMonth() === 6 ? -240 : -300),
  };
  expect(momentOf(clock)).toEqual({
    at: Date.parse("2026-07-20T08:00:00Z"),
    utcOffsetMin: -240,
    studyDay: studyDayOf(Date.parse("2026-07-20T08:00:00Z"), -240),
  });
  expect(momentOf(clock, Date.parse("2026-11-20T08:00:00Z")).utcOffsetMin).toBe(-300);
});

test("the system's clock agrees with the system", () => {
  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1000);
  expect(systemClock.utcOffsetMin(0)).toBe(-new Date(0).getTimezoneOffset());
  const before = systemClock.monotonicMs();
  expect(systemClock.monotonicMs()).toBeGreaterThanOrEqual(before);
});
