/** What is known of how well a card is remembered, and what a review decided. Times in ms, days are study days (see platform/clock.ts). */
import type { Rating } from "./verdict.ts";

export type CardState = "new" | "learning" | "review" | "relearning";

/** FSRS's knowledge of one card that was reviewed at least once. A cache: replaying the log gives the same. */
export interface Memory {
  /** Days until recall falls to 90 %. */
  stability: number;
  /** 1 to 10. */
  difficulty: number;
  dueAt: number;
  state: Exclude<CardState, "new">;
  /** Index of the learning or relearning step that it waits on; 0 in state "review". */
  step: number;
  /** Reviews so far, and how many of them forgot a card in state "review". */
  reps: number;
  lapses: number;
  lastAt: number;
  lastDay: number;
}

/** All that a scheduling review decided; stored with it, so that replay needs no chance and no settings of that time. */
export interface Decision {
  rating: Rating;
  at: number;
  studyDay: number;
  stateBefore: CardState;
  state: Memory["state"];
  step: number;
  dueAt: number;
  /** Whole days; 0 where a step in minutes was given. */
  intervalDays: number;
  desiredRetention: number;
  /** Null: the default weights. */
  weightsId: number | null;
  memory: Memory;
}

/** The part of a stored review that replay reads. */
export type Reviewed = Pick<Decision, "rating" | "at" | "studyDay" | "state" | "step" | "dueAt">;
