/** A client on raw sockets: what the learner writes is what is sent. */
import type { HostName } from "../../contract/index.ts";
import type { WireStep } from "../../exercise/languages/wire-text.ts";
import { DialRefused } from "../env.ts";
import type { Env, LabAddress } from "../scenario.ts";
import type { TappedSocket } from "../tap.ts";

export class RawClient {
  readonly #env: Env;
  readonly #host: HostName;
  readonly #to: LabAddress;
  readonly #connections = new Map<number, TappedSocket>();

  constructor(env: Env, host: HostName, to: LabAddress) {
    this.#env = env;
    this.#host = host;
    this.#to = to;
  }

  /** Ends when the run is at rest: all answers have come, the connection has ended, or the server waits for more bytes. */
  async step(step: WireStep, signal: AbortSignal): Promise<void> {
    if (step.kind === "pause") await this.#pause(step.ms, signal);
    else {
      const socket = await this.#connection(step.connection);
      if (step.kind === "send") socket?.write(step.bytes);
      else if (step.kind === "half-close") socket?.end();
      else socket?.reset();
    }
    await this.#env.settled(signal);
    // Who was told "no more" says so too, so that no connection stays half open.
    const ended = [...this.#connections.values()].filter((socket) => socket.ended && socket.writable);
    if (ended.length === 0) return;
    for (const socket of ended) socket.end();
    await this.#env.settled(signal);
  }

  /** A connection that has ended is opened anew. Null: nothing listens. */
  async #connection(number: number): Promise<TappedSocket | null> {
    const known = this.#connections.get(number);
    if (known !== undefined && known.writable && !known.ended) return known;
    try {
      const socket = await this.#env.dial(this.#host, this.#to);
      socket.handle({ bytes: () => {} });
      this.#connections.set(number, socket);
      return socket;
    } catch (error) {
      if (error instanceof DialRefused) return null;
      throw error;
    }
  }

  /** A deliberate wait of the exercise, in real time. */
  #pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const aborted = () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener("abort", aborted);
        resolve();
      }, ms);
      if (signal.aborted) aborted();
      else signal.addEventListener("abort", aborted, { once: true });
    });
  }
}
