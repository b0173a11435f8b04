/**
 * The one mechanism of runs: steps by named hosts on a lab clock. The deck gives some, the learner plays one part.
 * Observe, craft, serve, steer, attack, defend and choice differ in what they give, not in how it is played.
 */
import { performance } from "node:perf_hooks";
import type { Case, FactValue, HostName, TranscriptHost } from "../contract/index.ts";
import type { PlayedAnswer } from "../exercise/answer.ts";
import type { Prepared } from "../exercise/prepare.ts";
import { seededRandom } from "../exercise/random.ts";
import type { Plan, ScenarioEntry, Step } from "../exercise/scenario.ts";
import { CaptureWriter } from "./capture.ts";
import { LabClock } from "./clock.ts";
import { LabEnv } from "./env.ts";
import { LimitReached, type RunLimits } from "./limits.ts";
import type { HostState, Running, Scenario, Stop } from "./scenario.ts";

/** When runs of a scenario without a planned start begin. */
const defaultStartMs = Date.UTC(2026, 10, 2, 9, 0, 0);

/** A started scenario and what it has seen; a stepwise session goes on in it. */
export class Drive {
  readonly scenario: Scenario;
  readonly prepared: Prepared;
  readonly capture: CaptureWriter;
  readonly cases: Case[] = [];
  readonly startedAtMs: number;
  readonly #clock: LabClock;
  readonly #limits: RunLimits;
  #env: LabEnv;
  #running: Running | null = null;
  #states = new Map<HostName, string>();
  #attempt = 0;
  #abort: AbortController | null = null;

  constructor(scenario: Scenario, prepared: Prepared, limits: RunLimits) {
    this.scenario = scenario;
    this.prepared = prepared;
    this.startedAtMs = plannedStartMs(prepared.plan);
    this.#limits = limits;
    this.#clock = new LabClock(this.startedAtMs, () => performance.now() * 1000);
    this.capture = new CaptureWriter(this.#clock, limits, (limit) => this.#abort?.abort(limit));
    this.#env = this.#newEnv();
  }

  /**
   * Plays one attempt. Rejects with the signal's reason when cancelled, with `LimitReached` at a limit, with anything else for a fault of ours.
   * A stepwise session plays the deck's steps in its first attempt only.
   */
  async attempt(played: PlayedAnswer, steps: readonly Step[], texts: { answer: string }, signal: AbortSignal): Promise<void> {
    // A stepwise session is one attempt: its goals look at all of it.
    if (this.#attempt === 0 || !this.prepared.exercise.stepwise) this.#attempt++;
    const abort = new AbortController();
    this.#abort = abort;
    const cancel = () => abort.abort(signal.reason);
    if (signal.aborted) cancel();
    signal.addEventListener("abort", cancel, { once: true });
    const timer = setTimeout(() => this.capture.hit("timeMs", this.#limits.timeMs), this.#limits.timeMs);
    try {
      // A step that ignores its signal must not outlive the budget.
      await Promise.race([this.#play(played, steps, texts, abort.signal), aborted(abort.signal)]);
      abort.signal.throwIfAborted();
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", cancel);
    }
  }

  facts(): Record<string, FactValue> {
    return { ...this.prepared.derived, ...this.#running?.facts() };
  }

  hosts(): TranscriptHost[] {
    return hostsOf(this.scenario.entry);
  }

  async stop(): Promise<void> {
    this.#clock.stop();
    await this.#running?.stop();
    await this.#env.stop();
  }

  async #play(played: PlayedAnswer, steps: readonly Step[], { answer }: { answer: string }, signal: AbortSignal): Promise<void> {
    const first = this.#running === null;
    this.#running ??= await this.#start();
    if (played.kind === "serves") this.#running.serve?.(played.part, played.answers);
    if (played.kind === "document") await this.#document(played, answer);
    const own = played.kind === "sends" ? played.steps : [];
    if (this.prepared.exercise.stepwise && !first) {
      for (const step of own) await this.#step(step, "learner", signal);
    } else {
      for (const step of steps) {
        if (step.kind !== "learner") await this.#step(step, "deck", signal);
        else for (const given of own) await this.#step(given, "learner", signal);
      }
    }
    if (played.kind === "document") await this.#replay(played, signal);
  }

  #start(): Promise<Running> {
    return this.scenario.start(this.prepared.plan, this.prepared.settings, this.#env);
  }

  #newEnv(): LabEnv {
    return new LabEnv(this.scenario.entry, this.#clock, seededRandom(`${this.prepared.seed} run`), this.capture);
  }

  async #step(step: Step, by: "deck" | "learner", signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (step.kind === "learner") return;
    const host = step.kind === "clock" ? "clock" : step.host;
    const record = this.capture.step({ attempt: this.#attempt, host, by, text: step.text, accepted: true, refusedBy: null });
    if (step.kind === "clock") return this.#forward(step.forwardMs, signal);
    for (const one of step.value as readonly unknown[]) {
      const stop = await this.#running!.step(step.host, one, signal);
      this.#stopped(stop, record);
      if (!stop.accepted) return;
    }
  }

  async #forward(forwardMs: number, signal: AbortSignal): Promise<void> {
    this.capture.event({ kind: "clock", host: "clock", name: "forward", value: `${forwardMs} ms`, source: "application" });
    await this.#clock.forward(forwardMs, () => this.#env.settled(signal));
  }

  async #document(played: PlayedAnswer & { kind: "document" }, text: string): Promise<void> {
    const record = this.capture.step({ attempt: this.#attempt, host: played.part, by: "learner", text, accepted: true, refusedBy: null });
    const stop = await this.#running!.document?.(played.part, played.value);
    if (stop !== undefined) this.#stopped(stop, record);
  }

  #stopped(stop: Stop, record: { accepted: boolean; refusedBy: { rule: string; source: string } | null }): void {
    record.accepted = stop.accepted;
    record.refusedBy = stop.refusedBy ?? null;
    for (const state of stop.states) this.#state(state);
  }

  #state({ host, state }: HostState): void {
    if (this.#states.get(host) === state) return;
    this.#states.set(host, state);
    const source = this.scenario.entry.wire === "simulated" ? "simulated" : "application";
    this.capture.event({ kind: "state", host, name: "state", value: state, source });
  }

  /** Each case meets the scenario as it was at its start, with the document in force: what one breaks must not help or harm the next. */
  async #replay(played: PlayedAnswer & { kind: "document" }, signal: AbortSignal): Promise<void> {
    const count = this.#running!.cases?.().length ?? 0;
    this.cases.length = 0;
    for (let index = 0; index < count; index++) {
      await this.#running!.stop();
      await this.#env.stop();
      this.#env = this.#newEnv();
      this.#running = await this.#start();
      await this.#running.document?.(played.part, played.value);
      const { name, kind, play } = this.#running.cases!()[index]!;
      this.capture.event({ kind: "decision", host: played.part, name: "case", value: `${kind} ${name}`, source: "application" });
      this.cases.push({ name, kind, outcome: await play(signal) });
    }
  }
}

export function hostsOf(entry: ScenarioEntry): TranscriptHost[] {
  return Object.entries(entry.hosts).map(([name, { address, hostname, role }]) => ({ name, address, hostname, role }));
}

/** A scenario plans when its run starts by a value `start`, in ms since 1970. */
export function plannedStartMs(plan: Plan): number {
  const { start } = plan;
  return typeof start === "number" ? start : defaultStartMs;
}

/** Never resolves; rejects with the signal's reason. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const rejected = () => reject(signal.reason instanceof Error ? signal.reason : new LimitReached("timeMs", 0));
    if (signal.aborted) rejected();
    else signal.addEventListener("abort", rejected, { once: true });
  });
}
