/** `## Heading {#id .kind key=value tags=a,b}`: the heading's text and its attributes. */
import { maxHeadingLength, maxIdLength, maxTags } from "./limits.ts";
import type { Range, Source } from "./source.ts";

export const kindClasses = ["order", "match", "rows", "cloze", "type", "interview"] as const;
export type KindClass = (typeof kindClasses)[number];
const modifiers = { each: "cloze", exact: "type" } as const;
type Modifier = keyof typeof modifiers;

export interface Value extends Range {
  text: string;
}

export interface Heading extends Range {
  /** Markdown of the heading without its attributes. */
  text: string;
  /** Null where none is given or it is badly written. */
  id: Value | null;
  kind: KindClass | null;
  modifier: Modifier | null;
  tags: string[];
  values: Map<string, Value>;
  /** Where a repair puts attributes: behind `{` or in front of `}` (`end`), or at the end of the heading with braces of its own. */
  insert: { at: number; end: number; braces: boolean };
  /** An error was found in it: it is not stamped. */
  broken: boolean;
}

const idPattern = /^[a-z0-9][a-z0-9-]*$/;
const tagPattern = /^[\p{L}\p{N}][\p{L}\p{N}_/-]*$/u;

export function isId(text: string): boolean {
  return text.length <= maxIdLength && idPattern.test(text);
}

/** Reads an ATX heading of the second level. Which values mean something depends on the kind: entry.ts looks. */
export function readHeading(source: Source, range: Range): Heading {
  const { text } = source;
  const errors = source.errors;
  const line = text.slice(range.from, range.to);
  const from = range.from + /^ {0,3}#+[ \t]*/.exec(line)![0].length;
  const tooLong = line.length > maxHeadingLength;
  if (tooLong) source.report("heading-too-long", range, { length: line.length, limit: maxHeadingLength });
  const end = Math.max(from, range.from + (tooLong ? maxHeadingLength : line.replace(/[ \t]+#+[ \t]*$/, "").trimEnd().length));
  const found = findAttributes(text, from, end);
  const heading: Heading = {
    from: range.from,
    to: range.to,
    text: text.slice(from, found?.open ?? end).trim(),
    id: null,
    kind: null,
    modifier: null,
    tags: [],
    values: new Map(),
    insert: found === null ? { at: end, end, braces: true } : { at: found.open + 1, end: end - 1, braces: false },
    broken: false,
  };
  if (found === null && !tooLong && /\{[#.]/.test(withoutCode(text.slice(from, end)))) source.report("unclosed-attributes", { from: end - 1, to: end });
  for (const token of found?.tokens ?? []) readToken(source, heading, token);
  if (heading.text === "") source.report("empty-heading", range);
  if (heading.modifier !== null && heading.kind !== modifiers[heading.modifier]) {
    source.report("kind-conflict", range, {
      kind: heading.modifier,
      other: heading.kind === null ? `an entry that is not \`.${modifiers[heading.modifier]}\`` : `\`.${heading.kind}\``,
    });
  }
  heading.broken = source.errors > errors;
  return heading;
}

interface Token extends Range {
  text: string;
}

/** The braces that end the heading: the first `{` outside code whose tokens run to a `}` at the very end. */
function findAttributes(text: string, from: number, end: number): { open: number; tokens: Token[] } | null {
  if (text[end - 1] !== "}") return null;
  const masked = withoutCode(text.slice(from, end));
  for (let open = masked.indexOf("{"); open !== -1; open = masked.indexOf("{", open + 1)) {
    const tokens = tokenise(text, from + open + 1, end);
    if (tokens !== null) return { open: from + open, tokens };
  }
  return null;
}

/** Null unless the closing brace is the last character. Values may be quoted: `ask="What does {field} do?"`. */
function tokenise(text: string, from: number, end: number): Token[] | null {
  const pattern = /[ \t]*(?:([^\s{}="]+=)"((?:[^"\\]|\\.)*)"|([^\s{}"]+)|(\}))/y;
  const tokens: Token[] = [];
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match !== null && pattern.lastIndex <= end; match = pattern.exec(text)) {
    if (match[4] !== undefined) return pattern.lastIndex === end ? tokens : null;
    const token = match[3] ?? `${match[1]}${match[2]!.replace(/\\(.)/g, "$1")}`;
    tokens.push({ text: token, from: match.index + /^[ \t]*/.exec(match[0])![0].length, to: pattern.lastIndex });
  }
  return null;
}

function readToken(source: Source, heading: Heading, token: Token): void {
  const { text } = token;
  const value = (skip: number): Value => ({ text: text.slice(skip), from: token.from + skip, to: token.to });
  const equals = text.indexOf("=");
  if (text.startsWith("#")) readId(source, heading, value(1), token);
  else if (text.startsWith(".")) readClass(source, heading, text.slice(1), token);
  else if (text === "each") heading.modifier = "each";
  else if (equals < 1) source.report("bad-attribute", token, { text });
  else if (text.startsWith("tags=")) readTags(source, heading, value(5));
  else if (heading.values.has(text.slice(0, equals))) source.report("duplicate-attribute", token, { key: text.slice(0, equals) });
  else heading.values.set(text.slice(0, equals), value(equals + 1));
}

function readId(source: Source, heading: Heading, id: Value, token: Token): void {
  if (heading.id !== null) source.report("two-ids", token);
  else if (!isId(id.text)) source.report("bad-id", token, { id: id.text, limit: maxIdLength });
  else heading.id = id;
}

function readClass(source: Source, heading: Heading, name: string, token: Token): void {
  const kind = kindClasses.find((known) => known === name);
  if (kind !== undefined) {
    if (heading.kind !== null) source.report("kind-conflict", token, { kind, other: `\`.${heading.kind}\`` });
    else heading.kind = kind;
  } else if (name === "exact") heading.modifier = name;
  else source.report("unknown-kind", token, { kind: name, known: [...kindClasses, "exact"].map((known) => `.${known}`).join(", ") });
}

function readTags(source: Source, heading: Heading, value: Value): void {
  for (const tag of value.text.split(",")) {
    if (!tagPattern.test(tag) || heading.tags.length === maxTags) source.report("bad-tag", value, { tag, limit: maxTags });
    else if (!heading.tags.includes(tag)) heading.tags.push(tag);
  }
}

/** Code spans blanked, so that what stands in them is not taken for attributes. */
export function withoutCode(text: string): string {
  return text.replace(/(`+)(?:(?!`)[\s\S])*?\1(?!`)/g, (span) => " ".repeat(span.length));
}
