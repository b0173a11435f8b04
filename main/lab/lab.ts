/** The lab as the app sees it: sessions whose runs happen in a worker. */
import type { ActResult, Answer, Transcript, Verdict } from "../contract/index.ts";
import type { Prepared } from "../exercise/prepare.ts";

export interface Lab {
  /** Opens a session for one showing. Nothing starts before the first attempt. */
  open(prepared: Prepared): LabSession;
  /** What this machine can't do, probed at start. */
  unavailable(): { need: string; reason: string }[];
  close(): Promise<void>;
}

export interface LabSession {
  /** One attempt: drive, dissect, judge. Never rejects for what a learner wrote; a fault of ours is outcome "error". */
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
  elapsedMs: number;
}
