/** What one run may use. Beyond any of these it stops, and the transcript says which limit was hit. (Messages: wire/dissect.ts.) */

export interface RunLimits {
  /** Real time of one attempt while steps are in progress, in ms. */
  timeMs: number;
  /** Beyond that: how long a worker may take to stop, dissect and judge before it is ended. */
  judgeMs: number;
  /** Bytes written by all hosts together. */
  bytes: number;
  connections: number;
  /** Writes and reads that the capture keeps. */
  chunks: number;
}

export const runLimits: RunLimits = { timeMs: 10_000, judgeMs: 3_000, bytes: 16 * 1024 * 1024, connections: 200, chunks: 20_000 };

/** Timers that one run may have waiting. */
export const maxLabTimers = 1_000;
/** How long a new worker may take to load its code. */
export const startTimeMs = 30_000;
/** How long a worker may take to let go of a cancelled run before it is ended. */
export const cancelGraceMs = 250;
/** A worker is replaced after this many runs, so that nothing can pile up in it. */
export const runsPerWorker = 2_000;
/** An idle stepwise session stops after this. */
export const idleSessionMs = 30 * 60_000;
/** Sessions that one worker keeps running at once; the one that was idle longest goes first. */
export const maxKeptSessions = 8;

export class LimitReached extends Error {
  readonly limit: keyof RunLimits;
  readonly value: number;
  constructor(limit: keyof RunLimits, value: number) {
    super(`The run reached its limit: ${limit} ${value}.`);
    this.name = "LimitReached";
    this.limit = limit;
    this.value = value;
  }
}
