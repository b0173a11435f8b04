/** The built-in deck studied through the window: answered rightly and wrongly in each kind, rated, undone, quit and found again. */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Rating } from "../../main/contract/index.ts";
import { World } from "./host.ts";
import { Learner, type How } from "./learner.ts";
import { readRealDeck, shown, type KnownCard } from "./real-deck.ts";
import { eventually, openBrowser, openWindow, patienceMs, type Window } from "./window.ts";

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

const deck = readRealDeck("en");
const sorts = [...new Set(deck.map(({ sort }) => sort))];

/** "both": wrongly, taken back, and then rightly. "at last": wrongly, and then rightly in the same showing. */
type Intent = How | "both" | "at last";

/** One card of each entry. */
const leads = deck.filter(({ wording }, index) => deck.findIndex((other) => other.wording.heading === wording.heading) === index);

/** The first card of a kind is answered rightly, the second wrongly; one that is alone is both. Cards without an intent are buried. */
const plan: ReadonlyMap<string, Intent> = new Map(
  sorts.flatMap((sort): [string, Intent][] => {
    const [first, second, third] = leads.filter((known) => known.sort === sort).map(({ card }) => card.id);
    if (second === undefined) return [[first!, "both"]];
    const atLast: [string, Intent][] = sort === "craft" ? [[third!, "at last"]] : [];
    return [[first!, sort === "match" ? "both" : "rightly"], [second, "wrongly"], ...atLast];
  }),
);

const deckTitle = "HTTP status codes";
/** Days that Today looks back. */
const activityDays = 90;

interface Review {
  card: string;
  rating: Rating;
  outcome: "passed" | "failed" | null;
}

test("the deck has a card of every kind that these tests can answer, told apart by its heading", () => {
  expect(sorts.toSorted()).toEqual(["choice", "cloze", "craft", "live choice", "match", "observe", "order", "recall", "rows", "type"]);
  const alone = deck.filter(({ card }) => card.part === "");
  expect(new Set(alone.map(({ wording }) => shown(wording.heading))).size).toBe(alone.length);
});

test(
  "each kind is answered rightly and wrongly, rated by key and pointer, taken back; after quitting the reviews are there",
  { timeout: 6 * patienceMs },
  async () => {
    const salt = await makeData();
    const host = await world.start();
    const window = await openWindow(browser, host.address);
    await beginWholeDeck(window);
    const learner = new Learner(window, deck, salt);
    const effective: Review[] = [];
    const undone: Review[] = [];
    while (effective.length < plan.size) {
      const known = await learner.card();
      const intent = effective.some(({ card }) => card === known.card.id) ? undefined : plan.get(known.card.id);
      if (intent === undefined) await learner.bury(known);
      else if (intent !== "both") effective.push(await review(learner, known, intent, 0));
      else {
        undone.push(await review(learner, known, "wrongly", 0));
        await takeBack(learner, window, known);
        effective.push(await review(learner, known, "rightly", 1));
      }
    }
    expect(undone.map(({ card }) => card)).toEqual(["http-status/classes", "http-status/condition-order", "http-status/registry/102"]);
    await window.close();
    expect(await host.end("SIGTERM")).toBe(0);
    expect(window.errors).toEqual([]);
    expect(loggedReviews()).toEqual({ effective, undone });
    await findAgain(effective);
  },
);

/** The salt is made with the database: a first start makes both, and reading needs that host to have ended. */
async function makeData(): Promise<string> {
  const host = await world.start();
  expect(await host.end("SIGTERM")).toBe(0);
  return world.query<{ value: string }>("select value from installation where key = 'salt'")[0]!.value;
}

/** Sets the limit of new cards where a learner does, so that one sitting has the whole deck. */
async function beginWholeDeck({ page, messages: { t } }: Window): Promise<void> {
  await page.getByRole("button", { name: t("firstRun.start"), exact: true }).waitFor();
  await page.keyboard.press("Control+,");
  const field = page.getByRole("textbox", { name: t("settings.newPerDay"), exact: true });
  await field.fill(String(deck.length));
  await field.press("Enter");
  await page.getByRole("link", { name: t("nav.today") }).click();
  await page.getByRole("button", { name: t("firstRun.start"), exact: true }).click();
}

async function review(learner: Learner, known: KnownCard, intent: How | "at last", reviewsEver: number): Promise<Review> {
  const card = known.card.id;
  const by = intent === "rightly" ? "key" : "pointer";
  if (known.sort === "recall" || known.sort === "rows") {
    await learner.reveal();
    const rating = intent === "rightly" ? "good" : "again";
    await learner.rate(rating, by);
    return { card, rating, outcome: null };
  }
  await learner.answer(known, intent === "rightly" ? "rightly" : "wrongly", reviewsEver);
  if (intent === "at last") await learner.answer(known, "rightly", reviewsEver);
  else if (intent === "wrongly" && known.sort === "craft") await learner.giveUp();
  const rating = intent === "rightly" ? "good" : intent === "wrongly" ? "again" : "hard";
  expect([card, await learner.suggested()]).toEqual([card, rating]);
  await learner.rate(rating, by);
  return { card, rating, outcome: intent === "wrongly" ? "failed" : "passed" };
}

/** Undo brings the card back, unanswered. */
async function takeBack(learner: Learner, { page, messages: { t } }: Window, known: KnownCard): Promise<void> {
  await learner.leaving(() => (known.sort === "match" ? page.keyboard.press("u") : page.getByRole("button", { name: t("common.undo"), exact: true }).click()));
  expect(await learner.heading()).toBe(shown(known.wording.heading));
  expect(await page.locator("[data-outcome]").count()).toBe(0);
}

/** The log in its order; what an undo names is not effective. */
function loggedReviews(): { effective: Review[]; undone: Review[] } {
  const rows = world.query<Review & { undone: number }>(
    `select c.card_id as card, r.rating, r.outcome, exists (select 1 from events u where u.type = 'undo' and u.undoes = e.action) as undone
     from reviews r join events e using (seq) join cards c using (card_key) order by e.seq`,
  );
  const reviews = (isUndone: number) => rows.filter(({ undone }) => undone === isUndone).map(({ card, rating, outcome }) => ({ card, rating, outcome }));
  return { effective: reviews(0), undone: reviews(1) };
}

/** After the next start: Today has its day of activity, Decks the reviews of each card. */
async function findAgain(effective: readonly Review[]): Promise<void> {
  const host = await world.start();
  const { page, messages, close } = await openWindow(browser, host.address);
  const { t } = messages;
  await page.getByRole("img", { name: t("today.activeDays", { active: 1, count: activityDays }), exact: true }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  const reviews = new Map(effective.map(({ card }) => [listedAs(card), "1"]));
  const grid = page.getByRole("grid", { name: t("decks.cardsOf", { deck: deckTitle }) });
  await eventually(async () => {
    const rows = await grid.getByRole("row").evaluateAll((all) => all.slice(1).map((row) => [...row.children].map((cell) => cell.textContent ?? "")));
    return new Map(rows.map((cells) => [shown(cells[0]!), cells.at(-1)!] as const).filter(([, count]) => Number(count) > 0));
  }).toEqual(reviews);
  await close();
  expect(await host.end("SIGTERM")).toBe(0);
}

/** What the list of cards calls it. */
function listedAs(cardId: string): string {
  const { heading, question, body } = deck.find(({ card }) => card.id === cardId)!.wording;
  return shown(body.kind === "rows" ? question.split("\n\n").at(-1)! : heading);
}
