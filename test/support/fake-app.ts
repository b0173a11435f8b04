/**
 * The contract without an app behind it: sample decks and cards of every kind, a log that can be undone, a scripted wire.
 * Served like the real one (policy, token, WebSocket), so that the renderer can be looked at and tested by itself.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Api } from "../../main/contract/api.ts";
import type { ActResult, AppInfo, CardRow, DeckRow, Next, Rating, Settings, Showing, TodayView, UndoState } from "../../main/contract/index.ts";
import { settingsSchema } from "../../main/contract/settings.ts";
import { rendererFile } from "../../main/hosts/renderer-files.ts";
import { Problem } from "../../main/study/problem.ts";
import { hintCost, suggest, type Performance } from "../../main/study/rating.ts";
import { makeHandlers } from "../../main/transport/router.ts";
import { serveWebSocket } from "../../main/transport/websocket.ts";
import { sampleCards, sampleDecks, sampleProblems, sampleToday, type SampleCard } from "./fake-cards.ts";
import { sampleRun, type SampleRun } from "./fake-run.ts";

const nothing: UndoState = { undo: null, redo: null };
const intervals: Record<Rating, number> = { again: 60, hard: 3 * 86_400, good: 9 * 86_400, easy: 21 * 86_400 };

export interface FakeOptions {
  language?: "en" | "zh-CN";
  theme?: "light" | "dark";
  firstRunDone?: boolean;
  /** Cards of the sitting, by their ids; absent: all samples. */
  cards?: readonly string[];
  /** How long a run takes. */
  runMs?: number;
}

export interface FakeApp {
  address: string;
  /** Calls so far, as "area.name". */
  calls: string[];
  /** What the cards were rated, in order. */
  ratings: readonly Rating[];
  /** Ends the connections that are open; new ones are taken. */
  drop(): void;
  close(): Promise<void>;
}

interface Session {
  card: SampleCard;
  performance: Performance;
  hints: number;
  n: number;
  cancel: (() => void) | null;
  run: SampleRun | null;
}

export async function startFakeApp(options: FakeOptions = {}): Promise<FakeApp> {
  const token = "0123456789abcdef";
  const calls: string[] = [];
  const ratings: Rating[] = [];
  const handlers = makeHandlers(fakeApi(options, calls, ratings), (error) => ({ code: "fault", data: {}, message: String(error) }));
  const server = createServer((request, response) => {
    void rendererFile(
      join(import.meta.dirname, "../../dist/renderer"),
      (request.url ?? "/").split(/[?#]/u)[0] ?? "/",
      `'self' ws://${request.headers.host}`,
    ).then((file) => {
      response.writeHead(file.status, file.headers);
      return response.end(file.body);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const sockets = new Set<{ destroy(): void }>();
  server.on("upgrade", (_request, socket) => sockets.add(socket));
  const served = serveWebSocket(server, port, token, handlers);
  const drop = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    address: `http://127.0.0.1:${port}/#token=${token}`,
    calls,
    ratings,
    drop,
    close: async () => {
      served.close();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function fakeApi(options: FakeOptions, calls: string[], ratings: Rating[]): Api<AbortSignal> {
  let settings: Settings = settingsSchema.parse({
    firstRunDone: options.firstRunDone ?? true,
    language: options.language ?? "en",
    theme: options.theme ?? "light",
  });
  const queue = sampleCards.filter((card) => options.cards === undefined || options.cards.includes(card.id));
  const done: SampleCard[] = [];
  const sessions = new Map<string, Session>();
  const suspended = new Set<number>();
  const listeners = new Set<(what: "queue" | "settings") => void>();
  let lastSession = 0;
  let history: UndoState = nothing;
  const changed = (what: "queue" | "settings") => {
    for (const listener of listeners) listener(what);
  };
  const acted = (label: string, card: SampleCard | undefined): UndoState => {
    history = { undo: { label, cardId: card?.id ?? "" }, redo: null };
    changed("queue");
    return history;
  };
  const language = () => (settings.language === "zh-CN" ? "zh-CN" : "en");
  const info = (): AppInfo => ({
    version: "0.1.0",
    host: "loopback",
    platform: "linux",
    places: { data: "/home/learner/.local/share/retransmit", decks: "/home/learner/decks", log: "/home/learner/.local/share/retransmit/retransmit.log" },
    settings,
    language: language(),
    lab: { ready: true, unavailable: [{ need: "browser", reason: "No Chromium was found." }] },
    problems: [],
  });
  const open = (card: SampleCard): Showing => {
    const session = `s${++lastSession}`;
    sessions.set(session, { card, performance: { ended: "open", attempts: 0, hints: 0 }, hints: 0, n: 0, cancel: null, run: null });
    return showing(session);
  };
  const sessionOf = (id: string): Session => {
    const session = sessions.get(id);
    if (session === undefined) throw new Problem({ code: "study.session-gone", data: {}, message: "This session has ended." });
    return session;
  };
  const showing = (id: string): Showing => {
    const { card, performance, hints } = sessionOf(id);
    return {
      session: id,
      card: {
        id: card.id,
        key: card.key,
        kind: card.kind,
        deckTitle: "HTTP status codes",
        topic: "http",
        layer: card.layer ?? "app",
        section: card.section,
        heading: card.heading,
        language: "en",
      },
      prompt: card.prompt,
      hints: { total: card.hints.length, shown: card.hints.slice(0, hints), nextCost: hints < card.hints.length ? hintCost(performance) : null },
      last: null,
    };
  };
  let current: Showing | null = null;
  const next = (): Next => {
    const progress = { done: done.length, total: done.length + queue.length, secondsLeft: queue.length * 40 };
    const card = queue[0];
    if (card === undefined)
      return { state: "done", summary: { reviews: ratings.length, again: Math.min(1, ratings.length), minutes: 11, nextDueAt: Date.now() + 86_400_000 } };
    current = current?.card.id === card.id ? current : open(card);
    return { state: "card", showing: current, progress };
  };
  const putAway = (key: number) => {
    const at = queue.findIndex((card) => card.key === key);
    if (at >= 0) done.push(...queue.splice(at, 1));
    current = null;
  };
  const finish = (id: string, ended: Performance["ended"], result: Partial<ActResult> & Pick<ActResult, "verdict">): ActResult => {
    const session = sessionOf(id);
    session.n += 1;
    session.performance = { ended, attempts: session.performance.attempts + 1, hints: session.hints };
    const suggestion = suggest(session.performance);
    const isOver = ended !== "open";
    const rateable = isOver && (result.verdict.outcome === "passed" || result.verdict.outcome === "failed");
    return {
      n: session.n,
      reveal: null,
      run: null,
      readAs: [],
      attempts: session.performance.attempts,
      bestRating: session.performance.attempts > 0 || session.hints > 0 ? "hard" : "good",
      suggestedRating: rateable ? suggestion.rating : null,
      suggestedBecause: suggestion.because,
      intervals: rateable ? intervals : null,
      elapsedMs: 1.9,
      ...result,
    };
  };

  const api: Api<AbortSignal> = {
    app: {
      info: async () => info(),
      changes: async (_input, signal) =>
        (async function* () {
          const waiting: { what: "queue" | "settings" }[] = [];
          let wake: () => void = () => undefined;
          const listener = (what: "queue" | "settings") => {
            waiting.push({ what });
            wake();
          };
          listeners.add(listener);
          signal.addEventListener("abort", () => wake());
          while (!signal.aborted) {
            const event = waiting.shift();
            if (event !== undefined) yield event;
            else await new Promise<void>((resolve) => (wake = resolve));
          }
          listeners.delete(listener);
        })(),
    },
    settings: {
      set: async (change) => {
        settings = { ...settings, ...(Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<Settings>) };
        changed("settings");
        return settings;
      },
    },
    today: {
      view: async (): Promise<TodayView> => ({
        ...sampleToday(),
        due: queue.length,
        dueReviews: Math.max(0, queue.length - 2),
        dueNew: Math.min(2, queue.length),
        firstRun: !settings.firstRunDone,
      }),
    },
    decks: {
      list: async (): Promise<DeckRow[]> => sampleDecks(queue.length),
      cards: async ({ deckKey }): Promise<CardRow[]> => (deckKey === 1 ? sampleCards.map((card, index) => rowOf(card, index, suspended.has(card.key))) : []),
      problems: async () => sampleProblems,
      reload: async () => sampleProblems,
    },
    sitting: {
      start: async () => next(),
      next: async () => next(),
      end: async () => ({ ended: true }),
    },
    session: {
      open: async ({ cardKey }) => open(sampleCards.find((card) => card.key === cardKey) ?? sampleCards[0]!),
      act: async ({ session: id, answer }) => {
        const session = sessionOf(id);
        if (session.card.prompt.kind === "live") {
          await new Promise<void>((resolve, reject) => {
            const timer = setTimeout(resolve, options.runMs ?? 0);
            session.cancel = () => {
              clearTimeout(timer);
              reject(new Problem({ code: "study.cancelled", data: {}, message: "The run was stopped." }));
            };
          });
        }
        const outcome = session.card.answer(answer);
        session.run = outcome.run;
        const run = outcome.run === null ? null : { id: `${id}-${session.n}`, transcript: outcome.run.view };
        return finish(id, outcome.ended, { verdict: outcome.verdict, reveal: outcome.reveal, readAs: outcome.readAs, run });
      },
      cancel: async ({ session: id }) => {
        const { cancel } = sessionOf(id);
        cancel?.();
        return { cancelled: cancel !== null };
      },
      hint: async ({ session: id }) => {
        const session = sessionOf(id);
        session.hints += 1;
        session.performance = { ...session.performance, hints: session.hints };
        return showing(id).hints;
      },
      giveUp: async ({ session: id }) => {
        const outcome = sessionOf(id).card.answer(null);
        sessionOf(id).run = outcome.run;
        const run = outcome.run === null ? null : { id, transcript: outcome.run.view };
        return finish(id, "given up", { verdict: outcome.verdict, reveal: outcome.reveal, readAs: outcome.readAs, run });
      },
      reset: async ({ session: id }) => showing(id),
      rate: async ({ session: id, rating }) => {
        const { card } = sessionOf(id);
        putAway(card.key);
        ratings.push(rating);
        return acted(`review.${rating}`, card);
      },
      report: async () => ({ file: "/home/learner/.local/share/retransmit/reports/1.json" }),
      close: async () => ({ closed: true }),
    },
    run: {
      fields: async ({ message }) => sampleRun("304").fields(message),
      bytes: async ({ flow, by, from, to }) => sampleRun("304").bytes(flow, by, from, to),
    },
    card: {
      suspend: async ({ cardKey, suspended: aside }) => {
        if (aside) suspended.add(cardKey);
        else suspended.delete(cardKey);
        putAway(cardKey);
        return acted(
          aside ? "suspended.on" : "suspended.off",
          sampleCards.find((card) => card.key === cardKey),
        );
      },
      bury: async ({ cardKey }) => {
        putAway(cardKey);
        return acted(
          "buried",
          sampleCards.find((card) => card.key === cardKey),
        );
      },
    },
    history: {
      state: async () => history,
      undo: async () => {
        const card = done.pop();
        if (card !== undefined) queue.unshift(card);
        current = null;
        history = { undo: null, redo: history.undo };
        changed("queue");
        return history;
      },
      redo: async () => history,
    },
  };
  return logged(api, calls);
}

function logged(api: Api<AbortSignal>, calls: string[]): Api<AbortSignal> {
  const areas = Object.entries(api).map(([area, procedures]) => {
    const wrapped = Object.entries(procedures).map(([name, run]) => [
      name,
      (...given: unknown[]) => {
        calls.push(`${area}.${name}`);
        return (run as (...given: unknown[]) => unknown)(...given);
      },
    ]);
    return [area, Object.fromEntries(wrapped)];
  });
  return Object.fromEntries(areas) as Api<AbortSignal>;
}

function rowOf(card: SampleCard, index: number, isSuspended: boolean): CardRow {
  return {
    cardKey: card.key,
    cardId: card.id,
    question: card.heading,
    kind: card.kind,
    shape: card.prompt.kind === "live" ? card.prompt.shape : "",
    section: card.section,
    tags: [],
    state: index < 3 ? "review" : "new",
    suspended: isSuspended,
    buriedToday: false,
    needsReview: card.id.endsWith("disputed"),
    dueAt: index < 4 ? Date.now() - 1000 : Date.now() + (index - 2) * 86_400_000,
    recallNow: index < 6 ? 0.79 + index / 50 : null,
    reviews: index < 6 ? 17 - index : 0,
  };
}
