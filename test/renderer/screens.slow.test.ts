import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findings, inWindow, narrow, openBrowser, overflows, smallTargets, startStudy, wide } from "./window.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

interface Sight {
  name: string;
  cards?: readonly string[];
  firstRunDone?: boolean;
  arrive(page: Page): Promise<void>;
}

const study = (name: string, card: string, then: (page: Page) => Promise<void> = async () => undefined): Sight => ({
  name,
  cards: [`http-status/${card}`],
  arrive: async (page) => {
    await startStudy(page);
    await then(page);
  },
});
const enterAndRate = async (page: Page) => {
  await page.keyboard.press("Enter");
  await page.waitForSelector(".rate");
};
const predict = async (page: Page, status: string) => {
  await page.waitForSelector(".prediction input");
  await page.keyboard.type(status);
  await page.click(".yes-no-option:nth-child(2)");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".rate");
  await page.waitForSelector(".wire-message .inspector, .wire-message > *");
};
const sights: Sight[] = [
  { name: "today", arrive: async (page) => void (await page.waitForSelector(".page-title")) },
  { name: "nothing due", cards: [], arrive: async (page) => void (await page.waitForSelector(".page-title")) },
  { name: "first run", firstRunDone: false, arrive: async (page) => void (await page.waitForSelector(".first-run h1")) },
  {
    name: "decks with problems",
    arrive: async (page) => {
      await page.click('a[href="#/decks"]');
      await page.waitForSelector(".deck-cards .grid-space .grid-row");
      await page.click(".decks-head .button");
      await page.waitForSelector(".deck-problems li");
    },
  },
  {
    name: "settings",
    arrive: async (page) => {
      await page.click('a[href="#/settings"]');
      await page.waitForSelector(".setting-input");
    },
  },
  {
    name: "palette",
    arrive: async (page) => {
      await page.waitForSelector(".page-title");
      await page.keyboard.press("Control+k");
      await page.waitForSelector(".palette-row");
    },
  },
  {
    name: "keys",
    arrive: async (page) => {
      await page.waitForSelector(".page-title");
      await page.keyboard.press("?");
      await page.waitForSelector(".key-groups");
    },
  },
  study("recall", "etag"),
  study("recall, revealed", "etag", async (page) => {
    await page.keyboard.press("Space");
    await page.waitForSelector(".rate");
  }),
  study("choice, wrong", "bodies", async (page) => {
    await page.keyboard.press("1");
    await enterAndRate(page);
  }),
  study("order, wrong", "expect", enterAndRate),
  study("match", "redirects"),
  study("cloze", "stale", async (page) => void (await page.waitForSelector(".cloze-blank"))),
  study("cloze, wrong", "stale", async (page) => {
    await page.waitForSelector(".cloze-blank");
    await page.keyboard.type("old");
    await enterAndRate(page);
  }),
  study("type, wrong", "retry", async (page) => {
    await page.waitForSelector(".field");
    await page.keyboard.type("Age");
    await enterAndRate(page);
  }),
  study("observe", "revalidate", async (page) => void (await page.waitForSelector(".prediction input"))),
  study("observe, missed", "revalidate", (page) => predict(page, "200")),
  study("craft, tried", "range", async (page) => {
    await page.waitForSelector(".cm-content");
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector(".wire-message > *");
  }),
  study("live choice", "bodyless-live", async (page) => {
    await page.keyboard.press("1");
    await enterAndRate(page);
    await page.waitForSelector(".wire-message > *");
  }),
  study("lab failure", "lab-down", async (page) => {
    await page.waitForSelector(".prediction input");
    await page.keyboard.type("304");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".notice");
  }),
  study("disagreement", "disputed", async (page) => {
    await page.waitForSelector(".prediction input");
    await page.keyboard.type("304");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".prediction-table");
  }),
];

/** Each theme and each language once under axe; both languages at both widths for what may not fit. */
const looks = [
  { theme: "light", language: "en", size: wide, resized: narrow },
  { theme: "dark", language: "zh-CN", size: narrow, resized: wide },
] as const;

for (const { resized, ...look } of looks) {
  test.concurrent.each(sights)(
    `$name: axe finds nothing, no text overflows, targets are large enough (${look.theme}, ${look.language}, ${look.size.width} and ${resized.width})`,
    async ({ cards, firstRunDone, arrive }) => {
      await inWindow(
        browser,
        { ...look, ...(cards === undefined ? {} : { cards }), ...(firstRunDone === undefined ? {} : { firstRunDone }) },
        async ({ page, errors }) => {
          await arrive(page);
          const axe = await findings(page);
          const first = { overflows: await overflows(page), small: await smallTargets(page) };
          await page.setViewportSize(resized);
          const second = { overflows: await overflows(page), small: await smallTargets(page) };
          const fits = { overflows: [], small: [] };
          expect({ axe, first, second, errors }).toEqual({ axe: [], first: fits, second: fits, errors: [] });
        },
      );
    },
  );
}
