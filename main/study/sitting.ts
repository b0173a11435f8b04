/** A stretch of study: which card comes next, how far it is, and when it ends. */
import type { Next, Progress, Rating, SittingSummary } from "../contract/index.ts";
import { momentOf, type Moment } from "../platform/clock.ts";
import { orderQueue, remainingToday } from "../scheduler/queue.ts";
import { dueCards, doneOn, type DueCards, type QueueCard } from "../store/queue.ts";
import { nextDueAt } from "../store/statistics.ts";
import type { StudyEnvironment } from "./environment.ts";
import { fitting, readPace, secondsOf, type Pace } from "./pace.ts";
import type { Sessions } from "./session.ts";
import { showingView } from "./showing.ts";

/** A sitting waits for a card in its learning steps at most this long; later ones are for another sitting. */
export const maxWaitMs = 20 * 60_000;

interface Sitting {
  deckKey: number | undefined;
  /** 0: all that is due. */
  minutes: number;
  startedAtMs: number;
  reviews: number;
  again: number;
  /** Cards put away unrated: not asked again in this sitting. */
  putAway: Set<number>;
  /** Asked before the queue: cards whose rating was taken back. */
  first: number[];
  current: { session: string; cardKey: number } | null;
  plan: Plan | null;
}

/** What is asked besides cards in their steps. Read once: it only changes where it is told, and when the day does. */
interface Plan {
  studyDay: number;
  cards: QueueCard[];
  pace: Pace;
}

export class Sittings {
  readonly #environment: StudyEnvironment;
  readonly #sessions: Sessions;
  #sitting: Sitting | null = null;

  constructor(environment: StudyEnvironment, sessions: Sessions) {
    this.#environment = environment;
    this.#sessions = sessions;
  }

  /** A new sitting ends the one before. */
  async start(deckKey: number | undefined, minutes: number): Promise<Next> {
    await this.end();
    this.#sitting = {
      deckKey,
      minutes,
      startedAtMs: this.#environment.clock.monotonicMs(),
      reviews: 0,
      again: 0,
      putAway: new Set(),
      first: [],
      current: null,
      plan: null,
    };
    return this.next();
  }

  /** The same showing until it is rated or put away. */
  async next(): Promise<Next> {
    const sitting = this.#sitting;
    if (sitting === null) return { state: "done", summary: { reviews: 0, again: 0, minutes: 0, nextDueAt: this.#nextDueAt() } };
    const { current } = sitting;
    if (current !== null && this.#sessions.has(current.session)) {
      return { state: "card", showing: showingView(this.#sessions.get(current.session)), progress: this.#progress(sitting, this.#queue(sitting)) };
    }
    if (current !== null) {
      sitting.current = null;
      sitting.putAway.add(current.cardKey); // ended, but not by a rating
    }
    return this.#showNext(sitting);
  }

  async end(): Promise<void> {
    const current = this.#sitting?.current ?? null;
    this.#sitting = null;
    if (current !== null) await this.#sessions.close(current.session);
  }

  /** To be told of each rating. `hasSiblings`: the card keeps others off this day. */
  rated(session: string, rating: Rating, cardKey: number, hasSiblings: boolean): void {
    const sitting = this.#sitting;
    if (sitting === null) return;
    if (sitting.current?.session !== session || hasSiblings) sitting.plan = null;
    else if (sitting.plan !== null) sitting.plan.cards = sitting.plan.cards.filter((card) => card.cardKey !== cardKey);
    if (sitting.current?.session !== session) return;
    sitting.current = null;
    sitting.reviews += 1;
    if (rating === "again") sitting.again += 1;
  }

  /** Decks, limits or cards changed: what is asked is read anew. */
  changed(): void {
    if (this.#sitting !== null) this.#sitting.plan = null;
  }

  /** An action was taken back (null: another than a rating): its card comes again, before the one that is open. */
  async undone(cardKey: number, rating: Rating | null): Promise<void> {
    const sitting = this.#sitting;
    if (sitting === null) return;
    const { current } = sitting;
    sitting.current = null;
    sitting.plan = null;
    sitting.first = [cardKey, ...sitting.first.filter((key) => key !== cardKey)];
    sitting.putAway.delete(cardKey);
    if (rating !== null) sitting.reviews = Math.max(0, sitting.reviews - 1);
    if (rating === "again") sitting.again = Math.max(0, sitting.again - 1);
    if (current !== null) await this.#sessions.close(current.session);
  }

  /** The card was changed (suspended, buried): where it is open it is put away. */
  async putAway(cardKey: number): Promise<void> {
    this.changed();
    const current = this.#sitting?.current;
    if (current?.cardKey === cardKey) await this.#sessions.close(current.session);
  }

  async #showNext(sitting: Sitting): Promise<Next> {
    for (;;) {
      const queue = this.#queue(sitting);
      const cardKey = sitting.first[0] ?? queue.cards[0]?.cardKey;
      if (cardKey === undefined || this.#isOver(sitting)) return this.#endOrWait(sitting, queue);
      sitting.first = sitting.first.filter((key) => key !== cardKey);
      const open = await this.#sessions.open(cardKey, "study");
      if (open === null) {
        sitting.putAway.add(cardKey); // its text is gone from disk: the rest goes on
        continue;
      }
      sitting.current = { session: open.session, cardKey };
      return { state: "card", showing: showingView(open), progress: this.#progress(sitting, queue) };
    }
  }

  #endOrWait(sitting: Sitting, queue: Queue): Next {
    const { nextLearningAt } = queue;
    const isSoon = nextLearningAt !== null && nextLearningAt - this.#environment.clock.now() <= maxWaitMs;
    if (isSoon && !this.#isOver(sitting)) return { state: "wait", until: nextLearningAt, progress: this.#progress(sitting, queue) };
    this.#sitting = null;
    return { state: "done", summary: this.#summary(sitting) };
  }

  #queue(sitting: Sitting): Queue {
    const { store, clock } = this.#environment;
    const moment = momentOf(clock);
    if (sitting.plan?.studyDay !== moment.studyDay) sitting.plan = this.#makePlan(sitting, moment);
    const { learning, nextLearningAt } = dueCards(store, { moment, newCards: 0, reviews: 0, ...within(sitting.deckKey) });
    const isAsked = ({ cardKey }: QueueCard) => !sitting.putAway.has(cardKey);
    const cards = sitting.putAway.size === 0 ? [...learning, ...sitting.plan.cards] : [...learning, ...sitting.plan.cards].filter(isAsked);
    return { cards, nextLearningAt, pace: sitting.plan.pace };
  }

  #makePlan(sitting: Sitting, moment: Moment): Plan {
    const { store } = this.#environment;
    const { reviews, fresh } = readQueue(store, moment, this.#environment.settings(), sitting.deckKey);
    return { studyDay: moment.studyDay, cards: orderQueue({ learning: [], reviews, fresh }), pace: readPace(store) };
  }

  #spentSeconds(sitting: Sitting): number {
    return (this.#environment.clock.monotonicMs() - sitting.startedAtMs) / 1000;
  }

  #isOver(sitting: Sitting): boolean {
    return sitting.minutes > 0 && this.#spentSeconds(sitting) >= sitting.minutes * 60;
  }

  #progress(sitting: Sitting, { cards, pace }: Queue): Progress {
    const budget = sitting.minutes * 60 - this.#spentSeconds(sitting);
    const coming = sitting.minutes === 0 ? cards : cards.slice(0, fitting(pace, cards, budget));
    return { done: sitting.reviews, total: sitting.reviews + coming.length, secondsLeft: Math.round(secondsOf(pace, coming)) };
  }

  #summary({ reviews, again, startedAtMs }: Sitting): SittingSummary {
    const minutes = Math.round((this.#environment.clock.monotonicMs() - startedAtMs) / 60_000);
    return { reviews, again, minutes, nextDueAt: this.#nextDueAt() };
  }

  #nextDueAt(): number | null {
    return nextDueAt(this.#environment.store, momentOf(this.#environment.clock));
  }
}

interface Queue {
  cards: QueueCard[];
  nextLearningAt: number | null;
  pace: Pace;
}

type Limits = { newPerDay: number; reviewsPerDay: number };

/** What may be asked now within today's limits. */
export function readQueue(store: StudyEnvironment["store"], moment: Moment, limits: Limits, deckKey?: number): DueCards {
  const remaining = remainingToday(limits, doneOn(store, moment.studyDay));
  return dueCards(store, { moment, ...remaining, ...within(deckKey) });
}

function within(deckKey: number | undefined): { deckKey?: number } {
  return deckKey === undefined ? {} : { deckKey };
}
