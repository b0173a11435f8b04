/** What studying is given: the open store, the shelf, time, and the lab when it is needed. */
import type { DeckLanguage, Settings } from "../contract/index.ts";
import type { Lab } from "../lab/lab.ts";
import type { Clock } from "../platform/clock.ts";
import type { Ids } from "../platform/ids.ts";
import type { Log } from "../platform/log.ts";
import { defaultWeights, type SchedulerSettings, type Weights } from "../scheduler/fsrs.ts";
import type { Store } from "../store/store.ts";
import { currentWeights } from "../store/weights.ts";
import type { Shelf } from "./shelf.ts";

export interface StudyEnvironment {
  store: Store;
  shelf: Shelf;
  clock: Clock;
  ids: Ids;
  log: Log;
  dataDir: string;
  settings(): Settings;
  language(): DeckLanguage;
  /** Starts the lab at the first call. */
  lab(): Promise<Lab>;
}

/** What the scheduler decides with, for cards of a topic. */
export function schedulerSettings({ store, settings }: Pick<StudyEnvironment, "store" | "settings">, topic: string): SchedulerSettings {
  const { desiredRetention, learningStepsMin, relearningStepsMin } = settings();
  return { desiredRetention, learningStepsMin, relearningStepsMin, weights: weightsOf(store, topic) };
}

/** The scheduler keeps what it computes from a set of weights for as long as the value lives. */
const known = new Map<number, Weights>();

export function weightsOf(store: Store, topic: string): Weights {
  const stored = currentWeights(store, topic);
  if (stored === null) return defaultWeights;
  const weights = known.get(stored.id) ?? { id: stored.id, values: stored.values };
  known.set(stored.id, weights);
  return weights;
}
