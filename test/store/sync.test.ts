import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cardById, cardByKey, listDecks } from "../../main/store/cards.ts";
import { fileChanges } from "../../main/store/files.ts";
import { maxNearPairs } from "../../main/store/matching.ts";
import { historyOf } from "../../main/store/reviews.ts";
import { syncDecks, type ReadFile } from "../../main/store/sync.ts";
import { dayMs, deckOf, keyOf, rate, sync, value, world, type EntryText } from "./world.ts";

const long = "Which status does a server send when the client asks for bytes beyond the end of the file";
const a: EntryText = { id: "a", text: "What is 206?" };
const b: EntryText = { id: "b", text: "What is 304?" };

describe("a card keeps its history when", () => {
  const cases: { name: string; before: Parameters<typeof sync>[1]; after: Parameters<typeof sync>[1]; from: string; to: string }[] = [
    {
      name: "its text changes",
      before: { "d.md": deckOf("d", [a, b]) },
      after: { "d.md": deckOf("d", [{ id: "a", text: "all new" }, b]) },
      from: "d/a",
      to: "d/a",
    },
    { name: "entries are reordered", before: { "d.md": deckOf("d", [a, b]) }, after: { "d.md": deckOf("d", [b, a]) }, from: "d/a", to: "d/a" },
    {
      name: "its entry gets another id",
      before: { "d.md": deckOf("d", [a, b]) },
      after: { "d.md": deckOf("d", [{ ...a, id: "z" }, b]) },
      from: "d/a",
      to: "d/z",
    },
    { name: "its file gets another name", before: { "d.md": deckOf("d", [a]) }, after: { "e.md": deckOf("d", [a]) }, from: "d/a", to: "d/a" },
    {
      name: "its deck says was:",
      before: { "d.md": deckOf("d", [a]) },
      after: { "d.md": deckOf("e", [{ id: "a", text: "all new" }], { was: ["d"] }) },
      from: "d/a",
      to: "e/a",
    },
    {
      name: "its deck has another id and says nothing",
      before: { "d.md": deckOf("d", [a]) },
      after: { "d.md": deckOf("e", [{ id: "a", text: "all new" }]) },
      from: "d/a",
      to: "e/a",
    },
    {
      name: "it moves to another deck",
      before: { "d.md": deckOf("d", [a, b]), "e.md": deckOf("e", []) },
      after: { "d.md": deckOf("d", [b]), "e.md": deckOf("e", [{ id: "a", text: "all new" }]) },
      from: "d/a",
      to: "e/a",
    },
    {
      name: "an id is stamped on it",
      before: { "d.md": deckOf("d", [{ id: null, text: "x" }, b]) },
      after: { "d.md": deckOf("d", [{ id: "s", text: "x" }, b]) },
      from: "d/x",
      to: "d/s",
    },
    {
      name: "it has no id and a few words change",
      before: { "d.md": deckOf("d", [{ id: null, text: long }, b]) },
      after: { "d.md": deckOf("d", [{ id: null, text: `${long} today` }, b]) },
      from: `d/${long}`,
      to: `d/${long} today`,
    },
    {
      name: "the key of its part and a word change",
      before: { "d.md": deckOf("d", [{ id: "c", text: long, parts: ["one", "two"] }]) },
      after: { "d.md": deckOf("d", [{ id: "c", text: `${long} now`, parts: ["two"] }]) },
      from: "d/c/two",
      to: "d/c/two",
    },
    {
      name: "it is the only card of its entry and the kind changes",
      before: { "d.md": deckOf("d", [{ id: "c", text: "x", parts: ["old"] }]) },
      after: { "d.md": deckOf("d", [{ id: "c", text: "quite another", parts: ["new"], body: () => ({ kind: "type", accepted: ["x"], exact: false }) }]) },
      from: "d/c/old",
      to: "d/c/new",
    },
  ];
  test.each(cases)("$name", async ({ before, after, from, to }) => {
    const there = await world();
    sync(there, before);
    const key = keyOf(there, from);
    rate(there, key, "good");
    sync(there, after);
    expect(keyOf(there, to)).toBe(key);
    expect(historyOf(there.store, key)).toHaveLength(1);
    expect(cardById(there.store, "user", from, there.now())?.cardKey).toBe(from.includes(" ") || from === "d/x" ? undefined : key);
  });

  test("its file vanishes and returns, with memory and suspension as they were", async () => {
    const there = await world();
    sync(there, { "d.md": deckOf("d", [a, b]) });
    const key = keyOf(there, "d/a");
    rate(there, key, "good");
    const before = cardById(there.store, "user", "d/a", there.now());
    expect(sync(there, {})).toMatchObject({ gone: 2, added: 0 });
    expect(listDecks(there.store)).toEqual([]);
    expect(cardById(there.store, "user", "d/a", there.now())?.gone).toBe(true);
    expect(sync(there, { "d.md": deckOf("d", [a, b]) })).toMatchObject({ returned: 2, added: 0 });
    expect(cardById(there.store, "user", "d/a", there.now())).toEqual(before);
  });

  test("it comes back in a deck where it once was, long after it left the other", async () => {
    const there = await world();
    sync(there, { "d.md": deckOf("d", [a]), "e.md": deckOf("e", [b]) });
    const key = keyOf(there, "d/a");
    sync(there, { "d.md": deckOf("d", []), "e.md": deckOf("e", [b, a]) });
    sync(there, { "d.md": deckOf("d", []) });
    sync(there, { "d.md": deckOf("d", [{ id: "a", text: "all new" }]) });
    expect(keyOf(there, "d/a")).toBe(key);
  });
});

test("a near text that could be two entries is asked, and new until then", async () => {
  const there = await world();
  sync(there, {
    "d.md": deckOf("d", [
      { id: null, text: `${long} one` },
      { id: null, text: `${long} two` },
    ]),
  });
  const report = sync(there, { "d.md": deckOf("d", [{ id: null, text: `${long} three` }]) });
  expect(report).toMatchObject({ added: 1, gone: 2, questions: [{ cardId: `d/${long} three` }] });
  expect(report.questions[0]?.candidates.map((one) => one.cardId)).toEqual([`d/${long} one`, `d/${long} two`]);
});

test("an entry with another id is another entry, however alike it is to one that went", async () => {
  const there = await world();
  sync(there, { "d.md": deckOf("d", [{ id: "get", text: `${long} with GET` }]) });
  const key = keyOf(there, "d/get");
  rate(there, key, "good");
  expect(sync(there, { "d.md": deckOf("d", [{ id: "head", text: `${long} with HEAD` }]) })).toMatchObject({ added: 1, gone: 1, questions: [] });
  expect(historyOf(there.store, keyOf(there, "d/head"))).toEqual([]);
  expect(sync(there, { "d.md": deckOf("d", [{ id: "get", text: long }]) })).toMatchObject({ returned: 1 });
  expect(keyOf(there, "d/get")).toBe(key);
});

test("a row with another key is another card, however alike they are asked; a key in other letters is the same", async () => {
  const there = await world();
  const table = (parts: string[]) => ({ "d.md": deckOf("d", [{ id: "t", text: long, parts }]) });
  sync(there, table(["GET", "Etag", "Etag#back"]));
  const [get, forward, back] = ["GET", "Etag", "Etag#back"].map((part) => keyOf(there, `d/t/${part}`));
  expect(sync(there, table(["HEAD", "ETag", "ETag#back"]))).toMatchObject({ added: 1, gone: 1 });
  expect(["ETag", "ETag#back"].map((part) => keyOf(there, `d/t/${part}`))).toEqual([forward, back]);
  expect(keyOf(there, "d/t/HEAD")).not.toBe(get);
});

test.each([
  { name: "stamped", before: null, after: "s" },
  { name: "bared of its id", before: "s", after: null },
])("an entry that is edited and $name at once keeps its history", async ({ before, after }) => {
  const there = await world();
  sync(there, { "d.md": deckOf("d", [{ id: before, text: long }]) });
  const key = keyOf(there, `d/${before ?? long}`);
  sync(there, { "d.md": deckOf("d", [{ id: after, text: `${long} today` }]) });
  expect(keyOf(there, `d/${after ?? `${long} today`}`)).toBe(key);
});

test.each([
  { name: "broken", while: { "d.md": deckOf("d", [{ id: null, text: `${long} todday`, parts: [] }, b]) } },
  { name: "away with its file", while: {} },
])("an entry without an id that was $name while it was edited keeps its history", async (given) => {
  const there = await world();
  sync(there, { "d.md": deckOf("d", [{ id: null, text: long }, b]) });
  const key = keyOf(there, `d/${long}`);
  rate(there, key, "good");
  const before = cardByKey(there.store, key, there.now());
  sync(there, given.while);
  expect(cardByKey(there.store, key, there.now())?.gone).toBe(true);
  there.clock.pass(dayMs);
  expect(sync(there, { "d.md": deckOf("d", [{ id: null, text: `${long} today` }, b]) })).toMatchObject({ added: 0 });
  expect(keyOf(there, `d/${long} today`)).toBe(key);
  expect(cardByKey(there.store, key, there.now())?.memory).toEqual(before?.memory);
});

test("two decks that change ids keep each entry that only one of them has; what both have goes by its name", async () => {
  const there = await world();
  const both = { id: "both", text: "in p" };
  sync(there, { "p.md": deckOf("p", [a, both]), "q.md": deckOf("q", [b, { ...both, text: "in q" }]) });
  const keys = ["p/a", "q/b", "p/both", "q/both"].map((id) => keyOf(there, id));
  const swapped = { "p.md": deckOf("q", [a, both], { was: ["p"] }), "q.md": deckOf("p", [b, { ...both, text: "in q" }], { was: ["q"] }) };
  expect(sync(there, swapped)).toMatchObject({ added: 0, gone: 0 });
  expect(["q/a", "p/b", "p/both", "q/both"].map((id) => keyOf(there, id))).toEqual(keys);
});

test("a deck gets another id, an entry leaves it and its old neighbour's file vanishes, all at once", async () => {
  const there = await world();
  const c: EntryText = { id: "c", text: "What is 418?" };
  sync(there, { "p.md": deckOf("p", [a, b]), "q.md": deckOf("q", [c]) });
  const keys = ["p/a", "p/b", "q/c"].map((id) => keyOf(there, id));
  for (const key of keys) rate(there, key, "good");
  expect(sync(there, { "n.md": deckOf("n", [b], { was: ["p"] }), "m.md": deckOf("m", [{ ...a, text: "all new" }, c]) })).toMatchObject({ added: 0, gone: 0 });
  expect(["m/a", "n/b", "m/c"].map((id) => keyOf(there, id))).toEqual(keys);
  for (const key of keys) expect(historyOf(there.store, key)).toHaveLength(1);
});

test.each([
  { extra: 0, asked: "compared" },
  { extra: 1, asked: "not compared" },
])("edited entries without ids are $asked at $extra beyond the limit", async ({ extra, asked }) => {
  const there = await world();
  const side = Math.sqrt(maxNearPairs);
  const entries = (count: number, word: string) => Array.from({ length: count }, (_, n): EntryText => ({ id: null, text: `k${n} l${n} m${n} n${n} ${word}` }));
  sync(there, { "d.md": deckOf("d", entries(side, "old")) });
  expect(sync(there, { "d.md": deckOf("d", entries(side + extra, "new")) }).added).toBe(asked === "compared" ? 0 : side + extra);
});

test("two decks with one id: the earlier path keeps it, the other takes it over when that goes", async () => {
  const there = await world();
  sync(there, { "m.md": deckOf("d", [a]) });
  const key = keyOf(there, "d/a");
  const report = sync(there, { "m.md": deckOf("d", [a]), "b.md": deckOf("d", [a, b]) });
  expect(report.duplicates).toEqual([{ origin: "user", deckId: "d", path: "m.md", keptBy: "b.md" }]);
  expect(listDecks(there.store).map((deck) => deck.path)).toEqual(["b.md"]);
  expect(keyOf(there, "d/a")).toBe(key);
  expect(sync(there, { "m.md": deckOf("d", [a]) })).toMatchObject({ duplicates: [], gone: 1 });
  expect(keyOf(there, "d/a")).toBe(key);
});

test("a deck that can't be read keeps its cards", async () => {
  const there = await world();
  sync(there, { "d.md": deckOf("d", [a]) });
  const broken: ReadFile = {
    origin: "user",
    path: "d.md",
    sizeBytes: 2,
    modifiedAt: 1,
    contentHash: "x",
    role: "broken",
    deck: null,
    overlayOf: null,
    title: null,
    errors: 1,
    warnings: 0,
  };
  expect(value(syncDecks(there.store, { read: [broken], unchanged: [], reader: "1", at: 1 }))).toMatchObject({ gone: 0 });
  expect(listDecks(there.store)).toHaveLength(1);
  expect(sync(there, { "d.md": deckOf("d", [a]) })).toMatchObject({ added: 0, gone: 0, returned: 0 });
});

test("what did not change is neither read nor written", async () => {
  const there = await world();
  sync(there, { "d.md": deckOf("d", [a]), "e.md": deckOf("e", [b]) });
  const found = ["d.md", "e.md"].map((path) => ({ origin: "user" as const, path, sizeBytes: 1, modifiedAt: there.clock.now() }));
  expect(fileChanges(there.store, found, "1")).toMatchObject({ toRead: [], vanished: [], unchanged: [{ path: "d.md" }, { path: "e.md" }] });
  expect(value(syncDecks(there.store, { read: [], unchanged: found, reader: "1", at: 5 })).wrote).toBe(false);
  expect(fileChanges(there.store, found, "2").toRead.map((file) => file.knownHash)).toEqual([null, null]);
  const touched = found.map((file) => ({ ...file, modifiedAt: 7 }));
  expect(fileChanges(there.store, touched.slice(0, 1), "1")).toMatchObject({ toRead: [{ knownHash: "d.md" }], vanished: [{ path: "e.md" }] });
  expect(value(syncDecks(there.store, { read: [], unchanged: touched, reader: "1", at: 5 }))).toMatchObject({ wrote: true, added: 0, gone: 0 });
  expect(fileChanges(there.store, touched, "1").toRead).toEqual([]);
});

test("through random edits, renames, moves, losses and returns every card that has an id keeps its history", async () => {
  type Model = Map<string, { deck: string; id: string; text: string }>;
  const ids = ["a", "b", "c", "d", "e"];
  const step = fc.record({
    who: fc.constantFrom(...ids),
    what: fc.constantFrom("edit", "rename", "move", "vanish", "return", "reverse", "file"),
    to: fc.constantFrom("p", "q", "r"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const there = await world();
      const model: Model = new Map(ids.map((id) => [id, { deck: "p", id, text: `text of ${id}` }]));
      const away: Model = new Map();
      let paths = "";
      let reversed = false;
      let names = 0;
      const decks = () =>
        Object.fromEntries(
          ["p", "q", "r"].map((deck) => {
            const entries = [...model.values()].filter((entry) => entry.deck === deck).map(({ id, text }) => ({ id, text }));
            return [`${deck}${paths}.md`, deckOf(deck, reversed ? entries.toReversed() : entries)];
          }),
        );
      sync(there, decks());
      const keys = new Map(ids.map((who) => [who, keyOf(there, `p/${who}`)]));
      for (const key of keys.values()) rate(there, key, "good");
      for (const { who, what, to } of steps) {
        const entry = model.get(who);
        if (what === "file") paths += "x";
        if (what === "reverse") reversed = !reversed;
        if (entry !== undefined) {
          if (what === "edit") entry.text = `${who} reads otherwise ${names++}`;
          if (what === "rename") entry.id = `${who}-${names++}`;
          if (what === "move") entry.deck = to;
          if (what === "vanish") {
            away.set(who, entry);
            model.delete(who);
          }
        } else if (what === "return") {
          model.set(who, away.get(who) ?? { deck: to, id: who, text: "" });
        }
        const report = sync(there, decks());
        expect(report.added).toBe(0);
        for (const [name, { deck, id }] of model) expect(keyOf(there, `${deck}/${id}`)).toBe(keys.get(name));
      }
      for (const key of keys.values()) expect(historyOf(there.store, key)).toHaveLength(1);
      there.store.close();
    }),
    { numRuns: 40, interruptAfterTimeLimit: 2500 },
  );
});
