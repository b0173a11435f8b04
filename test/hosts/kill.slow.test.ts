/** The process is killed with SIGKILL at random moments of 200 reviews; what was acknowledged is never lost. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { seededRandom } from "../../main/exercise/random.ts";
import { deckText } from "../study/learner.ts";
import { openPage, type Page } from "./open-loopback.ts";

const reviews = 200;
const kills = 12;

let root: string;
let running: ChildProcess | null = null;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "retransmit-kill-"));
  mkdirSync(join(root, "decks"));
  mkdirSync(join(root, "renderer"));
  const entries = Array.from({ length: reviews + 20 }, (_, n) => `## Card ${n} {#card-${n}}\n\nAnswer ${n}.\n`);
  writeFileSync(join(root, "decks", "many.md"), deckText("many", entries.join("\n")));
});
afterEach(async () => {
  if (running !== null && running.exitCode === null && running.signalCode === null) await kill(running);
  rmSync(root, { recursive: true, force: true });
});

async function start(): Promise<{ child: ChildProcess; page: Page }> {
  const script = fileURLToPath(new URL("./host-process.ts", import.meta.url));
  const child = spawn(process.execPath, [script, join(root, "data"), join(root, "decks"), join(root, "renderer")], { stdio: ["ignore", "pipe", "inherit"] });
  running = child;
  const [address] = (await once(createInterface(child.stdout), "line")) as [string];
  return { child, page: await openPage(address) };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

/** The names of all cards with a review, as a new process finds them. */
async function reviewed(page: Page): Promise<string[]> {
  const [deck] = await page.api.decks.list();
  const rows = await page.api.decks.cards({ deckKey: deck!.deckKey });
  return rows.filter((row) => row.reviews > 0).map((row) => row.cardId);
}

test(`${reviews} reviews, ${kills} kills, nothing acknowledged is lost`, async () => {
  const seed = `${Date.now()}`;
  const random = seededRandom(seed);
  const acknowledged = new Set<string>();
  let { child, page } = await start();
  await page.api.settings.set({ newPerDay: 9999 });
  for (let round = 1; round <= kills; round++) {
    await page.api.sitting.start({});
    const before = Math.floor((round * reviews) / (kills + 1)) - random.between(0, 5);
    while (acknowledged.size < before) await rateNext(page, acknowledged);
    const underWay = rateNext(page, acknowledged).catch(() => undefined); // its answer may be lost, with or without the review
    const hesitation = random.between(0, 40);
    for (let n = 0; n < hesitation; n++) await new Promise(setImmediate);
    await kill(child);
    await Promise.race([underWay, page.closed]);
    ({ child, page } = await start());
    const found = await reviewed(page);
    expect(found, `seed ${seed}`).toEqual(expect.arrayContaining([...acknowledged]));
    // At most the one whose acknowledgement was under way is there besides.
    expect(found.length, `seed ${seed}`).toBeLessThanOrEqual(acknowledged.size + 1);
    for (const name of found) acknowledged.add(name);
  }
  await page.api.sitting.start({});
  while (acknowledged.size < reviews) await rateNext(page, acknowledged);
  expect((await page.api.today.view()).activity.at(-1)?.reviews).toBe(reviews);
  page.leave();
});

async function rateNext(page: Page, acknowledged: Set<string>): Promise<void> {
  const next = await page.api.sitting.next();
  if (next.state !== "card") throw new Error(next.state);
  const { session, card } = next.showing;
  await page.api.session.act({ session, answer: { kind: "reveal" } });
  await page.api.session.rate({ session, rating: "easy", thinkMs: 1000 });
  acknowledged.add(card.id);
}
