/** The block between `---` lines at the top of a file: what makes it a deck. */
import type { DeckLanguage } from "../contract/index.ts";
import { readCitations } from "./citations.ts";
import { isId } from "./heading.ts";
import type { Range, Source } from "./source.ts";
import { readYaml, type YamlEntry, type YamlWords } from "./yaml.ts";

export interface FrontMatter {
  id: string;
  was: string[];
  /** Null where absent. */
  title: string | null;
  topic: string | null;
  language: DeckLanguage | null;
  source: string;
  /** Where the body begins. */
  end: number;
}

/** `none`: not a deck. `broken`: meant as one (reported). Places: of `deck` and `language`, for translations. */
export type FrontMatterResult =
  | { state: "none" }
  | { state: "broken"; id: string | null }
  | { state: "read"; frontMatter: FrontMatter; places: { id: Range; language: Range; first: Range } };

const languages: readonly DeckLanguage[] = ["en", "zh-CN"];
const shapes = { deck: ["text"], was: ["text", "list"], title: ["text"], topic: ["text"], language: ["text"], source: ["text"] } as const;
const words: YamlWords = {
  syntax: "front-matter-syntax",
  notMap: "front-matter-syntax",
  unknownKey: "front-matter-key",
  wrongKind: { text: "front-matter-value", list: "front-matter-value", map: "front-matter-value" },
};

export function readFrontMatter(source: Source): FrontMatterResult {
  const { text } = source;
  if (!/^---[ \t]*(?:\n|$)/.test(text)) return { state: "none" };
  const from = Math.min(text.indexOf("\n") + 1 || text.length, text.length);
  const closing = /^(?:---|\.\.\.)[ \t]*$/m.exec(text.slice(from));
  const first = { from: 0, to: 3 };
  const to = closing === null ? endOfKeys(text, from) : from + closing.index;
  const guessed = /^deck[ \t]*:[ \t]*(.*)$/m.exec(text.slice(from, to));
  if (guessed === null) return { state: "none" };
  const guess = isId(guessed[1]!.trim()) ? guessed[1]!.trim() : null;
  if (closing === null) {
    source.report("front-matter-unclosed", first);
    return { state: "broken", id: guess };
  }
  const errors = source.errors;
  const entries = readYaml(source, { from, to }, shapes, words);
  if (entries === null) return { state: "broken", id: guess };
  const read = readKeys(source, entries, first);
  if (source.errors > errors && read.fatal) return { state: "broken", id: guess };
  const end = Math.min(to + closing[0].length + 1, text.length);
  return { state: "read", frontMatter: { ...read.frontMatter, end }, places: read.places };
}

function readKeys(source: Source, entries: Map<string, YamlEntry>, first: Range) {
  const value = (key: string): { text: string; place: Range } => {
    const entry = entries.get(key);
    if (entry?.value.kind !== "text") return { text: "", place: entry?.key ?? first };
    return { text: entry.value.text.value.trim(), place: entry.value.text };
  };
  const id = value("deck");
  const language = value("language");
  const origin = value("source");
  let fatal = false;
  if (!isId(id.text)) {
    source.report("bad-deck-id", id.place, { id: id.text });
    fatal = true;
  }
  const known = languages.find((tag) => tag === language.text);
  if (known === undefined && entries.has("language")) {
    source.report("bad-language", language.place, { language: language.text });
    fatal = true;
  }
  if (origin.text !== "" && readCitations(origin.text, "") === null) source.report("bad-source", origin.place, { source: origin.text });
  return {
    fatal,
    frontMatter: {
      id: id.text,
      was: readWas(source, entries.get("was"), id.text),
      title: value("title").text || null,
      topic: value("topic").text || null,
      language: known ?? null,
      source: readCitations(origin.text, "") === null ? "" : origin.text,
    },
    places: { id: id.place, language: language.place, first },
  };
}

function readWas(source: Source, entry: YamlEntry | undefined, id: string): string[] {
  if (entry === undefined || entry.value.kind === "map") return [];
  const texts = entry.value.kind === "list" ? entry.value.items : [entry.value.text];
  return texts.flatMap((text) => {
    const earlier = text.value.trim();
    if (isId(earlier) && earlier !== id) return [earlier];
    source.report("bad-was", text, { id: earlier });
    return [];
  });
}

/** An unclosed front matter reaches as far as its lines look like keys. */
function endOfKeys(text: string, from: number): number {
  const stop = /^(?![\w-]+[ \t]*:|[ \t]|$)/m.exec(text.slice(from));
  return stop === null ? text.length : from + stop.index;
}
