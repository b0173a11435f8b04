/**
 * YAML as decks use it: every scalar a string (failsafe schema), no aliases, anchors or tags, and each character of a
 * value traced back to its place in the file.
 */
import { isAlias, isMap, isScalar, isSeq, parseDocument, type Node, type Pair, type Scalar } from "yaml";
import type { DiagnosticCode } from "./diagnostics.ts";
import type { Range, Source } from "./source.ts";
import { readPlainYaml } from "./yaml-plain.ts";
import {
  alignedOffsets,
  emptyText,
  literalOffsets,
  yamlText,
  type YamlEntry,
  type YamlKind,
  type YamlShapes,
  type YamlText,
  type YamlValue,
} from "./yaml-text.ts";

export type { YamlEntry, YamlShapes, YamlText } from "./yaml-text.ts";

/** What stands wrong is reported by the names that the caller gives: the front matter has other words than an exercise. */
export interface YamlWords {
  syntax: DiagnosticCode;
  notMap: DiagnosticCode;
  unknownKey: DiagnosticCode;
  wrongKind: Record<YamlKind, DiagnosticCode>;
}

const everyKind = ["text", "list", "map"] as const;

/** The top-level map of `range`. Keys outside `shapes` and values of another kind are reported and left out; null where nothing can be read. */
export function readYaml(source: Source, range: Range, shapes: YamlShapes, words: YamlWords): Map<string, YamlEntry> | null {
  const plain = readPlainYaml(source.text, range, shapes);
  if (plain !== null) return plain;
  const reader = new Reader(source, range, words);
  const contents = reader.parse();
  if (contents === undefined) return null;
  if (!isMap(contents)) {
    source.report(words.notMap, firstLine(source.text, range));
    return null;
  }
  reader.refuse(contents);
  const entries = new Map<string, YamlEntry>();
  for (const [name, key, node] of reader.pairs(contents.items)) {
    const kinds = shapes === "any" ? everyKind : Object.hasOwn(shapes, name) ? shapes[name]! : null;
    if (kinds === null) source.report(words.unknownKey, key, { key: name, known: Object.keys(shapes).join(", ") });
    else {
      const value = reader.value(name, key, node, kinds);
      if (value !== null) entries.set(name, { key, value });
    }
  }
  return entries;
}

class Reader {
  readonly #source: Source;
  readonly #range: Range;
  readonly #words: YamlWords;

  constructor(source: Source, range: Range, words: YamlWords) {
    this.#source = source;
    this.#range = range;
    this.#words = words;
  }

  /** Undefined where it is not YAML (reported). */
  parse(): Node | null | undefined {
    const text = this.#source.text.slice(this.#range.from, this.#range.to);
    try {
      const options = { schema: "failsafe", keepSourceTokens: true, prettyErrors: false, logLevel: "silent", uniqueKeys: false } as const;
      const document = parseDocument<Node, false>(text, options);
      const [error] = document.errors;
      if (error === undefined) return document.contents;
      // What is unclosed is noticed at the end: point at the last text, not behind it.
      const end = text.trimEnd().length;
      const [from, to] = error.pos;
      this.#source.report(this.#words.syntax, this.#shift(Math.min(from, end), Math.min(to, end)), { reason: sentence(error.message) });
    } catch (thrown) {
      // The library is recursive: thousands of nested brackets exhaust the stack.
      if (!(thrown instanceof RangeError)) throw thrown;
      this.#source.report(this.#words.syntax, firstLine(this.#source.text, this.#range), { reason: "it is nested too deeply." });
    }
    return undefined;
  }

  /** Name, place and value of each pair; a key that stands twice is reported and its second value dropped. */
  *pairs(items: readonly Pair[]): Generator<[string, Range, Node | null]> {
    const seen = new Set<string>();
    for (const { key, value } of items) {
      const node = key as Node | null;
      const place = this.#place(node);
      const name = isScalar(node) ? String(node.value) : "?";
      if (node !== null) this.refuse(node);
      if (seen.has(name)) this.#source.report("yaml-duplicate-key", place, { key: name });
      else yield [name, place, value as Node | null];
      seen.add(name);
    }
  }

  value(name: string, key: Range, node: Node | null, kinds: readonly YamlKind[]): YamlValue | null {
    if (node === null) return kinds.includes("text") ? { kind: "text", text: emptyText(key.to) } : this.#wrong(name, key, kinds);
    if (!this.refuse(node)) return null;
    if (kinds.includes("text") && isScalar(node)) return { kind: "text", text: this.#text(node) };
    if (kinds.includes("list") && isSeq(node)) {
      const items = (node.items as Node[]).map((item) => this.#item(name, item, key));
      return items.includes(null) ? null : { kind: "list", items: items as YamlText[] };
    }
    if (kinds.includes("map") && isMap(node)) {
      const entries = new Map<string, YamlText>();
      for (const [inner, innerKey, item] of this.pairs(node.items)) {
        const text = this.#item(inner, item, innerKey);
        if (text === null) return null;
        entries.set(inner, text);
      }
      return { kind: "map", entries };
    }
    return this.#wrong(name, this.#place(node), kinds);
  }

  /** Reports aliases, anchors and tags; false where there was one. */
  refuse(node: Node): boolean {
    const place = this.#place(node);
    if (isAlias(node)) this.#source.report("yaml-alias", place);
    else if (node.anchor !== undefined) this.#source.report("yaml-anchor", place, { name: node.anchor });
    else if (node.tag !== undefined) this.#source.report("yaml-tag", place, { tag: node.tag });
    else return true;
    return false;
  }

  #item(name: string, node: Node | null, key: Range): YamlText | null {
    if (node === null) return emptyText(key.to);
    if (!this.refuse(node)) return null;
    if (isScalar(node)) return this.#text(node);
    this.#wrong(name, this.#place(node), ["text"]);
    return null;
  }

  #wrong(name: string, place: Range, kinds: readonly YamlKind[]): null {
    this.#source.report(this.#words.wrongKind[kinds[0]!], place, { key: name });
    return null;
  }

  #text(node: Scalar): YamlText {
    const value = typeof node.value === "string" ? node.value : "";
    const token = node.srcToken as { type?: string; source?: string } | undefined;
    const [start, end] = node.range!;
    const raw = token?.source ?? "";
    const from = this.#range.from + (token?.type === "block-scalar" ? end - raw.length : start);
    const literal = token?.type === "block-scalar" && node.type === "BLOCK_LITERAL";
    return yamlText(value, raw, from, literal ? literalOffsets : (one, other) => alignedOffsets(one, other, node.type === "QUOTE_DOUBLE"));
  }

  #place(node: Node | null): Range {
    const range = node?.range;
    return range === null || range === undefined ? firstLine(this.#source.text, this.#range) : this.#shift(range[0], range[1]);
  }

  #shift(from: number, to: number): Range {
    return { from: this.#range.from + from, to: Math.max(this.#range.from + from, this.#range.from + to) };
  }
}

function firstLine(text: string, range: Range): Range {
  const end = text.indexOf("\n", range.from);
  return { from: range.from, to: end === -1 || end > range.to ? range.to : end };
}

function sentence(message: string): string {
  const line = message.split("\n")[0]!.trim();
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
