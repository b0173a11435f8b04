/** Runs of exercises: what came of each attempt. Transcripts are files; their rows only name them. */
import type { Outcome } from "../contract/index.ts";
import type { Written } from "./database.ts";
import type { Store } from "./store.ts";

export interface NewRun {
  runId: string;
  session: string;
  cardKey: number;
  attempt: number;
  at: number;
  scenario: string;
  seed: string;
  outcome: Outcome;
  elapsedMs: number;
  /** File name in the data folder where the transcript was kept; null: it was not. */
  transcriptFile: string | null;
  goals: readonly { label: string; passed: boolean }[];
}

export function recordRun(store: Store, run: NewRun): Written<void> {
  throw new Error(`${store.file} ${run.runId}`);
}
