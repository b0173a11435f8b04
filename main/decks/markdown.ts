/**
 * CommonMark + GFM with an offset for every node, by @lezer/markdown. ARCHITECTURE.md says why this one.
 * Cards carry slices of the source; the tree only says where things stand.
 */
import { GFM, parser } from "@lezer/markdown";
import type { SyntaxNode, Tree } from "@lezer/common";
import { withoutExtremes } from "./extremes.ts";
import { maxParagraphLength, maxRecoveries } from "./limits.ts";
import type { Range, Source } from "./source.ts";

/** A top-level block. Offsets are those of the file, not of the node: ask `node` for structure, `base` for its shift. */
export interface Block extends Range {
  name: string;
  node: SyntaxNode;
  base: number;
  /** Something in it was reported while the tree was built. */
  broken?: true;
}

/** Something inside that is looked at once for the whole deck: raw HTML, links, images, link definitions. */
export interface Inline extends Range {
  name: string;
}

const markdown = parser.configure(GFM);
const inlineNames = new Set([
  "HTMLTag",
  "HTMLBlock",
  "Comment",
  "CommentBlock",
  "ProcessingInstruction",
  "ProcessingInstructionBlock",
  "Image",
  "Link",
  "Autolink",
  "LinkReference",
]);
const inlineTypes = new Set(markdown.nodeSet.types.filter((type) => inlineNames.has(type.name)).map((type) => type.id));
const swallowing = new Set(["FencedCode", "CommentBlock", "HTMLBlock", "ProcessingInstructionBlock"]);

/**
 * Blocks and inlines from `start` to the end of the text. A fence or comment that is never closed would swallow the entries after it:
 * it is reported, cut at the next `## ` line, and reading goes on there.
 */
export function readMarkdown(source: Source, start: number): { blocks: Block[]; inlines: Inline[] } {
  const blocks: Block[] = [];
  const inlines: Inline[] = [];
  const refused: number[] = [];
  const text = withoutExtremes(source, start, (offset) => refused.push(offset));
  let base = start;
  // A parser of its own, because a paragraph that is too long gets no inline nodes, and is told.
  const limited = markdown.configure({});
  limited.parseInline = (paragraph, offset) => {
    if (paragraph.length <= maxParagraphLength) return markdown.parseInline(paragraph, offset);
    const from = base + offset;
    source.report("paragraph-too-long", { from, to: lineEnd(source.text, from) }, { length: paragraph.length, limit: maxParagraphLength });
    refused.push(from);
    return [];
  };
  for (let recoveries = 0; ; recoveries += 1) {
    const tree = limited.parse(text.slice(base - start));
    const added = topBlocks(tree, base);
    markBroken(added, refused);
    const last = added.at(-1);
    const unclosed = last !== undefined && isUnclosed(last, source.text);
    const next = unclosed ? source.text.indexOf("\n## ", last.from) + 1 : 0;
    const end = next === 0 ? source.text.length : next;
    collectInlines(source.text, added, end, inlines);
    for (const block of added) blocks.push(block);
    if (!unclosed) return { blocks, inlines };
    source.report("unclosed-fence", { from: last.from, to: lineEnd(source.text, last.from) });
    last.to = Math.min(last.to, end);
    last.broken = true;
    if (next === 0 || recoveries === maxRecoveries) return { blocks, inlines };
    base = next;
  }
}

function topBlocks(tree: Tree, base: number): Block[] {
  const blocks: Block[] = [];
  for (let node = tree.topNode.firstChild; node !== null; node = node.nextSibling)
    blocks.push({ name: node.name, from: base + node.from, to: base + node.to, node, base });
  return blocks;
}

/** Marks the blocks in which an offset lies. */
function markBroken(blocks: readonly Block[], offsets: number[]): void {
  offsets.sort((a, b) => a - b);
  let index = 0;
  for (const block of blocks) {
    while (index < offsets.length && offsets[index]! < block.from) index += 1;
    if (index < offsets.length && offsets[index]! < block.to) block.broken = true;
  }
}

/** Most blocks have none of it, so only those are walked in which one of its first characters stands. */
function collectInlines(text: string, blocks: readonly Block[], end: number, into: Inline[]): void {
  const collect = (name: string, from: number, to: number, type: number) => {
    if (inlineTypes.has(type) && from < end) into.push({ name, from, to });
  };
  let next = -1;
  for (const { node, from, to, base } of blocks) {
    if (next < from) next = nextInline(text, from);
    if (next >= to) continue;
    node.cursor().iterate((ref) => collect(ref.name, base + ref.from, base + ref.to, ref.type.id));
  }
}

function nextInline(text: string, from: number): number {
  const pattern = /<|\]\(|\]:|\]\[/g;
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

/** True where the block runs to the end of the text because its closing mark is missing. */
function isUnclosed(block: Block, text: string): boolean {
  if (!swallowing.has(block.name) || text.slice(block.to).trim() !== "") return false;
  if (block.name === "FencedCode") return block.node.getChildren("CodeMark").length < 2;
  return text.slice(block.from, block.to).includes("\n## ");
}

export function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}

export function children(block: Block, name?: string): Block[] {
  const found: Block[] = [];
  for (let node = block.node.firstChild; node !== null; node = node.nextSibling) {
    if (name === undefined || node.name === name) found.push(shifted(node, block.base));
  }
  return found;
}

/** Every node of one of these names inside the block, in order. */
export function descendants(block: Block, names: readonly string[]): Block[] {
  const found: Block[] = [];
  block.node.cursor().iterate((ref) => {
    if (ref.from !== block.node.from || ref.to !== block.node.to || ref.name !== block.node.name) {
      if (names.includes(ref.name)) found.push(shifted(ref.node, block.base));
    }
  });
  return found;
}

function shifted(node: SyntaxNode, base: number): Block {
  return { name: node.name, from: base + node.from, to: base + node.to, node, base };
}

/** The content of a code span, as CommonMark §6.1 strips it. */
export function codeText(text: string, span: Range): string {
  const raw = text.slice(span.from, span.to);
  const ticks = /^`+/.exec(raw)![0].length;
  const content = raw.slice(ticks, -ticks).replaceAll("\n", " ");
  return content.length > 2 && content.startsWith(" ") && content.endsWith(" ") && content.trim() !== "" ? content.slice(1, -1) : content;
}

/** What a reader reads: without emphasis marks, code ticks, link addresses and escapes. */
export function plainText(block: Block, text: string): string {
  let plain = "";
  let at = block.from;
  const replace = (from: number, to: number, by: string) => {
    if (from < at) return;
    plain += text.slice(at, from) + by;
    at = to;
  };
  block.node.cursor().iterate((ref) => {
    const from = block.base + ref.from;
    const to = block.base + ref.to;
    if (ref.name === "InlineCode") replace(from, to, codeText(text, { from, to }));
    else if (ref.name === "Escape") replace(from, from + 1, "");
    else if (ref.name === "LinkMark" && text[from] === "]") replace(from, block.base + ref.node.parent!.to, "");
    else if (ref.name.endsWith("Mark") || ref.name === "TaskMarker") replace(from, to, "");
  });
  return (plain + text.slice(at, block.to)).replace(/\s+/g, " ").trim();
}

/** A list item's content without the indentation that holds it in the list; `from` is where its content begins. */
export function dedented(text: string, { from, to }: Range): string {
  const whole = text.slice(from, to);
  if (!whole.includes("\n")) return whole.trim();
  const column = from - (text.lastIndexOf("\n", from - 1) + 1);
  const [first = "", ...rest] = whole.split("\n");
  return [first, ...rest.map((line) => withoutIndent(line, column))].join("\n").trim();
}

function withoutIndent(line: string, columns: number): string {
  let at = 0;
  while (at < columns && (line[at] === " " || line[at] === "\t")) at += 1;
  return line.slice(at);
}
