/** axe-core on every screen of the product with its real content: the built-in deck, live runs, and a learner's broken deck. */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { deckText } from "../study/learner.ts";
import { World } from "./host.ts";
import { Learner, type How } from "./learner.ts";
import { readRealDeck, type CardSort } from "./real-deck.ts";
import { findings, openBrowser, openWindow, patienceMs, type Window } from "./window.ts";

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

const looks = [
  { language: "en", locale: "en_US.UTF-8", colorScheme: "light", size: { width: 1280, height: 800 } },
  { language: "zh-CN", locale: "zh_CN.UTF-8", colorScheme: "dark", size: { width: 900, height: 700 } },
] as const;

/** Kinds looked at before and after their answer; one of them answered wrongly. */
const looked: Partial<Record<CardSort, How>> = { match: "rightly", choice: "wrongly", cloze: "wrongly", craft: "wrongly", observe: "rightly" };

test.each(looks)("axe finds nothing on any screen, $language, $colorScheme, $size.width wide", { timeout: 8 * patienceMs }, async (look) => {
  world.writeDeck("broken.md", deckText("broken", "## Wrong {#wrong .essay}\n\nNothing.\n"));
  const { locale, ...options } = look;
  await (await world.start({ locale })).end("SIGTERM");
  const salt = world.query<{ value: string }>("select value from installation where key = 'salt'")[0]!.value;
  const host = await world.start({ locale });
  const window = await openWindow(browser, host.address, options);
  const found: Record<string, string[]> = {};
  const lookAt = async (name: string) => (found[name] = await findings(window.page));
  await lookAtCards(window, new Learner(window, readRealDeck(look.language), salt), lookAt);
  await lookAtScreens(window, lookAt);
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])));
  expect(Object.keys(found).length).toBeGreaterThan(16);
  expect(window.errors).toEqual([]);
  await window.close();
});

type LookAt = (name: string) => Promise<unknown>;

async function lookAtCards({ page, messages: { t } }: Window, learner: Learner, lookAt: LookAt): Promise<void> {
  const begin = page.getByRole("button", { name: t("firstRun.start"), exact: true });
  await begin.waitFor();
  await lookAt("first run");
  await begin.click();
  const waiting = new Map(Object.entries(looked));
  while (waiting.size > 0) {
    const known = await learner.card();
    const how = waiting.get(known.sort);
    if (how === undefined) await learner.bury(known);
    else {
      waiting.delete(known.sort);
      await lookAt(`${known.sort}, asked`);
      await learner.answer(known, how);
      await lookAt(`${known.sort}, answered ${how}`);
      if (known.sort === "craft") {
        await learner.giveUp();
        await lookAt("craft, given up");
      }
      await learner.rate("easy", "pointer");
    }
  }
  await page
    .getByRole("button", { name: t("study.leave"), exact: true })
    .first()
    .click();
}

async function lookAtScreens({ page, messages: { t } }: Window, lookAt: LookAt): Promise<void> {
  await page.getByRole("button", { name: t("today.start"), exact: true }).waitFor();
  await lookAt("today");
  await page.keyboard.press("Control+k");
  await page.getByRole("option").first().waitFor();
  await lookAt("palette");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: t("keys.title") }).waitFor();
  await lookAt("keys");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("link", { name: t("nav.decks") }).click();
  await page.getByRole("button", { name: t("decks.problems", { count: 1 }) }).click();
  await page
    .getByRole("region", { name: t("decks.problemsTitle") })
    .getByRole("listitem")
    .first()
    .waitFor();
  await page.getByRole("grid").nth(1).getByRole("row").nth(1).waitFor();
  await lookAt("decks with problems");
  await page.getByRole("link", { name: t("nav.settings") }).click();
  await page.getByRole("textbox", { name: t("settings.newPerDay"), exact: true }).waitFor();
  await lookAt("settings");
}
