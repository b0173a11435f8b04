/** What goes wrong around the window: broken decks, edits under its feet, a second instance, a host that dies. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { deckText } from "../study/learner.ts";
import { World } from "./host.ts";
import { Learner } from "./learner.ts";
import { eventually, openBrowser, openWindow, patienceMs, type Window } from "./window.ts";

let browser: Browser;
let world: World;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(() => {
  world = new World();
});
afterEach(() => world.end());

const good = deckText("good", "## A question {#one}\n\nAn answer.\n");
const decksRow = (window: Window, title: string) =>
  window.page
    .getByRole("grid", { name: window.messages.t("nav.decks"), exact: true })
    .getByRole("row")
    .filter({ hasText: title });

async function toDecks({ page }: Window): Promise<void> {
  await page.locator("[data-screen=first-run], [data-screen=today]").getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("d");
}

/** Opens the one deck with that title for study. */
async function studyDeck(window: Window, title: string): Promise<void> {
  await toDecks(window);
  await decksRow(window, title).dblclick();
}

test("broken decks beside a good one are told with their places, and the good one can be studied", { timeout: 2 * patienceMs }, async () => {
  world.writeDeck("good.md", good);
  world.writeDeck("front-matter.md", "---\ndeck: other\ntitle: [\n---\n\n## Lost {#lost}\n\nNothing.\n");
  world.writeDeck("entry.md", deckText("entry", "## Wrong {#wrong .essay}\n\nNothing.\n\n## Right {#right}\n\nSomething.\n"));
  world.writeDeck("note.md", "# Only a note\n");
  const host = await world.start();
  const window = await openWindow(browser, host.address);
  const { page, messages } = window;
  const { t } = messages;
  await toDecks(window);
  await decksRow(window, "Deck good").waitFor();
  await expect(decksRow(window, "Deck entry").getByRole("gridcell").nth(2).textContent()).resolves.toBe("1");
  await page.getByRole("button", { name: t("decks.problems", { count: 2 }) }).click();
  const problems = page.getByRole("region", { name: t("decks.problemsTitle") });
  expect(await problems.getByRole("listitem").count()).toBe(2);
  for (const place of [placeOf("entry.md", ".essay"), "front-matter.md:3:9"]) await problems.getByText(place, { exact: true }).waitFor();
  await problems.getByText(t("decks.otherFiles", { count: 1, folder: world.decks })).waitFor();
  await decksRow(window, "Deck good").dblclick();
  await page.getByRole("heading", { level: 1, name: "A question" }).waitFor();
  expect(window.errors).toEqual([]);
  await window.close();
});

function placeOf(file: string, text: string): string {
  const before = readFileSync(join(world.decks, file), "utf8").split(text, 1)[0]!.split("\n");
  return `${file}:${before.length}:${before.at(-1)!.length + 1}`;
}

test("a deck edited while its card is open: the review counts, the list and the next card are the new ones", { timeout: 2 * patienceMs }, async () => {
  world.writeDeck("mine.md", deckText("mine", "## First {#one}\n\nAn answer.\n\n## Second {#two}\n\nOld.\n"));
  const host = await world.start();
  const window = await openWindow(browser, host.address);
  const { page } = window;
  const other = await openWindow(browser, host.address);
  await toDecks(other);
  await decksRow(other, "Deck mine").waitFor();
  await studyDeck(window, "Deck mine");
  await page.getByRole("heading", { level: 1, name: "First" }).waitFor();
  world.writeDeck("mine.md", deckText("mine", "## First, asked anew {#one}\n\nAn answer.\n\n## Second, mended {#two}\n\nNew.\n\n## Third {#three}\n\nMore.\n"));
  await eventually(() => decksRow(other, "Deck mine").getByRole("gridcell").nth(2).textContent()).toBe("3");
  await new Learner(window).recall("easy");
  await page.getByRole("heading", { level: 1, name: "Second, mended" }).waitFor();
  expect([...window.errors, ...other.errors]).toEqual([]);
  await Promise.all([window.close(), other.close()]);
  expect(await host.end("SIGTERM")).toBe(0);
  expect(world.query("select c.card_id, r.rating from reviews r join events using (seq) join cards c using (card_key)")).toEqual([
    { card_id: "mine/one", rating: "easy" },
  ]);
});

test("a second instance on the same data is refused, and the first goes on", { timeout: 2 * patienceMs }, async () => {
  world.writeDeck("good.md", good);
  const host = await world.start();
  const window = await openWindow(browser, host.address);
  const { page, messages } = window;
  const said = messages.told("problem", "store.locked", { file: join(world.data, "retransmit.db") }, "");
  expect(await world.refused()).toEqual({ code: 1, said: `${said}\n` });
  await studyDeck(window, "Deck good");
  await page.getByRole("heading", { level: 1, name: "A question" }).waitFor();
  await new Learner(window).recall("easy");
  await page.getByRole("heading", { level: 1, name: messages.t("done.title") }).waitFor();
  await window.close();
});

test("the host is killed while a card is open: the page says so, and goes on when the host is back on its port", { timeout: 4 * patienceMs }, async () => {
  world.writeDeck("mine.md", deckText("mine", "## First {#one}\n\nAn answer.\n\n## Second {#two}\n\nAnother.\n"));
  const host = await world.start();
  const window = await openWindow(browser, host.address);
  const { page, messages } = window;
  const { t } = messages;
  await studyDeck(window, "Deck mine");
  await page.getByRole("heading", { level: 1, name: "First" }).waitFor();
  await new Learner(window).recall("easy");
  await page.getByRole("heading", { level: 1, name: "Second" }).waitFor();
  await host.end("SIGKILL");
  const lost = page.getByRole("alert").filter({ hasText: t("connection.lost") });
  await lost.waitFor();
  const again = await world.start({ port: host.port });
  await lost.waitFor({ state: "detached" });
  // The sitting went with the host, the reviews did not: the card that was open is the first one of the next sitting.
  await page.keyboard.press("Escape");
  await studyDeck(window, "Deck mine");
  await page.getByRole("heading", { level: 1, name: "Second" }).waitFor();
  await new Learner(window).recall("easy");
  await page.getByRole("heading", { level: 1, name: t("done.title") }).waitFor();
  await window.close();
  expect(await again.end("SIGTERM")).toBe(0);
  expect(world.query("select c.card_id, r.rating from reviews r join events using (seq) join cards c using (card_key) order by seq")).toEqual([
    { card_id: "mine/one", rating: "easy" },
    { card_id: "mine/two", rating: "easy" },
  ]);
});
