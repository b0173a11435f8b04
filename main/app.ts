/** The composition root: opens the store, loads decks, starts the lab when it is needed, implements the contract. */
import { mkdirSync } from "node:fs";
import type { Api } from "./contract/api.ts";
import { maxPageBytes } from "./contract/contract.ts";
import type { AppInfo, AppProblem, DeckLanguage, Settings, UndoState } from "./contract/index.ts";
import type { Lab, LabOptions } from "./lab/lab.ts";
import { systemChance } from "./platform/chance.ts";
import { momentOf, systemClock, type Clock } from "./platform/clock.ts";
import { uuidv7Ids } from "./platform/ids.ts";
import { openLog, type Log } from "./platform/log.ts";
import { defaultWeights, replay } from "./scheduler/fsrs.ts";
import { orderQueue } from "./scheduler/queue.ts";
import { cardByKey } from "./store/cards.ts";
import { changeCards } from "./store/changes.ts";
import type { Written } from "./store/database.ts";
import { readSettings, writeSettings } from "./store/settings.ts";
import { openStore, type Store } from "./store/store.ts";
import { redo, undo } from "./store/undo.ts";
import { Changes } from "./study/changes.ts";
import type { StudyEnvironment } from "./study/environment.ts";
import { requireFolder, watchDeckFolder, type DeckFolder } from "./study/folders.ts";
import { undoState } from "./study/history.ts";
import { Problem } from "./study/problem.ts";
import { keepReport } from "./study/report.ts";
import { cardRows, deckRows } from "./study/rows.ts";
import { Sessions } from "./study/session.ts";
import { Shelf } from "./study/shelf.ts";
import { showingView } from "./study/showing.ts";
import { readQueue, Sittings } from "./study/sitting.ts";
import { todayView } from "./study/today.ts";
import { streamBytes } from "./wire/capture.ts";

export { Problem } from "./study/problem.ts";

export interface AppPlaces {
  /** The learner's data: database, backups, reports. */
  data: string;
  /** The learner's own deck folder, unless the settings name another. */
  decks: string;
  log: string;
  /** The built-in decks. */
  builtIn: string;
}

export interface AppOptions {
  host: "electron" | "loopback";
  version: string;
  places: AppPlaces;
  /** BCP 47 tag of the system's language: decides what "system" means in the settings. */
  systemLanguage: string;
  clock?: Clock;
  /** Starts the lab, at the first card that needs it; absent: the real one. */
  startLab?: (options: LabOptions) => Promise<Lab>;
  /** How long an idle session keeps its lab; absent: half an hour. */
  idleLabMs?: number;
}

export interface App {
  api: Api<AbortSignal>;
  /** For the carrier of the contract: logs a fault with its stack and says where. */
  reportFault(error: unknown, procedure: string): AppProblem;
  /** Ends runs, stops watching, closes the store. */
  close(): Promise<void>;
}

/** Rejects with a `Problem` where the data folder can't be used; everything else that goes wrong is told through the contract. */
export async function createApp(options: AppOptions): Promise<App> {
  const clock = options.clock ?? systemClock;
  const log = openLog(options.places.log, clock);
  const ids = uuidv7Ids(clock, systemChance);
  const opened = await openStore(options.places.data, {
    clock,
    chance: systemChance,
    ids,
    log,
    replay: (memory, reviewed) => replay(memory, reviewed, defaultWeights),
  });
  if (!opened.ok) throw new Problem(opened.problem);
  return new RunningApp(options, opened.store, clock, log, ids);
}

class RunningApp implements App {
  readonly api: Api<AbortSignal>;
  readonly #options: AppOptions;
  readonly #store: Store;
  readonly #log: Log;
  readonly #changes = new Changes();
  readonly #environment: StudyEnvironment;
  readonly #sessions: Sessions;
  readonly #sittings: Sittings;
  #settings: Settings;
  #lab: Promise<Lab> | null = null;
  #labFailed = false;
  #watchers: { close(): void }[] = [];
  #problems: AppProblem[] = [];
  /** The first look at the decks: what lists or asks cards waits for it, the rest does not. */
  #decksAreKnown: Promise<void>;
  /** Work that nobody waits for; closing does. */
  readonly #background = new Set<Promise<void>>();

  constructor(options: AppOptions, store: Store, clock: Clock, log: Log, ids: StudyEnvironment["ids"]) {
    this.#options = options;
    this.#store = store;
    this.#log = log;
    this.#settings = readSettings(store);
    const { data: dataDir } = options.places;
    const shelf = new Shelf({ store, folders: () => this.#folders(), dataDir, reader: options.version, clock, log });
    this.#environment = {
      store,
      shelf,
      clock,
      ids,
      log,
      dataDir,
      settings: () => this.#settings,
      language: () => this.#language(),
      lab: () => this.#startLab(),
    };
    this.#sessions = new Sessions(this.#environment, { idleLabMs: options.idleLabMs });
    this.#sittings = new Sittings(this.#environment, this.#sessions);
    this.api = { ...this.#screens(), ...this.#studying(), ...this.#acting() };
    this.#decksAreKnown = this.#loadDecks();
    this.#watch();
    const prepared = this.#decksAreKnown.then(() => this.#prepareFirstCard());
    this.#inBackground(prepared, "preparing the first card");
    this.#inBackground(this.#backUp(), "the daily copy");
  }

  reportFault(error: unknown, procedure: string): AppProblem {
    this.#log.error(`${procedure} failed`, error);
    const { file } = this.#log;
    return { code: "app.fault", data: { procedure, log: file }, message: `Something went wrong in Retransmit (${procedure}). What it was stands in ${file}.` };
  }

  async close(): Promise<void> {
    this.#changes.close();
    for (const watcher of this.#watchers) watcher.close();
    await this.#sittings.end();
    await this.#sessions.closeAll();
    await this.#environment.shelf.close();
    await Promise.all(this.#background);
    const lab = await this.#lab?.catch(() => null);
    await lab?.close();
    this.#store.close();
  }

  #screens(): Pick<Api<AbortSignal>, "app" | "settings" | "today" | "decks" | "history"> {
    const { shelf } = this.#environment;
    const problems = async () => ({ diagnostics: await shelf.diagnostics(), otherFiles: shelf.otherFiles() });
    return {
      app: {
        info: () => this.#info(),
        changes: (_input, signal) => Promise.resolve(this.#changes.read(signal)),
      },
      settings: { set: (changes) => this.#changeSettings(changes as Partial<Settings>) },
      today: { view: () => this.#decksAreKnown.then(() => todayView(this.#environment)) },
      decks: {
        list: () => this.#decksAreKnown.then(() => deckRows(this.#environment)),
        cards: ({ deckKey }) => this.#decksAreKnown.then(() => cardRows(this.#environment, deckKey)),
        problems: () => this.#decksAreKnown.then(problems),
        reload: () => this.#loadDecks().then(problems),
      },
      history: {
        state: async () => undoState(this.#store),
        undo: () => this.#takeBack(undo),
        redo: () => this.#takeBack(redo),
      },
    };
  }

  #studying(): Pick<Api<AbortSignal>, "sitting" | "session" | "run"> {
    const sessions = this.#sessions;
    return {
      sitting: {
        start: ({ deckKey, minutes }) => this.#decksAreKnown.then(() => this.#sittings.start(deckKey, minutes)),
        next: () => this.#decksAreKnown.then(() => this.#sittings.next()),
        end: () => this.#sittings.end().then(() => ({ ended: true as const })),
      },
      session: {
        open: ({ cardKey }) => this.#decksAreKnown.then(() => this.#openCard(cardKey)),
        act: ({ session, answer }) => sessions.act(session, answer),
        cancel: async ({ session }) => ({ cancelled: sessions.cancel(session) }),
        hint: async ({ session }) => sessions.hint(session),
        giveUp: ({ session }) => sessions.giveUp(session),
        reset: ({ session }) => sessions.reset(session),
        rate: async ({ session, rating, thinkMs }) => {
          const { stored, material } = sessions.get(session);
          await sessions.rate(session, rating, thinkMs);
          this.#sittings.rated(session, rating, stored.cardKey, material.entry.cards.length > 1);
          this.#changes.tell("queue");
          return undoState(this.#store);
        },
        report: async ({ session, note }) => {
          const { dataDir, clock } = this.#environment;
          return { file: await keepReport(dataDir, sessions.get(session), note, clock.now()) };
        },
        close: ({ session }) => sessions.close(session).then(() => ({ closed: true as const })),
      },
      run: {
        fields: async ({ run, message }) => {
          const { transcript } = sessions.run(run);
          const found = transcript.messages[message];
          if (found === undefined) throw new Problem({ code: "study.no-message", data: { message }, message: `This run has no message ${message}.` });
          const { fieldsOf } = await import("./wire/dissect.ts");
          const { flow, by, from, to } = found.range;
          return fieldsOf(found, streamBytes(transcript, flow, by).subarray(from, to));
        },
        bytes: async ({ run, flow, by, from, to }) => {
          const bytes = streamBytes(sessions.run(run).transcript, flow, by);
          return { bytes: bytes.slice(from, Math.min(to, from + maxPageBytes)), total: bytes.length };
        },
      },
    };
  }

  #acting(): Pick<Api<AbortSignal>, "card"> {
    const { clock } = this.#environment;
    return {
      card: {
        suspend: ({ cardKey, suspended }) =>
          this.#change(cardKey, () => changeCards(this.#store, [cardKey], { field: "suspended", value: suspended, reason: "learner" }, momentOf(clock))),
        bury: ({ cardKey }) => this.#change(cardKey, () => changeCards(this.#store, [cardKey], { field: "buried" }, momentOf(clock))),
      },
    };
  }

  async #openCard(cardKey: number) {
    const open = await this.#sessions.open(cardKey, "study");
    if (open === null) throw new Problem({ code: "study.card-gone", data: { cardKey }, message: "This card is no longer in its deck's file." });
    return showingView(open);
  }

  async #change(cardKey: number, write: () => Written<unknown>): Promise<UndoState> {
    if (cardByKey(this.#store, cardKey, momentOf(this.#environment.clock)) === null) {
      throw new Problem({ code: "study.no-card", data: { cardKey }, message: "There is no such card." });
    }
    const written = write();
    if (!written.ok) throw new Problem(written.problem);
    await this.#sittings.putAway(cardKey);
    this.#changes.tell("queue");
    return undoState(this.#store);
  }

  async #takeBack(how: typeof undo): Promise<UndoState> {
    const done = how(this.#store, momentOf(this.#environment.clock));
    if (!done.ok) throw new Problem(done.problem);
    const rating = done.value === null ? null : /^review\.(again|hard|good|easy)$/u.exec(done.value.label)?.[1];
    if (how === undo && done.value !== null) await this.#sittings.undone(done.value.cardKey, (rating ?? null) as Parameters<Sittings["undone"]>[1]);
    if (how === redo && done.value !== null) await this.#sittings.putAway(done.value.cardKey);
    this.#changes.tell("queue");
    return undoState(this.#store);
  }

  async #changeSettings(changes: Partial<Settings>): Promise<Settings> {
    const before = this.#settings;
    if (changes.deckFolder !== undefined && changes.deckFolder !== before.deckFolder) await requireFolder(changes.deckFolder);
    const written = writeSettings(this.#store, changes);
    if (!written.ok) throw new Problem(written.problem);
    this.#settings = written.value;
    this.#sittings.changed();
    this.#changes.tell("settings", "queue");
    if (written.value.deckFolder !== before.deckFolder) {
      this.#watch();
      await this.#loadDecks();
    }
    return written.value;
  }

  async #info(): Promise<AppInfo> {
    const { host, version, places } = this.#options;
    const lab = await this.#lab?.catch(() => null);
    return {
      version,
      host,
      platform: process.platform,
      places: { data: places.data, decks: this.#deckFolder(), log: places.log },
      settings: this.#settings,
      language: this.#language(),
      lab: { ready: !this.#labFailed, unavailable: lab?.unavailable() ?? [] },
      problems: [...this.#problems, ...this.#environment.shelf.problems()],
    };
  }

  #language(): DeckLanguage {
    const { language } = this.#settings;
    if (language !== "system") return language;
    return /^zh\b/iu.test(this.#options.systemLanguage) ? "zh-CN" : "en";
  }

  #deckFolder(): string {
    return this.#settings.deckFolder === "" ? this.#options.places.decks : this.#settings.deckFolder;
  }

  #folders(): DeckFolder[] {
    return [
      { origin: "built-in", folder: this.#options.places.builtIn },
      { origin: "user", folder: this.#deckFolder() },
    ];
  }

  #inBackground(work: Promise<void>, what: string): void {
    const watched = work.catch((error: unknown) => this.#log.error(`${what} failed`, error)).finally(() => this.#background.delete(watched));
    this.#background.add(watched);
  }

  /** Never rejects: what went wrong is a problem that the window shows. */
  async #loadDecks(): Promise<void> {
    try {
      const report = await this.#environment.shelf.load();
      if (report.wrote) {
        this.#sittings.changed();
        this.#changes.tell("decks", "queue");
      }
    } catch (error) {
      const problem = error instanceof Problem ? error.problem : this.reportFault(error, "loading decks");
      this.#problems = [...this.#problems.filter((known) => known.code !== problem.code), problem];
    }
    if (this.#problems.length + this.#environment.shelf.problems().length > 0) this.#changes.tell("problems");
  }

  /** While the window opens: the deck of the card that comes first is parsed, so that it stands there at once. */
  async #prepareFirstCard(): Promise<void> {
    const { clock, shelf } = this.#environment;
    const moment = momentOf(clock);
    const [first] = orderQueue(readQueue(this.#store, moment, this.#settings));
    const card = first === undefined ? null : cardByKey(this.#store, first.cardKey, moment);
    if (card !== null) await shelf.material(card);
  }

  #watch(): void {
    if (this.#settings.deckFolder === "") this.#makeDefaultFolder();
    for (const watcher of this.#watchers) watcher.close();
    this.#watchers = this.#folders().map(({ folder }) => watchDeckFolder(folder, () => this.#inBackground(this.#loadDecks(), "loading decks")));
  }

  /** So that it is there to put decks into, and can be watched. */
  #makeDefaultFolder(): void {
    const { decks } = this.#options.places;
    try {
      mkdirSync(decks, { recursive: true });
    } catch (error) {
      this.#log.warn(`${decks} can't be made`, error);
    }
  }

  /** Loaded at the first live card: a learner of plain cards never starts it. What failed is tried again at the next. */
  #startLab(): Promise<Lab> {
    const start = this.#options.startLab ?? (async (options) => (await import("./lab/lab.ts")).createLab(options));
    this.#lab ??= start({ log: (text) => this.#log.error(text) }).then(
      (lab) => {
        this.#labFailed = false;
        return lab;
      },
      (error: unknown) => {
        this.#labFailed = true;
        this.#lab = null;
        throw error;
      },
    );
    return this.#lab;
  }

  async #backUp(): Promise<void> {
    const problem = await this.#store.backUpDaily();
    if (problem === null) return;
    this.#problems = [...this.#problems, problem];
    this.#changes.tell("problems");
  }
}
