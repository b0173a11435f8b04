/** What a learner does on the Study screen, by keys and by pointer, in a real Chromium. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inWindow, openBrowser, startStudy } from "./window.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const id = (name: string) => `http-status/${name}`;
const heading = (page: Page) => page.innerText("h1");
const focused = (page: Page) => page.evaluate(() => document.activeElement?.className ?? "");
/** "best", "open" or "gone". */
const stateOf = (page: Page, rating: string) => page.locator(".best-rating li").filter({ hasText: rating }).getAttribute("data-state");

test.concurrent.each([
  ["1", "again"],
  ["2", "hard"],
  ["3", "good"],
  ["4", "easy"],
])("key %s rates %s once the answer is shown, and the next card comes", async (key, rating) => {
  await inWindow(browser, { cards: [id("etag"), id("retry")] }, async ({ page, app }) => {
    await startStudy(page);
    const first = await heading(page);
    await page.keyboard.press(key);
    expect(app.ratings).toEqual([]);
    await page.keyboard.press("Space");
    await page.waitForSelector(".rate");
    await page.keyboard.press(key);
    await page.waitForFunction((before) => document.querySelector("h1")?.textContent !== before, first);
    expect(app.ratings).toEqual([rating]);
  });
});

test.concurrent("Enter takes the suggested rating", async () => {
  await inWindow(browser, { cards: [id("retry")] }, async ({ page, app }) => {
    await startStudy(page);
    await page.keyboard.type("Retry-After");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".rate");
    await page.keyboard.press("Enter");
    await page.getByText("That was all for now").waitFor();
    expect(app.ratings).toEqual(["good"]);
  });
});

test.concurrent("U brings the rated card back, unanswered", async () => {
  await inWindow(browser, { cards: [id("etag"), id("retry")] }, async ({ page, app }) => {
    await startStudy(page);
    const first = await heading(page);
    await page.keyboard.press("Space");
    await page.waitForSelector(".rate");
    await page.keyboard.press("3");
    await page.waitForSelector('[data-kind="type"]');
    await page.keyboard.press("Escape");
    await page.keyboard.press("u");
    await page.waitForSelector('[data-kind="recall"]');
    expect(await heading(page)).toBe(first);
    expect(await page.locator(".rate").count()).toBe(0);
    expect(app.calls).toContain("history.undo");
  });
});

test.concurrent("Escape stops a run: the card stays, its field has the focus again, nothing is rated", async () => {
  await inWindow(browser, { cards: [id("revalidate")], runMs: 60_000 }, async ({ page, app }) => {
    await startStudy(page);
    await page.waitForSelector(".prediction input");
    await page.keyboard.type("304");
    await page.click(".yes-no-option:nth-child(2)");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Stop" }).waitFor();
    await page.keyboard.press("Escape");
    await page.waitForSelector(".prediction input:not(:disabled)");
    await page.waitForFunction(() => document.activeElement?.matches(".prediction input"));
    expect(await page.inputValue(".prediction .field")).toBe("304");
    expect(await page.locator(".rate, .verdict, .bottom-problem").count()).toBe(0);
    expect(app.calls).toContain("session.cancel");
  });
});

test.concurrent("the Stop button does the same", async () => {
  await inWindow(browser, { cards: [id("range")], runMs: 60_000 }, async ({ page, app }) => {
    await startStudy(page);
    await page.waitForSelector(".cm-content");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByRole("button", { name: "Run" }).waitFor();
    expect(await page.locator(".verdict").count()).toBe(0);
    expect(app.calls).toContain("session.cancel");
  });
});

test.concurrent("a hint says what it costs before it is shown, and the best rating falls when it is", async () => {
  await inWindow(browser, { cards: [id("range")] }, async ({ page, app }) => {
    await startStudy(page);
    await page.waitForSelector(".cm-content");
    expect(await page.innerText(".hint-next")).toContain("costs Good");
    expect(await stateOf(page, "Good")).toBe("best");
    await page.keyboard.type("h");
    expect(app.calls).not.toContain("session.hint");
    await page.keyboard.press("Escape");
    await page.keyboard.press("h");
    await page.getByText("Positions count from zero.").waitFor();
    expect([await stateOf(page, "Hard"), await stateOf(page, "Good")]).toEqual(["best", "gone"]);
    expect(await page.innerText(".hint-next")).toContain("costs nothing more");
  });
});

test.concurrent("a lost connection is said and opened again; the card and what was typed are still there", async () => {
  await inWindow(browser, { cards: [id("retry")] }, async ({ page, app }) => {
    await startStudy(page);
    await page.keyboard.type("Retry-");
    app.drop();
    await page.getByText("Trying again").waitFor();
    await page.getByText("Trying again").waitFor({ state: "detached" });
    await page.locator(".field").focus();
    await page.keyboard.press("End");
    await page.keyboard.type("After");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".rate");
    expect(await page.innerText(".verdict-title")).toBe("That is right");
  });
});

test.concurrent("Space ticks the option in focus; it gives up only elsewhere", async () => {
  await inWindow(browser, { cards: [id("bodies")] }, async ({ page, app }) => {
    await startStudy(page);
    await page.locator(".choice input").first().focus();
    await page.keyboard.press("Space");
    expect(await page.locator(".choice input").first().isChecked()).toBe(true);
    expect(app.calls).not.toContain("session.giveUp");
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press("Space");
    await page.waitForSelector(".rate");
    expect(app.calls).toContain("session.giveUp");
  });
});

test.concurrent("a live choice of which one holds lets one be chosen", async () => {
  await inWindow(browser, { cards: [id("bodyless-live")] }, async ({ page }) => {
    await startStudy(page);
    await page.keyboard.press("1");
    await page.keyboard.press("2");
    expect(
      await page
        .locator(".choice input")
        .evaluateAll((inputs) => inputs.map((input) => `${(input as HTMLInputElement).type} ${(input as HTMLInputElement).checked}`)),
    ).toEqual(["radio false", "radio true"]);
  });
});

test.concurrent("a prediction that can't be read is not run", async () => {
  await inWindow(browser, { cards: [id("revalidate")] }, async ({ page, app }) => {
    await startStudy(page);
    await page.waitForSelector(".prediction input");
    await page.click(".yes-no-option:nth-child(2)");
    await page.locator(".prediction .field").focus();
    await page.keyboard.type("3o4");
    await page.getByText("Can't be read as a number.").waitFor();
    await page.keyboard.press("Enter");
    expect(await page.getByRole("button", { name: "Run it" }).isDisabled()).toBe(true);
    expect(app.calls).not.toContain("session.act");
  });
});

test.concurrent("a failed attempt leaves the editor to the learner, shows the byte that went wrong, and Ctrl Up brings the attempt back", async () => {
  await inWindow(browser, { cards: [id("range")] }, async ({ page }) => {
    await startStudy(page);
    await page.waitForSelector(".cm-content");
    const before = await page.innerText(".cm-content");
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector(".verdict-excerpt");
    expect(await focused(page)).toContain("cm-content");
    expect((await page.innerText(".verdict-excerpt")).split("\n").map((line) => line.trimEnd())).toEqual(["Host: www.test\\r\\n", "    ^"]);
    await page.getByRole("button", { name: "Show the bytes" }).click();
    await page.waitForSelector('[role="treeitem"][aria-selected="true"]:has-text("Host")');
    await page.locator(".cm-content").focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("x");
    await page.keyboard.press("Control+ArrowUp");
    expect(await page.innerText(".cm-content")).toBe(before);
  });
});

test.concurrent("curl is offered for the learner's own request only; Y copies the selected field's bytes", async () => {
  await inWindow(browser, { cards: [id("range")] }, async ({ page }) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await startStudy(page);
    await page.waitForSelector(".cm-content");
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector(".inspector-foot");
    const curl = page.getByRole("button", { name: "curl" });
    expect(await curl.count()).toBe(0);
    await page.keyboard.press("Escape");
    await page.keyboard.press("k");
    await curl.waitFor();
    await page.keyboard.press("y");
    await page.getByText("Copied").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^47 45 54 20 2f/);
  });
});

test.concurrent.each([
  ["retry", ".field", "Show answer", "session.giveUp"],
  ["retry", ".field", "Bury", "card.bury"],
  ["retry", ".field", "Suspend", "card.suspend"],
  ["redirects", "select", "Show answer", "session.giveUp"],
  ["redirects", "select", "Suspend", "card.suspend"],
  ["revalidate", ".prediction .field", "Hint", "session.hint"],
  ["range", ".cm-content", "Show answer", "session.giveUp"],
  ["range", ".cm-content", "Hint", "session.hint"],
  ["range", ".cm-content", "Bury", "card.bury"],
])("on %s, with the focus in %s, a press of the pointer on %s counts", async (card, field, button, call) => {
  await inWindow(browser, { cards: [id(card)] }, async ({ page, app }) => {
    await startStudy(page);
    await page.locator(field).first().focus();
    await page.getByRole("button", { name: "Leave the field" }).waitFor();
    const box = (await page.locator(".bottom-bar").getByRole("button", { name: button }).boundingBox())!;
    await page.mouse.move(box.x + box.width - 3, box.y + box.height / 2);
    await page.mouse.down();
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
    await page.mouse.up();
    await expect.poll(() => app.calls).toContain(call);
  });
});

test.concurrent("the bottom bar's actions keep their places when a field is left, and a press on the first leaves the field only", async () => {
  await inWindow(browser, { cards: [id("retry")] }, async ({ page }) => {
    await startStudy(page);
    await page.locator(".field").focus();
    const places = () => page.locator(".bottom-bar button.key-hint").evaluateAll((buttons) => buttons.slice(1).map((one) => one.getBoundingClientRect().x));
    await page.getByRole("button", { name: "Leave the field" }).waitFor();
    const before = await places();
    await page.getByRole("button", { name: "Leave the field" }).click();
    await page.locator(".bottom-bar").getByRole("button", { name: "Leave", exact: true }).waitFor();
    expect(await focused(page)).toBe("");
    expect(before).toHaveLength(3);
    expect(await places()).toEqual(before);
    await page.locator(".bottom-bar").getByRole("button", { name: "Leave", exact: true }).click();
    await page.waitForSelector(".today-start");
  });
});

test.concurrent("what was put aside unseen was not reviewed", async () => {
  await inWindow(browser, { cards: [id("etag")] }, async ({ page }) => {
    await startStudy(page);
    await page.keyboard.press("b");
    await page.getByText("That was all for now").waitFor();
    expect(await page.innerText(".study-lead")).toBe("Nothing was reviewed.");
  });
});

test.concurrent.each([
  ["etag", "app"],
  ["lab-down", "tcp"],
])("%s has the hue of its layer, %s", async (card, layer) => {
  await inWindow(browser, { cards: [id(card)] }, async ({ page }) => {
    await startStudy(page);
    expect(await page.locator(".eyebrow .layer-mark").getAttribute("class")).toBe(`layer-mark layer-${layer}`);
  });
});

test.concurrent("the page names a match's sides by their places as shown, and answers with the file's own", async () => {
  await inWindow(browser, { cards: [id("redirects")] }, async ({ page }) => {
    await startStudy(page);
    await page.waitForSelector("select");
    const values = await page
      .locator("select")
      .evaluateAll((selects) => selects.map((one) => [...(one as HTMLSelectElement).options].map(({ value }) => value)));
    expect(values).toEqual(Array.from({ length: 3 }, () => ["-1", "0", "1", "2"]));
    const texts = ["Moved for good; the method may change", "Moved for now; the method stays", "Moved for good; the method stays"];
    for (const [place, text] of texts.entries()) await page.locator("select").nth(place).selectOption({ label: text });
    expect(await page.locator("select").evaluateAll((selects) => selects.map((one) => (one as HTMLSelectElement).selectedOptions[0]?.textContent))).toEqual(
      texts,
    );
    await page.locator("select").first().selectOption("-1");
    expect(await page.getByRole("button", { name: "Check" }).isDisabled()).toBe(true);
    await page.locator("select").first().selectOption("2");
    await page.getByRole("button", { name: "Check" }).click();
    await page.waitForSelector(".rate");
    expect(await page.innerText(".verdict-title")).toBe("That is right");
  });
});

test.concurrent.each(["expect", "bodies"])("nothing in the page of %s but its text tells one item from another", async (card) => {
  await inWindow(browser, { cards: [id(card)] }, async ({ page }) => {
    await startStudy(page);
    const items = page.locator(".order-item, .choice");
    await items.first().waitFor();
    const attributes = await items.evaluateAll((all) =>
      all.map((item) =>
        [item, ...item.querySelectorAll("*")]
          .filter((element) => element.closest(".order-buttons, .keycaps, .markdown, svg") === null)
          .map((element) => [...element.attributes].map(({ name, value }) => `${name}=${value}`)),
      ),
    );
    expect(attributes).toHaveLength(4);
    for (const other of attributes) expect(other).toEqual(attributes[0]);
  });
});
