/** Whole sittings over a real store and a real deck folder. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deckText, dayMs, Learner, threeRecalls } from "./learner.ts";

let learner: Learner;
beforeEach(() => (learner = new Learner()));
afterEach(() => learner.end());

const reveal = { kind: "reveal" } as const;

async function rateNext(rating: "again" | "hard" | "good" | "easy"): Promise<string> {
  const { session, card } = await learner.card();
  await learner.api.session.act({ session, answer: reveal });
  await learner.api.session.rate({ session, rating, thinkMs: 4000 });
  return card.id;
}

describe("a sitting", () => {
  test("asks each new card once, in the order of the file, then is done", async () => {
    learner.writeDeck("plain.md", threeRecalls);
    await learner.start();
    const first = await learner.api.sitting.start({ minutes: 0 });
    expect(first).toMatchObject({ state: "card", progress: { done: 0, total: 3 }, showing: { card: { id: "plain/one", section: "Section", heading: "One" } } });
    expect([await rateNext("easy"), await rateNext("easy"), await rateNext("easy")]).toEqual(["plain/one", "plain/two", "plain/three"]);
    expect(await learner.api.sitting.next()).toMatchObject({ state: "done", summary: { reviews: 3, again: 0, minutes: 0 } });
    expect(await learner.api.sitting.next()).toMatchObject({ state: "done" });
  });

  test("shows the same showing again until it is rated", async () => {
    learner.writeDeck("plain.md", threeRecalls);
    await learner.start();
    await learner.api.sitting.start({ minutes: 0 });
    const shown = await learner.card();
    const acted = await learner.api.session.act({ session: shown.session, answer: reveal });
    expect(await learner.card()).toEqual({ ...shown, last: acted });
  });

  test("waits for a card that was forgotten, and asks it when its step is over", async () => {
    learner.writeDeck("plain.md", deckText("one", "## Only {#only}\n\nAnswer.\n"));
    await learner.start();
    await learner.api.sitting.start({ minutes: 0 });
    await rateNext("again");
    const waiting = await learner.api.sitting.next();
    expect(waiting).toMatchObject({ state: "wait", until: learner.clock.now() + 60_000, progress: { done: 1 } });
    learner.clock.forward(60_000);
    expect((await learner.card()).card.id).toBe("one/only");
    await rateNext("good");
    learner.clock.forward(10 * 60_000);
    await rateNext("good");
    expect(await learner.api.sitting.next()).toMatchObject({ state: "done", summary: { reviews: 3, again: 1 } });
  });

  test("ends when its minutes are over, and not before", async () => {
    learner.writeDeck("plain.md", threeRecalls);
    await learner.start();
    await learner.api.sitting.start({ minutes: 1 });
    learner.clock.forward(59_999);
    await rateNext("easy");
    expect((await learner.card()).card.id).toBe("plain/two");
    learner.clock.forward(1);
    await rateNext("easy");
    expect(await learner.api.sitting.next()).toMatchObject({ state: "done", summary: { reviews: 2, minutes: 1 } });
  });

  test("of one deck leaves the others alone", async () => {
    learner.writeDeck("a.md", deckText("a", "## A {#a}\n\nAnswer.\n"));
    learner.writeDeck("b.md", deckText("b", "## B {#b}\n\nAnswer.\n"));
    await learner.start();
    const b = (await learner.api.decks.list()).find((deck) => deck.id === "b")!;
    await learner.api.sitting.start({ minutes: 0, deckKey: b.deckKey });
    expect(await rateNext("easy")).toBe("b/b");
    expect(await learner.api.sitting.next()).toMatchObject({ state: "done" });
  });

  test("keeps to the day's limit of new cards", async () => {
    learner.writeDeck("plain.md", threeRecalls);
    await learner.start();
    await learner.api.settings.set({ newPerDay: 2 });
    await learner.api.sitting.start({ minutes: 0 });
    await rateNext("easy");
    await rateNext("easy");
    expect((await learner.api.sitting.next()).state).toBe("done");
    learner.clock.forward(dayMs);
    await learner.api.sitting.start({ minutes: 0 });
    expect((await learner.card()).card.id).toBe("plain/three");
  });

  test("goes on without a card that is suspended, buried or put away", async () => {
    learner.writeDeck("plain.md", threeRecalls);
    await learner.start();
    await learner.api.sitting.start({ minutes: 0 });
    await learner.api.card.suspend({ cardKey: (await learner.card()).card.key, suspended: true });
    const second = await learner.card();
    expect(second.card.id).toBe("plain/two");
    await learner.api.session.close({ session: second.session });
    const third = await learner.card();
    expect(third.card.id).toBe("plain/three");
    await learner.api.card.bury({ cardKey: third.card.key });
    expect((await learner.api.sitting.next()).state).toBe("done");
    await learner.api.sitting.start({ minutes: 0 });
    expect((await learner.card()).card.id).toBe("plain/two");
    const [deck] = await learner.api.decks.list();
    const rows = await learner.api.decks.cards({ deckKey: deck!.deckKey });
    expect(rows.map(({ suspended, buriedToday }) => ({ suspended, buriedToday }))).toEqual([
      { suspended: true, buriedToday: false },
      { suspended: false, buriedToday: false },
      { suspended: false, buriedToday: true },
    ]);
  });

  test("an undone rating brings its card back with another seed; redo takes it away again", async () => {
    learner.writeDeck("plain.md", threeRecalls);
    await learner.start();
    await learner.api.sitting.start({ minutes: 0 });
    await rateNext("easy");
    await rateNext("again");
    expect((await learner.card()).card.id).toBe("plain/three");
    expect(await learner.api.history.undo()).toEqual({
      undo: { label: "review.easy", cardId: "plain/one" },
      redo: { label: "review.again", cardId: "plain/two" },
    });
    expect((await learner.card()).card.id).toBe("plain/two");
    await learner.api.history.undo();
    expect((await learner.card()).card.id).toBe("plain/one");
    expect(await learner.api.sitting.next()).toMatchObject({ progress: { done: 0, total: 3 } });
    expect(await learner.api.history.undo()).toMatchObject({ undo: null });
    await learner.api.history.redo();
    expect((await learner.card()).card.id).not.toBe("plain/one");
    expect(await learner.api.history.state()).toMatchObject({ undo: { label: "review.easy", cardId: "plain/one" } });
  });

  test("a stop and a start lose nothing; the showing that was open has the same prompt", async () => {
    learner.writeDeck("plain.md", deckText("order", "## Order {#order .order}\n\n1. one\n2. two\n3. three\n4. four\n5. five\n\n## Next {#next}\n\nAnswer.\n"));
    await learner.start();
    await learner.api.sitting.start({ minutes: 0 });
    const before = await learner.card();
    await learner.quit();
    await learner.start();
    await learner.api.sitting.start({ minutes: 0 });
    const after = await learner.card();
    expect(after.prompt).toEqual(before.prompt);
    expect(after.session).not.toBe(before.session);
    await learner.api.session.act({ session: after.session, answer: { kind: "order", order: [0, 1, 2, 3, 4] } });
    await learner.api.session.rate({ session: after.session, rating: "easy", thinkMs: 1 });
    await learner.quit();
    await learner.start();
    expect(await learner.api.today.view()).toMatchObject({ due: 1, dueNew: 1 });
    expect(await learner.api.history.state()).toMatchObject({ undo: { label: "review.easy", cardId: "order/order" } });
  });

  test("no sitting, no card", async () => {
    await learner.start();
    expect(await learner.api.sitting.next()).toEqual({ state: "done", summary: { reviews: 0, again: 0, minutes: 0, nextDueAt: null } });
    expect(await learner.api.sitting.start({ minutes: 25 })).toMatchObject({ state: "done" });
    expect(await learner.api.sitting.end()).toEqual({ ended: true });
  });
});

describe("Today", () => {
  test("counts what is due by kind and layer, and what a budget covers", async () => {
    learner.writeDeck("plain.md", threeRecalls);
    learner.writeDeck("tcp.md", deckText("tcp", "## Bit {#bit .type}\n\nWhich bit?\n\n***\n\n- SYN\n").replace("topic: http", "topic: tcp"));
    await learner.start();
    expect(await learner.api.today.view()).toMatchObject({
      day: "2026-01-05",
      due: 4,
      dueReviews: 0,
      dueNew: 4,
      seconds: 48,
      byLayer: [
        { layer: "app", count: 3 },
        { layer: "tcp", count: 1 },
      ],
      byKind: [
        { kind: "recall", count: 3 },
        { kind: "type", count: 1 },
      ],
      budgets: [
        { minutes: 10, covers: 4 },
        { minutes: 25, covers: 4 },
        { minutes: 40, covers: 4 },
        { minutes: 0, covers: 4 },
      ],
      nextDueAt: null,
      firstRun: true,
    });
    await learner.api.sitting.start({ minutes: 0 });
    await rateNext("good");
    await learner.api.settings.set({ firstRunDone: true });
    const after = await learner.api.today.view();
    expect(after).toMatchObject({ due: 3, firstRun: false });
    expect(after.activity.at(-1)).toEqual({ day: "2026-01-05", reviews: 1 });
  });
});
