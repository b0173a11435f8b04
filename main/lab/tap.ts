/**
 * A socket with a tap inside it: every write and read is recorded where the program makes it, with its time.
 * Never a relay (kernel states would be the relay's). It sees writes and reads, not segments.
 */
import type { Socket } from "node:net";
import type { Flow, HostName } from "../contract/index.ts";
import type { CaptureWriter, Direction } from "./capture.ts";
import { LimitReached } from "./limits.ts";

/** What both ends of one connection share. */
export interface TappedFlow {
  flow: Flow;
  /** Bytes on their way from `flow.from`, and to it. */
  out: Direction;
  back: Direction;
  /** Both ends are lab hosts; false where a foreign program opened it (`retransmit lab`). */
  bothTapped: boolean;
  closed: { from: boolean; to: boolean };
  changed(): void;
}

export interface SocketHandlers {
  bytes(bytes: Uint8Array): void;
  /** The peer half-closed. */
  fin?(): void;
  /** The socket is gone; `reset` where the peer broke it off. */
  closed?(reset: boolean): void;
}

/** Bytes that arrive before a handler is set wait here, at most this many; then reading stops. */
const maxWaitingBytes = 256 * 1024;

export class TappedSocket {
  readonly host: HostName;
  readonly peer: HostName;
  readonly tapped: TappedFlow;
  readonly #socket: Socket;
  readonly #capture: CaptureWriter;
  readonly #mine: Direction;
  readonly #theirs: Direction;
  readonly #end: "from" | "to";
  #handlers: SocketHandlers | null = null;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #paused = false;
  #reset = false;
  #closedSeen = false;

  constructor(socket: Socket, tapped: TappedFlow, end: "from" | "to", capture: CaptureWriter) {
    this.#socket = socket;
    this.#capture = capture;
    this.tapped = tapped;
    this.#end = end;
    this.host = tapped.flow[end].host;
    this.peer = tapped.flow[end === "from" ? "to" : "from"].host;
    this.#mine = end === "from" ? tapped.out : tapped.back;
    this.#theirs = end === "from" ? tapped.back : tapped.out;
    socket.on("data", (bytes: Uint8Array) => this.#onData(bytes));
    socket.on("end", () => this.#onEnd());
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNRESET" || error.code === "EPIPE") this.#reset = true;
    });
    socket.on("close", () => this.#onClose());
  }

  /** Sets who listens; what arrived before is handed over at once. */
  handle(handlers: SocketHandlers): void {
    this.#handlers = handlers;
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    for (const bytes of waiting) handlers.bytes(bytes);
    if (this.#theirs.finSeen) handlers.fin?.();
    if (this.#closedSeen) handlers.closed?.(this.#reset);
    else if (!this.#paused) this.resume();
  }

  /** False: the kernel takes no more for now; wait for `drained`. Bytes after a close are dropped, as the kernel drops them. */
  write(bytes: Uint8Array): boolean {
    if (bytes.length === 0) return true;
    if (!this.writable) return false;
    try {
      this.#capture.saw(this.tapped.flow, this.host, bytes, "write");
    } catch (error) {
      if (error instanceof LimitReached) return false;
      throw error;
    }
    this.#mine.written += bytes.length;
    return this.#socket.write(bytes);
  }

  /** Resolves when more may be written, or the socket is gone. */
  drained(): Promise<void> {
    if (!this.#socket.writableNeedDrain || this.#socket.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        this.#socket.off("drain", done).off("close", done);
        resolve();
      };
      this.#socket.on("drain", done).on("close", done);
    });
  }

  /** Half-close: FIN after what was written. */
  end(): void {
    if (this.#mine.finSent || this.#socket.destroyed) return;
    this.#mine.finSent = true;
    this.#socket.end();
    if (this.#theirs.finSeen) this.#capture.ended(this.tapped.flow, "fin");
    this.tapped.changed();
  }

  /** Breaks off with RST. */
  reset(): void {
    if (this.#socket.destroyed) return;
    this.#mine.finSent = true;
    this.#reset = true;
    this.#capture.ended(this.tapped.flow, "reset");
    this.#socket.resetAndDestroy();
  }

  /** Lets go of the socket without a word of ours; for the end of a run. */
  destroy(): void {
    this.#socket.destroy();
  }

  /** Stops reading: the kernel's buffers fill and the peer has to wait. */
  pause(): void {
    this.#paused = true;
    this.#theirs.held = true;
    this.#socket.pause();
    this.tapped.changed();
  }

  resume(): void {
    this.#paused = false;
    this.#theirs.held = false;
    this.#socket.resume();
    this.tapped.changed();
  }

  get writable(): boolean {
    return !this.#socket.destroyed && !this.#mine.finSent && this.#socket.writable;
  }

  /** Has the peer's FIN come, or has the connection broken off? */
  get ended(): boolean {
    return this.#theirs.finSeen || this.#socket.destroyed;
  }

  get paused(): boolean {
    return this.#paused;
  }

  #onData(bytes: Uint8Array): void {
    this.#theirs.read += bytes.length;
    try {
      this.#capture.saw(this.tapped.flow, this.peer, bytes, "read");
    } catch (error) {
      if (error instanceof LimitReached) return;
      throw error;
    }
    if (this.#handlers !== null) this.#handlers.bytes(bytes);
    else {
      this.#waiting.push(bytes);
      this.#waitingBytes += bytes.length;
      if (this.#waitingBytes > maxWaitingBytes) {
        this.#theirs.held = true;
        this.#socket.pause();
      }
    }
    this.tapped.changed();
  }

  #onEnd(): void {
    this.#theirs.finSeen = true;
    // What the dialler saw decides; where it closed first, the answer to its FIN does.
    if (this.#end === "from" || this.#mine.finSent) this.#capture.ended(this.tapped.flow, "fin");
    this.#handlers?.fin?.();
    this.tapped.changed();
  }

  #onClose(): void {
    this.#closedSeen = true;
    this.tapped.closed[this.#end] = true;
    this.#mine.finSent = true;
    if (this.#reset && this.#end === "from") this.#capture.ended(this.tapped.flow, "reset");
    this.#handlers?.closed?.(this.#reset);
    this.tapped.changed();
  }
}
