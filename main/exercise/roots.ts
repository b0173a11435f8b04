/** The roots of goals and asks, built from a transcript. Everything is made when it is first read. */
import type { FactValue, Flow, HttpHeader, Message, StepRecord, Transcript } from "../contract/index.ts";
import { hostLookup } from "./cel-functions.ts";
import { celObject, factsObject, labObject, type CelContext } from "./environment.ts";
import type { Prepared } from "./prepare.ts";
import type { ScenarioEntry } from "./scenario.ts";
import { celValue, celValues } from "./vary.ts";

/** Names of hosts that an exchange is restricted to; null: all. */
type Seen = string | null;

interface Reading {
  transcript: Transcript;
  messages: Message[];
  made: Map<Message, object>;
}

/** `attempt`: whose messages are read; the session's steps and connections are all there. */
export function celContext(prepared: Prepared, transcript: Transcript, scenario: ScenarioEntry, attempt: number): CelContext {
  const reading: Reading = { transcript, messages: transcript.messages.filter((message) => message.attempt === attempt), made: new Map() };
  const hosts = new Map<string, object>();
  const context: CelContext = { ...celValues(prepared.drawn), lab: labObject(celValues(prepared.plan)) };
  lazily(context, exchange(reading, actingHost(prepared, transcript, scenario)));
  lazily(context, {
    steps: () => transcript.steps.filter(({ accepted }) => accepted).map(step),
    refused: () => transcript.steps.filter(({ accepted }) => !accepted).map(step),
    cases: () => transcript.cases.map((each) => celObject("Case", { ...each })),
    facts: () => factsObject(facts({ ...prepared.derived, ...transcript.facts }, scenario)),
  });
  context[hostLookup] = (name: string): object => {
    let host = hosts.get(name);
    if (!host) hosts.set(name, (host = hostObject(reading, name)));
    return host;
  };
  return context;
}

/** The transcript as it was when the attempt's step `n` (from 1) was done; facts are those of the end. Null: all of it. */
export function stoppedAfter(transcript: Transcript, attempt: number, n: number | null): Transcript {
  const next = n === null ? undefined : transcript.steps.filter((each) => each.attempt === attempt)[n];
  if (!next) return transcript;
  return {
    ...transcript,
    flows: transcript.flows
      .filter(({ openedAt }) => openedAt < next.at)
      .map((flow) => (flow.endedAt !== null && flow.endedAt >= next.at ? { ...flow, ended: "open" as const, endedAt: null } : flow)),
    messages: transcript.messages.filter(({ step: number }) => number < next.n),
    events: transcript.events.filter(({ at }) => at < next.at),
    steps: transcript.steps.filter((each) => each.n < next.n),
  };
}

/** The learner's part, else the host that the deck lets act first. */
export function actingHost(prepared: Prepared, transcript: Transcript, scenario: ScenarioEntry): Seen {
  const { play } = prepared.exercise;
  if (play !== null && Object.hasOwn(scenario.hosts, play)) return play;
  const first =
    transcript.steps.find((each) => each.by === "deck" && Object.hasOwn(scenario.hosts, each.host))?.host ??
    prepared.steps.find((each) => each.kind === "host")?.host;
  return first ?? transcript.messages[0]?.by ?? null;
}

function lazily(target: object, makers: Record<string, () => unknown>): void {
  for (const [name, make] of Object.entries(makers)) {
    Object.defineProperty(target, name, {
      enumerable: true,
      configurable: true,
      get() {
        const value = make();
        Object.defineProperty(target, name, { enumerable: true, value });
        return value;
      },
    });
  }
}

/** What `request`, `responses` … are for one host. An absent last one is undefined: CEL says so, and the goal is absent. */
function exchange(reading: Reading, seen: Seen): Record<string, () => unknown> {
  const { transcript } = reading;
  const mine = (): Message[] => (seen === null ? reading.messages : reading.messages.filter(({ by, to }) => by === seen || to === seen));
  const requests = (): Message[] => mine().filter(({ value }) => value.kind === "request");
  const responses = (final: boolean): Message[] => mine().filter(({ value }) => value.kind === "response" && isFinal(value.status) === final);
  const flows = (): Flow[] => transcript.flows.filter(({ from, to }) => seen === null || from.host === seen || to.host === seen);
  const made = (messages: Message[]): object[] => messages.map((message) => httpObject(reading, message));
  const last = (messages: Message[]): object | undefined => (messages.length > 0 ? httpObject(reading, messages.at(-1)!) : undefined);
  const by = (protocols: RegExp) => () =>
    mine()
      .filter(({ protocol }) => protocols.test(protocol))
      .map(messageObject);
  return {
    request: () => last(requests().filter(({ value }) => value.kind === "request" && value.complete)),
    response: () => last(responses(true)),
    requests: () => made(requests()),
    responses: () => made(responses(true)),
    interim: () => made(responses(false)),
    messages: () => mine().map(messageObject),
    frames: by(/^(?:ethernet|arp|frame)$/),
    records: by(/^tls/),
    segments: by(/^tcp$/),
    flows: () => flows().map(flowObject),
    ended: () => flows().at(-1)?.ended,
  };
}

/** 101 ends what HTTP/1.1 has to say (RFC 9110 §15.2.2), so it is final here. */
function isFinal(status: number): boolean {
  return status >= 200 || status === 101;
}

function httpObject(reading: Reading, message: Message): object {
  let made = reading.made.get(message);
  if (made) return made;
  const { value } = message;
  if (value.kind === "opaque") throw new Error("Only HTTP messages are requests and responses.");
  const shared = {
    version: value.version,
    headers: value.headers.map(headerObject),
    body: value.body,
    trailers: value.trailers.map(headerObject),
    complete: value.complete,
    flow: BigInt(message.flow),
    step: BigInt(message.step),
    at: BigInt(Math.round(message.at)),
  };
  made =
    value.kind === "request"
      ? celObject("Request", { method: value.method, target: value.target, ...shared })
      : celObject("Response", { status: BigInt(value.status), reason: value.reason, ...shared });
  reading.made.set(message, made);
  return made;
}

function headerObject({ name, value }: HttpHeader): object {
  return celObject("Header", { name, value });
}

function messageObject(message: Message): object {
  const { protocol, by, to, summary, encrypted } = message;
  return celObject("Message", {
    protocol,
    by,
    to,
    summary,
    encrypted,
    flow: BigInt(message.flow),
    step: BigInt(message.step),
    at: BigInt(Math.round(message.at)),
  });
}

function flowObject({ transport, from, to, ended, openedAt }: Flow): object {
  return celObject("Flow", { transport, from: from.host, to: to.host, port: BigInt(to.port), ended, openedAt: BigInt(Math.round(openedAt)) });
}

function step({ host, by, text, accepted, refusedBy }: StepRecord): object {
  return celObject("Step", { host, by, text, accepted, rule: refusedBy?.rule ?? "" });
}

function hostObject(reading: Reading, name: string): object {
  const events = (kind: string) => reading.transcript.events.filter((event) => event.host === name && event.kind === kind);
  const latest = (kind: string): Map<string, string> => new Map(events(kind).map((event) => [event.name, event.value]));
  const host = celObject("Host", {});
  lazily(host, exchange(reading, name));
  lazily(host, {
    state: () => events("state").at(-1)?.value,
    states: () => events("state").map(({ value }) => value),
    facts: () => celValue(ownFacts(reading.transcript.facts, name)),
    queries: () => events("query").map(({ value }) => value),
    cache: () => latest("cache"),
    cookies: () => latest("cookie"),
  });
  return host;
}

/** A host's own facts stand under its name. */
function ownFacts(all: Record<string, FactValue>, name: string): FactValue {
  const own = Object.hasOwn(all, name) ? all[name] : undefined;
  return own !== null && typeof own === "object" && !Array.isArray(own) ? own : {};
}

/** By the scenario's declared types: an int fact is an int even where its value looks like a fraction's. */
function facts(all: Record<string, FactValue>, scenario: ScenarioEntry): Record<string, unknown> {
  const typed = (name: string, value: FactValue): unknown => (scenario.facts[name]?.type === "double" && typeof value === "number" ? value : celValue(value));
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, typed(name, value)]));
}
