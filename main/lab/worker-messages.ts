/** What the lab and its workers say to each other. Plain values. */
import type { Answer } from "../contract/index.ts";
import type { Prepared } from "../exercise/prepare.ts";
import type { RunResult } from "./lab.ts";
import type { RunLimits } from "./limits.ts";

export interface AttemptRequest {
  kind: "attempt";
  id: number;
  session: number;
  prepared: Prepared;
  answer: Answer;
  limits: RunLimits;
}

export type ToWorker = AttemptRequest | { kind: "cancel"; id: number } | { kind: "close"; session: number };

/** `kept`: the worker holds the session's run for its next step. `stack` is for the log only. */
export type FromWorker =
  /** Said once: its code is loaded. */
  | { kind: "ready" }
  | { kind: "result"; id: number; result: RunResult; kept: boolean }
  | { kind: "cancelled"; id: number }
  | { kind: "fault"; id: number; message: string; stack: string };
