import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cardKinds, type Card, type CardKind } from "../../main/contract/index.ts";
import { kinds } from "../../main/decks/kinds.ts";
import { soundDeck, top } from "./marked.ts";

type Expected = Omit<Card, "versionHash">;

const live =
  "```yaml exercise\nscenario: http/origin\nsend: |\n  GET / HTTP/1.1\n  Host: origin.test\nask: |\n  Status: response.status\nexpect: |\n  200\n```\n";

const rows: [string, CardKind, string, Expected[]][] = [
  [
    "a heading and its body are recalled",
    "recall",
    "## What is it? {#a}\n\nA *thing*.\n\nAnd more.\n",
    [{ id: "test/a", part: "", question: "", answer: "A *thing*.\n\nAnd more.", body: { kind: "recall" } }],
  ],
  [
    "`***` splits question from answer",
    "recall",
    "## What? {#a}\n\nSay `x`.\n\n***\n\nIt is.\n\n> RFC 9110 §1\n",
    [{ id: "test/a", part: "", question: "Say `x`.", answer: "It is.", body: { kind: "recall" } }],
  ],
  [
    "a task list is a choice; what is nested under an option is its reason",
    "choice",
    "## Which? {#a}\n\nOf these.\n\n- [x] `one`\n- [ ] two\n\n  Not two:\n\n  - because\n- [X] three\n  said in one line below\n\nWhy so.\n",
    [
      {
        id: "test/a",
        part: "",
        question: "Of these.",
        answer: "Why so.",
        body: {
          kind: "choice",
          multiple: true,
          options: [
            { index: 0, text: "`one`", reason: "", correct: true },
            { index: 1, text: "two", reason: "Not two:\n\n- because", correct: false },
            { index: 2, text: "three", reason: "said in one line below", correct: true },
          ],
        },
      },
    ],
  ],
  [
    "items of an order keep their Markdown; `any` names those that may change places",
    "order",
    "## Steps {#a .order any=2,3/4,5}\n\n1. one\n2. two\n   more\n3. three\n4. four\n5. five\n\n***\n\nSo.\n",
    [{ id: "test/a", part: "", question: "", answer: "So.", body: { kind: "order", items: ["one", "two\nmore", "three", "four", "five"], interchangeable: [[1, 2], [3, 4]] } }], // prettier-ignore
  ],
  [
    "a table of two columns is matched",
    "match",
    "## Pairs {#a .match}\n\n| Code | Name |\n| --- | --- |\n| `200` | OK |\n| `201` | a \\| b |\n",
    [{ id: "test/a", part: "", question: "", answer: "", body: { kind: "match", leftLabel: "Code", rightLabel: "Name", pairs: [{ left: "`200`", right: "OK" }, { left: "`201`", right: "a | b" }] } }], // prettier-ignore
  ],
  [
    "each row asks forward and back, and is named by its key cell",
    "rows",
    '## Fields {#a .rows key=field ask="What does {field} do?" back="Which field: {effect}?"}\n\n| field | effect |\n| --- | --- |\n| `Age` | says how old |\n| a/b | two |\n',
    [
      {
        id: "test/a/Age",
        part: "Age",
        question: "What does `Age` do?",
        answer: "says how old",
        body: { kind: "rows", key: "Age", column: "effect", direction: "forward" },
      },
      {
        id: "test/a/Age#back",
        part: "Age#back",
        question: "Which field: says how old?",
        answer: "`Age`",
        body: { kind: "rows", key: "Age", column: "field", direction: "back" },
      },
      {
        id: "test/a/a%2Fb",
        part: "a%2Fb",
        question: "What does a/b do?",
        answer: "two",
        body: { kind: "rows", key: "a/b", column: "effect", direction: "forward" },
      },
      {
        id: "test/a/a%2Fb#back",
        part: "a%2Fb#back",
        question: "Which field: two?",
        answer: "a/b",
        body: { kind: "rows", key: "a/b", column: "field", direction: "back" },
      },
    ],
  ],
  [
    "one card hides all parts",
    "cloze",
    "## Fill {#a .cloze}\n\nFrom ==100== to ==`599`==, `a == b`.\n\n***\n\nSo.\n",
    [
      {
        id: "test/a",
        part: "",
        question: "",
        answer: "So.",
        body: { kind: "cloze", text: "From \uE0000\uE001 to \uE0001\uE001, `a == b`.", blanks: ["100", "599"], hidden: [0, 1] },
      },
    ],
  ],
  [
    "`.cloze each` hides one part a card, named by its key",
    "cloze",
    "## Fill {#a .cloze each}\n\n==No-store=={#store} and ==private=={#who}.\n",
    [
      {
        id: "test/a/store",
        part: "store",
        question: "",
        answer: "",
        body: { kind: "cloze", text: "\uE0000\uE001 and \uE0001\uE001.", blanks: ["No-store", "private"], hidden: [0] },
      },
      {
        id: "test/a/who",
        part: "who",
        question: "",
        answer: "",
        body: { kind: "cloze", text: "\uE0000\uE001 and \uE0001\uE001.", blanks: ["No-store", "private"], hidden: [1] },
      },
    ],
  ],
  [
    "accepted answers are plain text",
    "type",
    "## Name {#a .type .exact}\n\nWhich?\n\n- `If-None-Match`\n- *if* \\*none\n",
    [{ id: "test/a", part: "", question: "Which?", answer: "", body: { kind: "type", accepted: ["If-None-Match", "if *none"], exact: true } }],
  ],
  [
    "a rubric suggests words, follow-ups may link",
    "interview",
    "## Talk {#a .interview}\n\nTell me.\n\n***\n\n- Names the cache. `cache`, `proxy`\n- Says why\n\n1. And [then](#a)?\n",
    [
      {
        id: "test/a",
        part: "",
        question: "Tell me.",
        answer: "",
        body: { kind: "interview", rubric: [{ text: "Names the cache.", words: ["cache", "proxy"] }, { text: "Says why", words: [] }], followUps: ["And [then](#a)?"] }, // prettier-ignore
      },
    ],
  ],
];

describe("a kind of card", () => {
  it.each([
    ["", "- **effect:** 新旧\n- **where:** both"],
    ["language: zh-CN\n", "- **effect**：新旧\n- **where**：both"],
  ])("several columns are named as the deck's language does: %j", (language, answer) => {
    const text = '## Fields {#a .rows key=field ask="{field}?"}\n\n| field | effect | where |\n| - | - | - |\n| Age | 新旧 | both |\n';
    expect(soundDeck(top.replace("source:", `${language}source:`) + text).entries[0]!.cards[0]!.answer).toBe(answer);
  });

  it.each(rows)("%s", (_sentence, kind, text, expected) => {
    const cards = soundDeck(text).entries.flatMap((entry) => entry.cards);
    expect(cards.map(({ versionHash: _hash, ...card }) => card)).toEqual(expected);
    expect(cards.every((card) => card.body.kind === kind)).toBe(true);
  });

  it("is live where an exercise stands; prose around it is question and answer", () => {
    const [card] = soundDeck(`## See {#a}\n\nSend \`\${lab.etag}\`.\n\n${live}\n***\n\nSo.\n`).entries[0]!.cards;
    expect(card).toMatchObject({ id: "test/a", question: "Send `${lab.etag}`.", answer: "So.", body: { kind: "live", options: [] } });
    expect(card!.body.kind === "live" && card!.body.exercise).toMatchObject({
      scenario: "http/origin",
      shape: "observe",
      ask: [{ label: "Status", type: "int" }],
    });
  });

  it("is live choice where a task list stands beside an exercise", () => {
    const exercise =
      "```yaml exercise\nscenario: http/origin\noption: |\n  GET ${option} HTTP/1.1\n  Host: origin.test\ngoals: |\n  Is 200: response.status == 200\n```\n";
    const [card] = soundDeck(`## See {#a}\n\nWhich?\n\n${exercise}\n- [x] \`/\`\n- [ ] \`/gone\`\n`).entries[0]!.cards;
    expect(card).toMatchObject({ question: "Which?", body: { kind: "live", exercise: { shape: "choice" }, options: [{ text: "`/`", correct: true }, { text: "`/gone`", correct: false }] } }); // prettier-ignore
  });

  it("has a file in the explicit list, and a row here", () => {
    const files = readdirSync(new URL("../../main/decks/kinds/", import.meta.url)).map((file) => file.replace(/\.ts$/, ""));
    expect(files.toSorted()).toEqual([...cardKinds].toSorted());
    expect(Object.keys(kinds).toSorted()).toEqual([...cardKinds].toSorted());
    expect(new Set([...rows.map(([, kind]) => kind), "live"])).toEqual(new Set(cardKinds));
  });
});
