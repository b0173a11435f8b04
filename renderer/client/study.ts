/** The Study screen's intentions: what each does to the app, and what comes of it. States and their rules stand in sitting.ts. */
import type { ActResult, Answer, Rating, UndoState } from "../../main/contract/index.ts";
import type { AppApi } from "./connection.ts";
import { problemOf } from "./problem.ts";
import { canRate, isFinal, sittingReducer, thinkMs, type CardState, type SittingEvent, type SittingState } from "./sitting.ts";
import { createStore, type Store } from "./store.ts";

export interface Study {
  state: Store<SittingState>;
  start(from: { deckKey?: number; minutes?: number }): Promise<void>;
  /** One card outside the queue. */
  openCard(cardKey: number): Promise<void>;
  /** The sitting that was in progress when the window was closed or the connection lost. */
  resume(): Promise<void>;
  edit(draft: Answer): void;
  act(): Promise<void>;
  cancel(): Promise<void>;
  hint(): Promise<void>;
  giveUp(): Promise<void>;
  reset(): Promise<void>;
  rate(rating: Rating): Promise<void>;
  /** Goes on without a rating: the card could not be judged. */
  skip(): Promise<void>;
  suspend(): Promise<void>;
  bury(): Promise<void>;
  undo(): Promise<void>;
  /** The file in which the report was kept; null where that failed. */
  report(note: string): Promise<string | null>;
  leave(): Promise<void>;
}

export interface StudyNeeds {
  api: AppApi;
  nowMs(): number;
  /** The undo state after an action, and that the queue has changed. */
  acted(undo: UndoState): void;
}

export function createStudy(needs: StudyNeeds): Study {
  const { api, nowMs } = needs;
  const { state, send, current, advance, during, open, answered, putAway } = makeSteps(needs);
  return {
    state,
    start: (from) => open(async () => ({ type: "next", next: await api.sitting.start({ minutes: 0, ...from }), nowMs: nowMs() })),
    openCard: (cardKey) => open(async () => ({ type: "opened", showing: await api.session.open({ cardKey }), nowMs: nowMs() })),
    resume: () => open(async () => ({ type: "next", next: await api.sitting.next(), nowMs: nowMs() })),
    edit: (draft) => send({ type: "edited", draft }),
    act: async () => {
      const card = current();
      if (card === null || isFinal(card)) return;
      await during("act", async (card) => answered(card, await api.session.act({ session: card.showing.session, answer: card.draft })));
    },
    cancel: async () => {
      const card = current();
      if (card?.busy !== "act") return;
      const { cancelled } = await api.session.cancel({ session: card.showing.session }).catch(() => ({ cancelled: false }));
      if (cancelled && current()?.showing.session === card.showing.session) send({ type: "idle" });
    },
    hint: async () => {
      const card = current();
      if (card === null || isFinal(card) || card.showing.hints.shown.length >= card.showing.hints.total) return;
      await during("hint", async (card) => send({ type: "hinted", hints: await api.session.hint({ session: card.showing.session }) }));
    },
    giveUp: async () => {
      const card = current();
      if (card === null || isFinal(card)) return;
      await during("giveUp", async (card) => answered(card, await api.session.giveUp({ session: card.showing.session })));
    },
    reset: () => during("reset", async (card) => send({ type: "reset", showing: await api.session.reset({ session: card.showing.session }) })),
    rate: async (rating) => {
      const card = current();
      if (card === null || !canRate(card)) return;
      await putAway((card) => api.session.rate({ session: card.showing.session, rating, thinkMs: thinkMs(card, nowMs()) }));
    },
    skip: () =>
      during("rate", async (card) => {
        await api.session.close({ session: card.showing.session });
        await advance(card);
      }),
    suspend: () => putAway((card) => api.card.suspend({ cardKey: card.showing.card.key, suspended: true })),
    bury: () => putAway((card) => api.card.bury({ cardKey: card.showing.card.key })),
    undo: async () => {
      const card = current();
      try {
        needs.acted(await api.history.undo());
        if (card?.progress !== null && state.get().phase !== "idle") await advance(card);
      } catch (error) {
        send({ type: "problem", problem: problemOf(error) });
      }
    },
    report: async (note) => {
      const card = current();
      if (card === null) return null;
      try {
        return (await api.session.report({ session: card.showing.session, note })).file;
      } catch (error) {
        send({ type: "problem", problem: problemOf(error) });
        return null;
      }
    },
    leave: async () => {
      const card = current();
      send({ type: "left" });
      // Leaving is not refused by an app that can't be reached: its sessions end by themselves.
      await (card === null || card.progress !== null ? api.sitting.end() : api.session.close({ session: card.showing.session })).catch(() => undefined);
    },
  };
}

/** The state, and the ways in which requests change it. */
function makeSteps({ api, nowMs, acted }: StudyNeeds) {
  const state = createStore<SittingState>({ phase: "idle" });
  const send = (event: SittingEvent) => state.update((before) => sittingReducer(before, event));
  const current = (): CardState | null => {
    const now = state.get();
    return now.phase === "card" ? now.card : null;
  };
  /** Sittings with a queue go on; a single card is done after its one action. */
  const advance = async (from: CardState | null) => {
    if (from !== null && from.progress === null) return send({ type: "left" });
    send({ type: "next", next: await api.sitting.next(), nowMs: nowMs() });
  };
  /** Runs one request of the card; a failure is shown on the card, unless the learner has left it. */
  const during = async (doing: NonNullable<CardState["busy"]>, request: (card: CardState) => Promise<void>) => {
    const card = current();
    if (card === null || card.busy !== null) return;
    send({ type: "busy", doing, nowMs: nowMs() });
    try {
      await request(card);
    } catch (error) {
      if (current()?.showing.session !== card.showing.session) return;
      const problem = problemOf(error);
      // A run that the learner stopped is no failure: it did not happen.
      send(problem.code === "study.cancelled" ? { type: "idle" } : { type: "problem", problem });
    }
  };
  const open = async (request: () => Promise<SittingEvent>) => {
    send({ type: "opening" });
    try {
      send(await request());
    } catch (error) {
      send({ type: "failed", problem: problemOf(error) });
    }
  };
  const answered = (card: CardState, result: ActResult) => {
    if (current()?.showing.session === card.showing.session) send({ type: "acted", result, answer: current()?.draft ?? card.draft, nowMs: nowMs() });
  };
  const putAway = (change: (card: CardState) => Promise<UndoState>) =>
    during("rate", async (card) => {
      acted(await change(card));
      await advance(card);
    });
  return { state, send, current, advance, during, open, answered, putAway };
}
