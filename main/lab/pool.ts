/** Worker threads for runs: started when needed, used again, replaced after a time-out, a crash or many runs. */
import type { Worker } from "node:worker_threads";
import { startWorker } from "../platform/worker.ts";
import { cancelGraceMs, runsPerWorker, startTimeMs, type RunLimits } from "./limits.ts";
import type { AttemptRequest, FromWorker, ToWorker } from "./worker-messages.ts";

/** How a run in a worker ended. */
export type PoolOutcome =
  | { kind: "result"; result: (FromWorker & { kind: "result" })["result"]; seat: Seat | null }
  /** The worker did not answer in time and was ended. */
  | { kind: "hung" }
  /** The worker died or reported a fault of ours. */
  | { kind: "fault"; message: string; stack: string };

export interface Pool {
  limits: RunLimits;
  /** Starts a worker before it is needed. */
  warm(): void;
  /**
   * Runs in `seat` where a session has one that still lives, else in any worker. Rejects with the signal's reason.
   * `runs`: how many runs the attempt makes (live choice: one an option).
   */
  run(request: Omit<AttemptRequest, "kind" | "id" | "limits">, seat: Seat | null, runs: number, signal: AbortSignal): Promise<PoolOutcome>;
  /** How long an attempt of so many runs may take before its worker is ended, in ms. */
  hungAfterMs(runs: number): number;
  /** Ends a session's kept run. */
  letGo(seat: Seat, session: number): void;
  close(): Promise<void>;
}

/** One worker of the pool. */
export class Seat {
  readonly worker: Worker;
  alive = true;
  /** Is its code loaded? */
  ready = false;
  busy = false;
  runs = 0;
  /** Sessions whose runs it holds. */
  readonly sessions = new Set<number>();
  constructor(worker: Worker) {
    this.worker = worker;
  }
}

export function openPool(workers: number, limits: RunLimits): Pool {
  return new WorkerPool(workers, limits);
}

interface Task {
  request: AttemptRequest;
  seat: Seat | null;
  deadlineMs: number;
  signal: AbortSignal;
  /** What its signal does now: leave the queue, or stop the run. */
  cancel(): void;
  resolve(outcome: PoolOutcome): void;
  reject(reason: unknown): void;
}

class WorkerPool implements Pool {
  readonly limits: RunLimits;
  readonly #most: number;
  readonly #seats = new Set<Seat>();
  readonly #waiting: Task[] = [];
  #ids = 0;
  #closed = false;

  constructor(most: number, limits: RunLimits) {
    this.#most = most;
    this.limits = limits;
  }

  warm(): void {
    if (this.#seats.size === 0 && !this.#closed) this.#newSeat();
  }

  hungAfterMs(runs: number): number {
    return this.limits.timeMs * runs + this.limits.judgeMs;
  }

  run(request: Omit<AttemptRequest, "kind" | "id" | "limits">, seat: Seat | null, runs: number, signal: AbortSignal): Promise<PoolOutcome> {
    if (signal.aborted) return Promise.reject(signal.reason as Error);
    if (this.#closed) return Promise.resolve({ kind: "fault", message: "The lab is closed.", stack: "" });
    const { promise, resolve, reject } = Promise.withResolvers<PoolOutcome>();
    const task: Task = {
      request: { kind: "attempt", id: ++this.#ids, limits: this.limits, ...request },
      seat: seat?.alive === true ? seat : null,
      deadlineMs: this.hungAfterMs(runs),
      signal,
      cancel: () => this.#dropWaiting(task),
      resolve,
      reject,
    };
    const cancel = () => task.cancel();
    signal.addEventListener("abort", cancel, { once: true });
    this.#waiting.push(task);
    this.#next();
    // A signal may live as long as the app: what listens to it must not pile up.
    return promise.finally(() => signal.removeEventListener("abort", cancel));
  }

  letGo(seat: Seat, session: number): void {
    seat.sessions.delete(session);
    if (seat.alive) seat.worker.postMessage({ kind: "close", session } satisfies ToWorker);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const task of this.#waiting.splice(0)) task.resolve({ kind: "fault", message: "The lab was closed.", stack: "" });
    await Promise.all([...this.#seats].map((seat) => this.#end(seat)));
  }

  #dropWaiting(task: Task): void {
    const at = this.#waiting.indexOf(task);
    if (at < 0) return;
    this.#waiting.splice(at, 1);
    task.reject(task.signal.reason);
  }

  #next(): void {
    for (const task of this.#waiting.slice()) {
      const seat = this.#seatFor(task);
      if (seat === null) continue;
      this.#waiting.splice(this.#waiting.indexOf(task), 1);
      this.#begin(task, seat);
    }
  }

  #seatFor(task: Task): Seat | null {
    if (this.#closed) return null;
    if (task.seat?.alive === true) return task.seat.busy ? null : task.seat;
    for (const seat of this.#seats) if (!seat.busy) return seat;
    return this.#seats.size < this.#most ? this.#newSeat() : null;
  }

  #newSeat(): Seat {
    const seat = new Seat(startWorker("run-worker"));
    this.#seats.add(seat);
    seat.worker.once("message", () => (seat.ready = true));
    seat.worker.once("exit", () => this.#gone(seat));
    // Without a listener an error of the worker would end the app.
    seat.worker.on("error", () => this.#gone(seat));
    seat.worker.unref();
    return seat;
  }

  #begin(task: Task, seat: Seat): void {
    const { worker } = seat;
    const { id } = task.request;
    seat.busy = true;
    worker.ref();
    let deadline: NodeJS.Timeout | null = null;
    const settle = (settled: () => void, ended: boolean) => {
      if (deadline !== null) clearTimeout(deadline);
      worker.off("message", hear).off("exit", died).off("error", crashed);
      seat.busy = false;
      if (seat.alive) worker.unref();
      if (ended || (seat.runs >= runsPerWorker && seat.sessions.size === 0)) void this.#end(seat);
      settled();
      this.#next();
    };
    const hear = (message: FromWorker) => {
      if (message.kind === "ready") return startDeadline(task.deadlineMs);
      if (message.id !== id) return;
      seat.runs++;
      if (message.kind === "cancelled") return settle(() => {}, false);
      if (task.signal.aborted) return settle(() => {}, false);
      if (message.kind === "fault") return settle(() => task.resolve({ kind: "fault", message: message.message, stack: message.stack }), true);
      if (message.kept) seat.sessions.add(task.request.session);
      else seat.sessions.delete(task.request.session);
      settle(() => task.resolve({ kind: "result", result: message.result, seat: message.kept ? seat : null }), false);
    };
    const died = () => settle(() => task.resolve({ kind: "fault", message: "The lab's worker ended unexpectedly.", stack: "" }), true);
    const crashed = (error: Error) => settle(() => task.resolve({ kind: "fault", message: error.message, stack: error.stack ?? "" }), true);
    const startDeadline = (ms: number) => {
      if (task.signal.aborted) return;
      if (deadline !== null) clearTimeout(deadline);
      deadline = setTimeout(() => settle(() => task.resolve({ kind: "hung" }), true), ms);
    };
    task.cancel = () => {
      task.reject(task.signal.reason);
      worker.postMessage({ kind: "cancel", id } satisfies ToWorker);
      // A run that is stuck in a computation can't hear.
      if (deadline !== null) clearTimeout(deadline);
      deadline = setTimeout(() => settle(() => {}, true), cancelGraceMs);
    };
    worker.on("message", hear).once("exit", died).once("error", crashed);
    // The run's time doesn't count before the worker's code is there.
    startDeadline(seat.ready ? task.deadlineMs : startTimeMs);
    worker.postMessage(task.request);
  }

  #gone(seat: Seat): void {
    seat.alive = false;
    seat.sessions.clear();
    this.#seats.delete(seat);
  }

  async #end(seat: Seat): Promise<void> {
    this.#gone(seat);
    await seat.worker.terminate();
  }
}
