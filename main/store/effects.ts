/** Keeps memory, queue and counters as the effective log says. The rules stand once, in `cardAfter`; append and rebuild both use them. */
import type { CardKind, CardState, Memory, Rating, Reviewed } from "../contract/index.ts";
import type { ReadableStore, WritableStore } from "./database.ts";
import type { StoreEnvironment } from "./store.ts";

/** One event of a card, joined with its review or change. */
export interface CardEvent {
  seq: number;
  cardKey: number;
  at: number;
  studyDay: number;
  rating: Rating | null;
  schedules: 0 | 1 | null;
  stateBefore: CardState | null;
  stateAfter: Memory["state"] | null;
  stepAfter: number | null;
  dueAt: number | null;
  thinkMs: number | null;
  kind: CardKind | null;
  field: "suspended" | "buried" | "flag" | "due" | "reset" | null;
  value: number | null;
  reason: string | null;
}

/** All that the log says of a card. */
export interface CardStanding {
  memory: Memory | null;
  suspended: boolean;
  suspendedBecause: string;
  buriedDay: number | null;
  flag: number;
}

export const untouched: CardStanding = { memory: null, suspended: false, suspendedBecause: "", buriedDay: null, flag: 0 };

/** Thinking longer than this counts as this: the learner left the room. */
export const maxCountedThinkMs = 300_000;

export const cardEvents = `
  select e.seq, e.card_key as cardKey, e.at_ms as at, e.study_day as studyDay, r.rating, r.schedules, r.state_before as stateBefore,
    r.state_after as stateAfter, r.step_after as stepAfter, r.due_at as dueAt, r.think_ms as thinkMs, r.kind, c.field, c.value, c.reason
  from events e left join reviews r on r.seq = e.seq left join card_changes c on c.seq = e.seq`;

/** The effective log: what is not undone. `e` is the event. */
export const effective = "not exists (select 1 from undone u where u.action = e.action)";

export function cardAfter(standing: CardStanding, event: CardEvent, environment: StoreEnvironment): CardStanding {
  const { memory } = standing;
  switch (event.field) {
    case null:
      return event.schedules === 1 ? { ...standing, memory: environment.replay(memory, reviewedBy(event)) } : standing;
    case "suspended":
      return { ...standing, suspended: event.value === 1, suspendedBecause: event.value === 1 ? (event.reason ?? "") : "" };
    case "buried":
      return { ...standing, buriedDay: event.studyDay };
    case "flag":
      return { ...standing, flag: event.value ?? 0 };
    case "due":
      return memory === null ? standing : { ...standing, memory: { ...memory, dueAt: event.value ?? memory.dueAt } };
    case "reset":
    default:
      return { ...standing, memory: null };
  }
}

/** Applies one new event on top of what the caches hold. */
export function applyEvent(store: WritableStore, environment: StoreEnvironment, event: CardEvent): CardStanding {
  const standing = cardAfter(standingOf(store, event.cardKey), event, environment);
  writeStanding(store, event.cardKey, standing);
  if (event.rating !== null) count(store, event, 1);
  return standing;
}

/** Replays one card's effective log, after an undo or redo changed what is effective. */
export function replayCard(store: WritableStore, environment: StoreEnvironment, cardKey: number): void {
  const events = store.all<CardEvent>(`${cardEvents} where e.card_key = ? and ${effective} order by e.at_ms, e.seq`, cardKey);
  writeStanding(
    store,
    cardKey,
    events.reduce((standing, event) => cardAfter(standing, event, environment), untouched),
  );
}

/** Adds a review to the day's and the kind's counters, or takes it away. */
export function count(store: WritableStore, event: CardEvent, sign: 1 | -1): void {
  const schedules = event.schedules === 1;
  store.run(
    `insert into days (study_day, reviews, new_cards, review_cards) values (?, ?, ?, ?) on conflict do update set
      reviews = reviews + excluded.reviews, new_cards = new_cards + excluded.new_cards, review_cards = review_cards + excluded.review_cards`,
    event.studyDay,
    sign,
    schedules && event.stateBefore === "new" ? sign : 0,
    schedules && event.stateBefore === "review" ? sign : 0,
  );
  store.run(
    `insert into pace (kind, reviews, think_ms) values (?, ?, ?) on conflict do update set
      reviews = reviews + excluded.reviews, think_ms = think_ms + excluded.think_ms`,
    event.kind,
    sign,
    sign * Math.min(event.thinkMs ?? 0, maxCountedThinkMs),
  );
}

export function readMemory(store: ReadableStore, cardKey: number): Memory | null {
  const row = store.get<Memory>(
    `select stability, difficulty, due_at as dueAt, state, step, reps, lapses, last_at as lastAt, last_day as lastDay from memory where card_key = ?`,
    cardKey,
  );
  return row ?? null;
}

export function writeStanding(store: WritableStore, cardKey: number, { memory, suspended, suspendedBecause, buriedDay, flag }: CardStanding): void {
  if (memory === null) store.run("delete from memory where card_key = ?", cardKey);
  else {
    store.run(
      `insert into memory (card_key, stability, difficulty, due_at, state, step, reps, lapses, last_at, last_day) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict do update set stability = excluded.stability, difficulty = excluded.difficulty, due_at = excluded.due_at, state = excluded.state,
        step = excluded.step, reps = excluded.reps, lapses = excluded.lapses, last_at = excluded.last_at, last_day = excluded.last_day`,
      cardKey,
      memory.stability,
      memory.difficulty,
      memory.dueAt,
      memory.state,
      memory.step,
      memory.reps,
      memory.lapses,
      memory.lastAt,
      memory.lastDay,
    );
  }
  // A card that is gone has no row in the queue; it gets one when it returns.
  store.run(
    `update queue set state = ?, due_at = ?, last_day = ?, suspended = ?, suspended_because = ?, buried_day = ?, flag = ? where card_key = ?`,
    memory?.state ?? "new",
    memory?.dueAt ?? null,
    memory?.lastDay ?? null,
    suspended ? 1 : 0,
    suspendedBecause,
    buriedDay,
    flag,
    cardKey,
  );
}

function standingOf(store: ReadableStore, cardKey: number): CardStanding {
  const row = store.get<{ suspended: number; because: string; buriedDay: number | null; flag: number }>(
    "select suspended, suspended_because as because, buried_day as buriedDay, flag from queue where card_key = ?",
    cardKey,
  );
  const memory = readMemory(store, cardKey);
  if (row === undefined) return { ...untouched, memory };
  return { memory, suspended: row.suspended === 1, suspendedBecause: row.because, buriedDay: row.buriedDay, flag: row.flag };
}

function reviewedBy(event: CardEvent): Reviewed {
  const { rating, stateAfter, stepAfter, dueAt } = event;
  if (rating === null || stateAfter === null || stepAfter === null || dueAt === null) throw new Error(`event ${event.seq} schedules, but not what`);
  return { rating, at: event.at, studyDay: event.studyDay, state: stateAfter, step: stepAfter, dueAt };
}
