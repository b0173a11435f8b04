/** A real Chromium on the built renderer against the fake app. Bounded waits; everything that was opened is closed. */
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { chromium, type Browser, type Page } from "playwright-core";
import { startFakeApp, type FakeApp, type FakeOptions } from "../support/fake-app.ts";

const chromiumArguments = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const waitMs = 10_000;

export const wide = { width: 1280, height: 800 };
export const narrow = { width: 900, height: 700 };

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: chromiumArguments });
}

export interface OpenWindow {
  page: Page;
  app: FakeApp;
  /** What the page wrote to its console as an error. */
  errors: string[];
}

export async function inWindow(browser: Browser, options: FakeOptions & { size?: typeof wide }, run: (window: OpenWindow) => Promise<void>): Promise<void> {
  const app = await startFakeApp(options);
  const context = await browser.newContext({ viewport: options.size ?? wide, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(waitMs);
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  try {
    await page.goto(app.address);
    await run({ page, app, errors });
  } finally {
    await context.close();
    await app.close();
  }
}

/** From Today into the study of the first card. */
export async function startStudy(page: Page): Promise<void> {
  await page.waitForSelector(".today-start .button");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".study .question");
}

/** What axe finds, as "rule: target". */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> } }
    ).axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
  });
}

/** Texts that are cut off although nothing says so (no ellipsis, no scrolling), and whether the page itself scrolls sideways. */
export async function overflows(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    if (document.documentElement.scrollWidth > document.documentElement.clientWidth) found.push("the page");
    for (const element of document.querySelectorAll<HTMLElement>(
      "button, h1, h2, h3, label, p, dt, dd, th, td, kbd, .segment, .grid-row > *, .bottom-bar > *, .study-top > *",
    )) {
      const style = getComputedStyle(element);
      if (element.closest(".visually-hidden") !== null || style.textOverflow === "ellipsis" || style.clipPath !== "none") continue;
      const box = element.getBoundingClientRect();
      if (box.width > 0 && element.scrollWidth > element.clientWidth + 1 && style.display !== "inline")
        found.push(`${element.className || element.tagName}: ${element.textContent?.slice(0, 40)}`);
      if (box.right > document.documentElement.clientWidth + 1)
        found.push(`beyond the edge: ${element.className || element.tagName}: ${element.textContent?.slice(0, 40)}`);
    }
    return found;
  });
}

/** Pointer targets below 24 by 24 CSS pixels (WCAG 2.2, 2.5.8). */
export async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, a[href], summary, select, input:not([type=radio]):not([type=checkbox]), label:has(input)")]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ element, box }) => box.width > 0 && getComputedStyle(element).clipPath === "none" && (box.width < 23.5 || box.height < 23.5))
      .filter(({ element }) => element.closest(".filter-field, .palette-field") === null)
      .map(({ element, box }) => `${element.className || element.tagName} ${box.width}x${box.height}`),
  );
}
