/** The only reader of time. Everything else gets a `Clock`, a `Moment` or a number of milliseconds. */

export interface Clock {
  /** Wall time in ms since 1970 UTC. */
  now(): number;
  /** Ms that never run backwards; for durations only. */
  monotonicMs(): number;
  /** Minutes that local time is ahead of UTC at that wall time (Shanghai 480, New York in winter -300). */
  utcOffsetMin(atMs: number): number;
}

/** One instant as the log keeps it. */
export interface Moment {
  at: number;
  utcOffsetMin: number;
  /** Days since 1970-01-01, of the local date four hours ago. */
  studyDay: number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  utcOffsetMin: (atMs) => -new Date(atMs).getTimezoneOffset(),
};

/** A study day begins at this local hour, so that a late evening belongs to its day. */
const dayStartHour = 4;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

export function momentOf(clock: Clock, at: number = clock.now()): Moment {
  const utcOffsetMin = clock.utcOffsetMin(at);
  return { at, utcOffsetMin, studyDay: studyDayOf(at, utcOffsetMin) };
}

export function studyDayOf(atMs: number, utcOffsetMin: number): number {
  return Math.floor((atMs + utcOffsetMin * minuteMs - dayStartHour * hourMs) / dayMs);
}

/** When that study day begins, in ms UTC; the day ends where the next begins. */
export function studyDayStartMs(studyDay: number, utcOffsetMin: number): number {
  return studyDay * dayMs + dayStartHour * hourMs - utcOffsetMin * minuteMs;
}

/** YYYY-MM-DD */
export function dayText(studyDay: number): string {
  return new Date(studyDay * dayMs).toISOString().slice(0, 10);
}
