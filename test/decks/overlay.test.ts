import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { applyFixes } from "../../main/decks/fixes.ts";
import { overlayOf, parseOverlay } from "../../main/decks/overlay.ts";
import { catalogue } from "../../main/exercise/catalogue.ts";
import { deckOf } from "./marked.ts";

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");
const original = deckOf(fixture("every-kind.md"));
const read = (text: string) => parseOverlay(text, "every-kind.zh-CN.md", original, catalogue);
const unstamped = fixture("every-kind.zh-CN.md");
const stamped = applyFixes(unstamped, read(unstamped).diagnostics).text;

describe("a translation", () => {
  const { overlay, diagnostics, language } = read(stamped);
  const card = (id: string) => overlay!.cards[`every-kind/${id}`]!;

  it("says which hash to write; stamped with it nothing is left to say", () => {
    const missing = read(unstamped).diagnostics;
    expect(missing.map((diagnostic) => diagnostic.code)).toEqual(original.entries.map(() => "translation-without-of"));
    expect(missing[0]!.data).toEqual({ hash: original.entries[0]!.textHash.slice(0, 12) });
    expect(diagnostics).toEqual([]);
    expect(language).toBe("zh-CN");
  });

  it("has every card of the original under its id", () => {
    expect(Object.keys(overlay!.cards).toSorted()).toEqual(original.entries.flatMap((entry) => entry.cards.map((each) => each.id as string)).toSorted());
    expect(overlay!.title).toBe("每一种卡片");
    expect(overlay!.sections).toEqual({ Words: "文字", "The wire": "线路" });
    expect(card("validator")).toEqual({
      heading: "什么是验证器？",
      question: "",
      answer: "区分两个表示的值。\n\n- 实体标签，或\n- 日期。",
      body: { kind: "recall" },
    });
  });

  it("aligns lists by position and inherits what is not text", () => {
    expect(card("safe").body).toMatchObject({ multiple: true, options: [{ reason: "只读取。", correct: true }, { correct: false }, { correct: true }] }); // prettier-ignore
    expect(card("precedence").body).toEqual({ kind: "order", items: ["甲", "乙", "丙", "丁", "戊"], interchangeable: [[2, 3]] }); // prettier-ignore
    expect(card("method").body).toEqual({ kind: "type", accepted: ["获取", "HEAD", "GET"], exact: false });
  });

  it("aligns tables by the untranslated column, wherever it stands", () => {
    expect(card("names").body).toMatchObject({ leftLabel: "代码", pairs: [{ left: "200", right: "成功" }, { left: "204" }, { left: "304" }] }); // prettier-ignore
    expect(card("fields/ETag")).toMatchObject({ question: "`ETag` 做什么？", answer: "命名一个表示", body: { key: "ETag", direction: "forward" } });
    expect(card("fields/Vary#back")).toMatchObject({ question: "哪个字段：说明选择取决于什么？", answer: "`Vary`" });
  });

  it("aligns hidden parts by key, in the order of its own sentence", () => {
    expect(card("freshness/fresh").body).toMatchObject({ blanks: ["无需验证", "新鲜的"], hidden: [1] });
    expect(card("freshness/unvalidated").body).toMatchObject({ hidden: [0] });
  });

  it("of an exercise holds labels and hints; all else is the original's", () => {
    const [body, source] = [card("revalidation").body, original.entries.find((entry) => entry.id === "revalidation")!.cards[0]!.body];
    if (body.kind !== "live" || source.kind !== "live") throw new Error("Both are live.");
    expect(body.exercise.ask.map((ask) => ask.label)).toEqual(["状态码", "有内容"]);
    expect(body.exercise.hints).toEqual(["客户端已经有什么？"]);
    expect({ ...body.exercise, ask: [], hints: [] }).toEqual({ ...source.exercise, ask: [], hints: [] });
  });

  it("inherits the sections where it gives none, or not as many", () => {
    const without = read(stamped.replace(/^# .*$/gmu, ""));
    expect([without.overlay!.sections, without.diagnostics]).toEqual([{}, []]);
    const fewer = read(stamped.replace(/^# .*$/mu, ""));
    expect([fewer.overlay!.sections, fewer.diagnostics.map(({ code, data }) => [code, data])]).toEqual([
      {},
      [["translation-sections", { expected: 2, count: 1 }]],
    ]);
  });

  it("of an entry with an error is left out, and the others stay", () => {
    const { overlay: rest, diagnostics: found } = read(stamped.replace("- [ ] `POST`", "- [x] `POST`"));
    expect(found.map((diagnostic) => diagnostic.code)).toEqual(["translation-marks"]);
    expect(Object.keys(rest!.cards)).toHaveLength(Object.keys(overlay!.cards).length - 1);
  });

  const choice = (question: string, options: string) =>
    `## ${question} {#a}\n\n\`\`\`yaml exercise\nscenario: http/origin\noption: |\n  GET \${option} HTTP/1.1\n  Host: origin.test\ngoals: |\n  Is 200: response.status == 200\n\`\`\`\n\n${options}`;
  const translated = (question: string, options: string) => {
    const deck = deckOf(choice("Which?", "- [x] the article, `/article`\n- [ ] another, `/gone`\n"));
    const hash = deck.entries[0]!.textHash.slice(0, 12);
    const text = `---\ndeck: test\ntitle: 测试\nlanguage: zh-CN\n---\n\n## ${question} {#a of=${hash}}\n\n\`\`\`yaml exercise\ngoals: |\n  是 200\n\`\`\`\n\n${options}`;
    const { overlay: laid, diagnostics: found } = parseOverlay(text, "test.zh-CN.md", deck, catalogue);
    return { cards: Object.keys(laid!.cards), codes: found.map(({ code, data }) => [code, data["part"] ?? data["name"]]) };
  };

  it.each([
    { name: "the same code spans", question: "哪个？", options: "- [x] 文章 `/article`\n- [ ] 另一个 `/gone`\n", cards: ["test/a"], codes: [] },
    {
      name: "another code span, which would be sent",
      question: "哪个？",
      options: "- [x] 文章 `/article`\n- [ ] 另一个 `/没了`\n",
      cards: [],
      codes: [["translation-missing-part", "/gone"]],
    },
    {
      name: "a place that nothing draws",
      question: "哪个 `${fisrt}`？",
      options: "- [x] 文章 `/article`\n- [ ] 另一个 `/gone`\n",
      cards: [],
      codes: [["unknown-placeholder", "fisrt"]],
    },
  ])("of a live choice with $name", ({ question, options, cards, codes }) => {
    expect(translated(question, options)).toEqual({ cards, codes });
  });

  it("is found by its name", () => {
    expect(overlayOf("a/b.zh-CN.md")).toEqual({ base: "a/b.md", language: "zh-CN" });
    expect(overlayOf("a/b.fr.md")).toBeNull();
    expect(overlayOf("a/b.md")).toBeNull();
  });
});
