/** A real store in a folder of its own, with a clock that tests set and ids that repeat. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import type { Card, CardBody, Deck, Entry, Rating } from "../../main/contract/index.ts";
import { momentOf, type Clock, type Moment } from "../../main/platform/clock.ts";
import { uuidv7Ids } from "../../main/platform/ids.ts";
import type { Log } from "../../main/platform/log.ts";
import { defaultWeights, fuzzSeed, replay, review, type SchedulerSettings } from "../../main/scheduler/fsrs.ts";
import type { Origin } from "../../main/store/cards.ts";
import type { Written } from "../../main/store/database.ts";
import { memoryOf } from "../../main/store/memory.ts";
import { appendReview, type NewReview } from "../../main/store/reviews.ts";
import { openStore, type Store, type StoreEnvironment } from "../../main/store/store.ts";
import { syncDecks, type SyncReport } from "../../main/store/sync.ts";

export const noon = Date.UTC(2026, 10, 20, 12);
export const dayMs = 86_400_000;

export interface TestClock extends Clock {
  set(at: number): void;
  pass(ms: number): void;
}

export function testClock(at = noon, utcOffsetMin = 0): TestClock {
  return {
    now: () => at,
    monotonicMs: () => at,
    utcOffsetMin: () => utcOffsetMin,
    set: (to) => (at = to),
    pass: (ms) => (at += ms),
  };
}

const silentLog: Log = { file: "none", info: () => undefined, warn: () => undefined, error: () => undefined };

export function environmentOf(clock: Clock): StoreEnvironment {
  let n = 0;
  const chance = { bytes: (count: number) => Uint8Array.from({ length: count }, () => (n = (n * 1103515245 + 12345) & 0x7fffffff) >> 16) };
  return { clock, chance, ids: uuidv7Ids(clock, chance), log: silentLog, replay: (memory, reviewed) => replay(memory, reviewed, defaultWeights) };
}

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0).reverse()) close();
});

export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "retransmit-store-"));
  closing.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Opens, closes after the test. */
export async function opened(dataDir: string, clock: Clock): Promise<Store> {
  const result = await openStore(dataDir, environmentOf(clock));
  if (!result.ok) throw new Error(result.problem.message);
  closing.push(() => result.store.close());
  return result.store;
}

export interface World {
  dataDir: string;
  clock: TestClock;
  store: Store;
  now: () => Moment;
}

export async function world(at = noon, utcOffsetMin = 0): Promise<World> {
  const clock = testClock(at, utcOffsetMin);
  const dataDir = folder();
  const store = await opened(dataDir, clock);
  return { dataDir, clock, store, now: () => momentOf(clock) };
}

export function value<T>(written: Written<T>): T {
  if (!written.ok) throw new Error(written.problem.message);
  return written.value;
}

const settings: SchedulerSettings = { desiredRetention: 0.9, learningStepsMin: [1, 10], relearningStepsMin: [10], weights: defaultWeights };

export function newReview({ store, now }: World, cardKey: number, rating: Rating, more: Partial<NewReview> = {}): NewReview {
  const memory = memoryOf(store, cardKey);
  const moment = now();
  return {
    cardKey,
    rating,
    moment,
    decision: review(memory, rating, moment, settings, fuzzSeed(cardKey, memory?.reps ?? 0)),
    purpose: "study",
    showing: "showing",
    seed: "seed",
    versionHash: "v",
    language: "en",
    thinkMs: 4000,
    hints: 0,
    attempts: 1,
    outcome: null,
    suggested: null,
    ...more,
  };
}

export function rate(there: World, cardKey: number, rating: Rating): number {
  return value(appendReview(there.store, newReview(there, cardKey, rating))).action;
}

export interface EntryText {
  id: string | null;
  text: string;
  /** Parts; one card with part "" where absent. */
  parts?: string[];
  body?: (part: string) => CardBody;
}

/** A deck as parsing gives it, from as little as a test says. */
export function deckOf(id: string, entries: readonly EntryText[], more: Partial<Deck> = {}): Deck {
  return {
    id,
    was: [],
    title: id,
    topic: "http",
    language: "en",
    source: "",
    file: `${id}.md`,
    contentHash: "",
    sections: [],
    entries: entries.map((entry) => entryOf(id, entry)),
    diagnostics: [],
    overlays: {},
    ...more,
  };
}

function entryOf(deckId: string, { id, text, parts = [""], body = () => ({ kind: "recall" }) }: EntryText): Entry {
  const cards = parts.map((part): Card => {
    const question = part === "" ? text : `${text} ${part}`;
    const cardId = `${deckId}/${id ?? text}${part === "" ? "" : `/${part}`}`;
    return { id: cardId, part, question, answer: "", body: body(part), versionHash: `hash of ${question}` };
  });
  return {
    id,
    textHash: `hash of ${text}`,
    heading: text,
    section: "",
    tags: [],
    citations: [],
    cards,
    place: { line: 1, column: 1, endLine: 1, endColumn: 1 },
  };
}

/** Syncs as if every file were read; `decks` by path. */
export function sync(there: World, decks: Record<string, Deck>, origin: Origin = "user"): SyncReport {
  const read = Object.entries(decks).map(([path, deck]) => ({
    origin,
    path,
    sizeBytes: 1,
    modifiedAt: there.clock.now(),
    contentHash: path,
    role: "deck" as const,
    deck,
    overlayOf: null,
    title: null,
    errors: 0,
    warnings: 0,
  }));
  return value(syncDecks(there.store, { read, unchanged: [], reader: "1", at: there.clock.now() }));
}

export function keyOf(there: World, cardId: string): number {
  const row = there.store.get<{ key: number }>("select card_key as key from cards where card_id = ? and gone_at is null", cardId);
  if (row === undefined) throw new Error(`no card ${cardId}`);
  return row.key;
}
