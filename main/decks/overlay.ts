/** `<deck>.<language>.md`: translated texts laid over a deck of the same ids. */
import type { Card, CardBody, Deck, DeckLanguage, Diagnostic, Entry, Markdown, Overlay } from "../contract/index.ts";
import type { Catalogue } from "../exercise/catalogue.ts";
import type { CardDraft, EntryBody } from "./body.ts";
import { readBody, readCards, readSections, splitEntries, type RawEntry } from "./entries.ts";
import { readFrontMatter } from "./front-matter.ts";
import { translationHashLength } from "./hashes.ts";
import { stamp } from "./ids.ts";
import { reportInlines } from "./inlines.ts";
import { maxDeckLength } from "./limits.ts";
import { isTaskList } from "./kinds/choice.ts";
import { readMarkdown, type Block } from "./markdown.ts";
import { Source } from "./source.ts";
import { agreeing, keyColumn, translatedLive } from "./translation.ts";

/** `overlay` is null where the front matter can't be used. Entries with errors are left out: their cards are shown in the original language. */
export interface OverlayResult {
  language: DeckLanguage;
  overlay: Overlay | null;
  diagnostics: Diagnostic[];
}

type TranslatedCard = { heading: Markdown; question: Markdown; answer: Markdown; body: CardBody };

/** Is `file` named like an overlay? `base` is the file of the deck it belongs to (`a/b.zh-CN.md` -> `a/b.md`). */
export function overlayOf(file: string): { base: string; language: DeckLanguage } | null {
  const match = /^(.+)\.(en|zh-CN)\.md$/.exec(file);
  return match === null ? null : { base: `${match[1]}.md`, language: match[2] as DeckLanguage };
}

/** Never throws. `deck` is the parsed original; the result belongs into `deck.overlays[language]`. */
export function parseOverlay(text: string, file: string, deck: Deck, catalogue: Catalogue): OverlayResult {
  const source = new Source(text, file);
  const language = overlayOf(file)?.language ?? (deck.language === "en" ? "zh-CN" : "en");
  const start = readTop(source, deck, language);
  if (start === null) return { language, overlay: null, diagnostics: source.sortedDiagnostics() };
  const { blocks, inlines } = readMarkdown(source, start.end);
  const raws = splitEntries(source, blocks);
  const originals = new Map(deck.entries.flatMap((entry) => (entry.id === null ? [] : [[entry.id, entry] as const])));
  const overlay: Overlay = { file, title: start.title ?? deck.title, sections: sectionsOf(source, blocks, deck), cards: {} };
  const lines = new Map<string, number>();
  for (const raw of raws) {
    const id = raw.heading.id;
    if (id === null) {
      if (!raw.heading.broken) source.report("translation-without-id", raw.heading);
      continue;
    }
    const line = lines.get(id.text);
    const original = originals.get(id.text);
    if (line !== undefined) source.report("duplicate-id", id, { id: id.text, line });
    else if (original === undefined) source.report("translation-unknown", id, { id: id.text });
    else for (const [card, translated] of readTranslation(source, catalogue, raw, original, language)) overlay.cards[card] = translated;
    if (line === undefined) lines.set(id.text, source.line(id.from));
  }
  reportMissing(source, deck, lines);
  reportInlines(source, inlines, [...originals.keys()]);
  return { language, overlay, diagnostics: source.sortedDiagnostics() };
}

/** Null where the front matter says that this is no translation of the deck. */
function readTop(source: Source, deck: Deck, language: DeckLanguage): { end: number; title: string | null } | null {
  const read = readFrontMatter(source);
  if (read.state === "none") {
    source.report("translation-deck", { from: 0, to: 0 }, { id: "", expected: deck.id });
    return null;
  }
  if (read.state === "broken") return null;
  const { frontMatter, places } = read;
  const errors = source.errors;
  if (frontMatter.id !== deck.id) source.report("translation-deck", places.id, { id: frontMatter.id, expected: deck.id });
  if (language === deck.language) source.report("translation-same-language", places.language, { language });
  else if (frontMatter.language !== null && frontMatter.language !== language) {
    source.report("translation-language", places.language, { language: frontMatter.language, expected: language });
  }
  if (source.text.length > maxDeckLength) source.report("file-too-large", places.first, { length: source.text.length, limit: maxDeckLength });
  return source.errors > errors ? null : { end: frontMatter.end, title: frontMatter.title };
}

/** By position. A translation without any inherits them all. */
function sectionsOf(source: Source, blocks: readonly Block[], deck: Deck): Record<string, string> {
  const translated = readSections(source, blocks);
  const first = blocks.find((block) => block.name === "ATXHeading1");
  if (first === undefined) return {};
  if (translated.length === deck.sections.length) return Object.fromEntries(deck.sections.map((section, index) => [section, translated[index]!]));
  source.report("translation-sections", first, { expected: deck.sections.length, count: translated.length });
  return {};
}

/** The cards of one entry, or none where something is wrong with it. */
function readTranslation(source: Source, catalogue: Catalogue, raw: RawEntry, original: Entry, language: DeckLanguage): [string, TranslatedCard][] {
  const { heading } = raw;
  const [first] = original.cards;
  reportHash(source, raw, original);
  if (first === undefined || raw.tooLong) return [];
  const errors = source.errors;
  const { body } = readBody(source, catalogue, raw, "", language);
  const { kind } = first.body;
  if (heading.kind !== null && heading.kind !== kind) {
    source.report("translation-kind", heading, { expected: kind });
    return [];
  }
  if (kind === "choice" && !body.blocks.some((block) => isTaskList(block, source.text))) source.report("translation-structure", heading);
  if (source.errors > errors) return [];
  const like = asOriginal(body, original);
  if (like === null) return [];
  const drafts = first.body.kind === "live" ? translatedLive(body, first) : readCards(like, kind, ["of", "any", "key"]);
  const pairs = pair(source, raw, original.cards, drafts);
  const cards = pairs.flatMap(([card, draft]): [string, TranslatedCard][] => {
    const translated = agreeing(body, card, draft);
    return translated === null ? [] : [[card.id, { heading: heading.text, question: draft.question, answer: draft.answer, body: translated }]];
  });
  return source.errors > errors || raw.broken ? [] : cards;
}

/** Kind, modifier and key column are the original's; the heading of a translation need not repeat them. Null where no column holds the keys (reported). */
function asOriginal(body: EntryBody, { cards }: Entry): EntryBody | null {
  const { heading } = body;
  const [first] = cards as [Card];
  const values = new Map(heading.values);
  values.delete("any");
  const each = first.body.kind === "cloze" && first.part !== "";
  const exact = first.body.kind === "type" && first.body.exact;
  if (first.body.kind === "rows") {
    const key = keyColumn(body, cards);
    if (key === null) return null;
    values.set("key", { text: key, from: heading.from, to: heading.to });
  }
  return { ...body, heading: { ...heading, values, modifier: each ? "each" : exact ? "exact" : null } };
}

/** Cards and drafts by part. What has no partner is reported. */
function pair(source: Source, { heading, broken }: RawEntry, cards: readonly Card[], drafts: readonly CardDraft[]): [Card, CardDraft][] {
  if (drafts.length === 0 || broken) return [];
  const byPart = new Map(drafts.map((draft) => [draft.part, draft]));
  const parts = new Set(cards.map((card) => card.part));
  for (const { part } of drafts) if (!parts.has(part)) source.report("translation-unknown-part", heading, { part });
  return cards.flatMap((card): [Card, CardDraft][] => {
    const draft = byPart.get(card.part);
    if (draft === undefined) source.report("translation-missing-part", heading, { part: card.part });
    return draft === undefined ? [] : [[card, draft]];
  });
}

function reportHash(source: Source, { heading }: RawEntry, original: Entry): void {
  const hash = original.textHash.slice(0, translationHashLength);
  const of = heading.values.get("of");
  if (of === undefined) source.report("translation-without-of", heading, { hash }, stamp(heading, `of=${hash}`, true));
  else if (of.text !== hash) source.report("translation-stale", { from: of.from - 3, to: of.to }, { hash, id: original.id ?? "" });
}

function reportMissing(source: Source, deck: Deck, translated: ReadonlyMap<string, number>): void {
  const top = { from: 0, to: Math.min(3, source.text.length) };
  for (const { id, textHash, place } of deck.entries) {
    if (id === null) source.report("translation-unstamped", top, { line: place.line });
    else if (!translated.has(id)) source.report("translation-missing", top, { id, hash: textHash.slice(0, translationHashLength) });
  }
}
