/** `.order`: a numbered list to be put in order; `any=2,3` may change places (several groups: `any=2,3/5,6`). */
import { firstLineOf, listItems, onlyBlock, sides, type EntryBody, type KindReader } from "../body.ts";

export const order: KindReader = {
  values: ["any"],
  read(body) {
    const list = onlyBlock(body, "numbered list", (block) => block.name === "OrderedList");
    if (list === null) {
      body.source.report("order-without-list", body.heading);
      return [];
    }
    const items = listItems(body, list).map((item) => item.text);
    if (items.length < 2) body.source.report("order-too-short", firstLineOf(body.source, list));
    return [{ part: "", ...sides(body, [list]), body: { kind: "order", items, interchangeable: readAny(body, items.length) } }];
  },
};

function readAny(body: EntryBody, count: number): number[][] {
  const any = body.heading.values.get("any");
  if (any === undefined) return [];
  const groups = any.text.split("/").map((group) => group.split(",").map((number) => (/^\d{1,4}$/.test(number) ? Number(number) - 1 : -1)));
  const numbers = groups.flat();
  const known = numbers.every((number) => number >= 0 && number < count) && new Set(numbers).size === numbers.length;
  if (known && groups.every((group) => group.length > 1)) return groups;
  body.source.report("order-bad-any", any, { value: any.text });
  return [];
}
