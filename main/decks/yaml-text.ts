/** Values of YAML, and the way back from each character of a value to its place in the file. */
import type { Range } from "./source.ts";

export interface YamlText extends Range {
  value: string;
  /** Place in the file of the character at an offset of `value`; the end of the value is its own length. */
  at(offset: number): number;
}
export type YamlValue = { kind: "text"; text: YamlText } | { kind: "list"; items: YamlText[] } | { kind: "map"; entries: Map<string, YamlText> };
export type YamlKind = YamlValue["kind"];

export interface YamlEntry {
  key: Range;
  value: YamlValue;
}

/** Which keys there are and what their values may be; `any`: the caller looks himself. */
export type YamlShapes = Readonly<Record<string, readonly YamlKind[]>> | "any";
/** `offsetsOf`: the offset in `raw` of each character of `value`; asked for only where something is reported. */
export function yamlText(value: string, raw: string, from: number, offsetsOf: (value: string, raw: string) => number[]): YamlText {
  let offsets: number[] | null = null;
  const at = (offset: number) => {
    offsets ??= offsetsOf(value, raw);
    return from + (offsets[Math.max(0, Math.min(offset, value.length))] ?? raw.length);
  };
  return { value, from, to: from + raw.length, at };
}

/** A literal block: each line of the value is a line of the source without the indentation of the block. */
export function literalOffsets(value: string, raw: string): number[] {
  const lines = raw.split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)![0].length);
  const first = value.split("\n").find((line) => line.trim() !== "") ?? "";
  const indent = (indents[0] ?? 0) - /^ */.exec(first)![0].length;
  const offsets: number[] = [];
  let lineStart = 0;
  for (const [index, line] of value.split("\n").entries()) {
    const source = lines[index] ?? "";
    const skipped = Math.min(indent, source.length);
    for (let column = 0; column <= line.length; column += 1) offsets.push(Math.min(lineStart + skipped + column, raw.length));
    lineStart += source.length + 1;
  }
  return offsets;
}

/** Flow and folded scalars: white space is folded and escapes are read, all else stands in the same order. */
export function alignedOffsets(value: string, raw: string, escapes = false): number[] {
  const offsets: number[] = [];
  let at = /^["']/.test(raw) ? 1 : 0;
  for (const character of value.split("")) {
    if (escapes && raw[at] === "\\") {
      offsets.push(at);
      at += /^\\(?:x..|u.{4}|U.{8}|[\s\S])/.exec(raw.slice(at, at + 10))![0].length;
      continue;
    }
    if (/\s/.test(character)) {
      offsets.push(at);
      while (at < raw.length && /\s/.test(raw[at]!)) at += 1;
      continue;
    }
    while (at < raw.length && raw[at] !== character && /\s/.test(raw[at]!)) at += 1;
    offsets.push(at);
    at += raw[at] === "'" && raw[at + 1] === "'" && raw.startsWith("'") ? 2 : 1;
  }
  offsets.push(Math.min(at, raw.length));
  return offsets;
}

export function emptyText(offset: number): YamlText {
  return { value: "", from: offset, to: offset, at: () => offset };
}
