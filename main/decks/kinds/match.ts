/** `.match`: a table of two columns; equal right cells interchange. */
import { firstLineOf, onlyBlock, sides, tooMany, type EntryBody, type KindReader } from "../body.ts";
import { readTable, type Table } from "../table.ts";

export const match: KindReader = {
  values: [],
  read(body) {
    const block = onlyBlock(body, "table", (candidate) => candidate.name === "Table");
    if (block === null) {
      body.source.report("match-without-table", body.heading);
      return [];
    }
    const table = readTable(block, body.source.text);
    const around = sides(body, [block]);
    if (table.header.length !== 2) {
      body.source.report("match-not-two-columns", firstLineOf(body.source, block), { count: table.header.length });
      return [];
    }
    tooMany(body, block, table.rows.length);
    const [left, right] = table.header;
    return [{ part: "", ...around, body: { kind: "match", leftLabel: left!.text, rightLabel: right!.text, pairs: readPairs(body, table) } }];
  },
};

function readPairs(body: EntryBody, { block, rows }: Table): { left: string; right: string }[] {
  const { source } = body;
  if (rows.length < 2) source.report("match-too-short", firstLineOf(source, block));
  const seen = new Set<string>();
  return rows.map(({ cells: [left, right], range }) => {
    if (left!.text === "" || right!.text === "") source.report("match-empty-cell", range);
    else if (seen.has(left!.text)) source.report("match-duplicate-left", left!, { text: left!.plain });
    seen.add(left!.text);
    return { left: left!.text, right: right!.text };
  });
}
