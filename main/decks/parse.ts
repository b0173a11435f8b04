/** Markdown text -> Deck. The unit of recovery is one heading; a broken front matter yields no deck at all. */
import type { Card, Deck, Diagnostic, Entry } from "../contract/index.ts";
import type { Catalogue } from "../exercise/catalogue.ts";
import type { CardDraft } from "./body.ts";
import { kindOf, readBody, readCards, readSections, splitEntries, type RawEntry } from "./entries.ts";
import { readFrontMatter, type FrontMatter } from "./front-matter.ts";
import { hashText } from "./hash.ts";
import { textHash, versionHash } from "./hashes.ts";
import { reportMissingIds } from "./ids.ts";
import { reportInlines } from "./inlines.ts";
import { maxCards, maxDeckLength } from "./limits.ts";
import { readMarkdown } from "./markdown.ts";
import { Source } from "./source.ts";

/**
 * What one file is.
 * - `deck`: a deck; entries with errors yield no cards, `deck.diagnostics` says why.
 * - `broken`: a front matter with `deck:` that can't be used. Keep the last good version of the deck; `id` is null where not even that was readable.
 * - `none`: no front matter with `deck:`; counted, not diagnosed.
 */
export type DeckResult = { state: "deck"; deck: Deck } | { state: "broken"; id: string | null; file: string; diagnostics: Diagnostic[] } | { state: "none" };

/** Never throws. `file` stands in the diagnostics as given. Positions count from 1, columns in UTF-16 units. */
export function parseDeck(text: string, file: string, catalogue: Catalogue): DeckResult {
  const source = new Source(text, file);
  const read = readFrontMatter(source);
  if (read.state === "none") return { state: "none" };
  const tooLarge = source.text.length > maxDeckLength;
  if (tooLarge) source.report("file-too-large", { from: 0, to: 3 }, { length: source.text.length, limit: maxDeckLength });
  if (read.state === "broken" || tooLarge) {
    const id = read.state === "broken" ? read.id : read.frontMatter.id;
    return { state: "broken", id, file, diagnostics: source.sortedDiagnostics() };
  }
  const { frontMatter, places } = read;
  if (frontMatter.title === null) source.report("missing-title", places.first);
  if (frontMatter.topic === null) source.report("missing-topic", places.first);
  const markdown = readMarkdown(source, frontMatter.end);
  const entries = readEntries(source, catalogue, frontMatter, markdown);
  if (entries.length === 0) source.report("no-entries", places.first);
  const { id, was, topic, title, language } = frontMatter;
  const deck: Deck = {
    id,
    was,
    title: title ?? id,
    topic: topic ?? id,
    language: language ?? "en",
    source: frontMatter.source,
    file,
    contentHash: hashText(source.text),
    sections: readSections(source, markdown.blocks),
    entries,
    diagnostics: source.sortedDiagnostics(),
    overlays: {},
  };
  return { state: "deck", deck };
}

function readEntries(source: Source, catalogue: Catalogue, frontMatter: FrontMatter, { blocks, inlines }: ReturnType<typeof readMarkdown>): Entry[] {
  const raws = splitEntries(source, blocks);
  const kept: Entry[] = [];
  const firstLines = new Map<string, number>();
  let cards = 0;
  for (const raw of raws) {
    const errors = source.errors;
    const entry = readEntry(source, catalogue, raw, frontMatter);
    const twin = entry.id ?? entry.textHash;
    const line = firstLines.get(twin);
    if (line !== undefined) {
      if (entry.id === null) source.report("duplicate-entry", raw.heading, { line });
      else source.report("duplicate-id", raw.heading.id!, { id: entry.id, line });
      continue;
    }
    firstLines.set(twin, entry.place.line);
    raw.broken ||= source.errors > errors;
    if (raw.broken) entry.cards = [];
    if (cards + entry.cards.length > maxCards) {
      source.report("too-many-cards", raw.heading, { limit: maxCards });
      break;
    }
    cards += entry.cards.length;
    kept.push(entry);
  }
  reportMissingIds(source, raws);
  const ids = raws.flatMap(({ heading }) => (heading.id === null ? [] : [heading.id.text]));
  reportInlines(source, inlines, ids);
  return kept;
}

function readEntry(source: Source, catalogue: Catalogue, raw: RawEntry, frontMatter: FrontMatter): Entry {
  const { heading } = raw;
  const hash = textHash(heading, source.text.slice(heading.to, raw.to));
  const { drafts, citations } = raw.tooLong ? { drafts: [], citations: [] } : readUnder(source, catalogue, raw, frontMatter);
  const id = heading.id?.text ?? null;
  return {
    id,
    textHash: hash,
    heading: heading.text,
    section: raw.section,
    tags: heading.tags,
    citations,
    cards: drafts.map((draft) => makeCard(draft, `${frontMatter.id}/${id ?? `~${hash.slice(0, 12)}`}`, heading.text)),
    place: source.place(raw),
  };
}

function readUnder(source: Source, catalogue: Catalogue, raw: RawEntry, frontMatter: FrontMatter) {
  const { body, citations } = readBody(source, catalogue, raw, frontMatter.source, frontMatter.language ?? "en");
  const drafts = readCards(body, kindOf(body));
  if (citations.length === 0) source.report("missing-source", raw.heading);
  return { drafts, citations };
}

function makeCard(draft: CardDraft, entryId: string, heading: string): Card {
  const { part, question, answer, body } = draft;
  return { id: part === "" ? entryId : `${entryId}/${part}`, part, question, answer, body, versionHash: versionHash(heading, draft) };
}
