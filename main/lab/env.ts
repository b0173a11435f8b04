/**
 * What a scenario sees of the world: lab addresses over free loopback ports, the lab clock, the capture.
 * It also knows when a run is at rest, because it sees both ends of every connection.
 */
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import type { End, Flow, HostName } from "../contract/index.ts";
import type { Random, ScenarioEntry } from "../exercise/scenario.ts";
import type { CaptureWriter } from "./capture.ts";
import type { LabClock } from "./clock.ts";
import type { Env, LabAddress } from "./scenario.ts";
import { TappedSocket, type TappedFlow } from "./tap.ts";

const loopback = "127.0.0.1";
/** Client ports as the transcript shows them: the first of IANA's dynamic range, then counting up. */
const firstLabPort = 49_152;

export class DialRefused extends Error {
  readonly to: LabAddress;
  constructor(to: LabAddress) {
    super(`Nothing listens at ${to.host}:${to.port}.`);
    this.name = "DialRefused";
    this.to = to;
  }
}

interface Listener {
  at: LabAddress;
  server: Server;
  port: number;
  accept(socket: TappedSocket): void;
  /** Connections of the dialler, by the port they come from, that were not accepted yet. */
  expected: Map<number, TappedFlow>;
  dialling: number;
  /** Accepted before the dialler knew its own port. */
  early: Map<number, Socket>;
}

/** `retransmit lab`: real programs may connect. */
export interface Foreground {
  /** For the host that listens first; 0: any free one. */
  port: number;
  /** Connections open at once; further ones are reset. */
  connections: number;
}

export class LabEnv implements Env {
  readonly clock: LabClock;
  readonly random: Random;
  readonly capture: CaptureWriter;
  readonly #entry: ScenarioEntry;
  readonly #foreground: Foreground | null;
  readonly #listeners: Listener[] = [];
  readonly #flows = new Set<TappedFlow>();
  readonly #sockets = new Set<TappedSocket>();
  readonly #waiters = new Set<() => void>();
  #working = 0;
  #checking = false;
  #stopped = false;

  constructor(entry: ScenarioEntry, clock: LabClock, random: Random, capture: CaptureWriter, foreground: Foreground | null = null) {
    this.#entry = entry;
    this.clock = clock;
    this.random = random;
    this.capture = capture;
    this.#foreground = foreground;
  }

  /** Authorities under which real programs may reach a host in the foreground: with the loopback address and its real port. */
  authorities(host: HostName): string[] {
    if (this.#foreground === null) return [];
    return this.addresses().flatMap((at) => (at.host === host ? [`${loopback}:${at.port}`, `localhost:${at.port}`] : []));
  }

  /** Where the hosts really listen. */
  addresses(): { host: HostName; labPort: number; port: number }[] {
    return this.#listeners.map(({ at, port }) => ({ host: at.host, labPort: at.port, port }));
  }

  async listen(at: LabAddress, accept: (socket: TappedSocket) => void): Promise<void> {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    const listener: Listener = { at, server, port: 0, accept, expected: new Map(), dialling: 0, early: new Map() };
    server.on("connection", (socket: Socket) => this.#incoming(listener, socket));
    const wanted = this.#foreground !== null && this.#listeners.length === 0 ? this.#foreground.port : 0;
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(wanted, loopback, () => resolve());
    });
    listener.port = (server.address() as AddressInfo).port;
    this.#listeners.push(listener);
  }

  async dial(from: HostName, to: LabAddress): Promise<TappedSocket> {
    const flow = this.capture.opening(this.#end(from, firstLabPort + this.capture.flows.length), this.#end(to.host, to.port));
    const listener = this.#listeners.find(({ at }) => at.host === to.host && at.port === to.port);
    if (listener === undefined || this.#stopped) {
      this.capture.ended(flow, "refused");
      throw new DialRefused(to);
    }
    listener.dialling++;
    this.#working++;
    try {
      const socket = await connected(listener.port);
      const tapped = this.#tapped(flow, socket, true);
      const early = listener.early.get(socket.localPort!);
      if (early === undefined) listener.expected.set(socket.localPort!, tapped);
      else {
        listener.early.delete(socket.localPort!);
        this.#accept(listener, early, tapped);
      }
      return this.#keep(new TappedSocket(socket, tapped, "from", this.capture));
    } catch {
      this.capture.ended(flow, "refused");
      throw new DialRefused(to);
    } finally {
      this.#working--;
      if (--listener.dialling === 0) this.#dropForeign(listener);
      this.#changed();
    }
  }

  /** Counts as work in progress until it settles: the run is not at rest meanwhile. */
  async working<T>(work: Promise<T>): Promise<T> {
    this.#working++;
    try {
      return await work;
    } finally {
      this.#working--;
      this.#changed();
    }
  }

  /**
   * Resolves when nothing more happens by itself: every byte and FIN that was written has been read by its peer (or its reader has
   * stopped reading), no connection is being opened and no work is in progress. Rejects when `signal` is aborted.
   */
  settled(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const aborted = () => {
        this.#waiters.delete(done);
        reject(signal.reason as Error);
      };
      const done = () => {
        signal.removeEventListener("abort", aborted);
        resolve();
      };
      if (signal.aborted) return aborted();
      signal.addEventListener("abort", aborted, { once: true });
      this.#waiters.add(done);
      this.#changed();
    });
  }

  /** Closes every socket and listener. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(
      this.#listeners.splice(0).map((listener) => {
        for (const socket of listener.early.values()) socket.destroy();
        return new Promise<void>((resolve) => listener.server.close(() => resolve()));
      }),
    );
  }

  #incoming(listener: Listener, socket: Socket): void {
    const port = socket.remotePort;
    if (port === undefined || this.#stopped) return void socket.destroy();
    const expected = listener.expected.get(port);
    if (expected !== undefined) {
      listener.expected.delete(port);
      return this.#accept(listener, socket, expected);
    }
    if (listener.dialling > 0) return void listener.early.set(port, socket);
    if (this.#foreground === null) return void socket.resetAndDestroy();
    this.#acceptForeign(listener, socket, port);
  }

  /** In a run only the dialler's sockets are served; other programs on this machine are turned away. */
  #dropForeign(listener: Listener): void {
    for (const [port, socket] of listener.early) {
      listener.early.delete(port);
      if (this.#foreground === null) socket.resetAndDestroy();
      else this.#acceptForeign(listener, socket, port);
    }
  }

  #acceptForeign(listener: Listener, socket: Socket, port: number): void {
    try {
      if (this.#sockets.size >= this.#foreground!.connections) throw new Error("too many connections");
      const flow = this.capture.opening(this.#end("client", port), this.#end(listener.at.host, listener.at.port));
      this.#accept(listener, socket, this.#tapped(flow, socket, false));
    } catch {
      socket.resetAndDestroy();
    }
  }

  #accept(listener: Listener, socket: Socket, tapped: TappedFlow): void {
    const accepted = this.#keep(new TappedSocket(socket, tapped, "to", this.capture));
    socket.once("close", () => this.#sockets.delete(accepted));
    listener.accept(accepted);
  }

  #keep(socket: TappedSocket): TappedSocket {
    this.#sockets.add(socket);
    return socket;
  }

  #tapped(flow: Flow, socket: Socket, bothTapped: boolean): TappedFlow {
    flow.real = bothTapped ? { fromPort: socket.localPort!, toPort: socket.remotePort! } : { fromPort: socket.remotePort!, toPort: socket.localPort! };
    const direction = () => ({ written: 0, read: 0, finSent: false, finSeen: false, held: false });
    // Both ends share it; what is wholly closed needs no more watching.
    const changed = () => {
      if (tapped.closed.from && tapped.closed.to) this.#flows.delete(tapped);
      this.#changed();
    };
    const tapped: TappedFlow = { flow, out: direction(), back: direction(), bothTapped, closed: { from: !bothTapped, to: false }, changed };
    this.#flows.add(tapped);
    return tapped;
  }

  #end(host: HostName, port: number): End {
    return { host, address: this.#entry.hosts[host]?.address ?? loopback, port };
  }

  #changed(): void {
    if (this.#checking || this.#waiters.size === 0) return;
    this.#checking = true;
    // One turn later, so that whoever read the last byte has acted on it.
    setImmediate(() => {
      this.#checking = false;
      if (this.#working > 0 || ![...this.#flows].every(atRest)) return;
      for (const done of this.#waiters) done();
      this.#waiters.clear();
    });
  }
}

function atRest({ out, back, bothTapped, closed }: TappedFlow): boolean {
  if (!bothTapped) return true;
  return (closed.to || delivered(out)) && (closed.from || delivered(back));
}

function delivered(direction: TappedFlow["out"]): boolean {
  if (direction.held) return true;
  return direction.written === direction.read && (!direction.finSent || direction.finSeen);
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: loopback, allowHalfOpen: true, noDelay: true });
    socket.once("error", reject);
    socket.once("connect", () => {
      socket.off("error", reject);
      resolve(socket);
    });
  });
}
