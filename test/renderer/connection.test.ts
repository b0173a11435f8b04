import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createResource } from "../../renderer/client/resource.ts";
import { connect, firstPauseMs, lastPauseMs, maxPortWaitMs, pauseMs, takeToken, type Connection } from "../../renderer/client/connection.ts";
import { serveMessagePort } from "../../main/transport/message-port.ts";
import { makeHandlers } from "../../main/transport/router.ts";
import type { Api } from "../../main/contract/api.ts";
import { MessageChannel, type MessagePort } from "node:worker_threads";

/** What connection.ts asks of a window, with the port's message as the preload posts it. */
function openPage(href: string, kept: Record<string, string> = {}) {
  const stored = new Map(Object.entries(kept));
  const events = new EventTarget();
  const state = { href, reloads: 0 };
  const page = {
    location: {
      get href() {
        return state.href;
      },
      reload: () => {
        state.reloads += 1;
      },
    },
    history: {
      replaceState: (_data: unknown, _unused: string, url: URL) => {
        state.href = url.href;
      },
    },
    sessionStorage: { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => void stored.set(key, value) },
    addEventListener: events.addEventListener.bind(events),
  } as unknown as Window;
  const post = (port: unknown, source: unknown = page, type = "retransmit:port") =>
    events.dispatchEvent(Object.assign(new Event("message"), { source, data: { type }, ports: [port] }));
  return { page, state, stored, post };
}

/** An app that answers one procedure with its own name, or never. */
const opened: MessagePort[] = [];
function appNamed(name: string, answer: Promise<void> = Promise.resolve()) {
  const { port1, port2 } = new MessageChannel();
  const today = async () => {
    await answer;
    return { day: name };
  };
  const api = new Proxy({}, { get: () => new Proxy({}, { get: () => today }) }) as unknown as Api<AbortSignal>;
  serveMessagePort(
    port1,
    makeHandlers(api, (error) => ({ code: "fault", data: {}, message: String(error) })),
  );
  opened.push(port1, port2);
  return { port: port2, end: () => port1.close() };
}
const whoAnswers = async ({ api }: Connection) => (await api.today.view()).day;
const isState = (connection: Connection, state: string) => vi.waitFor(() => expect(connection.state.get()).toBe(state));

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => {
  vi.useRealTimers();
  for (const port of opened.splice(0)) port.close();
});

test("the token leaves the address and stays with the tab", () => {
  const { page, state, stored } = openPage("http://127.0.0.1:9/#token=abc");
  expect([takeToken(page), state.href, [...stored.values()]]).toEqual(["abc", "http://127.0.0.1:9/", ["abc"]]);
  const again = openPage("http://127.0.0.1:9/#/decks", Object.fromEntries(stored));
  expect([takeToken(again.page), again.state.href]).toEqual(["abc", "http://127.0.0.1:9/#/decks"]);
});

test("a token may stand in the query, and a page that was given none has none", () => {
  const asked = openPage("http://127.0.0.1:9/?token=q&a=1");
  expect([takeToken(asked.page), asked.state.href]).toEqual(["q", "http://127.0.0.1:9/?a=1"]);
  expect(takeToken(openPage("http://127.0.0.1:9/").page)).toBeNull();
});

test("pauses double from the first to the last", () => {
  expect([0, 1, 2, 3, 4, 5, 50].map(pauseMs)).toEqual([firstPauseMs, 500, 1000, 2000, lastPauseMs, lastPauseMs, lastPauseMs]);
});

test.each(["app://retransmit/index.html", "http://retransmit.localhost/index.html"])("a page at %s without a token takes the port", async (href) => {
  const { page, post } = openPage(href);
  const connection = connect(page);
  expect(connection.state.get()).toBe("connecting");
  post(appNamed("one").port);
  expect(connection.state.get()).toBe("open");
  expect(await whoAnswers(connection)).toBe("one");
});

test("what was asked before the port came is answered when it is there", async () => {
  const { page, post } = openPage("app://retransmit/");
  const connection = connect(page);
  const answer = whoAnswers(connection);
  post(appNamed("one").port);
  expect(await answer).toBe("one");
});

test("messages of others, and messages without a port, are passed over", () => {
  const { page, post } = openPage("app://retransmit/");
  const connection = connect(page);
  post(appNamed("frame").port, {});
  post(appNamed("other").port, page, "other");
  post(undefined);
  expect(connection.state.get()).toBe("connecting");
});

test("without a port the page says so when the time is over and not before; a retry loads it anew; a late port is taken", () => {
  const { page, state, post } = openPage("app://retransmit/");
  const connection = connect(page);
  vi.advanceTimersByTime(maxPortWaitMs - 1);
  expect(connection.state.get()).toBe("connecting");
  vi.advanceTimersByTime(1);
  expect(connection.state.get()).toBe("lost");
  connection.retry();
  expect(state.reloads).toBe(1);
  post(appNamed("late").port);
  expect(connection.state.get()).toBe("open");
});

test("a port that came in time is not given up later", () => {
  const { page, post } = openPage("app://retransmit/");
  const connection = connect(page);
  post(appNamed("one").port);
  vi.advanceTimersByTime(maxPortWaitMs);
  expect(connection.state.get()).toBe("open");
});

test("each new port replaces the one before: whoever listens reads anew, what was under way fails as unreachable", async () => {
  const { page, post } = openPage("app://retransmit/");
  const connection = connect(page);
  post(appNamed("one", new Promise(() => undefined)).port);
  const states: string[] = [];
  connection.state.subscribe(() => states.push(connection.state.get()));
  const answer = whoAnswers(connection).catch((error: Error) => error.name);
  await Promise.resolve();
  post(appNamed("two").port);
  expect(await answer).toBe("Unreachable");
  expect(states).toEqual(["lost", "open"]);
  expect(await whoAnswers(connection)).toBe("two");
});

test("when the app's end of the port goes, the connection is lost until the next port; the earlier port's end means nothing", async () => {
  const { page, post } = openPage("app://retransmit/");
  const connection = connect(page);
  const [first, second] = [appNamed("one"), appNamed("two")];
  post(first.port);
  first.end();
  await isState(connection, "lost");
  await expect(whoAnswers(connection)).rejects.toMatchObject({ name: "Unreachable" });
  post(second.port);
  expect(await whoAnswers(connection)).toBe("two");
});

test("a resource shows the newest answer, whatever order they come in", async () => {
  const answers: ((value: string) => void)[] = [];
  const resource = createResource(() => new Promise<string>((resolve) => answers.push(resolve)));
  await resource.readAgain();
  expect([answers.length, resource.store.get()]).toEqual([0, { state: "loading" }]);
  const [first, second] = [resource.read(), resource.readAgain()];
  answers[1]?.("second");
  answers[0]?.("first");
  await Promise.all([first, second]);
  expect(resource.store.get()).toEqual({ state: "ready", value: "second" });
});

test("a resource that was read keeps what it shows when reading again fails; one that never was says why", async () => {
  const outcomes = [() => Promise.reject(new Error("no")), () => Promise.resolve(1), () => Promise.reject(new Error("no more"))];
  const resource = createResource(async () => outcomes.shift()?.());
  await resource.read();
  expect(resource.store.get()).toEqual({ state: "failed", problem: { code: "fault", data: {}, message: "no" } });
  await resource.read();
  await resource.read();
  expect(resource.store.get()).toEqual({ state: "ready", value: 1 });
});

test("a value that was put wins over an answer that is still on its way", async () => {
  let answer: (value: string) => void = () => undefined;
  const resource = createResource(() => new Promise<string>((resolve) => (answer = resolve)));
  const read = resource.read();
  resource.put("put");
  answer("read");
  await read;
  expect(resource.store.get()).toEqual({ state: "ready", value: "put" });
});
