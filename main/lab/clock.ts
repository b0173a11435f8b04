/** Lab time = planned start + monotonic time + offset. Kernel clocks don't move; whatever a lab server says of time comes from here. */
import { maxLabTimers } from "./limits.ts";

/** Monotonic microseconds from an arbitrary origin. */
export type MonotonicMicros = () => number;

interface LabTimer {
  dueMs: number;
  order: number;
  fire(): void;
}

export interface TimerHandle {
  cancel(): void;
}

export class LabClock {
  readonly startedAtMs: number;
  readonly #monotonic: MonotonicMicros;
  readonly #originMicros: number;
  #offsetMs = 0;
  #timers: LabTimer[] = [];
  #order = 0;
  #alarm: NodeJS.Timeout | null = null;
  #alarmDueMs = Infinity;
  #stopped = false;

  constructor(startedAtMs: number, monotonic: MonotonicMicros) {
    this.startedAtMs = startedAtMs;
    this.#monotonic = monotonic;
    this.#originMicros = monotonic();
  }

  /** Microseconds of real time since the run's start: the transcript's time. */
  micros(): number {
    return Math.round(this.#monotonic() - this.#originMicros);
  }

  /** Lab time in milliseconds since 1970. */
  nowMs(): number {
    return this.startedAtMs + (this.#monotonic() - this.#originMicros) / 1000 + this.#offsetMs;
  }

  /** How far the clock was moved, in ms. */
  offsetMs(): number {
    return this.#offsetMs;
  }

  /** Fires once when lab time has advanced by `delayMs`, by itself or because the clock was moved. */
  after(delayMs: number, fire: () => void): TimerHandle {
    if (this.#stopped) return { cancel: () => {} };
    if (this.#timers.length >= maxLabTimers) throw new Error(`More than ${maxLabTimers} lab timers are waiting.`);
    const timer: LabTimer = { dueMs: this.nowMs() + delayMs, order: this.#order++, fire };
    this.#timers.push(timer);
    if (timer.dueMs < this.#alarmDueMs) this.#arm();
    return { cancel: () => this.#cancel(timer) };
  }

  /** Moves the clock forward and fires the timers that fall due on the way, in order; `between` runs after each of them. */
  async forward(byMs: number, between: () => Promise<void>): Promise<void> {
    const target = this.#offsetMs + byMs;
    for (;;) {
      const next = this.#earliest();
      const neededMs = next === undefined ? Infinity : next.dueMs - this.nowMs() + this.#offsetMs;
      if (next === undefined || neededMs > target) break;
      this.#offsetMs = Math.max(this.#offsetMs, neededMs);
      this.#cancel(next);
      next.fire();
      await between();
    }
    this.#offsetMs = Math.max(this.#offsetMs, target);
    this.#arm();
    await between();
  }

  stop(): void {
    this.#stopped = true;
    this.#timers = [];
    if (this.#alarm !== null) clearTimeout(this.#alarm);
    this.#alarm = null;
  }

  #earliest(): LabTimer | undefined {
    let earliest: LabTimer | undefined;
    for (const timer of this.#timers) {
      if (earliest === undefined || timer.dueMs < earliest.dueMs || (timer.dueMs === earliest.dueMs && timer.order < earliest.order)) earliest = timer;
    }
    return earliest;
  }

  #cancel(timer: LabTimer): void {
    const at = this.#timers.indexOf(timer);
    if (at >= 0) this.#timers.splice(at, 1);
  }

  #arm(): void {
    if (this.#alarm !== null) clearTimeout(this.#alarm);
    this.#alarm = null;
    this.#alarmDueMs = Infinity;
    const next = this.#earliest();
    if (next === undefined || this.#stopped) return;
    this.#alarmDueMs = next.dueMs;
    this.#alarm = setTimeout(() => this.#ring(), Math.min(Math.max(0, Math.ceil(next.dueMs - this.nowMs())), 0x7fff_ffff));
    this.#alarm.unref();
  }

  #ring(): void {
    for (let next = this.#earliest(); next !== undefined && next.dueMs <= this.nowMs(); next = this.#earliest()) {
      this.#cancel(next);
      next.fire();
    }
    this.#arm();
  }
}
