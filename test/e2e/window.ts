/** A real Chromium, and pages of it on a host's address. What a page writes to its console as an error fails the test that asks. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium, type Browser, type Page } from "playwright-core";
import { expect } from "vitest";
import type { DeckLanguage } from "../../main/contract/index.ts";
import { makeMessages, type Messages } from "../../renderer/messages/messages.ts";
import { findCommand, systemPrograms } from "../support/system-packages.ts";

const chromiumArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** A bound, not a wait: two cores may be busy with other tests. */
export const patienceMs = 20_000;

export function openBrowser(): Promise<Browser> {
  const executablePath = findCommand(systemPrograms.flatMap(({ name, commands }) => (name === "Chromium" ? commands : [])));
  if (executablePath === null) throw new Error("No Chromium was found; `node test/support/system-packages.ts` installs it.");
  return chromium.launch({ executablePath, args: chromiumArguments });
}

export interface Window {
  page: Page;
  /** The catalogue in the window's language. */
  messages: Messages;
  /** What the page wrote to its console as an error. */
  errors: string[];
  /** Addresses that the page asked for or dialled. */
  dialled: string[];
  close(): Promise<void>;
}

export interface WindowOptions {
  language?: DeckLanguage;
  colorScheme?: "light" | "dark";
  size?: { width: number; height: number };
}

export async function openWindow(browser: Browser, address: string, options: WindowOptions = {}): Promise<Window> {
  const { language = "en", colorScheme = "light", size = { width: 1280, height: 800 } } = options;
  const context = await browser.newContext({ viewport: size, reducedMotion: "reduce", colorScheme });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  const errors: string[] = [];
  const dialled: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("request", (request) => dialled.push(request.url()));
  page.on("websocket", (socket) => dialled.push(socket.url()));
  await page.goto(address);
  return { page, messages: makeMessages(language), errors, dialled, close: () => context.close() };
}

/** What axe finds, as "rule: target". */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> } };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
  });
}

/** Asks again until it holds, within the patience of these tests. */
export function eventually<Value>(read: () => Promise<Value> | Value): PromisifyAssertion<Value> {
  return expect.poll(read, { timeout: patienceMs, interval: 20 });
}

type PromisifyAssertion<Value> = ReturnType<typeof expect.poll<Value>>;
