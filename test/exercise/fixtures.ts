/** A catalogue with a scenario of every shape, and transcripts of HTTP messages written by hand. */
import { catalogue as real, makeCatalogue, type Catalogue } from "../../main/exercise/catalogue.ts";
import type { HttpHeader, Message, MessageValue, Transcript } from "../../main/contract/index.ts";
import type { Language, ScenarioEntry } from "../../main/exercise/scenario.ts";
import { httpOrigin } from "../../main/exercise/scenarios/http-origin.ts";

const lines: Language<string> = {
  id: "lines",
  summary: "Any lines; for tests.",
  step: (words, block) => ({ ok: true, value: [words, ...block.split("\n")] }),
  answer: (text) => ({ ok: true, value: text.split("\n") }),
  format: (steps) => steps.join("\n"),
};

const host = { playable: true, address: "192.0.2.1", ports: [80], protocols: [], role: "a host" };
const base: Omit<ScenarioEntry, "id" | "hosts"> = {
  summary: "For tests.",
  settings: {
    prefix: { type: "int", default: 24, min: 0, max: 32, summary: "Prefix length." },
    mode: { type: "choice", default: "fast", choices: ["fast", "slow"], summary: "Speed." },
    label: { type: "string", default: "", maxLength: 5, summary: "A label." },
    strict: { type: "bool", default: true, summary: "Strict?" },
  },
  documents: {},
  needs: [],
  planned: { isn: { type: "int", summary: "Initial sequence number." } },
  facts: {
    hosts: { type: "int", summary: "Addresses for hosts." },
    network: { type: "string", summary: "Network address." },
    ratio: { type: "double", summary: "A ratio." },
  },
  resources: [],
  wire: "simulated",
  plan: (_settings, random) => ({ isn: random.between(1, 1000) }),
};

const shop: ScenarioEntry = {
  ...base,
  id: "test/shop",
  hosts: {
    alice: { ...host, language: "agent", acts: "sends", hostname: "alice.test" },
    client: { ...host, language: "wire-text", acts: "sends", hostname: "client.test" },
    origin: { ...host, language: "wire-text", acts: "serves", hostname: "shop.test" },
  },
};
const weak: ScenarioEntry = {
  ...base,
  id: "test/weak",
  hosts: { client: shop.hosts["client"]!, app: { ...host, playable: false, language: "wire-text", acts: "serves", hostname: "app.test" } },
  documents: { defence: "lines" },
};
const subnet: ScenarioEntry = {
  ...base,
  id: "test/subnet",
  hosts: {},
  derive: (settings) => ({ hosts: 2 ** (32 - Number(settings["prefix"])) - 2, network: "192.0.2.0", ratio: 0.5 }),
};

export const catalogue: Catalogue = makeCatalogue([httpOrigin, shop, weak, subnet], [...real.languages.values(), lines]);

const encoder = new TextEncoder();

interface Written {
  by: string;
  to: string;
  first: string;
  headers?: Record<string, string>;
  body?: string;
  attempt?: number;
  complete?: boolean;
  trailers?: HttpHeader[];
}

/** `first` is a start line: "GET / HTTP/1.1" or "HTTP/1.1 200 OK". */
export function transcript(messages: Written[], more: Partial<Transcript> = {}): Transcript {
  return {
    version: 1,
    scenario: "http/origin",
    seed: "seed",
    wire: "real",
    startedAtMs: 0,
    hosts: [],
    flows: [
      {
        id: 1,
        transport: "tcp",
        from: { host: "client", address: "192.0.2.10", port: 49152 },
        to: { host: "origin", address: "198.51.100.80", port: 80 },
        openedAt: 5,
        endedAt: 90,
        ended: "fin",
        real: null,
      },
    ],
    chunks: [],
    messages: messages.map(message),
    events: [],
    steps: [],
    cases: [],
    facts: {},
    secrets: [],
    limits: [],
    ...more,
  };
}

function message({ by, to, first, headers = {}, body = "", attempt = 1, complete = true, trailers = [] }: Written, index: number): Message {
  const shared = { headers: Object.entries(headers).map(([name, value]) => ({ name, value })), body: encoder.encode(body), trailers, complete };
  const [a = "", b = "", ...rest] = first.split(" ");
  const value: MessageValue = a.startsWith("HTTP/")
    ? { kind: "response", version: a, status: Number(b), reason: rest.join(" "), ...shared }
    : { kind: "request", method: a, target: b, version: rest.join(" "), ...shared };
  return {
    id: index,
    flow: 1,
    by,
    to,
    at: index * 10,
    protocol: "http/1.1",
    stream: null,
    summary: first,
    detail: "",
    range: { flow: 1, by, from: 0, to: 1 },
    inside: null,
    encrypted: false,
    request: null,
    attempt,
    step: index,
    value,
  };
}
