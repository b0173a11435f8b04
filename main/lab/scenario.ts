/** The lab half of a scenario: its servers and clients. Runs in the lab's worker; sees the world only through `Env`. */
import type { FactValue, HostName } from "../contract/index.ts";
import type { Plan, Random, ScenarioEntry, SettingValues } from "../exercise/scenario.ts";
import type { CaptureWriter } from "./capture.ts";
import type { LabClock } from "./clock.ts";
import type { TappedSocket } from "./tap.ts";

export interface Scenario {
  entry: ScenarioEntry;
  start(plan: Plan, settings: SettingValues, env: Env): Promise<Running>;
}

export interface Running {
  /** Plays one step of a host and resolves when its predicate holds; `signal` aborts at the budget. Never rejects for what a learner wrote. */
  step(host: HostName, step: unknown, signal: AbortSignal): Promise<Stop>;
  /** A serving part: the learner's answers, used for the requests that follow (the last one repeats). */
  serve?(part: string, answers: unknown[]): void;
  /** A document part (`defence`): put in force before `cases` are replayed. */
  document?(name: string, value: unknown): Promise<Stop>;
  /** Exploits and honest traffic to replay, by name. */
  cases?(): { name: string; kind: "exploit" | "honest"; play(signal: AbortSignal): Promise<"served" | "refused" | "broken" | "exploited"> }[];
  preview?(part: string, step: unknown): { state: string; allowed: boolean; rule: string };
  facts(): Record<string, FactValue>;
  stop(): Promise<void>;
}

export interface HostState {
  host: HostName;
  state: string;
}

export interface Stop {
  accepted: boolean;
  refusedBy?: { rule: string; source: string };
  states: HostState[];
}

export interface LabAddress {
  host: HostName;
  port: number;
}

export interface Env {
  clock: LabClock;
  random: Random;
  capture: CaptureWriter;
  /** Listens on a free loopback port that stands for `at`; only sockets opened by `dial` (or the run's browser) are accepted. */
  listen(at: LabAddress, accept: (socket: TappedSocket) => void): Promise<void>;
  /** Opens a tapped connection from a host to a lab address. Rejects with a `DialRefused` where nothing listens. */
  dial(from: HostName, to: LabAddress): Promise<TappedSocket>;
  /** Counts as work in progress until it settles: the run is not at rest meanwhile. */
  working<T>(work: Promise<T>): Promise<T>;
  /** Resolves when nothing more happens by itself; the predicate on which steps end. Rejects when `signal` is aborted. */
  settled(signal: AbortSignal): Promise<void>;
  /** Other authorities (`127.0.0.1:8080`) that stand for a host where real programs may connect. */
  authorities(host: HostName): string[];
}
