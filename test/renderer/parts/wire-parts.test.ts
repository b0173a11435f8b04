/** Ladder, inspector and wire editor in a real Chromium, under the product's content policy. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { BrowserContext, Page } from "playwright-core";
import type { AxeResults } from "axe-core";
import { startPartsPage, type PartsPage } from "./parts-page.ts";

let parts: PartsPage;
let axe: string;
const contexts: BrowserContext[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  parts = await startPartsPage();
  axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
});
afterAll(() => parts.close());
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  const said = complaints.splice(0);
  if (said.length > 0) throw new Error(`the page complained: ${said.join("; ")}`);
});

async function open(query: string, width = 1280, reducedMotion: "reduce" | "no-preference" = "reduce"): Promise<Page> {
  const context = await parts.browser.newContext({ viewport: { width, height: 700 }, reducedMotion, permissions: ["clipboard-read", "clipboard-write"] });
  contexts.push(context);
  const page = await context.newPage();
  page.on("console", (message) => void (message.type() === "error" && complaints.push(message.text())));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`${parts.address}?${query}`);
  await page.locator(".ladder-row, .cm-line").first().waitFor();
  return page;
}

const selected = (page: Page) => page.locator('[role="option"][aria-selected="true"]');
const field = (page: Page, name: string) => page.getByRole("treeitem").filter({ hasText: name }).first();
const lit = (page: Page) => page.locator(".inspector-octets [data-lit]").allTextContents();

describe("every part", () => {
  test.each(
    ["exchange", "gateway", "long", "states", "refusal", "editor", "editor&wrong=1", "editor&plain=1"].flatMap((show) =>
      ["light", "dark"].map((theme) => ({ show, theme })),
    ),
  )("$show, $theme: nothing that axe objects to", async ({ show, theme }) => {
    const page = await open(`show=${show}&theme=${theme}`);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() =>
      (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
        rules: { "page-has-heading-one": { enabled: false }, region: { enabled: false }, "landmark-one-main": { enabled: false } },
      }),
    );
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
  });
});

describe("the ladder", () => {
  test("is laid out at its width and never scaled", async () => {
    const seen = [];
    for (const width of [1280, 900, 600]) {
      const page = await open("show=exchange", width);
      seen.push(
        await page.evaluate(() => {
          const ladder = document.querySelector(".ladder")!;
          const label = document.querySelector(".ladder-label")!;
          return {
            size: getComputedStyle(label).fontSize,
            overflows: ladder.scrollWidth > ladder.clientWidth,
            width: document.querySelector(".ladder-drawing")!.getBoundingClientRect().width === ladder.clientWidth,
          };
        }),
      );
    }
    expect(seen).toEqual(Array.from({ length: 3 }, () => ({ size: "12px", overflows: false, width: true })));
  });

  test("says every row whole, selects by pointer and by arrow", async () => {
    const page = await open("show=exchange");
    expect(await page.getByRole("option").evaluateAll((rows) => rows.map((row) => row.querySelector(".ladder-said")!.textContent))).toEqual([
      "Connection opened",
      "Client → Origin, HTTP, GET /style.css, 0.2 ms",
      'Origin → Client, HTTP, 200 OK, ETag: "v3-9f2c", 1,482 B content, 0.6 ms',
      "Lab clock moved forward 75 s.",
      'Client → Origin, HTTP, GET /style.css, If-None-Match: "v3-9f2c", 0.9 ms',
      'Origin → Client, HTTP, 304 Not Modified, ETag: "v3-9f2c", Vary: Accept-Encoding, 0 B content, 1.2 ms',
      "Connection closed",
    ]);
    await page.getByRole("option").nth(1).click();
    expect(await selected(page).locator(".ladder-said").textContent()).toContain("GET /style.css");
    await page.getByRole("listbox").press("ArrowDown");
    expect(await selected(page).locator(".ladder-said").textContent()).toContain("200 OK");
    await page.getByRole("option").nth(3).click({ force: true });
    expect(await selected(page).locator(".ladder-said").textContent()).toContain("200 OK");
  });

  test("of 401 rows draws only those in view, and follows the selection", async () => {
    const page = await open("show=long", 900);
    expect(await page.getByRole("option").count()).toBeLessThan(40);
    const list = page.getByRole("listbox");
    for (let step = 0; step < 60; step += 1) await list.press("ArrowDown");
    const row = selected(page);
    expect(await row.locator(".ladder-said").textContent()).toContain("GET /60");
    expect(await row.getAttribute("aria-setsize")).toBe("401");
    await expect
      .poll(() =>
        row.evaluate((element) => {
          const view = element.closest(".ladder")!.getBoundingClientRect();
          const own = element.getBoundingClientRect();
          return own.top >= view.top + 46 && own.bottom <= view.bottom;
        }),
      )
      .toBe(true);
  });

  test.each([600, 900, 1280])("says a decision whole beside its lifeline, in several lines, at %i px", async (width) => {
    const page = await open("show=refusal", width);
    const drawn = await page.locator(".ladder-state").evaluateAll((texts) =>
      texts.map((text) => {
        const row = text.closest(".ladder-row")!.getBoundingClientRect();
        const box = text.getBoundingClientRect();
        return {
          words: [...text.querySelectorAll("tspan")].map((line) => line.textContent).join(" "),
          lines: text.querySelectorAll("tspan").length,
          inside: box.top >= row.top && box.bottom <= row.bottom && box.left >= row.left && box.right <= row.right,
        };
      }),
    );
    expect(drawn.map(({ words, inside }) => ({ words, inside }))).toEqual([
      { words: "refused 400 white space between field name and colon", inside: true },
      { words: "WAITING", inside: true },
    ]);
    expect(drawn[0]!.lines).toBeGreaterThan(1);
    const edges = await page
      .locator(".ladder-row")
      .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom]));
    expect(edges.slice(1).map(([top]) => top)).toEqual(edges.slice(0, -1).map(([, bottom]) => bottom));
  });

  test("draws each state in its own shape", async () => {
    const page = await open("show=states");
    expect(
      await page
        .locator(".ladder-message")
        .evaluateAll((rows) =>
          rows.map((row) => [
            row.getAttribute("data-state"),
            row.querySelectorAll(".ladder-cross").length,
            row.querySelectorAll(".ladder-sleeve").length,
            getComputedStyle(row.querySelector(".ladder-arrow") ?? row).strokeDasharray !== "none",
          ]),
        ),
    ).toEqual([
      ["plain", 0, 0, false],
      ["planned", 0, 0, true],
      ["lost", 1, 0, true],
      ["retransmitted", 0, 0, false],
      ["refused", 0, 0, false],
      ["plain", 0, 1, false],
      ["plain", 0, 1, false],
    ]);
  });
});

describe("the inspector", () => {
  test("lights a field and its bytes together, from either side", async () => {
    const page = await open("show=exchange");
    await field(page, "ETag").hover();
    expect((await lit(page)).join("")).toBe("455461673a202276332d39663263220d0a");
    await page.locator('.inspector-octets [data-offset="40"]').click();
    expect(await page.locator('[role="treeitem"][aria-selected="true"]').textContent()).toContain("Date");
  });

  test("is walked with Tab and arrows, opened and closed, and left at its ends", async () => {
    const page = await open("show=exchange");
    const current = () => page.locator('[role="treeitem"][aria-selected="true"] .inspector-name').textContent();
    await page.getByRole("tree").focus();
    const seen = [];
    for (const key of ["Tab", "ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowLeft", "End", "Home", "Tab", "Shift+Tab"]) {
      await page.keyboard.press(key);
      seen.push(await current());
    }
    expect(seen).toEqual([
      "Status line",
      "Status line",
      "Version",
      "Status code",
      "Status line",
      "Status line",
      "Content",
      "HTTP/1.1 response",
      "Status line",
      "HTTP/1.1 response",
    ]);
    await page.keyboard.press("End");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Bytes, hexadecimal and as text");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Text");
  });

  test("copies a field as text and as hexadecimal, a request as curl", async () => {
    const page = await open("show=exchange");
    const copied = async (button: string, text: string) => {
      await page.getByRole("button", { name: button }).click();
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(text);
      await page.getByText("Copied").waitFor();
    };
    await field(page, "ETag").click();
    await copied("Text", 'ETag: "v3-9f2c"\r\n');
    await copied("Hex", "45 54 61 67 3a 20 22 76 33 2d 39 66 32 63 22 0d 0a");
    await page.getByRole("option").nth(1).click();
    await copied("curl", "curl 'http://origin.test/'");
  });

  test("says what is odd, in the learner's language", async () => {
    const english = await open("show=gateway");
    await english.getByRole("option", { name: "GET /gateway/broken" }).click();
    expect(await english.locator(".inspector-finding").allTextContents()).toContain(
      "White space between field name and colon: a server must refuse the request with 400. (RFC 9112 §5.1)",
    );
    const chinese = await open("show=gateway&language=zh-CN");
    await chinese.getByRole("option", { name: "GET /gateway/broken" }).click();
    expect(await chinese.getByRole("option", { name: "11 B, 不是 HTTP" }).count()).toBe(1);
    expect(await chinese.locator(".inspector-finding").allTextContents()).toContain("字段名与冒号之间有空白：服务器必须以 400 拒绝该请求。（RFC 9112 §5.1）");
  });

  test("asks only for the pages of a large message that come into view", async () => {
    const page = await open("show=large");
    await expect.poll(() => page.locator("#asked").textContent()).toBe("0-16384");
    expect(await page.locator(".inspector-line").count()).toBeLessThan(60);
    await page.locator(".inspector-hex").evaluate((element) => (element.scrollTop = element.scrollHeight));
    await expect.poll(async () => (await page.locator("#asked").textContent())!.split(" ").length).toBeLessThan(4);
    await expect.poll(() => page.locator("#asked").textContent()).toContain("-1000044");
  });
});

describe("the wire editor", () => {
  test("shows line ends and colours under a policy without inline styles", async () => {
    const page = await open("show=editor");
    expect(await page.locator(".wire-line-end").count()).toBe(5);
    expect(await page.locator(".cm-scroller").evaluate((element) => [getComputedStyle(element).display, getComputedStyle(element).lineHeight])).toEqual([
      "flex",
      "24px",
    ]);
    expect(await page.locator(".wire-header-name").allTextContents()).toEqual(["Host", "Range", "Accept-Encoding"]);
    expect(await page.locator("style").count()).toBe(0);
  });

  test("tells what is written, runs, brings back earlier attempts and lets go", async () => {
    const page = await open("show=editor");
    const editor = page.getByRole("textbox", { name: "Request" });
    await editor.click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("x");
    expect(await page.locator("#text").textContent()).toBe("GET /log.txt HTTP/1.1\nHost: origin.test\nRange: bytes=100-200\nAccept-Encoding: identity\nx");
    await page.keyboard.press("Control+Enter");
    expect(await page.locator("#said").textContent()).toBe("run");
    await page.keyboard.press("Control+ArrowUp");
    await expect.poll(() => page.locator(".cm-content").evaluate((element) => element.querySelector(".cm-line")!.textContent)).toContain("GET /earlier");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("outside");
    await editor.click();
    await page.keyboard.press("Escape");
    expect(await page.locator("#said").textContent()).toBe("left");
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("BODY");
  });

  test("takes what is written over selected, coloured text without a style of its own", async () => {
    const page = await open("show=editor");
    await page.locator(".wire-header-name").nth(1).dblclick();
    await page.keyboard.type("If");
    await page.keyboard.press("Shift+Home");
    await page.keyboard.insertText("Accept-Ranges");
    await page.keyboard.type("!");
    await expect.poll(() => page.locator("#text").textContent()).toContain("\nAccept-Ranges!: bytes=100-200\n");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("HEAD / HTTP/1.1");
    expect(await page.locator("#text").textContent()).toBe("HEAD / HTTP/1.1");
    expect(await page.locator(".cm-content [style]").count()).toBe(0);
    await page.keyboard.press("Control+z");
    await expect.poll(() => page.locator("#text").textContent()).toContain("GET /log.txt");
  });

  test("shows another language plain", async () => {
    const page = await open("show=editor&plain=1");
    expect(await page.locator(".cm-line").count()).toBe(5);
    expect(await page.locator(".wire-line-end, .wire-token").count()).toBe(0);
  });

  test("marks what is wrong and says it", async () => {
    const page = await open("show=editor&wrong=1");
    expect(await page.locator(".wire-problem").allTextContents()).not.toEqual([]);
    const editor = page.getByRole("textbox", { name: "Request" });
    expect(await editor.getAttribute("aria-invalid")).toBe("true");
    expect(await page.locator(`[id="${await editor.getAttribute("aria-describedby")}"]`).textContent()).toBe("This field is not allowed here.");
  });
});
