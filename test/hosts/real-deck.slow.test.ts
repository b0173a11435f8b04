/** Every card of the built-in decks, studied over the WebSocket: answered rightly and wrongly, its wire read, and rated. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ActResult, Answer, CardRow, Prompt, Showing } from "../../main/contract/index.ts";
import type { LoopbackHost } from "../../main/hosts/loopback.ts";
import { packageRoot } from "../../main/hosts/package.ts";
import { openLoopback, openPage, type Page } from "./open-loopback.ts";

let root: string;
let host: LoopbackHost;
let page: Page;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "retransmit-real-"));
  host = await openLoopback({ data: join(root, "data"), decks: join(root, "decks"), renderer: root, builtIn: join(packageRoot, "content") });
  page = await openPage(host.address);
});
afterAll(async () => {
  await host.close();
  rmSync(root, { recursive: true, force: true });
});

/** What giving up on the card showed, turned into the right answer. */
function rightAnswer(prompt: Prompt, { reveal, verdict }: ActResult): Answer {
  const marks = reveal!.marks;
  const chosen = marks.filter((mark) => mark.right === "true").map((mark) => mark.index);
  switch (prompt.kind) {
    case "choice":
      return { kind: "choice", chosen };
    case "order":
      return { kind: "order", order: marks.map((mark) => prompt.items.find((item) => item.text === mark.right)!.index) };
    case "match":
      return { kind: "match", pairs: marks.map((mark) => prompt.right.find((cell) => cell.text === mark.right)!.index) };
    case "cloze":
      return { kind: "cloze", texts: prompt.blanks.map((blank) => marks.find((mark) => mark.index === blank)!.right) };
    case "type":
      return { kind: "type", text: marks[0]!.right };
    case "live":
      if (prompt.play !== null) return { kind: "text", text: reveal!.solution! };
      if (prompt.options.length > 0) return { kind: "choice", chosen };
      return { kind: "predictions", values: verdict.goals.slice(-prompt.asks.length).map((goal) => goal.seen) };
    default:
      return { kind: "reveal" };
  }
}

function wrongAnswer(prompt: Prompt, right: Answer): Answer {
  const wrong = "surely not this";
  switch (right.kind) {
    case "choice": {
      const all = prompt.kind === "choice" || prompt.kind === "live" ? prompt.options.map((option) => option.index) : [];
      return { kind: "choice", chosen: all.filter((index) => !right.chosen.includes(index)) };
    }
    case "order":
      return { kind: "order", order: right.order.toReversed() };
    case "match":
      return { kind: "match", pairs: right.pairs.map(() => right.pairs[0]!) };
    case "cloze":
      return { kind: "cloze", texts: right.texts.map(() => wrong) };
    case "predictions":
      return { kind: "predictions", values: right.values.map(() => wrong) };
    case "text":
      return { kind: "text", text: wrong };
    default:
      return { kind: "type", text: wrong };
  }
}

const open = (cardKey: number): Promise<Showing> => page.api.session.open({ cardKey });
const act = ({ session }: Showing, answer: Answer): Promise<ActResult> => page.api.session.act({ session, answer });

async function allCards(): Promise<CardRow[]> {
  const decks = await page.api.decks.list();
  return (await Promise.all(decks.map(({ deckKey }) => page.api.decks.cards({ deckKey })))).flat();
}

test("every card that can be wrong tells right from wrong, with the same prompt until it is rated", async () => {
  const outcomes: Record<string, unknown> = {};
  const cards = await allCards();
  for (const { cardKey, cardId } of cards) {
    const first = await open(cardKey);
    if (first.prompt.kind === "recall") continue;
    const right = rightAnswer(first.prompt, await page.api.session.giveUp({ session: first.session }));
    const again = await open(cardKey);
    const passed = await act(again, right);
    const failed = await act(await open(cardKey), wrongAnswer(first.prompt, right));
    outcomes[cardId] = [JSON.stringify(again.prompt) === JSON.stringify(first.prompt), passed.verdict.outcome, passed.suggestedRating, failed.verdict.outcome];
  }
  expect(Object.keys(outcomes).length).toBeGreaterThan(60);
  expect(outcomes).toEqual(Object.fromEntries(Object.keys(outcomes).map((cardId) => [cardId, [true, "passed", "good", "failed"]])));
});

test("every run of a live card has messages whose fields and bytes can be read", async () => {
  const read: Record<string, boolean> = {};
  for (const { cardKey, cardId, kind } of await allCards()) {
    if (kind !== "live") continue;
    const { prompt, session } = await open(cardKey);
    const { run } =
      prompt.kind === "live" && prompt.play === null
        ? await page.api.session.giveUp({ session })
        : await act({ session } as Showing, { kind: "text", text: "GET / HTTP/1.1\n\n" });
    const [message] = run!.transcript.messages;
    const { flow, by, from, to } = message!.range;
    const fields = await page.api.run.fields({ run: run!.id, message: message!.id });
    const { bytes } = await page.api.run.bytes({ run: run!.id, flow, by, from, to });
    read[cardId] = fields.length > 0 && bytes.length === to - from;
  }
  expect(Object.keys(read).length).toBeGreaterThanOrEqual(40);
  expect(Object.values(read)).toEqual(Object.keys(read).map(() => true));
});

test("a whole day of it: every card that is due is asked once, rated, and the day is done", async () => {
  await page.api.settings.set({ newPerDay: 9999 });
  const { due } = await page.api.today.view();
  const asked: string[] = [];
  let next = await page.api.sitting.start({});
  while (next.state === "card") {
    const { session, card, prompt } = next.showing;
    const { reveal } =
      prompt.kind === "recall" ? await page.api.session.act({ session, answer: { kind: "reveal" } }) : await page.api.session.giveUp({ session });
    expect(reveal).not.toBeNull();
    await page.api.session.rate({ session, rating: "easy", thinkMs: 100 });
    asked.push(card.id);
    next = await page.api.sitting.next();
  }
  expect(next).toMatchObject({ state: "done", summary: { reviews: asked.length, again: 0 } });
  expect(asked.length).toBe(due);
  expect(new Set(asked).size).toBe(asked.length);
});
