/** `.cloze`: `==hidden==` parts. One card with all hidden; `.cloze each` one card a part, told apart by `=={#key}`. */
import { sides, tooMany, type CardDraft, type EntryBody, type KindReader } from "../body.ts";
import { isId } from "../heading.ts";
import { descendants, type Block } from "../markdown.ts";
import type { Range, Source } from "../source.ts";

/** Around the index of a blank in a card's text. */
export const blankStart = "\uE000";
export const blankEnd = "\uE001";

export const cloze: KindReader = {
  values: [],
  read(body) {
    const { source } = body;
    const deletions = body.blocks.flatMap((block) => readDeletions(source, block));
    const first = body.blocks[0];
    if (first === undefined || deletions.length === 0) {
      source.report("cloze-without-deletion", body.heading);
      return [];
    }
    if (tooMany(body, first, deletions.length)) return [];
    if (source.text.slice(first.from, body.blocks.at(-1)!.to).search(/[\uE000\uE001]/) !== -1) source.report("private-character", body.heading);
    if (body.heading.modifier === "each") checkKeys(body, deletions);
    return drafts(body, deletions);
  },
};

interface Deletion extends Range {
  /** What is hidden, as a learner types it. */
  hidden: string;
  key: string | null;
}

const deletionPattern = /==(?=[^\s=])((?:(?!==)[^])*?[^\s=])==(?:\{#([^{}\s]*)\})?/g;

function readDeletions(source: Source, block: Block): Deletion[] {
  const codes = block.name === "FencedCode" || block.name === "CodeBlock" ? [block] : descendants(block, ["InlineCode", "FencedCode", "CodeBlock"]);
  let masked = source.text.slice(block.from, block.to);
  for (const code of codes) {
    const [from, to] = [code.from - block.from, code.to - block.from];
    const inside = new RegExp(deletionPattern.source).exec(masked.slice(from, to));
    if (inside !== null) source.report("cloze-in-code", { from: code.from + inside.index, to: code.from + inside.index + inside[0].length });
    masked = masked.slice(0, from) + "\u0001".repeat(to - from) + masked.slice(to);
  }
  const deletions = [...masked.matchAll(deletionPattern)].map((match): Deletion => {
    const from = block.from + match.index;
    const hidden = source.text.slice(from + 2, from + 2 + match[1]!.length);
    return { from, to: from + match[0].length, hidden: bare(hidden), key: match[2] ?? null };
  });
  const rest = masked.replace(deletionPattern, (whole) => " ".repeat(whole.length)).search(/(?<![=])==(?![=])/);
  if (rest !== -1) source.report("cloze-unclosed", { from: block.from + rest, to: block.from + rest + 2 });
  return deletions;
}

/** Hidden text is typed, so marks around all of it are left out. */
function bare(hidden: string): string {
  const match = /^(`+|\*{1,2}|_{1,2})([^]+)\1$/.exec(hidden);
  return (match === null ? hidden : match[2]!).replace(/\s+/g, " ").trim();
}

function checkKeys({ source }: EntryBody, deletions: readonly Deletion[]): void {
  const taken = new Set(deletions.map((deletion) => deletion.key));
  const seen = new Set<string>();
  for (const { from, to, key, hidden } of deletions) {
    if (key === null) {
      const free = freeKey(hidden, taken);
      source.report("cloze-unkeyed", { from, to }, { key: free }, { from: to, to, text: `{#${free}}` });
      taken.add(free);
    } else if (!isId(key)) source.report("cloze-bad-key", { from, to }, { key });
    else if (seen.has(key)) source.report("cloze-duplicate-key", { from, to }, { key });
    else seen.add(key);
  }
}

function freeKey(hidden: string, taken: ReadonlySet<string | null>): string {
  const slug =
    hidden
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 40) || "part";
  let key = slug;
  for (let number = 2; taken.has(key); number += 1) key = `${slug}-${number}`;
  return key;
}

/** The text with blanks is the side that hides; the other side stays prose. */
function drafts(body: EntryBody, deletions: readonly Deletion[]): CardDraft[] {
  const { source, blocks } = body;
  const split = body.split ?? blocks.length;
  const border = blocks[split]?.from ?? source.text.length;
  const above = deletions.filter((deletion) => deletion.from < border).length;
  if (above > 0 && above < deletions.length) source.report("cloze-on-both-sides", deletions[above]!);
  const { question, answer } = sides({ ...body, split }, [], (range) => withBlanks(source, range, deletions));
  const shared = above > 0 ? { question: "", answer } : { question, answer: "" };
  const text = above > 0 ? question : answer;
  const blanks = deletions.map((deletion) => deletion.hidden);
  const card = (part: string, hidden: number[]): CardDraft => ({ part, ...shared, body: { kind: "cloze", text, blanks, hidden } });
  if (body.heading.modifier === "each") return deletions.map(({ key }, index) => card(key ?? "", [index]));
  return [card("", [...deletions.keys()])];
}

function withBlanks({ text }: Source, range: Range, deletions: readonly Deletion[]): string {
  let result = "";
  let at = range.from;
  for (const [index, { from, to }] of deletions.entries()) {
    if (from < range.from || to > range.to) continue;
    result += text.slice(at, from) + blankStart + String(index) + blankEnd;
    at = to;
  }
  return result + text.slice(at, range.to);
}
