/** A user agent that follows redirects as the Fetch Standard says (HTTP-redirect fetch), and as browsers do. */
import type { HostName } from "../../contract/index.ts";
import type { AgentStep } from "../../exercise/languages/agent.ts";
import { DialRefused } from "../env.ts";
import type { Env } from "../scenario.ts";
import type { TappedSocket } from "../tap.ts";
import { fieldLines, latin1Bytes, type Response } from "./message.ts";
import { ResponseReader } from "./response-reader.ts";

/** Fetch Standard: "If request's redirect count is 20, then return a network error". */
export const maxRedirects = 20;

/** Fields that describe content and go when the content goes (Fetch Standard, request-body-header name). */
const contentFields = new Set(["content-encoding", "content-language", "content-location", "content-type", "content-length"]);

interface Pending {
  method: string;
  url: URL;
  headers: { name: string; value: string }[];
  body: Uint8Array | null;
}

export class UserAgent {
  readonly #env: Env;
  readonly #host: HostName;
  /** Names to lab hosts. */
  readonly #names: Readonly<Record<string, HostName>>;
  readonly #connections = new Map<string, { socket: TappedSocket; reader: ResponseReader }>();

  constructor(env: Env, host: HostName, names: Readonly<Record<string, HostName>>) {
    this.#env = env;
    this.#host = host;
    this.#names = names;
  }

  async request(step: AgentStep, signal: AbortSignal): Promise<void> {
    let pending: Pending | null = { method: step.method, url: new URL(step.url), headers: step.headers, body: step.body };
    for (let redirects = 0; pending !== null; redirects++) {
      const response: Response | null = await this.#exchange(pending, signal);
      pending = response === null ? null : redirected(pending, response);
      if (pending !== null && redirects >= maxRedirects) {
        this.#env.capture.event({
          kind: "decision",
          host: this.#host,
          name: "redirects",
          value: `stopped after ${maxRedirects} redirects`,
          source: "application",
        });
        return;
      }
    }
  }

  /** Null: no answer came. */
  async #exchange(request: Pending, signal: AbortSignal): Promise<Response | null> {
    const connection = await this.#connection(request.url);
    if (connection === null) return null;
    const { socket, reader } = connection;
    const seen = reader.responses.length;
    reader.expect(request.method);
    socket.write(requestBytes(request));
    await this.#env.settled(signal);
    if (socket.ended || !reader.persists) socket.end();
    await this.#env.settled(signal);
    return reader.responses.slice(seen).find(({ status }) => status >= 200) ?? null;
  }

  async #connection(url: URL): Promise<{ socket: TappedSocket; reader: ResponseReader } | null> {
    const known = this.#connections.get(url.host);
    if (known !== undefined && known.socket.writable && !known.socket.ended) return known;
    const host = this.#names[url.hostname];
    if (host === undefined || url.protocol !== "http:") return null;
    try {
      const socket = await this.#env.dial(this.#host, { host, port: Number(url.port || 80) });
      const reader = new ResponseReader();
      socket.handle({ bytes: (bytes) => reader.bytes(bytes), fin: () => reader.end() });
      this.#connections.set(url.host, { socket, reader });
      return { socket, reader };
    } catch (error) {
      if (error instanceof DialRefused) return null;
      throw error;
    }
  }
}

/** The request that a redirect leads to; null where it leads nowhere. */
export function redirected(request: Pending, response: Response): Pending | null {
  const [location] = fieldLines(response.fields, "Location");
  if (![301, 302, 303, 307, 308].includes(response.status) || location === undefined) return null;
  const url = resolved(location, request.url);
  if (url === null) return null;
  const { status } = response;
  const becomesGet =
    ((status === 301 || status === 302) && request.method === "POST") || (status === 303 && request.method !== "GET" && request.method !== "HEAD");
  const sameOrigin = url.origin === request.url.origin;
  const headers = request.headers.filter(({ name }) => {
    const lower = name.toLowerCase();
    return !(becomesGet && contentFields.has(lower)) && (sameOrigin || lower !== "authorization");
  });
  return { method: becomesGet ? "GET" : request.method, url, headers, body: becomesGet ? null : request.body };
}

/** Relative to what was asked (RFC 9110 §10.2.2); a fragment is inherited but never sent. */
function resolved(location: string, base: URL): URL | null {
  if (!URL.canParse(location, base.href)) return null;
  const url = new URL(location, base.href);
  return url.protocol === "http:" || url.protocol === "https:" ? url : null;
}

function requestBytes({ method, url, headers, body }: Pending): Uint8Array {
  const own = (name: string) => headers.some((header) => header.name.toLowerCase() === name);
  const lines = [`${method} ${url.pathname}${url.search} HTTP/1.1`, `Host: ${url.host}`];
  if (!own("accept")) lines.push("Accept: */*");
  lines.push(...headers.map(({ name, value }) => `${name}: ${value}`));
  // Methods that expect content say the length even of none (RFC 9110 §8.6).
  const wantsLength = body !== null || ["POST", "PUT"].includes(method);
  if (wantsLength && !own("content-length")) lines.push(`Content-Length: ${body?.length ?? 0}`);
  const head = latin1Bytes(`${lines.join("\r\n")}\r\n\r\n`);
  return body === null ? head : Buffer.concat([head, body]);
}
