/**
 * The YAML that most exercises are: keys at the left edge with a plain text, a literal block, or a list of the two.
 * It gives what the library gives (a law of the tests), twenty times faster, and leaves everything else to the library.
 */
import type { Range } from "./source.ts";
import { alignedOffsets, literalOffsets, yamlText, type YamlEntry, type YamlShapes, type YamlText, type YamlValue } from "./yaml-text.ts";

const keyLine = /^([A-Za-z][A-Za-z-]*):(?: (.+))?$/;
const itemLine = /^( *)- (.+)$/;
/** Nothing in it can be a mark of YAML: no colon, no comment, no quote at its beginning. */
const plainText = /^[A-Za-z0-9/](?:[ -"$-9;-~]*[!-"$-9;-~])?$/;

/** Null where something else stands in it, or something that is to be reported. */
export function readPlainYaml(text: string, range: Range, shapes: YamlShapes): Map<string, YamlEntry> | null {
  if (text[range.to - 1] !== "\n") return null;
  const lines = new Lines(text, range);
  const entries = new Map<string, YamlEntry>();
  while (lines.skipEmpty()) {
    const match = keyLine.exec(lines.line);
    if (match === null) return null;
    const [, name = "", inline] = match;
    const key = { from: lines.from, to: lines.from + name.length };
    const value = inline === undefined ? readList(lines) : readText(lines, inline, 0);
    if (value === null || entries.has(name)) return null;
    if (shapes !== "any" && !(Object.hasOwn(shapes, name) && shapes[name]!.includes(value.kind))) return null;
    entries.set(name, { key, value });
  }
  return entries.size === 0 ? null : entries;
}

function readList(lines: Lines): YamlValue | null {
  const items: YamlText[] = [];
  let indent: string | null = null;
  lines.next();
  while (lines.skipEmpty()) {
    const match = itemLine.exec(lines.line);
    if (match === null) break;
    indent ??= match[1]!;
    const value = match[1] === indent ? readText(lines, match[2]!, indent.length) : null;
    if (value?.kind !== "text") return null;
    items.push(value.text);
  }
  return items.length === 0 ? null : { kind: "list", items };
}

/** A text that begins on the present line: `inline` is what stands there; a block is indented by more than `indent`. */
function readText(lines: Lines, inline: string, indent: number): YamlValue | null {
  if (inline === "|") return readLiteral(lines, indent);
  if (!plainText.test(inline)) return null;
  const from = lines.to - inline.length;
  lines.next();
  return { kind: "text", text: yamlText(inline, inline, from, alignedOffsets) };
}

/** The lines of a literal block, up to the first that is indented less. */
function readLiteral(lines: Lines, outer: number): YamlValue | null {
  lines.next();
  const from = lines.from;
  const indent = lines.indent();
  if (lines.done || lines.line.length === indent || indent <= outer) return null;
  let value = "";
  let end = from;
  let empty = "";
  for (; !lines.done; lines.next()) {
    if (lines.line === "") {
      empty += "\n";
      continue;
    }
    if (lines.indent() < indent) break;
    if (lines.line.trim() === "") return null;
    value += `${empty}${lines.line.slice(indent)}\n`;
    empty = "";
    end = lines.to + 1;
  }
  return { kind: "text", text: yamlText(value, lines.text.slice(from, end), from, literalOffsets) };
}

/** One line after the other; `from` and `to` are its place in the file. */
class Lines {
  readonly text: string;
  readonly #end: number;
  from: number;
  to: number;
  line = "";
  done = false;

  constructor(text: string, range: Range) {
    this.text = text;
    this.#end = range.to;
    this.from = range.from;
    this.to = range.from - 1;
    this.next();
  }

  next(): void {
    this.from = this.to + 1;
    this.done = this.from >= this.#end;
    this.to = this.done ? this.from : this.text.indexOf("\n", this.from);
    this.line = this.text.slice(this.from, this.to);
  }

  /** False at the end. */
  skipEmpty(): boolean {
    while (!this.done && this.line === "") this.next();
    return !this.done;
  }

  /** How many spaces the line begins with. */
  indent(): number {
    let spaces = 0;
    while (this.line.charCodeAt(spaces) === 32) spaces += 1;
    return spaces;
  }
}
