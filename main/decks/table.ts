/** A GFM table as rows of cells with their places. */
import { children, plainText, type Block } from "./markdown.ts";
import type { Range } from "./source.ts";

export interface Cell extends Range {
  /** Markdown; `\|` has become `|`. */
  text: string;
  plain: string;
}

export interface Table {
  block: Block;
  header: Cell[];
  /** Each as long as the header: missing cells are empty, those beyond it are dropped, as GFM says. */
  rows: { cells: Cell[]; range: Range }[];
}

export function readTable(block: Block, text: string): Table {
  const header = cells(children(block, "TableHeader")[0]!, text);
  const rows = children(block, "TableRow").map((row) => {
    const found = cells(row, text);
    const empty: Cell = { text: "", plain: "", from: row.to, to: row.to };
    return { cells: header.map((_, index) => found[index] ?? empty), range: { from: row.from, to: row.to } };
  });
  return { block, header, rows };
}

/** An empty cell has no node of its own: it is what stands between two delimiters. */
function cells(row: Block, text: string): Cell[] {
  const found: Cell[] = [];
  let open = row.from;
  let cell: Block | null = null;
  const close = (to: number) => {
    const raw = cell === null ? "" : text.slice(cell.from, cell.to);
    found.push({
      text: raw.replaceAll("\\|", "|"),
      plain: cell === null ? "" : plainText(cell, text).replaceAll("\\|", "|"),
      from: cell?.from ?? open,
      to: cell?.to ?? to,
    });
    cell = null;
  };
  for (const child of children(row)) {
    if (child.name === "TableCell") cell = child;
    if (child.name !== "TableDelimiter") continue;
    if (child.from > row.from) close(child.from);
    open = child.to;
  }
  if (text.slice(open, row.to).trim() !== "") close(row.to);
  return found;
}
