/** The blocks of a file under their `##` headings, and one such heading -> cards. */
import type { CardKind, Citation, DeckLanguage } from "../contract/index.ts";
import type { Catalogue } from "../exercise/catalogue.ts";
import { firstLineOf, type CardDraft, type EntryBody } from "./body.ts";
import { looksLikeCitation, readCitations } from "./citations.ts";
import { readHeading, withoutCode, type Heading } from "./heading.ts";
import { kinds } from "./kinds.ts";
import { isTaskList } from "./kinds/choice.ts";
import { isExercise } from "./exercise.ts";
import { maxEntryLength } from "./limits.ts";
import { plainText, type Block } from "./markdown.ts";
import type { Range, Source } from "./source.ts";

/** One `##` heading with what stands under it. */
export interface RawEntry extends Range {
  heading: Heading;
  section: string;
  blocks: Block[];
  /** An error was found in it. */
  broken: boolean;
  /** It is not read at all. */
  tooLong: boolean;
}

export function splitEntries(source: Source, blocks: readonly Block[]): RawEntry[] {
  const entries: RawEntry[] = [];
  let section = "";
  let current: RawEntry | null = null;
  for (const block of blocks) {
    const errors = source.errors;
    if (block.name === "ATXHeading1") {
      current = null;
      section = sectionTitle(source, block);
      refuseAttributes(source, block);
    } else if (block.name === "ATXHeading2") {
      const heading = readHeading(source, block);
      current = { from: block.from, to: block.to, heading, section, blocks: [], broken: heading.broken || block.broken === true, tooLong: false };
      entries.push(current);
    } else {
      if (block.name.startsWith("SetextHeading")) source.report("setext-heading", block);
      if (block.name.startsWith("ATXHeading")) refuseAttributes(source, block);
      if (current === null) continue;
      current.blocks.push(block);
      current.to = block.to;
      current.broken ||= source.errors > errors || block.broken === true;
    }
  }
  for (const entry of entries) {
    entry.tooLong = entry.to - entry.from > maxEntryLength;
    if (!entry.tooLong) continue;
    entry.broken = true;
    source.report("entry-too-long", entry.heading, { length: entry.to - entry.from, limit: maxEntryLength });
  }
  return entries;
}

/** The `#` headings in order. */
export function readSections(source: Source, blocks: readonly Block[]): string[] {
  return blocks.filter((block) => block.name === "ATXHeading1").map((block) => sectionTitle(source, block));
}

function sectionTitle(source: Source, block: Block): string {
  return source.text
    .slice(block.from, block.to)
    .replace(/^ {0,3}#[ \t]*/, "")
    .trim();
}

function refuseAttributes(source: Source, block: Block): void {
  if (/\{[#.][^{}]*\}[ \t]*$/.test(withoutCode(source.text.slice(block.from, block.to)))) source.report("attributes-elsewhere", block);
}

/** What a heading and its blocks are, before a kind reads them. */
export function readBody(
  source: Source,
  catalogue: Catalogue,
  { heading, blocks }: RawEntry,
  defaultSource: string,
  language: DeckLanguage,
): { body: EntryBody; citations: Citation[] } {
  const citation = findCitation(source, blocks, defaultSource);
  const kept = blocks.filter((block) => block !== citation?.block);
  const split = findSplit(source, kept);
  const body = { source, catalogue, heading, language, blocks: kept.filter((_, index) => index !== split), split };
  return { body, citations: citation?.citations ?? (defaultSource === "" ? [] : readCitations(defaultSource, "")!) };
}

/** The kind that the heading names or the blocks show. */
export function kindOf({ heading, source, blocks }: EntryBody): CardKind {
  const exercise = blocks.some((block) => isExercise(block, source.text));
  if (heading.kind === null) return exercise ? "live" : blocks.some((block) => isTaskList(block, source.text)) ? "choice" : "recall";
  if (exercise) source.report("kind-conflict", heading, { kind: heading.kind, other: "an exercise" });
  return heading.kind;
}

/** The cards of an entry as its kind reads them. Attributes that mean nothing to the kind are reported; `also` names those of translations. */
export function readCards(body: EntryBody, kind: CardKind, also: readonly string[] = []): CardDraft[] {
  const known = [...kinds[kind].values, ...also];
  for (const [key, value] of body.heading.values) {
    const range = { from: value.from - key.length - 1, to: value.to };
    if (!known.includes(key))
      body.source.report("unknown-attribute", range, { key, kind: kind === "recall" ? "this kind" : `\`${kind}\``, known: ["tags", ...known].join(", ") });
  }
  return kinds[kind].read(body);
}

/** The last quote whose text is only sources. */
function findCitation(source: Source, blocks: readonly Block[], defaultSource: string): { block: Block; citations: Citation[] } | null {
  for (let index = blocks.length - 1; index >= 0; index -= 1) {
    const block = blocks[index]!;
    if (block.name !== "Blockquote") continue;
    const text = quoteText(source, block);
    const citations = readCitations(text, defaultSource);
    if (citations !== null) return { block, citations };
    if (looksLikeCitation(text)) source.report("bad-citation", block);
  }
  return null;
}

/** A quote of one line without any mark is read without walking its tree. */
function quoteText(source: Source, block: Block): string {
  const plain = /^>[ ]?([^\n`*_[\]\\<>~&]*)$/.exec(source.text.slice(block.from, block.to));
  return plain === null ? plainText(block, source.text) : plain[1]!.trim();
}

/** The first `***`; further ones and other rules are reported. */
function findSplit(source: Source, blocks: readonly Block[]): number | null {
  let split: number | null = null;
  for (const [index, block] of blocks.entries()) {
    if (block.name !== "HorizontalRule") continue;
    const text = source.text.slice(block.from, block.to).replace(/\s/g, "");
    if (!/^\*+$/.test(text)) source.report("break-not-stars", firstLineOf(source, block), { text });
    else if (split === null) split = index;
    else source.report("second-split", firstLineOf(source, block));
  }
  return split;
}
