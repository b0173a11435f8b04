/** The text of one file, its lines, and what was found wrong with it. */
import type { Diagnostic, Place } from "../contract/index.ts";
import { declarations, diagnosticMessage, type DiagnosticCode } from "./diagnostics.ts";
import { maxDiagnostics } from "./limits.ts";

/** Offsets in `Source.text`; `to` is exclusive. */
export interface Range {
  from: number;
  to: number;
}

type Data = Record<string, string | number>;

/**
 * `text` has LF line ends and no byte order mark; lines and columns are those of the file all the same. Only the offsets of
 * repairs are counted in the file as it is.
 */
export class Source {
  readonly file: string;
  readonly text: string;
  readonly diagnostics: Diagnostic[] = [];
  /** Errors reported so far; an entry compares before and after. */
  errors = 0;
  readonly #lineStarts: number[];
  readonly #original: string;
  #originalStarts: number[] | null = null;

  constructor(original: string, file: string) {
    this.#original = original;
    this.file = file;
    const marked = original.startsWith("\uFEFF") ? original.slice(1) : original;
    this.text = marked.includes("\r") ? marked.replace(/\r\n?/g, "\n") : marked;
    this.#lineStarts = lineStarts(this.text);
  }

  place({ from, to }: Range): Place {
    const start = this.#position(from);
    const end = this.#position(Math.max(from, to));
    return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  }

  line(offset: number): number {
    return this.#position(offset).line;
  }

  report(code: DiagnosticCode, range: Range, data: Data = {}, fix?: Range & { text: string }): void {
    const { severity } = declarations[code];
    this.add({ ...this.place(range), file: this.file, severity, code, message: diagnosticMessage(code, data), data }, fix);
  }

  /** A finding that another part made: the exercise compiler has codes of its own. */
  add(diagnostic: Diagnostic, fix?: Range & { text: string }): void {
    if (diagnostic.severity === "error") this.errors += 1;
    if (this.diagnostics.length > maxDiagnostics) return;
    if (this.diagnostics.length === maxDiagnostics) {
      const data = { limit: maxDiagnostics };
      const code = "too-many-diagnostics";
      this.diagnostics.push({ ...diagnostic, severity: declarations[code].severity, code, message: diagnosticMessage(code, data), data });
      return;
    }
    if (fix !== undefined) diagnostic.fix = { start: this.#originalOffset(fix.from), end: this.#originalOffset(fix.to), text: fix.text };
    this.diagnostics.push(diagnostic);
  }

  /** In the order of the file; of one place in the order of reporting. */
  sortedDiagnostics(): Diagnostic[] {
    return this.diagnostics.sort((a, b) => a.line - b.line || a.column - b.column);
  }

  #position(offset: number): { line: number; column: number } {
    const at = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#lineStarts[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - this.#lineStarts[low]! + 1 };
  }

  #originalOffset(offset: number): number {
    if (this.text === this.#original) return offset;
    this.#originalStarts ??= lineStarts(this.#original);
    const { line, column } = this.#position(offset);
    return this.#originalStarts[line - 1]! + column - 1;
  }
}

/** Starts of lines; CR, LF and CRLF each end one. A byte order mark belongs to no line. */
function lineStarts(text: string): number[] {
  const starts = [text.startsWith("\uFEFF") ? 1 : 0];
  if (!text.includes("\r")) {
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    return starts;
  }
  for (const match of text.matchAll(/\r\n?|\n/g)) starts.push(match.index + match[0].length);
  return starts;
}
