import { afterEach, expect, test, vi } from "vitest";
import { createClient, maxNotices, type Client } from "../../renderer/client/client.ts";
import { createStore } from "../../renderer/client/store.ts";
import { startFakeApp, type FakeApp, type FakeOptions } from "../support/fake-app.ts";
import { openPage, type Page } from "../hosts/open-loopback.ts";

interface Window {
  app: FakeApp;
  page: Page;
  client: Client;
  /** What the app was asked since the last look. */
  asked(): string[];
}

const windows: Window[] = [];
async function openWindow(options: FakeOptions = {}): Promise<Window> {
  const app = await startFakeApp(options);
  const page = await openPage(app.address);
  let now = 0;
  const connection = { api: page.api, state: createStore<"connecting" | "open" | "lost">("connecting"), retry: () => undefined };
  const client = createClient(connection, () => (now += 1000));
  const window = { app, page, client, asked: () => app.calls.splice(0) };
  windows.push(window);
  return window;
}
afterEach(async () => {
  for (const { app, page } of windows.splice(0)) {
    page.leave();
    await page.closed;
    await app.close();
  }
});

const cardOf = ({ client }: Window) => {
  const state = client.study.state.get();
  if (state.phase !== "card") throw new Error(`the sitting is ${state.phase}`);
  return state.card;
};
const cards = (...names: string[]) => names.map((name) => `http-status/${name}`);

test("a card is shown, answered, rated; the next one follows and the undo state is known", async () => {
  const window = await openWindow({ cards: cards("etag", "retry") });
  const { study, history } = window.client;
  await study.start({});
  const first = cardOf(window).showing.card.id;
  await study.rate("good");
  expect(window.asked()).not.toContain("session.rate");
  await study.act();
  expect(cardOf(window).attempts.length).toBe(1);
  await study.act();
  await study.rate("good");
  expect(window.asked().filter((call) => call.startsWith("session."))).toEqual(["session.act", "session.rate"]);
  expect([first, cardOf(window).showing.card.id, history.get().undo?.cardId]).toEqual([...cards("etag", "retry"), first]);
});

test("undo brings the rated card back, also from the end of a sitting", async () => {
  const window = await openWindow({ cards: cards("etag") });
  const { study } = window.client;
  await study.start({});
  await study.act();
  await study.rate("again");
  expect(study.state.get().phase).toBe("done");
  await study.undo();
  expect(cardOf(window).showing.card.id).toBe("http-status/etag");
});

test("a card opened from Decks is outside the queue: after its rating the screen is left", async () => {
  const window = await openWindow();
  const { study, decks, cardsOf } = window.client;
  await decks.read();
  const list = decks.store.get();
  const deckKey = list.state === "ready" ? (list.value[0]?.deckKey ?? 0) : 0;
  const rows = cardsOf(deckKey);
  expect(cardsOf(deckKey)).toBe(rows);
  await rows.read();
  const ready = rows.store.get();
  await study.openCard(ready.state === "ready" ? (ready.value[0]?.cardKey ?? 0) : 0);
  expect(cardOf(window).progress).toBeNull();
  await study.giveUp();
  await study.rate("hard");
  expect(study.state.get().phase).toBe("idle");
});

test("a failure on a card stays on the card with what was typed; one while a sitting starts is its state", async () => {
  const window = await openWindow({ cards: cards("retry") });
  const { study } = window.client;
  await study.start({});
  study.edit({ kind: "type", text: "Age" });
  window.page.leave();
  await window.page.closed;
  await study.act();
  expect([cardOf(window).problem !== null, cardOf(window).busy, cardOf(window).draft]).toEqual([true, null, { kind: "type", text: "Age" }]);
  await study.leave();
  await study.start({});
  expect(study.state.get().phase).toBe("failed");
});

test("hints are counted, given up is final, and nothing is asked after the end", async () => {
  const window = await openWindow({ cards: cards("range") });
  const { study } = window.client;
  await study.start({});
  const { total } = cardOf(window).showing.hints;
  expect(total).toBeGreaterThan(0);
  for (let n = 0; n < total + 2; n += 1) await study.hint();
  expect(window.asked().filter((call) => call === "session.hint").length).toBe(total);
  await study.giveUp();
  await study.giveUp();
  await study.hint();
  await study.act();
  expect(window.asked().filter((call) => call.startsWith("session."))).toEqual(["session.giveUp"]);
});

test("a run that is stopped did not happen: no attempt, no problem", async () => {
  const window = await openWindow({ cards: cards("range"), runMs: 60_000 });
  const { study } = window.client;
  await study.start({});
  const run = study.act();
  await vi.waitFor(() => expect(window.app.calls).toContain("session.act"));
  expect(cardOf(window).busy).toBe("act");
  await study.cancel();
  await run;
  expect([cardOf(window).busy, cardOf(window).problem, cardOf(window).attempts]).toEqual([null, null, []]);
});

test("bury, suspend and skip put the card away and ask for the next one", async () => {
  const window = await openWindow({ cards: cards("etag", "retry", "range", "revalidate") });
  const { study } = window.client;
  await study.start({});
  window.asked();
  await study.bury();
  await study.suspend();
  await study.skip();
  const calls = ["card.bury", "card.suspend", "session.close", "sitting.next"];
  expect(window.asked().filter((call) => calls.includes(call))).toEqual([
    "card.bury",
    "sitting.next",
    "card.suspend",
    "sitting.next",
    "session.close",
    "sitting.next",
  ]);
});

test("leaving ends the sitting, also when the app is gone", async () => {
  const window = await openWindow({ cards: cards("etag") });
  await window.client.study.start({});
  await window.client.study.leave();
  expect([window.client.study.state.get().phase, window.asked().at(-1)]).toEqual(["idle", "sitting.end"]);
  await window.client.study.start({});
  window.page.leave();
  await window.page.closed;
  await window.client.study.leave();
  expect(window.client.study.state.get().phase).toBe("idle");
});

test("an offer to undo goes with the next action, so that it never takes back another one", async () => {
  const { client } = await openWindow();
  const offers = () => client.notices.get().map(({ message, undo }) => [message.code, undo]);
  await client.suspend(1, true);
  expect(offers()).toEqual([["suspended", true]]);
  await client.undo();
  expect(offers()).toEqual([["undone", false]]);
});

test("no more notices than are read; the oldest go, and one is put away by its id", async () => {
  const { client, page } = await openWindow();
  page.leave();
  await page.closed;
  for (let n = 0; n <= maxNotices; n += 1) await client.saveSettings({ newPerDay: n });
  const ids = client.notices.get().map(({ id }) => id);
  expect(ids.length).toBe(maxNotices);
  client.dismiss(ids[0] ?? 0);
  expect(client.notices.get().map(({ id }) => id)).toEqual(ids.slice(1));
});

test("when the connection opens, what is shown is read anew, and each time that the app says that something changed", async () => {
  const { client, asked } = await openWindow();
  await client.today.read();
  asked();
  client.connection.state.set("open");
  await vi.waitFor(() => expect(client.info.store.get().state).toBe("ready"));
  expect(asked()).toEqual(expect.arrayContaining(["app.info", "today.view", "history.state", "app.changes"]));
  await client.saveSettings({ newPerDay: 7 });
  const info = client.info.store.get();
  expect(info.state === "ready" ? info.value.settings.newPerDay : 0).toBe(7);
});
