/** Runs of exercises: what came of each attempt. Transcripts are files; their rows only name them. */
import type { Outcome } from "../contract/index.ts";
import type { ReadableStore, Written } from "./database.ts";
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
  return store.act((writable) => {
    writable.run(
      `insert into runs (run_id, session, card_key, attempt, at_ms, scenario, seed, outcome, elapsed_ms, transcript_file) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      run.runId,
      run.session,
      run.cardKey,
      run.attempt,
      run.at,
      run.scenario,
      run.seed,
      run.outcome,
      Math.round(run.elapsedMs),
      run.transcriptFile,
    );
    run.goals.forEach((goal, n) => {
      writable.run("insert into run_goals (run_id, n, label, passed) values (?, ?, ?, ?)", run.runId, n, goal.label, goal.passed ? 1 : 0);
    });
  });
}

/** Runs of a card, newest first. */
export function runsOf(store: ReadableStore, cardKey: number): Omit<NewRun, "goals">[] {
  return store.all<Omit<NewRun, "goals">>(
    `select run_id as runId, session, card_key as cardKey, attempt, at_ms as at, scenario, seed, outcome, elapsed_ms as elapsedMs, transcript_file as transcriptFile
     from runs where card_key = ? order by at_ms desc, attempt desc`,
    cardKey,
  );
}
