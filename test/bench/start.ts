/**
 * From process start and Chromium launch to the first card shown, against the same host serving an empty page. Both
 * runs start a new Node process and a new Chromium; the data folder has been used before. Aim: at most twice.
 */
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { packageRoot } from "../../main/hosts/package.ts";
import { findCommand } from "../support/system-packages.ts";
import { measurement, median, type Measurement } from "./measurement.ts";
import { newFolder } from "./world.ts";

export async function measure(): Promise<Measurement[]> {
  const folder = newFolder();
  const flags = ["--data", join(folder, "data"), "--decks", join(folder, "decks"), "--port", "0"];
  const script = join(packageRoot, "dist/main/local.js");
  mkdirSync(join(folder, "empty"));
  const empty = join(folder, "empty.mjs");
  writeFileSync(empty, emptyHost);
  const toCard = () => startedMs([script, ...flags], "today");
  const toEmpty = () => startedMs([empty], "empty");
  await toCard(); // the first start makes the database and reads the decks
  const own: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    bare.push(await toEmpty());
    own.push(await toCard());
  }
  return [measurement("start: to the first card", median(own), "ms", own.length, { name: "host with an empty page", value: median(bare) })];
}

const emptyHost = `
import { createServer } from "node:http";
const server = createServer((_request, response) => response.setHeader("content-type", "text/html").end("<!doctype html><title>Empty</title><h1>Empty</h1>"));
server.listen(0, "127.0.0.1", () => console.log("http://127.0.0.1:" + server.address().port + "/"));
process.on("SIGTERM", () => process.exit(0));
`;

async function startedMs(command: string[], until: "today" | "empty"): Promise<number> {
  const executablePath = findCommand(["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]);
  if (executablePath === null) throw new Error("No Chromium on the PATH");
  const started = performance.now();
  const host = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "inherit"] });
  const launching = chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  const address = await new Promise<string>((found, failed) => {
    let text = "";
    host.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const match = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(text);
      if (match !== null) found(match[0]);
    });
    host.once("exit", (code) => failed(new Error(`the host ended with ${code}: ${text}`)));
  });
  const browser = await launching;
  try {
    const page = await browser.newPage();
    await page.goto(address);
    if (until === "empty") await page.locator("h1").waitFor();
    else await showFirstCard(page);
    return performance.now() - started;
  } finally {
    await browser.close();
    host.kill("SIGTERM");
    await new Promise((done) => host.once("exit", done));
  }
}

/** As a learner does it: the Today screen, Enter, and the question stands there. */
async function showFirstCard(page: Page): Promise<void> {
  await page.locator("[data-screen='today'] h1, [data-screen='first-run'] h1").first().waitFor();
  await page.keyboard.press("Enter");
  await page.locator("[data-screen='study'][data-card]").first().waitFor();
}
