/** Captures written as text: what each side said, in turn, at rising times. */
import type { Chunk, Flow, Message } from "../../main/contract/index.ts";
import { bytesOfLatin1, latin1, type Capture } from "../../main/wire/capture.ts";
import { dissect, type Dissection } from "../../main/wire/dissect.ts";

export type Said = readonly ["client" | "origin", string];

const hosts = [
  { name: "client", address: "192.0.2.10", hostname: "client.test", role: "client" },
  { name: "origin", address: "198.51.100.80", hostname: "origin.test", role: "server" },
];

export function captureOf(said: readonly Said[], flow: Partial<Flow> = {}): Capture {
  const chunks = said.map(([by, text], index): Chunk => ({ flow: 0, by, at: (index + 1) * 100, bytes: bytesOfLatin1(text), observed: "write" }));
  const whole: Flow = {
    id: 0,
    transport: "tcp",
    from: { host: "client", address: "192.0.2.10", port: 49_152 },
    to: { host: "origin", address: "198.51.100.80", port: 80 },
    openedAt: 0,
    endedAt: 100_000,
    ended: "fin",
    real: null,
    ...flow,
  };
  return { hosts, flows: [whole], chunks, events: [], limits: [] };
}

export function dissected(said: readonly Said[], flow: Partial<Flow> = {}): Dissection {
  return dissect(captureOf(said, flow));
}

/** A message in a few words, for tables: who, what, its content, the request that it answers. */
export function brief(message: Message): string {
  const { value } = message;
  const words = [message.by, message.summary];
  if (value.kind === "opaque") words.push(`opaque ${value.reason}`);
  else {
    if (value.body.length > 0) words.push(JSON.stringify(latin1(value.body)));
    if (value.trailers.length > 0) words.push(`trailers ${value.trailers.map(({ name, value: text }) => `${name}=${text}`).join(",")}`);
    if (!value.complete) words.push("incomplete");
  }
  if (message.request !== null) words.push(`answers ${message.request}`);
  return words.join(" · ");
}
