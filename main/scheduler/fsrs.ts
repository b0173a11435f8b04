/** FSRS-6 behind our own small interface: numbers in, numbers out. ts-fsrs gives the formulas; steps, days and seeds are ours. */
import { clipParameters, computeDecayFactor, default_w, forgetting_curve, FSRSAlgorithm } from "ts-fsrs";
import { ratings, type CardState, type Decision, type Memory, type Rating, type Reviewed } from "../contract/index.ts";
import { learningStep } from "./steps.ts";

/** FSRS's 21 numbers. `id` names the stored set; null: those that FSRS comes with. */
export interface Weights {
  id: number | null;
  values: readonly number[];
}

export interface SchedulerSettings {
  /** 0.7 to 0.99: recall aimed at when a card comes back. */
  desiredRetention: number;
  learningStepsMin: readonly number[];
  relearningStepsMin: readonly number[];
  weights: Weights;
}

/** The instant of a review: wall time in ms, and the study day that it counts to. */
export interface ReviewMoment {
  at: number;
  studyDay: number;
}

export const defaultWeights: Weights = { id: null, values: default_w };
/** Longest interval, in days: FSRS's own. */
export const maxIntervalDays = 36_500;

const dayMs = 86_400_000;
const minuteMs = 60_000;

/**
 * What a review decides. `memory` null: the card's first. `seed` makes the fuzz: the same seed gives the same interval,
 * so a preview says what rating will do (see `fuzzSeed`).
 */
export function review(memory: Memory | null, rating: Rating, moment: ReviewMoment, settings: SchedulerSettings, seed: string): Decision {
  const algorithm = algorithmOf(settings);
  const stateBefore: CardState = memory?.state ?? "new";
  const next = nextOf(algorithm, memory, rating, moment);
  const stepsMin = stateBefore === "new" || stateBefore === "learning" ? settings.learningStepsMin : settings.relearningStepsMin;
  const step = learningStep(stateBefore, memory?.step ?? 0, rating, stepsMin);
  const decided =
    step === null
      ? graduated(intervalOf(algorithm, memory, rating, moment, next.stability, seed), moment)
      : {
          state: stateBefore === "new" || stateBefore === "learning" ? ("learning" as const) : ("relearning" as const),
          step: step.index,
          dueAt: moment.at + Math.round(step.minutes * minuteMs),
          intervalDays: 0,
        };
  const reviewed = { ...decided, rating, at: moment.at, studyDay: moment.studyDay };
  return {
    ...reviewed,
    stateBefore,
    desiredRetention: settings.desiredRetention,
    weightsId: settings.weights.id,
    memory: remembered(memory, reviewed, next),
  };
}

/** What each rating would decide now. */
export function preview(memory: Memory | null, moment: ReviewMoment, settings: SchedulerSettings, seed: string): Record<Rating, Decision> {
  const decide = (rating: Rating) => review(memory, rating, moment, settings, seed);
  return { again: decide("again"), hard: decide("hard"), good: decide("good"), easy: decide("easy") };
}

/**
 * Memory after a review as the log has it: stability and difficulty under `weights`, due, state and step as they were
 * decided then. Replaying a card's effective log from null gives its memory.
 */
export function replay(memory: Memory | null, reviewed: Reviewed, weights: Weights): Memory {
  return remembered(memory, reviewed, nextOf(algorithmOf({ desiredRetention: replayRetention, weights }), memory, reviewed.rating, reviewed));
}

/** Chance of recall, 0 to 1, at that time. */
export function retrievability(memory: Pick<Memory, "stability" | "lastAt">, at: number, weights: Weights): number {
  return forgetting_curve([...clipped(weights)], Math.max(0, at - memory.lastAt) / dayMs, memory.stability);
}

/** The forgetting curve's two numbers, so that a query can average recall: (1 + factor · days / stability) ^ decay. */
export function forgettingCurve(weights: Weights): { decay: number; factor: number } {
  return computeDecayFactor([...clipped(weights)]);
}

/** Of a card and how often it was reviewed: new after each review, the same again after an undo. */
export function fuzzSeed(cardKey: number, reps: number): string {
  return `${cardKey}:${reps}`;
}

/** Stability and difficulty don't depend on it. */
const replayRetention = 0.9;

type Strength = Pick<Memory, "stability" | "difficulty">;

function nextOf(algorithm: FSRSAlgorithm, memory: Memory | null, rating: Rating, moment: ReviewMoment): Strength {
  return algorithm.next_state(memory, elapsedDays(memory, moment), gradeOf(rating));
}

function remembered(memory: Memory | null, reviewed: Reviewed, next: Strength): Memory {
  return {
    stability: next.stability,
    difficulty: next.difficulty,
    dueAt: reviewed.dueAt,
    state: reviewed.state,
    step: reviewed.step,
    reps: (memory?.reps ?? 0) + 1,
    lapses: (memory?.lapses ?? 0) + (memory?.state === "review" && reviewed.rating === "again" ? 1 : 0),
    lastAt: reviewed.at,
    lastDay: reviewed.studyDay,
  };
}

function graduated(intervalDays: number, moment: ReviewMoment): Pick<Decision, "state" | "step" | "dueAt" | "intervalDays"> {
  return { state: "review", step: 0, dueAt: moment.at + intervalDays * dayMs, intervalDays };
}

/**
 * From state "review" hard ≤ good < easy holds in whole days, as in FSRS's own scheduler; a card that leaves its steps
 * takes the interval of its stability.
 */
function intervalOf(algorithm: FSRSAlgorithm, memory: Memory | null, rating: Rating, moment: ReviewMoment, stability: number, seed: string): number {
  const elapsed = elapsedDays(memory, moment);
  algorithm.seed = seed;
  if (memory?.state !== "review" || rating === "again") return algorithm.next_interval(stability, elapsed);
  const days = (of: Rating) => algorithm.next_interval(of === rating ? stability : nextOf(algorithm, memory, of, moment).stability, elapsed);
  const fuzzedGood = days("good");
  const hard = Math.min(days("hard"), fuzzedGood);
  const good = Math.max(fuzzedGood, hard + 1);
  if (rating === "hard") return hard;
  return rating === "good" ? good : Math.max(days("easy"), good + 1);
}

/** Whole study days, as FSRS counts; never negative, even when the clock was set back. */
function elapsedDays(memory: Memory | null, moment: ReviewMoment): number {
  return memory === null ? 0 : Math.max(0, moment.studyDay - memory.lastDay);
}

/** FSRS's grades: again 1, hard 2, good 3, easy 4. */
function gradeOf(rating: Rating): number {
  return ratings.indexOf(rating) + 1;
}

type Retention = Pick<SchedulerSettings, "desiredRetention" | "weights">;

/** Building one takes longer than using it; the few in use are kept for as long as their weights are. */
const algorithms = new WeakMap<Weights, Map<number, FSRSAlgorithm>>();

function algorithmOf({ weights, desiredRetention }: Retention): FSRSAlgorithm {
  const ofWeights = algorithms.get(weights) ?? new Map<number, FSRSAlgorithm>();
  algorithms.set(weights, ofWeights);
  const known = ofWeights.get(desiredRetention);
  if (known !== undefined) return known;
  const made = new FSRSAlgorithm({ request_retention: desiredRetention, maximum_interval: maxIntervalDays, w: [...clipped(weights)], enable_fuzz: true });
  ofWeights.set(desiredRetention, made);
  return made;
}

/** Out-of-range numbers are drawn to FSRS's bounds; a wrong count is a broken invariant. */
function clipped(weights: Weights): readonly number[] {
  if (weights.values.length !== default_w.length) throw new Error(`FSRS takes ${default_w.length} weights, not ${weights.values.length}`);
  return weights === defaultWeights ? default_w : clipParameters([...weights.values], 0);
}
