import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hintCosts, suggestionReasons } from "../../main/contract/suggestion.ts";
import { storeProblems } from "../../main/store/problems.ts";
import { fill, type Message } from "../../renderer/messages/catalogue.ts";
import { diagnosticsZhCn, diagnosticText } from "../../renderer/messages/diagnostics.ts";
import { exerciseProblemsZhCn, pieceZhCn } from "../../renderer/messages/exercise-problems.ts";
import { en } from "../../renderer/messages/en.ts";
import { findingsZhCn } from "../../renderer/messages/findings.ts";
import { makeMessages } from "../../renderer/messages/messages.ts";
import { zhCn } from "../../renderer/messages/zh-CN.ts";
import { topicName } from "../../renderer/messages/topics.ts";
import { declarations } from "../../main/decks/diagnostics.ts";
import { exerciseProblems, type ProblemCode } from "../../main/exercise/problems.ts";
import { protocols } from "../../main/wire/dissect.ts";
import { keyMap } from "../../renderer/parts/keyboard/key-map.ts";

const root = join(import.meta.dirname, "../..");
const textsOf = (message: Message): string[] => (typeof message === "string" ? [message] : [message.one ?? message.other, message.other]);
const placesOf = (message: Message) => new Set(textsOf(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)));

test("a translation has the places of the original, but for plural forms that it doesn't need", () => {
  const keys = Object.keys(en) as (keyof typeof en)[];
  expect(keys.length).toBeGreaterThan(250);
  for (const key of keys) {
    const places = (message: Message) => new Set([...placesOf(message)].filter((name) => name !== "count"));
    expect([key, places(zhCn[key])]).toEqual([key, places(en[key])]);
  }
});

test("every key is used by the source, or named by a code of main", () => {
  const files = globSync("renderer/**/*.{ts,tsx}", { cwd: root }).filter((file) => !file.includes("/messages/"));
  expect(files.length).toBeGreaterThan(50);
  const source = files.map((file) => readFileSync(join(root, file), "utf8")).join("\n");
  const prefixes = [...source.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z]+)*\.)\$\{/g)].map(([, prefix]) => prefix ?? "");
  const told = ["problem.", "reason.", "suggested.", "hintCost.", "action.", "done.", "need.", "role.", "topic."];
  const unused = Object.keys(en).filter((key) => !source.includes(`"${key}"`) && ![...prefixes, ...told].some((prefix) => key.startsWith(prefix)));
  expect(unused).toEqual([]);
});

test("every code that main declares has a text", () => {
  const has = (prefix: string, codes: readonly string[]) => codes.filter((code) => !(`${prefix}.${code}` in en));
  expect(has("suggested", suggestionReasons)).toEqual([]);
  expect(has("hintCost", hintCosts)).toEqual([]);
  expect(has("problem", Object.keys(storeProblems))).toEqual([]);
});

test("every finding about a deck is told in Chinese with its own data", () => {
  const codes = Object.keys(declarations) as (keyof typeof declarations)[];
  expect(codes.filter((code) => !(code in diagnosticsZhCn))).toEqual([]);
  for (const code of codes) {
    const { message, remedy } = declarations[code];
    const known = placesOf(`${message} ${remedy}`);
    expect([code, ...[...placesOf(diagnosticsZhCn[code] ?? "")].filter((name) => !known.has(name))]).toEqual([code]);
  }
});

test("every finding about an exercise is told in Chinese with its own data, and shares no code with the findings about decks", () => {
  const codes = Object.keys(exerciseProblems) as ProblemCode[];
  expect(codes.length).toBeGreaterThan(40);
  expect(Object.keys(exerciseProblemsZhCn).toSorted()).toEqual(codes.toSorted());
  expect(codes.filter((code) => code in declarations)).toEqual([]);
  for (const code of codes) expect([code, placesOf(exerciseProblemsZhCn[code])]).toEqual([code, placesOf(exerciseProblems[code][1])]);
});

test.each([
  ["unknown-path", { owner: "Response", name: "stats", hint: " Did you mean “status”?" }, "Response 没有字段“stats”。是否想写“status”？"],
  ["unknown-setting", { name: "x", hint: " Known: strict, size." }, "该场景没有设置项“x”。可用：strict, size。"],
  ["setting-value", { name: "size", value: "a", wanted: "an integer from 1 to 9" }, "“a”不适用于设置项 size，应为 1 到 9 的整数。"],
  ["missing", { shape: "craft", name: "goals", why: "They decide whether an answer is right." }, "craft：缺少“goals”。由它们判定答案是否正确。"],
  ["after-range", { n: 3, steps: 2 }, "“after 3”没有对应的步骤；练习共有 2 步。"],
])("the finding %s is told whole, with its pieces in Chinese", (code, data, text) => {
  expect([diagnosticText("zh-CN", { code, data, message: "E" }), diagnosticText("en", { code, data, message: "E" })]).toEqual([text, "E"]);
});

test("a piece that the compiler doesn't write itself stands as it came", () => {
  expect(pieceZhCn("found no matching overload")).toBe("found no matching overload");
});

test("known topics have names, with their parts; unknown ones stand as their deck writes them", () => {
  const [english, chinese] = [makeMessages("en"), makeMessages("zh-CN")];
  expect(["http", "HTTP", "tcp/congestion", "my topic", ""].map((topic) => topicName(english, topic))).toEqual([
    "HTTP",
    "HTTP",
    "TCP/congestion",
    "my topic",
    "",
  ]);
  expect([topicName(chinese, "routing"), topicName(chinese, "dns")]).toEqual(["路由", "DNS"]);
});

test("every key of the keyboard has its words", () => {
  for (const [group, names] of Object.entries(keyMap)) for (const name of Object.keys(names)) expect(en).toHaveProperty([`keys.${group}.${name}`]);
});

test("Chinese has full-width punctuation, a space between Han and Latin, and says 你", () => {
  const texts = [
    ...Object.entries(zhCn).flatMap(([key, message]) => textsOf(message).map((text) => [key, text] as const)),
    ...Object.entries(diagnosticsZhCn),
    ...Object.entries(exerciseProblemsZhCn),
  ];
  for (const [, text] of texts) {
    const plain = text.replaceAll(/`[^`]*`/g, "").replaceAll(/\{\w+\}/g, "");
    expect(plain).not.toMatch(/[\p{Script=Han}][,;:!?.](?:\s|$)/u);
    expect(plain).not.toMatch(/[\p{Script=Han}][A-Za-z0-9]|[A-Za-z0-9][\p{Script=Han}]/u);
    expect(plain).not.toMatch(/您/u);
  }
});

test("plural forms follow the language", () => {
  const english = makeMessages("en");
  const chinese = makeMessages("zh-CN");
  expect([english.t("today.due", { count: 1 }), english.t("today.due", { count: 42 })]).toEqual(["1 card is due", "42 cards are due"]);
  expect([chinese.t("today.due", { count: 1 }), chinese.t("today.due", { count: 1042 })]).toEqual(["1 张卡片到期", "1,042 张卡片到期"]);
});

test("a code without a text falls back to what main said", () => {
  const { told } = makeMessages("zh-CN");
  expect(told("problem", "not-known", {}, "As main said it.")).toBe("As main said it.");
  expect(told("problem", "store.locked", { file: "/d" }, "")).toContain("/d");
  expect(told("reason", "limit-bytes", { limit: 9 }, "More than 9.")).toBe("运行发送的字节超过 9 个，已停止。");
  expect(told("reason", "limit-bytes", {}, "More than 9.")).toBe("More than 9.");
});

test("a place without a value stays as written", () => {
  expect(fill("a {b} {c}", { b: "x" }, { plural: new Intl.PluralRules("en"), number: new Intl.NumberFormat("en") })).toBe("a x {c}");
});

test.each([
  [30, "30 s", "30 秒"],
  [59.9, "60 s", "60 秒"],
  [60, "1 min", "1 分钟"],
  [3600, "1 h", "1 小时"],
  [9 * 86_400, "9 d", "9 天"],
  [60 * 86_400, "2 mo", "2 个月"],
  [400 * 86_400, "1.1 y", "1.1 年"],
])("an interval of %d s is told in one unit", (seconds, english, chinese) => {
  expect([makeMessages("en").interval(seconds), makeMessages("zh-CN").interval(seconds)]).toEqual([english, chinese]);
});

test("sentences follow each other as the language sets them", () => {
  expect(makeMessages("en").sentences(["One.", "", "Two."])).toBe("One. Two.");
  expect(makeMessages("zh-CN").sentences(["一。", "", "二。"])).toBe("一。二。");
});

test("days are told relative to today", () => {
  const now = new Date(2026, 10, 20, 23, 30).getTime();
  const at = (day: number) => new Date(2026, 10, day, 0, 30).getTime();
  const { relativeDay } = makeMessages("en");
  expect([relativeDay(at(20), now), relativeDay(at(21), now), relativeDay(at(19), now), relativeDay(at(24), now), relativeDay(at(27), now)]).toEqual([
    "Today",
    "Tomorrow",
    "Yesterday",
    "Tuesday",
    "27 Nov",
  ]);
});

test("every finding of every protocol is said in Chinese, and nothing else is", () => {
  const codes = protocols.flatMap(({ findings }) => Object.keys(findings));
  expect(codes.length).toBeGreaterThan(20);
  expect(Object.keys(findingsZhCn).toSorted()).toEqual([...new Set(codes)].toSorted());
});
