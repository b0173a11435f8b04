/**
 * Showings that are open. One session for every kind: opened from the queue or from Decks, answered once or several times,
 * rated at most once. A fault of the lab is never a wrong answer and is not rated.
 */
import type { ActResult, Answer, Mark, Rating, Reveal, Showing, Verdict } from "../contract/index.ts";
import { seededRandom } from "../exercise/random.ts";
import { momentOf } from "../platform/clock.ts";
import { fuzzSeed, preview, review } from "../scheduler/fsrs.ts";
import { changeCards } from "../store/changes.ts";
import { cardByKey } from "../store/cards.ts";
import { memoryOf } from "../store/memory.ts";
import { appendReview, reviewsEver, type Purpose } from "../store/reviews.ts";
import { recordRun } from "../store/runs.ts";
import { compare, compareChoice } from "./compare.ts";
import { type StudyEnvironment, schedulerSettings } from "./environment.ts";
import { Problem } from "./problem.ts";
import { chapterOf, makePrompt, shownAnswer, wordingOf } from "./prompt.ts";
import { showingSeed } from "./seed.ts";
import { comparedVerdict, hintsView, isRatable, type OpenShowing, type Run, showingView, tell } from "./showing.ts";

/** Sessions that may be open at once; the one that was not used longest is closed. */
export const maxOpenSessions = 8;
/** Runs whose bytes can still be read. */
export const maxKeptRuns = 32;
/** An idle session lets go of its lab after this; its next attempt starts anew with the same values. */
export const idleLabMs = 30 * 60_000;
/** After a live card was shown for this long the lab is loaded, so that the first run finds it warm and the first picture is not held up. */
export const warmLabAfterMs = 300;

export class Sessions {
  readonly #environment: StudyEnvironment;
  readonly #open = new Map<string, OpenShowing>();
  readonly #runs = new Map<string, Run>();
  readonly #idle = new Map<string, NodeJS.Timeout>();
  #warming: NodeJS.Timeout | null = null;

  readonly #idleLabMs: number;

  constructor(environment: StudyEnvironment, options: { idleLabMs?: number | undefined } = {}) {
    this.#environment = environment;
    this.#idleLabMs = options.idleLabMs ?? idleLabMs;
  }

  /** Null where the card's text can't be read any more. */
  async open(cardKey: number, purpose: Purpose): Promise<OpenShowing | null> {
    const { store, shelf, clock, ids } = this.#environment;
    const stored = cardByKey(store, cardKey, momentOf(clock));
    const material = stored === null ? null : await shelf.material(stored);
    if (stored === null || material === null) return null;
    const wording = wordingOf(material.deck, material.entry, material.card, this.#environment.language());
    const seed = showingSeed(stored.cardId, reviewsEver(store, cardKey), store.salt);
    const { body } = wording;
    const live = body.kind === "live" ? (await import("./live.ts")).prepareLive(wording.question, body, seed) : null;
    const open: OpenShowing = {
      chapter: chapterOf(material.deck, material.entry, this.#environment.language()),
      session: ids.next(),
      stored,
      material,
      wording,
      seed,
      prompt: body.kind === "live" ? live!.prompt : makePrompt(wording.question, body, seededRandom(`${seed}/prompt`)),
      purpose,
      prepared: live?.prepared ?? null,
      fill: (markdown) => live?.fill(markdown) ?? markdown,
      lab: null,
      running: null,
      performance: { ended: "open", attempts: 0, hints: 0 },
      outcome: null,
      verdict: null,
      disagreed: false,
      n: 0,
      answer: null,
      last: null,
      run: null,
    };
    this.#open.set(open.session, open);
    const oldest = this.#open.size > maxOpenSessions ? this.#open.keys().next().value : undefined;
    if (oldest !== undefined) await this.close(oldest);
    if (live !== null) this.#warmLab(open);
    return open;
  }

  /** Rejects with "study.session-gone" where it was rated, closed or never there. */
  get(session: string): OpenShowing {
    const open = this.#open.get(session);
    if (open === undefined) throw new Problem({ code: "study.session-gone", data: {}, message: "This card is no longer open. Go on with the next one." });
    this.#open.delete(session);
    this.#open.set(session, open);
    return open;
  }

  has(session: string): boolean {
    return this.#open.has(session);
  }

  openCards(): number[] {
    return [...this.#open.values()].map((open) => open.stored.cardKey);
  }

  async act(session: string, answer: Answer): Promise<ActResult> {
    const open = this.#ready(session);
    if (open.prepared !== null) return this.#actLive(open, answer, false);
    const { body } = open.wording;
    const comparison = compare(body, answer);
    const isReveal = open.prompt.kind === "recall" && answer.kind === "reveal";
    if (comparison === null && !isReveal) throw wrongKind(answer, open.prompt.kind);
    open.n += 1;
    open.answer = answer;
    open.outcome = comparison === null ? null : comparison.passed ? "passed" : "failed";
    open.performance = { ...open.performance, attempts: 1, ended: comparison === null ? "revealed" : comparison.passed ? "solved" : "wrong" };
    return this.#tell(open, comparedVerdict(open.outcome ?? "passed"), comparison?.marks ?? [], [], 0);
  }

  /** The answer, for Again. What the wire would have said is asked of it where nothing is to be written. */
  async giveUp(session: string): Promise<ActResult> {
    const open = this.#ready(session);
    const { prompt } = open;
    if (prompt.kind === "live" && prompt.play === null) {
      const nothing: Answer = prompt.options.length > 0 ? { kind: "choice", chosen: [] } : { kind: "predictions", values: prompt.asks.map(() => "") };
      return this.#actLive(open, nothing, true);
    }
    open.n += 1;
    open.outcome = "failed";
    open.performance = { ...open.performance, ended: "given up" };
    const unmet = prompt.kind === "live" ? prompt.goals.map(({ label }) => ({ label, passed: false, expected: null, seen: "", absent: true })) : [];
    const verdict = open.verdict?.outcome === "failed" ? open.verdict : { ...comparedVerdict("failed"), goals: unmet };
    return this.#tell(open, verdict, compare(open.wording.body, emptyAnswer(open))?.marks ?? [], [], 0);
  }

  hint(session: string): Showing["hints"] {
    const open = this.#ready(session);
    const total = open.prepared?.hints.length ?? 0;
    if (open.performance.hints < total) open.performance = { ...open.performance, hints: open.performance.hints + 1 };
    return hintsView(open.prepared, open.performance);
  }

  /** Starts the scenario again with the same values; what was answered still counts. */
  async reset(session: string): Promise<Showing> {
    const open = this.get(session);
    this.cancel(session);
    await open.lab?.reset();
    return { ...showingView(open), last: null };
  }

  cancel(session: string): boolean {
    const { running } = this.get(session);
    running?.abort(new Problem({ code: "study.cancelled", data: {}, message: "The run was stopped. It does not count." }));
    return running !== null;
  }

  /** Durable when it returns. Ends the session. */
  async rate(session: string, rating: Rating, thinkMs: number): Promise<void> {
    const open = this.get(session);
    if (!isRatable(open)) throw new Problem({ code: "study.not-ratable", data: {}, message: "This card can't be rated yet: solve it or give up first." });
    const { store, clock } = this.#environment;
    const { stored, material, wording, performance } = open;
    const moment = momentOf(clock);
    const memory = memoryOf(store, stored.cardKey);
    const decision = review(memory, rating, moment, schedulerSettings(this.#environment, material.deck.topic), fuzzSeed(stored.cardKey, memory?.reps ?? 0));
    const written = appendReview(store, {
      cardKey: stored.cardKey,
      rating,
      moment,
      decision,
      purpose: open.purpose,
      showing: session,
      seed: open.seed,
      versionHash: material.card.versionHash,
      language: wording.language,
      thinkMs,
      hints: performance.hints,
      attempts: performance.attempts,
      outcome: open.outcome,
      suggested: open.last?.suggestedRating ?? null,
    });
    if (!written.ok) throw new Problem(written.problem);
    await this.close(session);
  }

  async close(session: string): Promise<void> {
    const open = this.#open.get(session);
    this.#open.delete(session);
    clearTimeout(this.#idle.get(session));
    this.#idle.delete(session);
    open?.running?.abort(new Problem({ code: "study.cancelled", data: {}, message: "The card was put away." }));
    await open?.lab?.close();
  }

  async closeAll(): Promise<void> {
    if (this.#warming !== null) clearTimeout(this.#warming);
    for (const session of this.#open.keys()) await this.close(session);
  }

  run(id: string): Run {
    const run = this.#runs.get(id);
    if (run === undefined) throw new Problem({ code: "study.run-gone", data: {}, message: "The bytes of this run are no longer kept. Run it again." });
    return run;
  }

  /** Once: the lab keeps itself warm afterwards. */
  #warmLab(open: OpenShowing): void {
    const { lab, log } = this.#environment;
    const warm = async () => {
      const started = await lab();
      if (this.#open.has(open.session)) open.lab ??= started.open(open.prepared!);
    };
    this.#warming ??= setTimeout(() => void warm().catch((error: unknown) => log.warn("The lab is not warm", error)), warmLabAfterMs).unref();
  }

  #ready(session: string): OpenShowing {
    const open = this.get(session);
    if (open.running !== null) throw new Problem({ code: "study.running", data: {}, message: "A run is under way. Wait for it, or stop it." });
    if (isRatable(open) || open.disagreed)
      throw new Problem({ code: "study.answered", data: {}, message: "This card has been answered. Rate it, or put it away." });
    return open;
  }

  async #actLive(open: OpenShowing, answer: Answer, givenUp: boolean): Promise<ActResult> {
    const { prompt } = open;
    const wanted =
      prompt.kind !== "live" ? null : prompt.form !== null ? "fields" : prompt.play !== null ? "text" : prompt.options.length > 0 ? "choice" : "predictions";
    if (answer.kind !== wanted) throw wrongKind(answer, prompt.kind);
    const running = new AbortController();
    open.running = running;
    open.n += 1;
    open.answer = answer;
    try {
      const lab = await this.#environment.lab();
      open.lab ??= lab.open(open.prepared!);
      const result = await open.lab.attempt(answer, running.signal);
      this.#keepRun(open, { id: this.#environment.ids.next(), transcript: result.transcript });
      const { verdict } = result;
      open.verdict = verdict;
      const isCounted = result.finished && (verdict.outcome === "passed" || verdict.outcome === "failed");
      this.#count(open, verdict, isCounted, givenUp);
      this.#record(open, verdict, result.elapsedMs);
      const { withhold } = await import("../exercise/judge.ts");
      const marks = answer.kind === "choice" && open.wording.body.kind === "live" ? compareChoice(open.wording.body, answer.chosen) : [];
      return this.#tell(open, open.performance.ended === "open" && !open.disagreed ? withhold(verdict) : verdict, marks, result.readAs, result.elapsedMs);
    } finally {
      open.running = null;
      this.#watchIdle(open);
    }
  }

  /** What may be written again can be tried again; what was predicted or chosen has been seen. */
  #count(open: OpenShowing, verdict: Verdict, isCounted: boolean, givenUp: boolean): void {
    if (verdict.outcome === "disagrees") this.#needsReview(open);
    if (!isCounted) return;
    const isSolved = verdict.outcome === "passed" && !givenUp;
    const canTryAgain = open.prompt.kind === "live" && open.prompt.play !== null;
    open.outcome = isSolved ? "passed" : "failed";
    open.performance = {
      ...open.performance,
      attempts: open.performance.attempts + (givenUp ? 0 : 1),
      ended: givenUp ? "given up" : isSolved ? "solved" : canTryAgain ? "open" : "wrong",
    };
  }

  /** The author's expectation and the wire disagree: not rated, and suspended until text or app change. */
  #needsReview(open: OpenShowing): void {
    const { store, clock } = this.#environment;
    open.disagreed = true;
    const written = changeCards(store, [open.stored.cardKey], { field: "suspended", value: true, reason: "needs-review" }, momentOf(clock));
    if (!written.ok) throw new Problem(written.problem);
  }

  #keepRun(open: OpenShowing, run: Run): void {
    open.run = run;
    this.#runs.set(run.id, run);
    const oldest = this.#runs.size > maxKeptRuns ? this.#runs.keys().next().value : undefined;
    if (oldest !== undefined) this.#runs.delete(oldest);
  }

  #record(open: OpenShowing, verdict: Verdict, elapsedMs: number): void {
    const { store, clock, log } = this.#environment;
    const { id, transcript } = open.run!;
    const written = recordRun(store, {
      runId: id,
      session: open.session,
      cardKey: open.stored.cardKey,
      attempt: open.n,
      at: clock.now(),
      scenario: transcript.scenario,
      seed: open.seed,
      outcome: verdict.outcome,
      elapsedMs: Math.round(elapsedMs),
      transcriptFile: null,
      goals: verdict.goals.map(({ label, passed }) => ({ label, passed })),
    });
    if (!written.ok) log.warn(`Run ${id} was not recorded: ${written.problem.message}`);
  }

  #watchIdle(open: OpenShowing): void {
    clearTimeout(this.#idle.get(open.session));
    if (!this.#open.has(open.session)) return;
    const letGo = () => {
      const { lab } = open;
      open.lab = null;
      lab?.close().catch((error: unknown) => this.#environment.log.warn("A lab session did not close", error));
    };
    this.#idle.set(open.session, setTimeout(letGo, this.#idleLabMs).unref());
  }

  #tell(open: OpenShowing, verdict: Verdict, marks: Mark[], readAs: string[], elapsedMs: number): ActResult {
    const hasEnded = open.performance.ended !== "open" || open.disagreed;
    return tell(open, {
      verdict,
      reveal: hasEnded ? this.#reveal(open, marks) : null,
      readAs,
      elapsedMs,
      intervals: isRatable(open) ? this.#intervals(open) : null,
    });
  }

  #reveal(open: OpenShowing, marks: Mark[]): Reveal {
    return { answer: open.fill(shownAnswer(open.wording)), citations: open.material.entry.citations, marks, solution: open.prepared?.solution ?? null };
  }

  /** Seconds until the card would come back, for each rating. */
  #intervals({ stored, material }: OpenShowing): Record<Rating, number> {
    const { store, clock } = this.#environment;
    const moment = momentOf(clock);
    const memory = memoryOf(store, stored.cardKey);
    const decided = preview(memory, moment, schedulerSettings(this.#environment, material.deck.topic), fuzzSeed(stored.cardKey, memory?.reps ?? 0));
    const seconds = (rating: Rating) => Math.round((decided[rating].dueAt - moment.at) / 1000);
    return { again: seconds("again"), hard: seconds("hard"), good: seconds("good"), easy: seconds("easy") };
  }
}

function emptyAnswer({ prompt }: OpenShowing): Answer {
  switch (prompt.kind) {
    case "choice":
      return { kind: "choice", chosen: [] };
    case "order":
      return { kind: "order", order: [] };
    case "match":
      return { kind: "match", pairs: [] };
    case "cloze":
      return { kind: "cloze", texts: [] };
    case "type":
      return { kind: "type", text: "" };
    default:
      return { kind: "reveal" };
  }
}

function wrongKind(answer: Answer, prompt: string): Problem {
  return new Problem({
    code: "study.wrong-answer-kind",
    data: { answer: answer.kind, prompt },
    message: `An answer of kind "${answer.kind}" does not go with this ${prompt} card.`,
  });
}
