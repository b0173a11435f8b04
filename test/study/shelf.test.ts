/** Deck folders as they are edited, broken, translated, moved and watched, seen through the app. */
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { maxTextHere } from "../../main/study/deck-parser.ts";
import { findDeckFiles, maxDeckFiles, maxFolderDepth } from "../../main/study/folders.ts";
import { maxDeckBytes } from "../../main/study/shelf.ts";
import { deckText, Learner, threeRecalls } from "./learner.ts";

const longDeck = (cards: number) =>
  deckText("long", Array.from({ length: cards }, (_, n) => `## Card number ${n} {#card-${n}}\n\nThe answer to card number ${n}.\n`).join("\n"));

let learner: Learner;
beforeEach(() => (learner = new Learner()));
afterEach(() => learner.end());

const names = async () => (await learner.api.decks.list()).map(({ id, cards }) => `${id}:${cards}`);
const codes = async () => (await learner.api.decks.problems()).diagnostics.map(({ code, file }) => `${file} ${code}`);

describe("the shelf", () => {
  test("a broken entry yields a finding with its place, and its neighbours go on", async () => {
    learner.writeDeck("mixed.md", deckText("mixed", "## Good {#good}\n\nAnswer.\n\n## Bad {#bad .nokind}\n\nAnswer.\n"));
    await learner.start();
    expect(await names()).toEqual(["mixed:1"]);
    const { diagnostics } = await learner.api.decks.problems();
    expect(diagnostics).toContainEqual(expect.objectContaining({ file: "mixed.md", line: 14, severity: "error" }));
    expect((await learner.api.decks.list())[0]?.problems.errors).toBeGreaterThan(0);
  });

  test("a deck whose front matter breaks goes on as it was, after a restart too", async () => {
    learner.writeDeck("plain.md", threeRecalls);
    learner.writeDeck("other.md", deckText("other", "## Other {#other}\n\nAnswer.\n"));
    await learner.start();
    expect(await names()).toEqual(["other:1", "plain:3"]);
    learner.writeDeck("plain.md", threeRecalls.replace("deck: plain", "deck: Not An Id!"));
    await learner.api.decks.reload();
    expect(await names()).toEqual(["other:1", "plain:3"]);
    expect((await codes()).some((code) => code.startsWith("plain.md"))).toBe(true);
    await learner.quit();
    await learner.start();
    expect(await names()).toEqual(["other:1", "plain:3"]);
    const { prompt, session } = await learner.api.session.open({ cardKey: await learner.keyOf("plain/one") });
    expect(prompt).toMatchObject({ kind: "recall", question: expect.stringContaining("First question?") as string });
    expect((await learner.api.session.act({ session, answer: { kind: "reveal" } })).reveal?.answer).toContain("First answer.");
  });

  test("an edited, a new and a vanished card are seen at the next reading; history stays with the id", async () => {
    learner.writeDeck("plain.md", threeRecalls);
    await learner.start();
    const { session, card } = await learner.api.session.open({ cardKey: await learner.keyOf("plain/one") });
    await learner.api.session.act({ session, answer: { kind: "reveal" } });
    await learner.api.session.rate({ session, rating: "good", thinkMs: 1 });
    learner.writeDeck("renamed.md", threeRecalls.replace("## One {#one}", "## Uno {#one}").replace("## Two {#two}", "## Four {#four}"));
    rmSync(join(learner.decks, "plain.md"));
    await learner.api.decks.reload();
    const [deck] = await learner.api.decks.list();
    const rows = await learner.api.decks.cards({ deckKey: deck!.deckKey });
    expect(rows.map(({ cardId, question, reviews }) => ({ cardId, question, reviews }))).toEqual([
      { cardId: "plain/one", question: "Uno", reviews: 1 },
      { cardId: "plain/four", question: "Four", reviews: 0 },
      { cardId: "plain/three", question: "Three", reviews: 0 },
    ]);
    expect(rows[0]?.cardKey).toBe(card.key);
  });

  test("a translation is shown where the learner's language has one, and its language listed", async () => {
    learner.writeDeck("plain.md", threeRecalls);
    learner.writeDeck("plain.zh-CN.md", "---\ndeck: plain\ntitle: 牌组\nlanguage: zh-CN\n---\n\n# 节\n\n## 一 {#one}\n\n第一个问题？\n\n***\n\n第一个答案。\n");
    learner.systemLanguage = "zh-Hans-CN";
    await learner.start();
    expect((await learner.api.decks.list())[0]?.languages).toEqual(["en", "zh-CN"]);
    expect((await learner.api.app.info()).language).toBe("zh-CN");
    const translated = await learner.api.session.open({ cardKey: await learner.keyOf("plain/one") });
    expect(translated.card).toMatchObject({ language: "zh-CN", heading: "一", deckTitle: "牌组", section: "节" });
    const [deck] = await learner.api.decks.list();
    expect([deck?.title, (await learner.api.today.view()).decks[0]?.title]).toEqual(["牌组", "牌组"]);
    expect((await learner.api.decks.cards({ deckKey: deck!.deckKey })).map(({ section }) => section)).toEqual(["节", "节", "节"]);
    const own = await learner.api.session.open({ cardKey: await learner.keyOf("plain/two") });
    expect(own.card).toMatchObject({ language: "en", heading: "Two", deckTitle: "牌组", section: "节" });
    await learner.quit();
    await learner.start();
    expect((await learner.api.today.view()).decks[0]?.title).toBe("牌组");
    await learner.api.settings.set({ language: "en" });
    expect([(await learner.api.decks.list())[0]?.title, (await learner.api.today.view()).decks[0]?.title]).toEqual(["Deck plain", "Deck plain"]);
    expect((await learner.api.session.open({ cardKey: await learner.keyOf("plain/one") })).card).toMatchObject({ language: "en", heading: "One" });
    learner.writeDeck("plain.zh-CN.md", "---\ndeck: plain\nlanguage: zh-CN\n---\n\n## 没有 {#nothing}\n\n问题？\n");
    await learner.api.decks.reload();
    expect((await codes()).some((code) => code.startsWith("plain.zh-CN.md"))).toBe(true);
  });

  test("of two decks with one id the earlier path keeps it, the other is told", async () => {
    learner.writeDeck("a.md", deckText("same", "## A {#a}\n\nAnswer.\n"));
    learner.writeDeck("b.md", deckText("same", "## B {#b}\n\nAnswer.\n"));
    await learner.start();
    expect(await names()).toEqual(["same:1"]);
    expect((await learner.api.decks.problems()).diagnostics).toContainEqual(
      expect.objectContaining({ code: "duplicate-deck", file: "b.md", data: { id: "same", other: "a.md" } }),
    );
    await learner.quit();
    await learner.start();
    expect(await codes()).toContain("b.md duplicate-deck");
  });

  test("other Markdown files are counted, and left alone", async () => {
    learner.writeDeck("plain.md", threeRecalls);
    learner.writeDeck("notes/ideas.md", "# Ideas\n");
    learner.writeDeck(".hidden/secret.md", threeRecalls);
    learner.writeDeck("readme.txt", "text");
    await learner.start();
    expect(await learner.api.decks.problems()).toEqual({ diagnostics: [], otherFiles: 1 });
    expect(readdirSync(learner.decks).toSorted()).toEqual([".hidden", "notes", "plain.md", "readme.txt"]);
  });

  test("a file that is too large is told and left out; the largest is read", async () => {
    learner.writeDeck("plain.md", threeRecalls.padEnd(maxDeckBytes, "\n"));
    learner.writeDeck("large.md", threeRecalls.replace("plain", "large").padEnd(maxDeckBytes + 1, "\n"));
    await learner.start();
    expect(await learner.api.today.view()).toBeTruthy();
    const problems = (await learner.api.app.info()).problems.map(({ code, data }) => ({ code, path: data["path"] }));
    expect(problems).toEqual([{ code: "decks.tooLarge", path: "large.md" }]);
  });

  test("a deck that can't be read any more stays as it was, and is said", async () => {
    learner.writeDeck("plain.md", threeRecalls);
    await learner.start();
    expect(await names()).toEqual(["plain:3"]);
    learner.writeDeck("plain.md", threeRecalls.padEnd(maxDeckBytes + 1, "\n"));
    await learner.api.decks.reload();
    expect(await names()).toEqual(["plain:3"]);
    expect((await learner.api.app.info()).problems.map(({ code }) => code)).toEqual(["decks.tooLarge"]);
    await learner.quit();
    await learner.start();
    const { session } = await learner.api.session.open({ cardKey: await learner.keyOf("plain/one") });
    expect((await learner.api.session.act({ session, answer: { kind: "reveal" } })).reveal?.answer).toContain("First answer.");
    learner.writeDeck("plain.md", threeRecalls.replace("## Two {#two}", "## Four {#four}"));
    await learner.api.decks.reload();
    expect((await learner.api.app.info()).problems).toEqual([]);
    expect(await learner.keyOf("plain/four")).toBeGreaterThan(0);
  });

  test("an overlay that can't be read is said by its own name, and its deck goes on", async () => {
    learner.writeDeck("plain.md", threeRecalls);
    learner.writeDeck("plain.zh-CN.md", "x".padEnd(maxDeckBytes + 1, "\n"));
    await learner.start();
    expect(await names()).toEqual(["plain:3"]);
    expect((await learner.api.app.info()).problems.map(({ data }) => data["path"])).toEqual(["plain.zh-CN.md"]);
  });

  test("cards are answered while a long deck is parsed", async () => {
    learner.writeDeck("plain.md", threeRecalls);
    await learner.start();
    const { session } = await learner.api.session.open({ cardKey: await learner.keyOf("plain/one") });
    const text = longDeck(5_000);
    expect(text.length).toBeGreaterThan(maxTextHere);
    learner.writeDeck("long.md", text);
    const order: string[] = [];
    const parsing = once(process, "worker");
    const reading = learner.api.decks.reload().then(() => order.push("decks read"));
    await parsing;
    await learner.api.session.act({ session, answer: { kind: "reveal" } });
    await learner.api.session.rate({ session, rating: "good", thinkMs: 1 });
    order.push("rated");
    expect((await learner.api.sitting.start({ minutes: 0 })).state).toBe("card");
    order.push("next card");
    await reading;
    expect(order).toEqual(["rated", "next card", "decks read"]);
    expect(await names()).toEqual(["long:5000", "plain:3"]);
  });

  test("quitting while a long deck is parsed leaves the store as it was; the next start reads it", async () => {
    learner.writeDeck("plain.md", threeRecalls);
    await learner.start();
    expect(await names()).toEqual(["plain:3"]);
    learner.writeDeck("long.md", longDeck(5_000));
    const parsing = once(process, "worker");
    const reading = learner.api.decks.reload();
    await parsing;
    await learner.quit();
    await reading;
    await learner.start();
    expect(await names()).toEqual(["long:5000", "plain:3"]);
  });

  test("a change in the folder is seen by itself, and said to the window", async () => {
    learner.writeDeck("plain.md", threeRecalls);
    await learner.start();
    await learner.api.today.view();
    const changes = await learner.api.app.changes();
    learner.writeDeck("new.md", deckText("new", "## New {#new}\n\nAnswer.\n"));
    await vi.waitFor(async () => expect(await names()).toContain("new:1"), { timeout: 10_000 });
    expect((await changes.next()).value).toEqual({ what: "decks" });
  });

  test("another deck folder takes the place of the first at once", async () => {
    learner.writeDeck("plain.md", threeRecalls);
    await learner.start();
    const other = join(learner.root, "elsewhere");
    mkdirSync(other);
    writeFileSync(join(other, "else.md"), deckText("else", "## Else {#else}\n\nAnswer.\n"));
    await learner.api.settings.set({ deckFolder: other });
    expect(await names()).toEqual(["else:1"]);
    expect((await learner.api.app.info()).places.decks).toBe(other);
    await learner.api.settings.set({ deckFolder: "" });
    expect(await names()).toEqual(["plain:3"]);
  });

  test("a deck folder that isn't there or is a file is refused, and the decks stay", async () => {
    learner.writeDeck("plain.md", threeRecalls);
    await learner.start();
    const file = join(learner.decks, "plain.md");
    const rows: [folder: string, code: string][] = [
      [join(learner.root, "nowhere"), "decks.noFolder"],
      ["decks", "decks.noFolder"],
      [file, "decks.notFolder"],
      [join(file, "below"), "decks.unreadable"],
    ];
    for (const [folder, code] of rows) {
      const refused = learner.api.settings.set({ deckFolder: folder, newPerDay: 3 });
      await expect(refused).rejects.toMatchObject({ problem: { code, data: { folder } } });
    }
    expect((await learner.api.app.info()).settings).toMatchObject({ deckFolder: "", newPerDay: 20 });
    expect(await names()).toEqual(["plain:3"]);
  });

  test("the default place is made when it is missing, also when it is chosen again", async () => {
    await learner.start();
    expect(readdirSync(learner.decks)).toEqual([]);
    const other = join(learner.root, "elsewhere");
    mkdirSync(other);
    await learner.api.settings.set({ deckFolder: other });
    rmSync(learner.decks, { recursive: true });
    await learner.api.settings.set({ deckFolder: "" });
    expect(readdirSync(learner.decks)).toEqual([]);
  });

  test("a broken deck has its last good version after the folder was changed and back, whatever lay in the other", async () => {
    learner.writeDeck("plain.md", threeRecalls);
    await learner.start();
    await learner.api.card.suspend({ cardKey: await learner.keyOf("plain/one"), suspended: true });
    learner.writeDeck("plain.md", threeRecalls.replace("deck: plain", "deck: Not An Id!"));
    await learner.api.decks.reload();
    const other = join(learner.root, "elsewhere");
    mkdirSync(other);
    writeFileSync(join(other, "plain.md"), deckText("plain", "## One {#one}\n\nOf the other.\n"));
    await learner.api.settings.set({ deckFolder: other });
    expect(await names()).toEqual(["plain:1"]);
    await learner.api.settings.set({ deckFolder: "" });
    expect(await names()).toEqual(["plain:3"]);
    const [one] = await learner.api.decks.cards({ deckKey: (await learner.api.decks.list())[0]!.deckKey });
    expect(one).toMatchObject({ cardId: "plain/one", suspended: true });
    await learner.api.decks.reload();
    expect(await names()).toEqual(["plain:3"]);
    await learner.quit();
    await learner.start();
    expect(await names()).toEqual(["plain:3"]);
  });

  test("a card that could be one of several others' starts anew, and is told until its file is read again", async () => {
    const words =
      "The origin server answers a conditional request with the selected representation, or with the validator fields that name it, and a cache keeps whichever came last until it is stale";
    learner.writeDeck("d.md", deckText("d", `## A\n\n${words} one.\n\n## B\n\n${words} two.\n`));
    await learner.start();
    expect(await names()).toEqual(["d:2"]);
    learner.writeDeck("d.md", deckText("d", `## C\n\n${words} three.\n`));
    const { diagnostics } = await learner.api.decks.reload();
    const asked = diagnostics.filter(({ code }) => code === "ambiguous-card");
    expect(asked).toMatchObject([{ file: "d.md", line: 10, severity: "warning" }]);
    expect(String(asked[0]!.data["candidates"]).split(", ")).toHaveLength(2);
    expect((await learner.api.decks.list())[0]?.problems.warnings).toBe(diagnostics.filter(({ severity }) => severity === "warning").length);
    expect(readFileSync(join(learner.data, "retransmit.log"), "utf8")).toContain(asked[0]!.message);
    expect((await learner.api.decks.reload()).diagnostics).toEqual(diagnostics);
    learner.writeDeck("d.md", deckText("d", `## C {#c}\n\n${words} three.\n`));
    expect((await learner.api.decks.reload()).diagnostics.filter(({ code }) => code === "ambiguous-card")).toEqual([]);
  });

  test("the app writes nothing into the deck folder", async () => {
    learner.writeDeck("plain.md", threeRecalls.replaceAll(/ \{#\w+\}/gu, ""));
    const before = { text: readFileSync(join(learner.decks, "plain.md"), "utf8"), at: statSync(join(learner.decks, "plain.md")).mtimeMs };
    await learner.start();
    expect(await names()).toEqual(["plain:3"]);
    await learner.quit();
    expect({ text: readFileSync(join(learner.decks, "plain.md"), "utf8"), at: statSync(join(learner.decks, "plain.md")).mtimeMs }).toEqual(before);
    expect(readdirSync(learner.decks)).toEqual(["plain.md"]);
  });
});

describe("finding deck files", () => {
  const found = () => findDeckFiles({ origin: "user", folder: learner.decks });

  test("a folder that isn't there holds nothing", async () => {
    expect(await found()).toEqual({ files: [], problem: null });
  });

  test("a path that is no folder is a problem", async () => {
    writeFileSync(learner.decks, "a file");
    expect(await found()).toMatchObject({ files: [], problem: { code: "decks.unreadable", data: { detail: "ENOTDIR" } } });
  });

  test(`${maxDeckFiles} files are found, one more is told`, async () => {
    mkdirSync(learner.decks, { recursive: true });
    for (let n = 0; n < maxDeckFiles; n++) writeFileSync(join(learner.decks, `${n}.md`), "");
    expect(await found()).toMatchObject({ problem: null });
    writeFileSync(join(learner.decks, "more.md"), "");
    const { files, problem } = await found();
    expect(files.length).toBe(maxDeckFiles);
    expect(problem?.code).toBe("decks.tooManyFiles");
  });

  test(`folders are entered ${maxFolderDepth} deep, and links not at all`, async () => {
    const deep = (depth: number) => Array.from({ length: depth }, () => "d").join("/");
    learner.writeDeck(`${deep(maxFolderDepth)}/in.md`, "");
    learner.writeDeck(`${deep(maxFolderDepth + 1)}/out.md`, "");
    symlinkSync(learner.decks, join(learner.decks, "loop"));
    expect((await found()).files.map(({ path }) => path)).toEqual([`${deep(maxFolderDepth)}/in.md`]);
  });
});

describe("a data folder that can't be used", () => {
  test("is a problem with its place, and nothing in it is touched", async () => {
    mkdirSync(learner.data, { recursive: true });
    writeFileSync(join(learner.data, "retransmit.db"), "this is not a database, and it is somebody's");
    await expect(learner.start()).rejects.toMatchObject({ problem: { code: "store.damaged" } });
    expect(readFileSync(join(learner.data, "retransmit.db"), "utf8")).toBe("this is not a database, and it is somebody's");
  });

  test("is refused while another Retransmit has it open", async () => {
    await learner.start();
    const second = new Learner();
    try {
      Object.defineProperty(second, "data", { value: learner.data });
      await expect(second.start()).rejects.toMatchObject({ problem: { code: "store.locked" } });
    } finally {
      await second.end();
    }
  });
});
