/** The very first start, in both languages, with the keyboard alone: from the one sentence to the end of a sitting of five cards. */
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { CardBody, DeckLanguage } from "../../main/contract/index.ts";
import { World } from "./host.ts";
import { Learner } from "./learner.ts";
import { preparedFor, readRealDeck, shown, type KnownCard } from "./real-deck.ts";
import { eventually, openBrowser, openWindow, patienceMs } from "./window.ts";

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

const sittingCards = 5;
/** More presses of Tab than any screen has stops. */
const maxStops = 80;

const languages = [
  { language: "en", locale: "en_US.UTF-8" },
  { language: "zh-CN", locale: "zh_CN.UTF-8" },
] as const;

test.each(languages)("$language: the first sitting needs no pointer", { timeout: 4 * patienceMs }, async ({ language, locale }) => {
  await (await world.start({ locale })).end("SIGTERM");
  const salt = world.query<{ value: string }>("select value from installation where key = 'salt'")[0]!.value;
  const host = await world.start({ locale });
  const window = await openWindow(browser, host.address, { language });
  const { page, messages } = window;
  const { t } = messages;
  await page.getByRole("heading", { level: 1, name: t("firstRun.sentence") }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
  await page.keyboard.press("Control+,");
  await write(page, page.getByRole("textbox", { name: t("settings.newPerDay"), exact: true }), String(sittingCards));
  await page.keyboard.press("Enter");
  await eventually(() => page.getByRole("textbox", { name: t("settings.newPerDay"), exact: true }).inputValue()).toBe(String(sittingCards));
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await page.getByRole("heading", { level: 1, name: t("firstRun.sentence") }).waitFor();
  await page.keyboard.press("Enter");
  const deck = readRealDeck(language);
  const learner = new Learner(window, deck, salt);
  for (const known of deck.slice(0, sittingCards)) {
    expect((await learner.card()).card.id).toBe(known.card.id);
    await answer(page, messages.t("craft.editor", { part: "client" }), known, salt, language);
    await learner.outcome("passed");
    await learner.rate("easy", "key");
  }
  await page.getByRole("heading", { level: 1, name: t("done.title") }).waitFor();
  await page.getByText(t("done.reviews", { count: sittingCards })).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: t("today.nothing") }).waitFor();
  expect(window.errors).toEqual([]);
  await window.close();
  expect(await host.end("SIGTERM")).toBe(0);
  expect(world.query("select language, rating from reviews")).toEqual(Array.from({ length: sittingCards }, () => ({ language, rating: "easy" })));
});

/** Rightly, by keys. */
async function answer(page: Page, editorName: string, known: KnownCard, salt: string, language: DeckLanguage): Promise<void> {
  const { body } = known.wording;
  switch (body.kind) {
    case "choice":
      await choose(page, body);
      break;
    case "match":
      await match(page, body);
      break;
    case "cloze":
      for (const [place, blank] of body.hidden.entries()) {
        if (place > 0) await page.keyboard.press("Tab");
        await page.keyboard.type(shown(body.blanks[blank]!));
      }
      break;
    case "live":
      await page.getByRole("textbox", { name: editorName }).and(page.locator(":focus")).waitFor();
      await page.keyboard.type(preparedFor(known, 0, salt).solution!);
      await page.keyboard.press("Control+Enter");
      return;
    default:
      throw new Error(`The first ${sittingCards} cards (${language}) have one of kind ${body.kind}.`);
  }
  await page.keyboard.press("Enter");
}

async function choose(page: Page, { multiple, options }: Extract<CardBody, { kind: "choice" }>): Promise<void> {
  const names = (
    await page
      .getByRole("group")
      .getByRole(multiple ? "checkbox" : "radio")
      .evaluateAll((inputs) => inputs.map((input) => input.closest("label")?.textContent ?? ""))
  ).map(shown);
  for (const { text } of options.filter(({ correct }) => correct)) {
    const place = names.findIndex((name) => name.startsWith(shown(text)));
    await page.keyboard.press(String(place + 1));
  }
}

/** Each list is reached with Tab and moved with the arrow key. */
async function match(page: Page, { pairs }: Extract<CardBody, { kind: "match" }>): Promise<void> {
  for (const { left, right } of pairs) {
    const list = page.getByRole("combobox", { name: shown(left), exact: true });
    await tabTo(page, list);
    const labels = (await list.locator("option").allTextContents()).map(shown);
    for (let at = 0; at < labels.indexOf(shown(right)); at++) await page.keyboard.press("ArrowDown");
    await eventually(() => list.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.textContent ?? "")).toBe(
      right.replaceAll(/[`*_]/gu, ""),
    );
  }
}

async function write(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}

async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < maxStops; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("Tab does not lead there.");
}
