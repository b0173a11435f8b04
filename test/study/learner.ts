/** A learner at a real app: a data folder, a deck folder and a clock that only moves when told to. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createApp, type App, type AppOptions } from "../../main/app.ts";
import type { Api } from "../../main/contract/api.ts";
import type { Showing } from "../../main/contract/index.ts";
import type { Clock } from "../../main/platform/clock.ts";

export const dayMs = 86_400_000;

/** Begins on a Monday noon, UTC. */
export class SetClock implements Clock {
  #atMs = Date.UTC(2026, 0, 5, 12);
  now = () => this.#atMs;
  monotonicMs = () => this.#atMs;
  utcOffsetMin = () => 0;
  forward(ms: number): void {
    this.#atMs += ms;
  }
}

type Call<Area> = { [Name in keyof Area]: Area[Name] extends (input: infer Input, signal: AbortSignal) => infer Output ? (input?: Input) => Output : never };

export class Learner {
  readonly clock = new SetClock();
  readonly root = mkdtempSync(join(tmpdir(), "retransmit-study-"));
  readonly data = join(this.root, "data");
  readonly decks = join(this.root, "decks");
  version = "1.0.0";
  systemLanguage = "en";
  /** Given to the app as they are. */
  options: Pick<AppOptions, "startLab" | "idleLabMs"> = {};
  #app: App | null = null;

  writeDeck(name: string, text: string): void {
    mkdirSync(dirname(join(this.decks, name)), { recursive: true });
    writeFileSync(join(this.decks, name), text);
  }

  async start(): Promise<void> {
    const places = { data: this.data, decks: this.decks, log: join(this.data, "retransmit.log"), builtIn: join(this.root, "built-in") };
    const { clock, version, systemLanguage, options } = this;
    this.#app = await createApp({ host: "loopback", version, places, systemLanguage, clock, ...options });
  }

  async quit(): Promise<void> {
    await this.#app?.close();
    this.#app = null;
  }

  async end(): Promise<void> {
    await this.quit();
    rmSync(this.root, { recursive: true, force: true });
  }

  /** The app's functions, called as the carriers call them. */
  get api(): { [Area in keyof Api<AbortSignal>]: Call<Api<AbortSignal>[Area]> } {
    const { signal } = new AbortController();
    const areas = Object.entries(this.#app!.api).map(([area, functions]) => {
      const calls = Object.entries(functions as Record<string, (input: unknown, signal: AbortSignal) => unknown>);
      return [area, Object.fromEntries(calls.map(([name, run]) => [name, (input?: unknown) => run(input, signal)]))];
    });
    return Object.fromEntries(areas);
  }

  /** The next card's showing; fails where there is none. */
  async card(): Promise<Showing> {
    const next = await this.api.sitting.next();
    if (next.state !== "card") throw new Error(`no card: ${JSON.stringify(next)}`);
    return next.showing;
  }

  async keyOf(cardId: string): Promise<number> {
    for (const { deckKey } of await this.api.decks.list()) {
      const row = (await this.api.decks.cards({ deckKey })).find((card) => card.cardId === cardId);
      if (row !== undefined) return row.cardKey;
    }
    throw new Error(`no card ${cardId}`);
  }
}

/** Front matter and entries. */
export function deckText(id: string, entries: string, more = ""): string {
  return `---\ndeck: ${id}\ntitle: Deck ${id}\ntopic: http\nsource: RFC 9110\n${more}---\n\n# Section\n\n${entries}`;
}

export const threeRecalls = deckText(
  "plain",
  ["## One {#one}\n\nFirst question?\n\n***\n\nFirst answer.\n", "## Two {#two}\n\nSecond answer.\n", "## Three {#three}\n\nThird answer.\n"].join("\n"),
);
