/** One showing's session with the lab: attempts, reset, and what survives between them. */
import type { Answer } from "../contract/index.ts";
import { catalogue } from "../exercise/catalogue.ts";
import type { Prepared } from "../exercise/prepare.ts";
import { unrun } from "./attempt.ts";
import type { LabSession, RunResult } from "./lab.ts";
import { idleSessionMs } from "./limits.ts";
import type { Pool, PoolOutcome, Seat } from "./pool.ts";
import { emptyTranscript } from "./transcript.ts";

let sessions = 0;

export function openSession(pool: Pool, prepared: Prepared, missing: readonly { need: string; reason: string }[], log: (text: string) => void): LabSession {
  pool.warm();
  return new PooledSession(pool, prepared, missing, log);
}

class PooledSession implements LabSession {
  readonly #pool: Pool;
  readonly #prepared: Prepared;
  readonly #missing: readonly { need: string; reason: string }[];
  readonly #log: (text: string) => void;
  readonly #session = ++sessions;
  #seat: Seat | null = null;
  /** Answers of a stepwise session so far: a simulated one is replayed from them. */
  #answers: Answer[] = [];
  #idle: NodeJS.Timeout | null = null;

  constructor(pool: Pool, prepared: Prepared, missing: readonly { need: string; reason: string }[], log: (text: string) => void) {
    this.#pool = pool;
    this.#log = log;
    this.#prepared = prepared;
    this.#missing = missing;
  }

  async attempt(answer: Answer, signal: AbortSignal): Promise<RunResult> {
    const startedMs = performance.now();
    this.#stayAwake();
    const entry = catalogue.scenarios.get(this.#prepared.exercise.scenario);
    const lacking = this.#missing.find(({ need }) => entry?.needs.some((needed) => needed === need));
    if (entry === undefined || lacking !== undefined) {
      return this.#unrun("unavailable", "unavailable", lacking?.reason ?? `There is no scenario ${this.#prepared.exercise.scenario}.`, startedMs);
    }
    const lost = this.#answers.length > 0 && this.#seat?.alive !== true;
    if (lost && entry.wire === "simulated") await this.#again(signal);
    const outcome = await this.#run(answer, signal).catch((error: unknown) => {
      // A cancelled attempt ends the run that it was in.
      if (this.#seat !== null) this.#pool.letGo(this.#seat, this.#session);
      this.#seat = null;
      throw error;
    });
    const restarted = lost && entry.wire !== "simulated";
    if (restarted) this.#answers = [];
    if (outcome.kind === "hung") {
      const data = { seconds: this.#pool.hungAfterMs(this.#runs) / 1000 };
      return this.#unrun("error", "limit-timeMs", "The exercise hung: it was stopped, and the lab was started anew.", startedMs, data);
    }
    if (outcome.kind === "fault") this.#log(`The lab's worker failed: ${outcome.message}\n${outcome.stack}`);
    if (outcome.kind === "fault") return this.#unrun("error", "lab-fault", `The lab failed: ${outcome.message}`, startedMs);
    this.#seat = outcome.seat;
    if (outcome.seat === null) this.#answers = [];
    else this.#answers.push(answer);
    return { ...outcome.result, restarted, elapsedMs: performance.now() - startedMs };
  }

  async reset(): Promise<void> {
    this.#letGo();
  }

  async close(): Promise<void> {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#letGo();
  }

  #run(answer: Answer, signal: AbortSignal): Promise<PoolOutcome> {
    return this.#pool.run({ session: this.#session, prepared: this.#prepared, answer }, this.#seat, this.#runs, signal);
  }

  /** Runs of one attempt: one for each option. */
  get #runs(): number {
    return Math.max(1, this.#prepared.options.length);
  }

  async #again(signal: AbortSignal): Promise<void> {
    for (const earlier of this.#answers) {
      const outcome = await this.#run(earlier, signal);
      this.#seat = outcome.kind === "result" ? outcome.seat : null;
    }
  }

  #letGo(): void {
    if (this.#seat !== null) this.#pool.letGo(this.#seat, this.#session);
    this.#seat = null;
    this.#answers = [];
  }

  #stayAwake(): void {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#letGo(), idleSessionMs);
    this.#idle.unref();
  }

  #unrun(outcome: "error" | "unavailable", code: string, text: string, startedMs: number, data?: Record<string, string | number>): RunResult {
    const entry = catalogue.scenarios.get(this.#prepared.exercise.scenario) ?? [...catalogue.scenarios.values()][0]!;
    return {
      verdict: unrun(this.#prepared, outcome, code, text, data),
      transcript: emptyTranscript(this.#prepared, entry),
      readAs: [],
      finished: true,
      options: [],
      restarted: false,
      elapsedMs: performance.now() - startedMs,
      parts: { driveMs: 0, dissectMs: 0, judgeMs: 0 },
    };
  }
}
