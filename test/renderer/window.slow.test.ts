import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inWindow, openBrowser } from "./window.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test("a lost connection is told and comes back by itself; what was shown stays", async () => {
  await inWindow(browser, {}, async ({ page, app }) => {
    await page.waitForSelector("[data-screen=today] .page-title");
    app.drop();
    await page.waitForSelector(".lost");
    expect(await page.locator("[data-screen=today] .page-title").count()).toBe(1);
    await page.waitForSelector(".lost", { state: "detached" });
    await page.keyboard.press("g");
    await page.keyboard.press("d");
    await page.waitForSelector("[data-screen=decks] .deck-cards .grid-row");
  });
});

test("the first run ends with the first sitting, whatever way led to it", async () => {
  await inWindow(browser, { firstRunDone: false }, async ({ page, app }) => {
    await page.waitForSelector("[data-screen=first-run]");
    await page.keyboard.press("Control+k");
    await page.waitForSelector(".palette-row");
    await page.keyboard.press("Enter");
    await page.waitForSelector("[data-screen=study][data-card]");
    await expect.poll(() => app.calls).toContain("settings.set");
    await page.keyboard.press("Control+k");
    await page.goBack();
    await page.waitForSelector("[data-screen=today]");
  });
});

test("S suspends the selected card, and takes the same one back", async () => {
  await inWindow(browser, {}, async ({ page }) => {
    await page.click('a[href="#/decks"]');
    await page.waitForSelector(".deck-cards .grid-space .grid-row");
    await page.focus(".deck-cards .grid");
    await page.keyboard.press("ArrowDown");
    await page.waitForSelector('.deck-cards [aria-selected="true"]');
    await page.keyboard.press("s");
    await page.waitForSelector('.deck-cards [aria-selected="true"]:has-text("Suspended")');
    await page.keyboard.press("s");
    await page.waitForSelector('.deck-cards [aria-selected="true"]:not(:has-text("Suspended"))');
    await expect.poll(() => page.locator(".toast").count()).toBe(1);
  });
});
