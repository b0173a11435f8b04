/**
 * The one typed contract between main and renderer. transport/ binds it to the plain functions of app.ts;
 * renderer/client calls it. Inputs are validated, outputs are typed by the values beside this file.
 */
import { eventIterator, oc, type } from "@orpc/contract";
import { z } from "zod";
import type { AppInfo, AppProblem, CardRow, DeckProblems, DeckRow, TodayView, UndoState } from "./screens.ts";
import { settingsChangeSchema, type Settings } from "./settings.ts";
import type { ActResult, Next, Showing } from "./study.ts";
import type { Field } from "./transcript.ts";

/** Longest text a learner may send at once, in UTF-16 units. */
export const maxAnswerLength = 1_000_000;
/** Largest page of bytes that `run.bytes` returns. */
export const maxPageBytes = 65_536;

const cardKey = z.int().positive();
const session = z.string().min(1).max(64);
const text = z.string().max(maxAnswerLength);
const index = z.int().min(0).max(10_000);

const answer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("reveal") }),
  z.object({ kind: z.literal("choice"), chosen: z.array(index).max(100) }),
  z.object({ kind: z.literal("order"), order: z.array(index).max(100) }),
  z.object({ kind: z.literal("match"), pairs: z.array(z.int().min(-1).max(10_000)).max(100) }),
  z.object({ kind: z.literal("cloze"), texts: z.array(text).max(100) }),
  z.object({ kind: z.literal("type"), text }),
  z.object({ kind: z.literal("predictions"), values: z.array(text).max(100) }),
  z.object({ kind: z.literal("text"), text }),
  z.object({ kind: z.literal("fields"), values: z.record(z.string().max(200), text) }),
]);

/** Every expected failure crosses as this one error; `data.code` is a message of the catalogue. */
const base = oc.errors({ PROBLEM: { data: type<AppProblem>() } });

export const contract = {
  app: {
    info: base.output(type<AppInfo>()),
    /** Says what changed since: decks on disk, the queue, settings. The renderer reads again what it shows. */
    changes: base.output(eventIterator(type<{ what: "decks" | "queue" | "settings" | "problems" }>())),
  },
  settings: {
    set: base.input(settingsChangeSchema).output(type<Settings>()),
  },
  today: {
    view: base.output(type<TodayView>()),
  },
  decks: {
    list: base.output(type<DeckRow[]>()),
    cards: base.input(z.object({ deckKey: z.int().positive() })).output(type<CardRow[]>()),
    problems: base.output(type<DeckProblems>()),
    reload: base.output(type<DeckProblems>()),
  },
  sitting: {
    /** Without `deckKey`: all decks. `minutes` 0: all that is due. */
    start: base.input(z.object({ deckKey: z.int().positive().optional(), minutes: z.int().min(0).max(1440).default(0) })).output(type<Next>()),
    /** The next card of the sitting in progress; the same showing again until it is rated or put away. */
    next: base.output(type<Next>()),
    end: base.output(type<{ ended: true }>()),
  },
  session: {
    /** One card by its key, outside the queue (from Decks). */
    open: base.input(z.object({ cardKey })).output(type<Showing>()),
    act: base.input(z.object({ session, answer })).output(type<ActResult>()),
    /** Stops a run that is under way; the attempt does not count. */
    cancel: base.input(z.object({ session })).output(type<{ cancelled: boolean }>()),
    hint: base.input(z.object({ session })).output(type<Showing["hints"]>()),
    giveUp: base.input(z.object({ session })).output(type<ActResult>()),
    /** Starts the scenario again with the same values. */
    reset: base.input(z.object({ session })).output(type<Showing>()),
    rate: base
      .input(z.object({ session, rating: z.enum(["again", "hard", "good", "easy"]), thinkMs: z.int().min(0).max(86_400_000) }))
      .output(type<UndoState>()),
    /** Keeps the attempt with its transcript beside the data, for a report that it should have passed. */
    report: base.input(z.object({ session, note: z.string().max(10_000) })).output(type<{ file: string }>()),
    close: base.input(z.object({ session })).output(type<{ closed: true }>()),
  },
  run: {
    fields: base.input(z.object({ run: z.string().max(64), message: index })).output(type<Field[]>()),
    /** A page of one direction's bytes; at most `maxPageBytes`. */
    bytes: base
      .input(z.object({ run: z.string().max(64), flow: index, by: z.string().max(64), from: z.int().min(0), to: z.int().min(0) }))
      .output(type<{ bytes: Uint8Array; total: number }>()),
  },
  card: {
    suspend: base.input(z.object({ cardKey, suspended: z.boolean() })).output(type<UndoState>()),
    bury: base.input(z.object({ cardKey })).output(type<UndoState>()),
  },
  history: {
    state: base.output(type<UndoState>()),
    undo: base.output(type<UndoState>()),
    redo: base.output(type<UndoState>()),
  },
};
export type Contract = typeof contract;
