/** One mistake for each code, marked with `▸` where its finding begins. Typed by the codes: a new one needs its row. */
import type { DiagnosticCode } from "../../main/decks/diagnostics.ts";
import {
  maxCards,
  maxDeckLength,
  maxDiagnostics,
  maxEntryLength,
  maxExerciseLength,
  maxHeadingLength,
  maxNesting,
  maxParagraphLength,
  maxSpaces,
} from "../../main/decks/limits.ts";
import { top } from "./marked.ts";

/** `original`: the text is a translation of it. */
export interface Mistake {
  text: string;
  original?: string;
  file?: string;
}

const entry = (text: string): Mistake => ({ text: top + text });
const exercise = (yaml: string): Mistake => entry(`## Live {#a}\n\nAsk.\n\n\`\`\`yaml exercise\n${yaml}\n\`\`\`\n`);
const translation = (original: string, text: string, front = "deck: test\ntitle: 测试\nlanguage: zh-CN"): Mistake => ({
  original,
  text: `---\n${front}\n---\n\n${text}`,
});

const observe = "scenario: http/origin\nsend: |\n  GET / HTTP/1.1\n  Host: origin.test\nask: |\n  Status: response.status\nexpect: |\n  200\n";
const liveDeck = `## Live {#a}\n\nAsk.\n\n\`\`\`yaml exercise\n${observe}\`\`\`\n`;
const rowsTable = "| field | effect |\n| --- | --- |\n| Age | Says how old |\n| Vary | Says what it hangs on |\n";
const recallDeck = "## One {#a}\n\nYes.\n";
const choiceDeck = "## Which {#a}\n\n- [x] one\n- [ ] two\n";

/** "ambiguous-card" is found where decks meet the store: test/study/shelf.test.ts. */
export const mistakes: Record<Exclude<DiagnosticCode, "ambiguous-card">, Mistake> = {
  "file-too-large": { text: `▸${top}${"x".repeat(maxDeckLength)}` },
  "too-many-cards": entry(`${manyRows(maxCards / 1000)}▸## Beyond {#beyond}\n\nYes.\n`),
  "too-many-diagnostics": entry(`## A {#a}\n\nYes.\n\n${"<b>x</b>\n\n".repeat(maxDiagnostics)}▸<b>x</b>\n`),
  "no-entries": { text: `▸${top}# Section\n\nWords.\n` },

  "front-matter-unclosed": { text: "▸---\ndeck: test\ntitle: Test\n\n## One {#a}\n\nYes.\n" },
  "front-matter-syntax": { text: '---\ndeck: test\ntitle: "open▸\n---\n\n## One {#a}\n\nYes.\n' },
  "front-matter-key": { text: "---\ndeck: test\ntitle: Test\ntopic: http\nsource: RFC 9110\n▸author: me\n---\n\n## One {#a}\n\nYes.\n" },
  "front-matter-value": { text: "---\ndeck: test\ntitle: ▸[a, b]\ntopic: http\nsource: RFC 9110\n---\n\n## One {#a}\n\nYes.\n" },
  "bad-deck-id": { text: "---\ndeck: ▸Test One\ntitle: Test\n---\n\n## One {#a}\n\nYes.\n" },
  "duplicate-deck": { text: "---\ndeck: ▸test\ntitle: Test\ntopic: http\nsource: RFC 9110\n---\n\n## One {#a}\n\nYes.\n" },
  "bad-was": { text: "---\ndeck: test\nwas: [old, ▸New One]\ntitle: Test\ntopic: http\nsource: RFC 9110\n---\n\n## One {#a}\n\nYes.\n" },
  "bad-language": { text: "---\ndeck: test\ntitle: Test\nlanguage: ▸fr\n---\n\n## One {#a}\n\nYes.\n" },
  "missing-title": { text: "▸---\ndeck: test\ntopic: http\nsource: RFC 9110\n---\n\n## One {#a}\n\nYes.\n" },
  "missing-topic": { text: "▸---\ndeck: test\ntitle: Test\nsource: RFC 9110\n---\n\n## One {#a}\n\nYes.\n" },
  "bad-source": { text: "---\ndeck: test\ntitle: Test\ntopic: http\nsource: ▸some book, page 4\n---\n\n## One {#a}\n\nYes.\n" },

  "yaml-syntax": exercise("scenario: http/origin\nsend: 'a▸"),
  "yaml-duplicate-key": exercise(`${observe}▸scenario: http/origin`),
  "yaml-alias": exercise(`${observe}hints:\n  - ▸*name`),
  "yaml-anchor": exercise(`${observe}hints:\n  - &name ▸text`),
  "yaml-tag": exercise(`${observe}hints:\n  - !!str ▸text`),
  "yaml-not-text": exercise(`${observe}hints:\n  - ▸{ a: b }`),
  "yaml-not-list": translation(liveDeck, "## 一 {#a of=HASH}\n\n```yaml exercise\nask: 状态\nhints: ▸text\n```\n"),
  "yaml-not-exercise": exercise("▸- a\n- b"),

  "empty-heading": entry("▸## {#a}\n\nYes.\n"),
  "heading-too-long": entry(`▸## ${"x".repeat(maxHeadingLength)} {#a}\n\nYes.\n`),
  "missing-id": entry("▸## What is this?\n\nYes.\n"),
  "bad-id": entry("## One {▸#One}\n\nYes.\n"),
  "two-ids": entry("## One {#a ▸#b}\n\nYes.\n"),
  "duplicate-id": entry("## One {#a}\n\nYes.\n\n## Two {#▸a}\n\nNo.\n"),
  "duplicate-entry": entry("## One\n\nYes.\n\n▸## One\n\nYes.\n"),
  "unclosed-attributes": entry("## One {#▸a\n\nYes.\n"),
  "bad-attribute": entry("## One {#a ▸word}\n\nYes.\n"),
  "unknown-attribute": entry("## One {#a ▸deep=yes}\n\nYes.\n"),
  "duplicate-attribute": entry("## One {#a .order any=1,2 ▸any=1,2}\n\n1. a\n2. b\n"),
  "unknown-kind": entry("## One {#a ▸.essay}\n\nYes.\n"),
  "kind-conflict": entry("## One {#a .order ▸.match}\n\n1. a\n2. b\n"),
  "bad-tag": entry("## One {#a tags=▸good,b!d}\n\nYes.\n"),
  "attributes-elsewhere": entry("## One {#a}\n\n▸### Inner {#b}\n\nYes.\n"),
  "setext-heading": entry("## One {#a}\n\n▸Text above\n---\n\nYes.\n"),

  "no-answer": entry("▸## One {#a}\n"),
  "empty-answer": entry("▸## One {#a}\n\nAsk.\n\n***\n\n> RFC 9110 §1\n"),
  "second-split": entry("## One {#a}\n\nAsk.\n\n***\n\nYes.\n\n▸***\n\nMore.\n"),
  "break-not-stars": entry("## One {#a}\n\nAsk.\n\n▸---\n\nYes.\n"),
  "missing-source": { text: "---\ndeck: test\ntitle: Test\ntopic: http\n---\n\n▸## One {#a}\n\nYes.\n" },
  "bad-citation": entry("## One {#a}\n\nYes.\n\n▸> RFC 9110 15.4\n"),
  "raw-html": entry("## One {#a}\n\nYes ▸<b>so</b>.\n"),
  "remote-image": entry("## One {#a}\n\nYes ▸![x](https://example.com/a.png).\n"),
  "unsafe-link": entry("## One {#a}\n\nYes ▸[x](javascript:alert(1)).\n"),
  "unknown-link": entry("## One {#a}\n\nYes ▸[x](#b).\n"),
  "link-definition": entry("## One {#a}\n\nYes [x][y].\n\n▸[y]: https://example.com\n"),
  "entry-too-long": entry(`▸## One {#a}\n\n${"Yes.\n\n".repeat(maxEntryLength / 6)}\n\n## Two {#b}\n\nNo.\n`),
  "paragraph-too-long": entry(`## One {#a}\n\n▸Yes${" and so on".repeat(maxParagraphLength / 10)}\n`),
  "too-much-space": entry(`## One {#a}\n\nYes▸${" ".repeat(maxSpaces + 1)}no.\n`),
  "nested-too-deep": entry(`## One {#a}\n\n▸${"> ".repeat(maxNesting + 1)}Yes.\n`),
  "unclosed-fence": entry("## One {#a}\n\n▸```http\nGET / HTTP/1.1\n\n## Two {#b}\n\nYes.\n"),
  "private-character": entry("▸## One {#a .cloze}\n\nA \uE000 is ==here==.\n"),

  "choice-nothing-right": entry("## One {#a}\n\n▸- [ ] a\n- [ ] b\n"),
  "choice-one-option": entry("## One {#a}\n\n▸- [x] a\n"),
  "choice-mixed-list": entry("## One {#a}\n\n- [x] a\n▸- b\n- [ ] c\n"),
  "choice-empty-option": entry("## One {#a}\n\n- [x] a\n- ▸[ ] \n\n  Reason.\n- [ ] c\n"),
  "choice-duplicate-option": entry("## One {#a}\n\n- [x] a\n▸- [ ] a\n"),
  "too-many-items": entry(`## One {#a .type}\n\n▸${Array.from({ length: 101 }, (_, index) => `- ${index}\n`).join("")}`),
  "two-structures": entry("## One {#a}\n\n- [x] a\n- [ ] b\n\nThen\n\n▸- [x] c\n- [ ] d\n"),

  "order-without-list": entry("▸## One {#a .order}\n\nYes.\n"),
  "order-too-short": entry("## One {#a .order}\n\n▸1. a\n"),
  "order-bad-any": entry("## One {#a .order any=▸2,3}\n\n1. a\n2. b\n"),
  "match-without-table": entry("▸## One {#a .match}\n\nYes.\n"),
  "match-not-two-columns": entry("## One {#a .match}\n\n▸| a | b | c |\n| - | - | - |\n| 1 | 2 | 3 |\n"),
  "match-too-short": entry("## One {#a .match}\n\n▸| a | b |\n| - | - |\n| 1 | 2 |\n"),
  "match-empty-cell": entry("## One {#a .match}\n\n| a | b |\n| - | - |\n| 1 | 2 |\n▸| 3 | |\n"),
  "match-duplicate-left": entry("## One {#a .match}\n\n| a | b |\n| - | - |\n| 1 | 2 |\n| ▸1 | 3 |\n"),
  "type-without-list": entry("▸## One {#a .type}\n\nYes.\n"),
  "type-empty-answer": entry("## One {#a .type}\n\n- yes\n▸-\n"),
  "type-duplicate-answer": entry("## One {#a .type}\n\n- yes\n▸- yes\n"),
  "interview-without-rubric": entry("▸## One {#a .interview}\n\nYes.\n"),

  "rows-without-table": entry('▸## One {#a .rows key=field ask="What does {field} do?"}\n\nYes.\n'),
  "rows-without-key": entry(`▸## One {#a .rows ask="What does {field} do?"}\n\n${rowsTable}`),
  "rows-without-ask": entry(`▸## One {#a .rows key=field}\n\n${rowsTable}`),
  "rows-unknown-column": entry(`## One {#a .rows key=▸name ask="What does {field} do?"}\n\n${rowsTable}`),
  "rows-ask-without-key": entry(`## One {#a .rows key=field ask=▸"What does it do?"}\n\n${rowsTable}`),
  "rows-nothing-left": entry(`## One {#a .rows key=field ask=▸"Does {field} do {effect}?"}\n\n${rowsTable}`),
  "rows-back-gives-key": entry(`## One {#a .rows key=field ask="What does {field} do?" back=▸"Does {field} do {effect}?"}\n\n${rowsTable}`),
  "rows-back-without-column": entry(`## One {#a .rows key=field ask="What does {field} do?" back=▸"Which?"}\n\n${rowsTable}`),
  "rows-empty-key": entry(`## One {#a .rows key=field ask="What does {field} do?"}\n\n${rowsTable}|▸ | x |\n`),
  "rows-duplicate-key": entry(`## One {#a .rows key=field ask="What does {field} do?"}\n\n${rowsTable}| ▸Age | x |\n`),
  "rows-ambiguous-back": entry(`## One {#a .rows key=field ask="What does {field} do?" back="Which: {effect}?"}\n\n${rowsTable}▸| Date | Says how old |\n`),
  "rows-empty-table": entry('## One {#a .rows key=field ask="What does {field} do?"}\n\n▸| field | effect |\n| --- | --- |\n'),

  "cloze-without-deletion": entry("▸## One {#a .cloze}\n\nNothing.\n"),
  "cloze-in-code": entry("## One {#a .cloze}\n\nHere `a ▸==b== c` and ==there==.\n"),
  "cloze-unclosed": entry("## One {#a .cloze}\n\nHere ==one== and ▸==two.\n"),
  "cloze-unkeyed": entry("## One {#a .cloze each}\n\nHere ==one=={#one} and ▸==two==.\n"),
  "cloze-bad-key": entry("## One {#a .cloze each}\n\nHere ▸==one=={#One}.\n"),
  "cloze-duplicate-key": entry("## One {#a .cloze each}\n\nHere ==one=={#k} and ▸==two=={#k}.\n"),
  "cloze-on-both-sides": entry("## One {#a .cloze}\n\nHere ==one==.\n\n***\n\nAnd ▸==two==.\n"),

  "two-exercises": entry(`${liveDeck}\n▸\`\`\`yaml exercise\n${observe}\`\`\`\n`),
  "exercise-too-long": entry(`## Live {#a}\n\nAsk.\n\n▸\`\`\`yaml exercise\nscenario: ${"x".repeat(maxExerciseLength)}\n\`\`\`\n`),
  "option-without-code": entry(
    "## Live {#a}\n\nAsk.\n\n```yaml exercise\nscenario: http/origin\noption: |\n  GET ${option} HTTP/1.1\n  Host: origin.test\ngoals: |\n  Is 200: response.status == 200\n```\n\n- [x] `/`\n- ▸[ ] gone\n",
  ),
  "choice-without-option": entry(`## Live {#a}\n\nAsk.\n\n▸\`\`\`yaml exercise\n${observe}\`\`\`\n\n- [x] \`/\`\n- [ ] \`/gone\`\n`),
  "option-without-choice": exercise(
    "scenario: http/origin\n▸option: |\n  GET ${option} HTTP/1.1\n  Host: origin.test\ngoals: |\n  Is 200: response.status == 200",
  ),
  "placeholder-in-prose": entry(`## Live {#a}\n\nWhat is ▸\${lab.etag}?\n\n\`\`\`yaml exercise\n${observe}\`\`\`\n`),
  "unknown-placeholder": entry(`## Live {#a}\n\nWhat is \`▸\${first}\`?\n\n\`\`\`yaml exercise\n${observe}\`\`\`\n`),

  "translation-deck": translation(recallDeck, "## 一 {#a of=HASH}\n\n是。\n", "deck: ▸other"),
  "translation-language": translation(recallDeck, "## 一 {#a of=HASH}\n\n是。\n", "deck: test\nlanguage: ▸en"),
  "translation-same-language": { ...translation(recallDeck, "## One {#a}\n\nYes.\n", "deck: test\nlanguage: ▸en"), file: "test.en.md" },
  "translation-missing": { original: `${recallDeck}\n## Two {#b}\n\nNo.\n`, text: "▸---\ndeck: test\nlanguage: zh-CN\n---\n\n## 一 {#a of=HASH}\n\n是。\n" },
  "translation-unknown": translation(recallDeck, "## 一 {#a of=HASH}\n\n是。\n\n## 二 {#▸b}\n\n是。\n"),
  "translation-unstamped": { original: `${recallDeck}\n## Two\n\nNo.\n`, text: "▸---\ndeck: test\nlanguage: zh-CN\n---\n\n## 一 {#a of=HASH}\n\n是。\n" },
  "translation-without-id": translation(recallDeck, "## 一 {#a of=HASH}\n\n是。\n\n▸## 二\n\n是。\n"),
  "translation-without-of": translation(recallDeck, "▸## 一 {#a}\n\n是。\n"),
  "translation-stale": translation(recallDeck, "## 一 {#a ▸of=0123456789ab}\n\n是。\n"),
  "translation-kind": translation(recallDeck, "▸## 一 {#a .order of=HASH}\n\n1. 甲\n2. 乙\n"),
  "translation-count": translation(choiceDeck, "▸## 一 {#a of=HASH}\n\n- [x] 甲\n- [ ] 乙\n- [ ] 丙\n"),
  "translation-sections": translation(`# Words\n\n${recallDeck}`, "▸# 词\n\n## 一 {#a of=HASH}\n\n是。\n\n# 网\n"),
  "translation-marks": translation(choiceDeck, "▸## 一 {#a of=HASH}\n\n- [ ] 甲\n- [x] 乙\n"),
  "translation-missing-part": translation("## One {#a .cloze each}\n\n==x=={#x} ==y=={#y}\n", "▸## 一 {#a of=HASH}\n\n==甲=={#x} 乙\n"),
  "translation-unknown-part": translation("## One {#a .cloze each}\n\n==x=={#x}\n", "▸## 一 {#a of=HASH}\n\n==甲=={#x} ==乙=={#z}\n"),
  "translation-key-column": translation(
    `## One {#a .rows key=field ask="What does {field} do?"}\n\n${rowsTable}`,
    '▸## 一 {#a of=HASH ask="{字段}?"}\n\n| 字段 | 作用 |\n| - | - |\n| 年龄 | 多久 |\n',
  ),
  "translation-structure": translation(choiceDeck, "▸## 一 {#a of=HASH}\n\n是。\n"),
  "translation-labels": translation(liveDeck, "▸## 一 {#a of=HASH}\n\n问。\n"),
  "translation-exercise-key": translation(liveDeck, "## 一 {#a of=HASH}\n\n```yaml exercise\nask: 状态\n▸scenario: http/origin\n```\n"),
};

function manyRows(entries: number): string {
  const rows = Array.from({ length: 1000 }, (_, index) => `| k${index} | v |\n`).join("");
  return Array.from({ length: entries }, (_, index) => `## T${index} {#t${index} .rows key=k ask="{k}?"}\n\n| k | v |\n| - | - |\n${rows}\n`).join("");
}
