/** `.type`: a list of accepted answers, the first one shown. `.exact` compares as written. */
import { firstLineOf, listItems, onlyBlock, sides, type KindReader } from "../body.ts";
import { plainText } from "../markdown.ts";

export const type: KindReader = {
  values: [],
  read(body) {
    const { source } = body;
    const list = onlyBlock(body, "list", (block) => block.name === "BulletList" || block.name === "OrderedList");
    if (list === null) {
      source.report("type-without-list", body.heading);
      return [];
    }
    const accepted: string[] = [];
    for (const item of listItems(body, list)) {
      const [first] = item.blocks;
      const text = first === undefined ? "" : plainText(first, source.text);
      if (text === "") source.report("type-empty-answer", firstLineOf(source, item));
      else if (accepted.includes(text)) source.report("type-duplicate-answer", firstLineOf(source, item), { text });
      else accepted.push(text);
    }
    return [{ part: "", ...sides(body, [list]), body: { kind: "type", accepted, exact: body.heading.modifier === "exact" } }];
  },
};
