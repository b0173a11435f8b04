/** The lab as the app sees it: sessions whose runs happen in a worker. */
import type { ActResult, Answer, Transcript, Verdict } from "../contract/index.ts";
import type { Prepared } from "../exercise/prepare.ts";
import { runLimits, type RunLimits } from "./limits.ts";
import { openPool } from "./pool.ts";
import { openSession } from "./session.ts";

export interface Lab {
  /** Opens a session for one showing. Nothing starts before the first attempt. */
  open(prepared: Prepared): LabSession;
  /** What this machine can't do, probed at start. */
  unavailable(): { need: string; reason: string }[];
  close(): Promise<void>;
}

export interface LabSession {
  /**
   * One attempt: drive, dissect, judge. Never rejects for what a learner wrote; a fault of ours is outcome "error".
   * Rejects with the signal's reason when it is aborted: the attempt does not count.
   */
  attempt(answer: Answer, signal: AbortSignal): Promise<RunResult>;
  /** Starts the scenario again with the same values. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export interface RunResult {
  verdict: Verdict;
  transcript: Transcript;
  readAs: ActResult["readAs"];
  /** False where a stepwise session goes on. */
  finished: boolean;
  /** Live choice: each option's own run, in the file's order; empty otherwise. `transcript` is then the one of the first option chosen. */
  options: OptionRun[];
  /** True where a stepwise session on real sockets had to start again (its worker was lost): earlier steps are gone. */
  restarted: boolean;
  elapsedMs: number;
  /** Where the time went, in ms. */
  parts: { driveMs: number; dissectMs: number; judgeMs: number };
}

export interface OptionRun {
  index: number;
  verdict: Verdict;
  transcript: Transcript;
}

export interface LabOptions {
  /** Worker threads at most; they start when needed. */
  workers?: number;
  limits?: Partial<RunLimits>;
  /** What this machine can't do, as its hosts probed it. */
  unavailable?: { need: string; reason: string }[];
  /** Gets what a learner must not see: stacks of our own faults. */
  log?(text: string): void;
}

export function createLab(options: LabOptions = {}): Lab {
  const missing = options.unavailable ?? [];
  const pool = openPool(options.workers ?? 1, { ...runLimits, ...options.limits });
  return {
    open: (prepared) => openSession(pool, prepared, missing, (text) => options.log?.(text)),
    unavailable: () => missing,
    close: () => pool.close(),
  };
}
