/** The same cases over both carriers: what crosses, what doesn't, and what ends a connection. */
import { isDefinedError, ORPCError, safe } from "@orpc/client";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Problem } from "../../main/app.ts";
import { maxAnswerLength } from "../../main/contract/contract.ts";
import { contract } from "../../main/contract/contract.ts";
import { maxCallsAtOnce, maxMessageLength } from "../../main/transport/message.ts";
import { makeHandlers } from "../../main/transport/router.ts";
import { carriers, type Carrier } from "./carriers.ts";
import { fakeApi } from "./fake-api.ts";

const open: Carrier[] = [];
afterEach(async () => {
  for (const carrier of open.splice(0)) await carrier.stop();
});

describe.each(Object.entries(carriers))("over a %s", (_name, makeCarrier) => {
  const reported: { error: unknown; procedure: string }[] = [];
  async function connect(replaced: Parameters<typeof fakeApi>[0] = {}) {
    reported.length = 0;
    const handlers = makeHandlers(fakeApi(replaced), (error, procedure) => {
      reported.push({ error, procedure });
      return { code: "app.fault", data: { log: "/data/retransmit.log" }, message: "Something went wrong." };
    });
    const carrier = await makeCarrier(handlers);
    open.push(carrier);
    return carrier;
  }

  test("every procedure of the contract reaches its function", async () => {
    const { client } = await connect();
    const inputs: Record<string, unknown> = {
      "settings.set": { newPerDay: 5 },
      "decks.cards": { deckKey: 1 },
      "sitting.start": {},
      "session.open": { cardKey: 2 },
      "session.act": { session: "s", answer: { kind: "choice", chosen: [0, 2] } },
      "session.rate": { session: "s", rating: "good", thinkMs: 1200 },
      "session.report": { session: "s", note: "" },
      "run.fields": { run: "r", message: 0 },
      "run.bytes": { run: "r", flow: 0, by: "client", from: 0, to: 10 },
      "card.suspend": { cardKey: 3, suspended: true },
      "card.bury": { cardKey: 3 },
    };
    const procedures = Object.entries(contract).flatMap(([area, names]) => Object.keys(names).map((name) => [area, name] as const));
    expect(procedures.length).toBeGreaterThan(20);
    const untyped = client as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
    for (const [area, name] of procedures.filter(([area, name]) => `${area}.${name}` !== "app.changes")) {
      const path = `${area}.${name}`;
      const input = inputs[path] ?? (area === "session" ? { session: "s" } : undefined);
      const output = (await untyped[area]![name]!(input)) as { path: string };
      expect(output.path).toBe(path);
    }
  });

  test("defaults of the contract are filled in before the function sees the input", async () => {
    const { client } = await connect();
    expect(await client.sitting.start({})).toEqual({ path: "sitting.start", input: { minutes: 0 } });
  });

  test("bytes cross unchanged, all 256 of them", async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const { client } = await connect({ "run.bytes": () => Promise.resolve({ bytes, total: 256 }) });
    expect(await client.run.bytes({ run: "r", flow: 0, by: "client", from: 0, to: 256 })).toEqual({ bytes, total: 256 });
  });

  test("text of every script crosses unchanged", async () => {
    const text = "GET / HTTP/1.1\r\n\u0000\u2028状态码\u{1F4E1}\ud800";
    const { client } = await connect({ "session.act": (input) => Promise.resolve(input) });
    const sent = { session: "s", answer: { kind: "text" as const, text } };
    expect(await client.session.act(sent)).toEqual(sent);
  });

  test("an expected failure crosses with its code, data and message", async () => {
    const problem = { code: "study.session-gone", data: { session: "s" }, message: "This session has ended." };
    const { client } = await connect({ "session.hint": () => Promise.reject(new Problem(problem)) });
    const { error } = await safe(client.session.hint({ session: "s" }));
    expect(error).toBeInstanceOf(ORPCError);
    expect(isDefinedError(error)).toBe(true);
    expect(error).toMatchObject({ code: "PROBLEM", data: problem, message: problem.message });
  });

  test("of a fault only the place of the log crosses, and the stack is reported on this side", async () => {
    const fault = new Error("secret detail at /home/someone");
    const { client } = await connect({ "session.close": () => Promise.reject(fault) });
    const { error } = await safe(client.session.close({ session: "s" }));
    expect(error).toMatchObject({ code: "PROBLEM", data: { code: "app.fault", data: { log: "/data/retransmit.log" } } });
    const crossed = JSON.stringify((error as ORPCError<string, unknown>).toJSON());
    expect(crossed).not.toContain("secret detail");
    expect(crossed).not.toMatch(/\bat .*\.ts/);
    expect(reported).toEqual([{ error: fault, procedure: "session.close" }]);
  });

  test.each([
    ["a session that is empty", (c: Carrier["client"]) => c.session.hint({ session: "" }), "session"],
    ["a rating that isn't one", (c: Carrier["client"]) => c.session.rate({ session: "s", rating: "best" as "easy", thinkMs: 0 }), "rating"],
    ["a negative time", (c: Carrier["client"]) => c.session.rate({ session: "s", rating: "easy", thinkMs: -1 }), "thinkMs"],
    ["an answer of no kind", (c: Carrier["client"]) => c.session.act({ session: "s", answer: { kind: "shout" } as never }), "answer.kind"],
    [
      "an answer one longer than the longest",
      (c: Carrier["client"]) => c.session.act({ session: "s", answer: { kind: "text", text: "a".repeat(maxAnswerLength + 1) } }),
      "answer.text",
    ],
  ])("%s is refused with the place", async (_what, call, path) => {
    const { client } = await connect();
    const { error } = await safe(call(client) as Promise<unknown>);
    expect(error).toMatchObject({ code: "PROBLEM", data: { code: "transport.invalid", data: { path } } });
    expect(reported).toEqual([]);
  });

  test("the longest answer crosses, with every character escaped", async () => {
    const text = "\u0001".repeat(maxAnswerLength);
    const { client } = await connect({ "session.act": (input) => Promise.resolve((input as { answer: { text: string } }).answer.text.length) });
    expect(await client.session.act({ session: "s", answer: { kind: "text", text } })).toBe(maxAnswerLength);
  });

  test("events cross in order until the reader stops, and then the source ends", async () => {
    let ended = false;
    const events = async function* () {
      try {
        for (const what of ["decks", "queue", "settings"] as const) yield { what };
        yield { what: "problems" as const };
      } finally {
        ended = true;
      }
    };
    const { client } = await connect({ "app.changes": () => Promise.resolve(events()) });
    const seen: string[] = [];
    for await (const event of await client.app.changes()) {
      seen.push(event.what);
      if (seen.length === 3) break;
    }
    expect(seen).toEqual(["decks", "queue", "settings"]);
    await vi.waitFor(() => expect(ended).toBe(true));
  });

  test("a stream that fails ends with the problem and no stack", async () => {
    // oxlint-disable-next-line require-yield -- it fails before its first event
    const events = async function* (): AsyncGenerator<never> {
      throw new Error("secret detail");
    };
    const { client } = await connect({ "app.changes": () => Promise.resolve(events()) });
    const read = async () => {
      for await (const event of await client.app.changes()) void event;
    };
    const { error } = await safe(read());
    expect(error).toMatchObject({ data: { code: "app.fault" } });
    expect(reported.map((report) => report.procedure)).toEqual(["app.changes"]);
  });

  test("a caller that gives up aborts the function's signal", async () => {
    let signal: AbortSignal | null = null;
    const { client } = await connect({
      "session.act": (_input, given) => {
        signal = given;
        return new Promise(() => undefined);
      },
    });
    const controller = new AbortController();
    const call = safe(client.session.act({ session: "s", answer: { kind: "reveal" } }, { signal: controller.signal }));
    await vi.waitFor(() => expect(signal).not.toBeNull());
    controller.abort();
    await call;
    await vi.waitFor(() => expect(signal!.aborted).toBe(true));
  });

  test("a renderer that goes away aborts what it had called", async () => {
    let signal: AbortSignal | null = null;
    const carrier = await connect({
      "session.act": (_input, given) => {
        signal = given;
        return new Promise(() => undefined);
      },
    });
    const call = safe(carrier.client.session.act({ session: "s", answer: { kind: "reveal" } }));
    await vi.waitFor(() => expect(signal).not.toBeNull());
    carrier.leave();
    await vi.waitFor(() => expect(signal!.aborted).toBe(true));
    await call;
  });

  test(`${maxCallsAtOnce} calls may be under way at once, one more is told to wait`, async () => {
    const waiting: (() => void)[] = [];
    const { client } = await connect({ "today.view": () => new Promise((resolve) => waiting.push(() => resolve(null))) });
    const calls = Array.from({ length: maxCallsAtOnce }, () => client.today.view());
    await vi.waitFor(() => expect(waiting.length).toBe(maxCallsAtOnce));
    const { error } = await safe(client.today.view());
    expect(error).toMatchObject({ data: { code: "transport.busy", data: { limit: maxCallsAtOnce } } });
    for (const end of waiting) end();
    await Promise.all(calls);
    expect(await client.history.state()).toEqual({ path: "history.state", input: null });
  });

  test("a procedure that the contract doesn't have is not found", async () => {
    const { client } = await connect();
    const untyped = client as unknown as Record<string, Record<string, () => Promise<unknown>>>;
    const { error } = await safe(untyped["constructor"]!["prototype"]!());
    expect(error).toBeInstanceOf(Error);
    expect(reported).toEqual([]);
  });

  const call = (path: string) => JSON.stringify({ i: "1", p: { u: path, b: {} } });
  test.each([
    ["text that isn't JSON", "{"],
    ["JSON that isn't a message", "[1,2]"],
    ["a message without a call", JSON.stringify({ i: "1" })],
    ["a call of another origin", call("http://elsewhere.test/app/info")],
    ["a part of a stream", JSON.stringify({ i: "1", t: 3, p: { e: "message" } })],
    ["headers", JSON.stringify({ i: "1", p: { u: "/app/info", h: { "content-type": "text/event-stream" } } })],
    ["an id of 65 characters", JSON.stringify({ i: "a".repeat(65), p: { u: "/app/info", b: {} } })],
    ["bytes", Uint8Array.of(123, 125)],
    ["a message one longer than the longest", call("/app/info").padEnd(maxMessageLength + 1, " ")],
  ])("%s ends the connection and calls nothing", async (_what, message) => {
    const called: string[] = [];
    const carrier = await connect({ "app.info": () => Promise.resolve(called.push("app.info")) });
    carrier.sendRaw(message);
    await carrier.closed;
    expect(called).toEqual([]);
    expect(reported).toEqual([]);
  });

  test.each([
    ["an id of 64 characters", JSON.stringify({ i: "a".repeat(64), p: { u: "/app/info", b: {} } })],
    ["a message as long as the longest", call("/app/info").padEnd(maxMessageLength, " ")],
  ])("%s is read", async (_what, message) => {
    const called: string[] = [];
    const carrier = await connect({ "app.info": () => Promise.resolve(called.push("app.info")) });
    carrier.sendRaw(message);
    await vi.waitFor(() => expect(called).toEqual(["app.info"]));
  });
});
