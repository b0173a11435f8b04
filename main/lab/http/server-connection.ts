/** One connection of an HTTP/1.1 server: reads requests one after the other (pipelined ones wait), answers in order. */
import type { LabClock, TimerHandle } from "../clock.ts";
import type { TappedSocket } from "../tap.ts";
import { empty, hasToken, type Request, type RequestHead, type Response, text } from "./message.ts";
import { framingOf, readContent, type Framing } from "./request-content.ts";
import { readHead, type HeadRules, type Refusal } from "./request-head.ts";
import { responseBytes } from "./response-bytes.ts";

export interface HttpService {
  rules: HeadRules;
  clock: LabClock;
  /** Largest content of any request; beyond it 413. */
  maxContent: number;
  /** Lab time that an unfinished request may take; then 408. */
  requestTimeoutMs: number;
  /** What can be said from the head alone, before any content is read. Null: go on. */
  admit(head: RequestHead): Response | null;
  /** Never rejects. */
  respond(request: Request): Response | Promise<Response>;
  /** Every final response, with its reason. */
  decided(response: Response, request: RequestHead | null): void;
}

/** After our FIN the peer's bytes are read and dropped for so long (RFC 9112 §9.6), in lab time. */
const lingerMs = 5_000;

export class ServerConnection {
  readonly #socket: TappedSocket;
  readonly #service: HttpService;
  #buffer: Uint8Array = new Uint8Array(0);
  #state: "reading" | "answering" | "closing" | "tunnel" = "reading";
  /** Head that was read and admitted; its content is still to come. */
  #head: { head: RequestHead; framing: Framing; length: number } | null = null;
  #timer: TimerHandle | null = null;
  #finSeen = false;

  constructor(socket: TappedSocket, service: HttpService) {
    this.#socket = socket;
    this.#service = service;
    socket.handle({ bytes: (bytes) => this.#bytes(bytes), fin: () => this.#fin(), closed: () => this.#stopTimer() });
  }

  #bytes(bytes: Uint8Array): void {
    if (this.#state === "closing" || this.#state === "tunnel") return;
    this.#buffer = this.#buffer.length === 0 ? bytes : Buffer.concat([this.#buffer, bytes]);
    // While an answer is being made the next requests wait in the kernel, beyond this much.
    if (this.#state === "answering" && this.#buffer.length > this.#service.maxContent) this.#socket.pause();
    this.#read();
  }

  #fin(): void {
    this.#finSeen = true;
    if (this.#state === "tunnel") return this.#socket.end();
    if (this.#state === "reading") this.#endOfRequests();
  }

  #read(): void {
    while (this.#state === "reading" && (this.#buffer.length > 0 || this.#head !== null)) {
      const progress = this.#head === null ? this.#readHead() : this.#readContent();
      if (!progress) break;
    }
    if (this.#state !== "reading") return;
    if (this.#finSeen) this.#endOfRequests();
    else if (this.#buffer.length > 0 || this.#head !== null) this.#startTimer();
  }

  /** RFC 9112 §8: a request that its sender ended early is incomplete. */
  #endOfRequests(): void {
    if (this.#buffer.length > 0 || this.#head !== null)
      this.#refuse({ kind: "refused", status: 400, why: "the connection ended in the middle of a request (RFC 9112 §8)" });
    else this.#close();
  }

  /** False: more bytes are needed, or an answer has been given. */
  #readHead(): boolean {
    const read = readHead(this.#buffer, this.#service.rules);
    if (read.kind === "more") return false;
    if (read.kind === "refused") return this.#refuse(read);
    const { head, length } = read;
    const framing = framingOf(head, this.#service.rules);
    if (framing.kind === "refused") return this.#refuse(framing, head);
    const early = this.#service.admit(head);
    if (early !== null) {
      // Its content is not read. Where it isn't wholly here, nothing tells where the next request begins: close (RFC 9110 §10.1.1).
      const content = readContent(this.#buffer, length, framing, this.#service.maxContent, this.#service.rules);
      const whole = content.kind === "content";
      this.#buffer = whole ? this.#buffer.subarray(content.length) : new Uint8Array(0);
      this.#answer({ ...early, close: early.close === true || !whole }, head, framing);
      return true;
    }
    this.#head = { head, framing, length };
    const waits = framing.kind !== "none" && this.#buffer.length === length;
    if (waits && head.version.minor >= 1 && hasToken(head, "Expect", "100-continue")) this.#send(empty(100), head, true);
    return true;
  }

  #readContent(): boolean {
    const { head, framing, length } = this.#head!;
    const read = readContent(this.#buffer, length, framing, this.#service.maxContent, this.#service.rules);
    if (read.kind === "more") return false;
    this.#head = null;
    if (read.kind === "refused") return this.#refuse(read, head);
    this.#buffer = this.#buffer.subarray(read.length);
    this.#stopTimer();
    const [path = "", ...query] = originForm(head.target).split("?");
    const request: Request = { ...head, path, query: query.join("?"), content: read.content, trailers: read.trailers };
    this.#state = "answering";
    const response = this.#service.respond(request);
    if (!(response instanceof Promise)) {
      this.#answer(response, head, framing);
      return true;
    }
    void this.#answerLater(response, head, framing);
    return false;
  }

  async #answerLater(response: Promise<Response>, head: RequestHead, framing: Framing): Promise<void> {
    this.#answer(await response, head, framing);
    if (this.#socket.paused) this.#socket.resume();
    this.#read();
  }

  #answer(response: Response, head: RequestHead, framing: Framing): void {
    for (const interim of response.interim ?? []) if (head.version.minor >= 1) this.#send(interim, head, true);
    const wanted = head.version.minor === 0 ? hasToken(head, "Connection", "keep-alive") : !hasToken(head, "Connection", "close");
    const persists = wanted && response.close !== true && response.cutAt === undefined && !framing.closes;
    this.#service.decided(response, head);
    this.#send(response, head, persists);
    if (response.upgraded === true) {
      this.#state = "tunnel";
      this.#buffer = new Uint8Array(0);
    } else if (persists) this.#state = "reading";
    else this.#close();
  }

  #refuse({ status, why }: Refusal, head: RequestHead | null = null): false {
    const response: Response = { ...text(status, `${status}: ${why}\n`), because: why, close: true };
    this.#head = null;
    this.#service.decided(response, head);
    this.#send(response, head, false);
    this.#close();
    return false;
  }

  #send(response: Response, request: RequestHead | null, persists: boolean): void {
    this.#socket.write(responseBytes(response, { request, persists: persists || response.status === 101, nowMs: this.#service.clock.nowMs() }));
  }

  #close(): void {
    this.#stopTimer();
    this.#state = "closing";
    this.#buffer = new Uint8Array(0);
    this.#socket.end();
    this.#service.clock.after(lingerMs, () => this.#socket.destroy());
  }

  #startTimer(): void {
    this.#timer ??= this.#service.clock.after(this.#service.requestTimeoutMs, () => {
      this.#timer = null;
      this.#refuse({ kind: "refused", status: 408, why: `no whole request within ${this.#service.requestTimeoutMs / 1000} s (RFC 9110 §15.5.9)` });
    });
  }

  #stopTimer(): void {
    this.#timer?.cancel();
    this.#timer = null;
  }
}

/** Path and query of any form of target that names a resource (RFC 9112 §3.2). */
export function originForm(target: string): string {
  const absolute = /^https?:\/\/[^/?]*(?<rest>.*)$/i.exec(target)?.groups?.["rest"];
  if (absolute === undefined) return target;
  return absolute.startsWith("/") ? absolute : `/${absolute}`;
}
