/** All that the screens know of the app: its stores, and the ways to change them. One value, made once, handed down by context. */
import { createContext, useContext, useEffect } from "react";
import type { AppInfo, AppProblem, CardRow, DeckProblems, DeckRow, Settings, TodayView, UndoState } from "../../main/contract/index.ts";
import type { AppApi, Connection } from "./connection.ts";
import { problemOf } from "./problem.ts";
import { createResource, type Loaded, type Resource } from "./resource.ts";
import { createStore, useStore, type Store } from "./store.ts";
import { createStudy, type Study } from "./study.ts";

/** A short message that passes by itself. `undo` offers to take the action back. */
export interface Notice {
  id: number;
  kind: "done" | "problem";
  /** A key of the catalogue for `done`; problems carry their own code. */
  message: { code: string; data: Record<string, string | number>; fallback: string };
  undo: boolean;
}

export interface Client {
  api: AppApi;
  connection: Connection;
  info: Resource<AppInfo>;
  today: Resource<TodayView>;
  decks: Resource<DeckRow[]>;
  problems: Resource<DeckProblems>;
  cardsOf(deckKey: number): Resource<CardRow[]>;
  history: Store<UndoState>;
  notices: Store<readonly Notice[]>;
  study: Study;
  saveSettings(change: Partial<Settings>): Promise<void>;
  suspend(cardKey: number, suspended: boolean): Promise<void>;
  undo(): Promise<void>;
  redo(): Promise<void>;
  reloadDecks(): Promise<void>;
  dismiss(id: number): void;
}

const noHistory: UndoState = { undo: null, redo: null };
/** More than this many notices at once are not read; the oldest go. */
export const maxNotices = 3;

export function createClient(connection: Connection, nowMs: () => number): Client {
  const { api } = connection;
  const info = createResource(() => api.app.info());
  const today = createResource(() => api.today.view());
  const decks = createResource(() => api.decks.list());
  const problems = createResource(() => api.decks.problems());
  const cards = new Map<number, Resource<CardRow[]>>();
  const history = createStore<UndoState>(noHistory);
  const notices = createStore<readonly Notice[]>([]);
  let noticeId = 0;

  const tell = (notice: Omit<Notice, "id">) => notices.update((before) => [...before, { ...notice, id: ++noticeId }].slice(-maxNotices));
  const tellProblem = (problem: AppProblem) => tell({ kind: "problem", message: { ...problem, fallback: problem.message }, undo: false });
  const readHistory = () => api.history.state().then(history.set, () => undefined);
  const queueChanged = () => {
    void today.readAgain();
    void decks.readAgain();
    for (const resource of cards.values()) void resource.readAgain();
  };
  const decksChanged = () => {
    queueChanged();
    void problems.readAgain();
  };
  const acted = (undo: UndoState) => {
    history.set(undo);
    // An offer to take the action before this one back would take this one back.
    notices.update((before) => before.filter((notice) => !notice.undo));
    queueChanged();
  };
  const attempt = async (request: () => Promise<void>) => {
    try {
      await request();
    } catch (error) {
      tellProblem(problemOf(error));
    }
  };
  const step = (which: "undo" | "redo") =>
    attempt(async () => {
      const done = history.get()[which];
      acted(await api.history[which]());
      if (done !== null)
        tell({ kind: "done", message: { code: which === "undo" ? "undone" : "redone", data: { card: done.cardId }, fallback: done.label }, undo: false });
    });

  followConnection(connection, async () => {
    void readHistory();
    void info.read();
    decksChanged();
    await followChanges(api, { decks: decksChanged, queue: queueChanged, settings: () => void info.read(), problems: () => void info.read() });
  });

  return {
    api,
    connection,
    info,
    today,
    decks,
    problems,
    cardsOf: (deckKey) => {
      const known = cards.get(deckKey) ?? createResource(() => api.decks.cards({ deckKey }));
      cards.set(deckKey, known);
      return known;
    },
    history,
    notices,
    study: createStudy({ api, nowMs, acted }),
    saveSettings: (change) =>
      attempt(async () => {
        const settings = await api.settings.set(change);
        const known = info.store.get();
        if (known.state === "ready") info.put({ ...known.value, settings });
        await info.read();
        queueChanged();
      }),
    suspend: (cardKey, suspended) =>
      attempt(async () => {
        acted(await api.card.suspend({ cardKey, suspended }));
        tell({ kind: "done", message: { code: suspended ? "suspended" : "unsuspended", data: {}, fallback: "" }, undo: true });
      }),
    undo: () => step("undo"),
    redo: () => step("redo"),
    reloadDecks: () =>
      attempt(async () => {
        problems.put(await api.decks.reload());
        decksChanged();
      }),
    dismiss: (id) => notices.update((before) => before.filter((notice) => notice.id !== id)),
  };
}

/** Calls `opened` each time that the connection opens. */
function followConnection(connection: Connection, opened: () => Promise<void>): void {
  const look = () => {
    if (connection.state.get() === "open") opened().catch(() => undefined); // the connection went away again: the next opening reads anew
  };
  connection.state.subscribe(look);
  look();
}

async function followChanges(api: AppApi, handlers: Record<"decks" | "queue" | "settings" | "problems", () => void>): Promise<void> {
  for await (const change of await api.app.changes()) handlers[change.what]();
}

export const ClientContext = createContext<Client | null>(null);

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (client === null) throw new Error("useClient stands outside of a ClientContext");
  return client;
}

/** Reads when the screen appears; changes from main are read again by the client. */
function useResource<T>(resource: Resource<T>): Loaded<T> {
  useEffect(() => {
    void resource.read();
  }, [resource]);
  return useStore(resource.store);
}

export const useToday = (): Loaded<TodayView> => useResource(useClient().today);
export const useDecks = (): Loaded<DeckRow[]> => useResource(useClient().decks);
export const useDeckProblems = (): Loaded<DeckProblems> => useResource(useClient().problems);
export const useCards = (deckKey: number): Loaded<CardRow[]> => useResource(useClient().cardsOf(deckKey));
export const useInfo = (): Loaded<AppInfo> => useStore(useClient().info.store);
export const useHistory = (): UndoState => useStore(useClient().history);
export const useSitting = () => useStore(useClient().study.state);
