/** What stands under one heading, and how it falls into question and answer. */
import type { CardBody, DeckLanguage, Markdown } from "../contract/index.ts";
import type { Catalogue } from "../exercise/catalogue.ts";
import type { Heading } from "./heading.ts";
import { maxItems } from "./limits.ts";
import { children, dedented, lineEnd, type Block } from "./markdown.ts";
import type { Range, Source } from "./source.ts";

export interface EntryBody {
  source: Source;
  catalogue: Catalogue;
  heading: Heading;
  /** What it is written in. */
  language: DeckLanguage;
  /** Without the citation and without the `***` that splits. */
  blocks: Block[];
  /** Index in `blocks` of the first block below `***`; null where nothing splits. */
  split: number | null;
}

/** One card of an entry before it gets its id and hash. */
export interface CardDraft {
  part: string;
  question: Markdown;
  answer: Markdown;
  body: CardBody;
}

/** One kind of card: a file of kinds/, named in kinds.ts. `values`: the attributes of the heading that it reads. */
export interface KindReader {
  values: readonly string[];
  /** Reports what is wrong and returns what could be read; the cards of an entry with errors are dropped. */
  read(body: EntryBody): CardDraft[];
}

/** The first block for which `test` holds; a second one is reported. */
export function onlyBlock(body: EntryBody, what: string, test: (block: Block) => boolean): Block | null {
  const [first, second] = body.blocks.filter(test);
  if (second !== undefined) body.source.report("two-structures", firstLineOf(body.source, second), { what });
  return first ?? null;
}

/** Question and answer around a list, table or exercise. It stands for the split where there is no `***`. */
export function sides(body: EntryBody, structures: readonly Block[], read: Read = sliceOf(body.source)): { question: Markdown; answer: Markdown } {
  const { blocks } = body;
  const [first] = structures;
  const split = body.split ?? (first === undefined ? 0 : blocks.indexOf(first));
  const kept = (part: Block[]) =>
    prose(
      body.source,
      read,
      blocks,
      part.filter((block) => !structures.includes(block)),
    );
  return { question: kept(blocks.slice(0, split)), answer: kept(blocks.slice(split)) };
}

/** The Markdown of a range; a cloze puts blanks into it. */
export type Read = (range: Range) => Markdown;

function sliceOf(source: Source): Read {
  return ({ from, to }) => source.text.slice(from, to);
}

/** Neighbours keep what stands between them; around a gap there is one empty line. */
function prose(source: Source, read: Read, all: readonly Block[], kept: readonly Block[]): Markdown {
  const pieces: string[] = [];
  let run: Range | null = null;
  let lastIndex = -2;
  for (const block of kept) {
    const index = all.indexOf(block, Math.max(lastIndex, 0));
    if (run !== null && index === lastIndex + 1 && /^\s*$/.test(source.text.slice(run.to, block.from))) run.to = block.to;
    else {
      if (run !== null) pieces.push(read(run));
      run = { from: block.from, to: block.to };
    }
    lastIndex = index;
  }
  if (run !== null) pieces.push(read(run));
  return pieces.join("\n\n").trim();
}

export interface ListItem extends Range {
  item: Block;
  /** Markdown of the whole item, without its mark and indentation. */
  text: Markdown;
  /** The item's own blocks: a paragraph or task first, mostly. */
  blocks: Block[];
}

/** The items of a list; too many are reported. */
export function listItems(body: EntryBody, list: Block): ListItem[] {
  const { source } = body;
  const items = children(list, "ListItem").map((item) => {
    const blocks = children(item).filter((child) => child.name !== "ListMark");
    const content = { from: blocks[0]?.from ?? item.to, to: item.to };
    return { item, from: item.from, to: item.to, text: dedented(source.text, content), blocks };
  });
  tooMany(body, list, items.length);
  return items;
}

export function tooMany(body: EntryBody, block: Block, count: number, limit = maxItems): boolean {
  if (count > limit) body.source.report("too-many-items", firstLineOf(body.source, block), { count, limit });
  return count > limit;
}

export function firstLineOf(source: Source, range: Range): Range {
  return { from: range.from, to: Math.min(range.to, lineEnd(source.text, range.from)) };
}
