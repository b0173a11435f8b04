/** Places in prose stand in code spans (CommonMark §6.1): `` `${first}` ``. Fenced blocks and everything else are left alone. */
import { fillTemplate } from "./template.ts";

export interface CodeSpan {
  /** UTF-16 offsets of the content, without the backticks. */
  start: number;
  end: number;
}

export function codeSpans(markdown: string): CodeSpan[] {
  const spans: CodeSpan[] = [];
  let from = 0;
  for (const [start, end] of fencedBlocks(markdown)) {
    spansBetween(markdown, from, start, spans);
    from = end;
  }
  spansBetween(markdown, from, markdown.length, spans);
  return spans;
}

function spansBetween(markdown: string, from: number, to: number, spans: CodeSpan[]): void {
  const runs = [...markdown.slice(from, to).matchAll(/\\`|`+/g)]
    .filter(([run]) => run !== "\\`")
    .map((match) => ({ start: from + match.index, length: match[0].length }));
  for (let index = 0; index < runs.length; index += 1) {
    const open = runs[index]!;
    const close = runs.findIndex((run, at) => at > index && run.length === open.length && !/\n\s*\n/.test(markdown.slice(open.start, run.start)));
    if (close < 0) continue;
    spans.push({ start: open.start + open.length, end: runs[close]!.start });
    index = close;
  }
}

function fencedBlocks(markdown: string): [number, number][] {
  const blocks: [number, number][] = [];
  let fence: { start: number; mark: string } | null = null;
  let start = 0;
  for (const line of markdown.split("\n")) {
    const mark = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1];
    if (!fence && mark) fence = { start, mark };
    else if (fence && mark?.startsWith(fence.mark) && line.trim() === mark) {
      blocks.push([fence.start, start + line.length]);
      fence = null;
    }
    start += line.length + 1;
  }
  if (fence) blocks.push([fence.start, markdown.length]);
  return blocks;
}

/** Fills the places of all code spans. `valueOf` gives null for what it doesn't know: that place stays as it is written. */
export function fillSpans(markdown: string, valueOf: (expression: string) => string | null): string {
  if (!markdown.includes("${")) return markdown;
  let filled = "";
  let from = 0;
  for (const span of codeSpans(markdown)) {
    filled += markdown.slice(from, span.start);
    filled += fillTemplate(markdown.slice(span.start, span.end), (expression) => valueOf(expression) ?? `\${${expression}}`).text;
    from = span.end;
  }
  return filled + markdown.slice(from);
}

/** Content of the first code span, as CommonMark reads it; null where there is none. */
export function firstCodeSpan(markdown: string): string | null {
  const span = codeSpans(markdown)[0];
  if (!span) return null;
  const content = markdown.slice(span.start, span.end).replace(/\n/g, " ");
  return /^ .* $/.test(content) && content.trim() !== "" ? content.slice(1, -1) : content;
}
