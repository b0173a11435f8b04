/** `.rows`: one card a row of a table and direction; its key cell is its identity. */
import type { DeckLanguage } from "../../contract/index.ts";
import { onlyBlock, sides, tooMany, type CardDraft, type EntryBody, type KindReader } from "../body.ts";
import type { Value } from "../heading.ts";
import { maxRows } from "../limits.ts";
import { readTable, type Cell, type Table } from "../table.ts";

export const rows: KindReader = {
  values: ["key", "ask", "back"],
  read(body) {
    const { source, heading } = body;
    const block = onlyBlock(body, "table", (candidate) => candidate.name === "Table");
    if (block === null) {
      source.report("rows-without-table", heading);
      return [];
    }
    const table = readTable(block, source.text);
    if (table.rows.length === 0) source.report("rows-empty-table", block);
    tooMany(body, block, table.rows.length, maxRows);
    const plan = readPlan(body, table);
    if (plan === null) return [];
    checkKeys(body, table, plan.key);
    const around = sides(body, [block]);
    const context = (question: string) => (around.question === "" ? question : `${around.question}\n\n${question}`);
    const explained = (answer: string) => (around.answer === "" ? answer : `${answer}\n\n${around.answer}`);
    return table.rows.flatMap(({ cells }) =>
      directions(plan, table, cells, body.language).map((draft) => ({ ...draft, question: context(draft.question), answer: explained(draft.answer) })),
    );
  },
};

/** The stable name of a row's card. `/`, `#` and `%` are encoded because card ids are written with them. */
export function rowPart(key: string, direction: "forward" | "back"): string {
  const name = key.replace(/[%/#]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return direction === "forward" ? name : `${name}#back`;
}

interface Plan {
  key: number;
  ask: Value;
  back: Value | null;
  /** Columns that the forward answer consists of. */
  asked: number[];
}

const placePattern = /\{([^{}]+)\}/g;

function readPlan(body: EntryBody, table: Table): Plan | null {
  const { source, heading } = body;
  const key = heading.values.get("key");
  const ask = heading.values.get("ask");
  const back = heading.values.get("back") ?? null;
  if (key === undefined) source.report("rows-without-key", heading);
  if (ask === undefined) source.report("rows-without-ask", heading);
  if (key === undefined || ask === undefined) return null;
  const names = table.header.map((cell) => cell.plain);
  const column = (name: string, value: Value) => {
    const index = names.indexOf(name.trim());
    if (index === -1) source.report("rows-unknown-column", value, { column: name, known: names.join(", ") });
    return index;
  };
  const keyIndex = column(key.text, key);
  const shown = [...ask.text.matchAll(placePattern)].map((place) => column(place[1]!, ask));
  const shownBack = back === null ? [] : [...back.text.matchAll(placePattern)].map((place) => column(place[1]!, back));
  if ([keyIndex, ...shown, ...shownBack].includes(-1)) return null;
  const asked = names.map((_, index) => index).filter((index) => !shown.includes(index));
  const data = { key: key.text };
  if (!shown.includes(keyIndex)) source.report("rows-ask-without-key", ask, data);
  if (asked.length === 0) source.report("rows-nothing-left", ask);
  if (back !== null && shownBack.includes(keyIndex)) source.report("rows-back-gives-key", back, data);
  if (back !== null && shownBack.length === 0) source.report("rows-back-without-column", back);
  if (back !== null) checkBack(body, table, back);
  return { key: keyIndex, ask, back, asked };
}

function checkBack({ source }: EntryBody, table: Table, back: Value): void {
  const seen = new Set<string>();
  for (const { cells, range } of table.rows) {
    const question = filled(back.text, table, cells);
    if (seen.has(question)) source.report("rows-ambiguous-back", range, { question });
    seen.add(question);
  }
}

function checkKeys({ source }: EntryBody, table: Table, key: number): void {
  const seen = new Set<string>();
  for (const { cells } of table.rows) {
    const { plain, from, to } = cells[key]!;
    if (plain === "") source.report("rows-empty-key", { from, to });
    else if (seen.has(plain)) source.report("rows-duplicate-key", { from, to }, { key: plain });
    seen.add(plain);
  }
}

/** Behind the name of a column. The full-width colon stands outside of the emphasis: inside, CommonMark would not close it before a Chinese character. */
const named: Record<DeckLanguage, (name: string) => string> = {
  en: (name) => `**${name}:** `,
  "zh-CN": (name) => `**${name}**：`,
};

function directions(plan: Plan, table: Table, cells: Cell[], language: DeckLanguage): CardDraft[] {
  const key = cells[plan.key]!;
  const name = (index: number) => table.header[index]!.plain;
  const answer =
    plan.asked.length === 1
      ? cells[plan.asked[0]!]!.text
      : plan.asked.map((index) => `- ${named[language](table.header[index]!.text)}${cells[index]!.text}`).join("\n");
  const forward: CardDraft = {
    part: rowPart(key.plain, "forward"),
    question: filled(plan.ask.text, table, cells),
    answer,
    body: { kind: "rows", key: key.plain, column: plan.asked.map(name).join(", "), direction: "forward" },
  };
  if (plan.back === null) return [forward];
  const question = filled(plan.back.text, table, cells);
  return [
    forward,
    { part: rowPart(key.plain, "back"), question, answer: key.text, body: { kind: "rows", key: key.plain, column: name(plan.key), direction: "back" } },
  ];
}

function filled(template: string, table: Table, cells: Cell[]): string {
  return template.replace(placePattern, (_, name: string) => cells[table.header.findIndex((cell) => cell.plain === name.trim())]!.text);
}
