/** The catalogue half of a scenario: all that decks, check, completion and the renderer know of it without the lab. */
import type { FactValue } from "../contract/index.ts";

export type ScenarioId = string;
export type LanguageId = string;

/** Typed settings: texts of `set` are read by these; defaults stand where the deck says nothing. */
export type SettingSchema =
  | { type: "int"; default: number; min: number; max: number; summary: string }
  | { type: "bool"; default: boolean; summary: string }
  | { type: "string"; default: string; maxLength: number; summary: string }
  | { type: "choice"; default: string; choices: readonly string[]; summary: string };
export type SettingValue = number | boolean | string;
export type SettingValues = Record<string, SettingValue>;

/** `lab.*`: public values that prompt, steps, goals and server agree on. Flat: names to strings and integers. */
export type Plan = Record<string, string | number>;

export interface ScenarioHost {
  language: LanguageId;
  /** May the learner take this part? */
  playable: boolean;
  /** Sends of its own accord (client, agent) or answers (origin). */
  acts: "sends" | "serves";
  /** Lab address, from the documentation ranges. */
  address: string;
  hostname: string;
  /** Well-known ports it listens on; empty for clients. */
  ports: number[];
  /** What it speaks, by the names that transcripts give protocols: "http/1.1". */
  protocols: string[];
  role: string;
}

/** CEL type of one fact, as exercise/environment.ts reads it: "int", "string", "bool", "list<string>" … */
export type CelTypes = Record<string, { type: string; summary: string }>;

export type Need = "kernel-states" | "browser" | "rsa-kx" | "sqlite-authorizer";

/** Draws seeded numbers; exercise/random.ts implements it. */
export interface Random {
  /** Integer in [min, max]. */
  between(min: number, max: number): number;
  pick<T>(items: readonly T[]): T;
  shuffle<T>(items: readonly T[]): T[];
  /** Lower-case hexadecimal digits. */
  hex(digits: number): string;
  bytes(count: number): Uint8Array;
}

export interface ScenarioEntry {
  id: ScenarioId;
  /** One sentence: what it is for. */
  summary: string;
  settings: Record<string, SettingSchema>;
  hosts: Record<string, ScenarioHost>;
  /** Documents that a learner may write instead of a host's part (`defence`), by language. */
  documents: Record<string, LanguageId>;
  needs: Need[];
  standIn?: ScenarioId;
  /** Shape of `lab.*`, so that check knows the names before anything runs. */
  planned: CelTypes;
  /** Shape of `facts`. */
  facts: CelTypes;
  /** Names the state that survives an attempt; absent: each attempt starts anew. */
  keeps?: string;
  /** What it offers, for authors and for the Labs screen: a path, a name, a call. */
  resources: { name: string; does: string }[];
  wire: "real" | "simulated";
  /** Pure: the same settings and seed give the same plan. */
  plan(settings: SettingValues, random: Random): Plan;
  /** For compute: facts that follow from the settings alone. */
  derive?(settings: SettingValues, plan: Plan): Record<string, FactValue>;
}

/** Text read in an answer language: steps, or diagnostics with offsets (UTF-16 units) into that text. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; problems: TextProblem[] };
export interface TextProblem {
  start: number;
  end: number;
  code: string;
  message: string;
}

/** What one kind of part speaks. Steps are plain values (they cross to the worker). */
export interface Language<S = unknown> {
  id: LanguageId;
  summary: string;
  /** One deck step: the words after the host's name, and its indented block without the indent. */
  step(words: string, block: string): Parsed<S[]>;
  /** What a learner writes for the part. */
  answer(text: string): Parsed<S[]>;
  format(steps: S[]): string;
  /** A deck's block as the learner's editor shows it (wire text: with its empty line). Absent: as written, without the last newline. */
  shown?(block: string): string;
}

/**
 * One thing that happens in a run: a line of `steps` with its block. `value` is the whole line in the host's language,
 * an S[] of its `Language<S>` (for wire-text: WireStep[]); its elements are given to `Running.step` in order.
 */
export type Step =
  | { kind: "host"; host: string; text: string; value: unknown }
  | { kind: "clock"; text: string; forwardMs: number }
  | { kind: "learner"; text: string };
