/** `.interview`: `-` items are the rubric, their trailing code spans suggest a tick; `1.` items are follow-ups. */
import { listItems, onlyBlock, sides, type KindReader, type ListItem } from "../body.ts";
import { codeText, descendants } from "../markdown.ts";

export const interview: KindReader = {
  values: [],
  read(body) {
    const { source } = body;
    const bullets = onlyBlock(body, "rubric", (block) => block.name === "BulletList");
    const numbered = onlyBlock(body, "list of follow-ups", (block) => block.name === "OrderedList");
    if (bullets === null) {
      source.report("interview-without-rubric", body.heading);
      return [];
    }
    const rubric = listItems(body, bullets).map((item) => readRubric(source.text, item));
    const followUps = numbered === null ? [] : listItems(body, numbered).map((item) => item.text);
    const lists = numbered === null ? [bullets] : [bullets, numbered].sort((a, b) => a.from - b.from);
    return [{ part: "", ...sides(body, lists), body: { kind: "interview", rubric, followUps } }];
  },
};

/** Words are the code spans behind which nothing but code spans, commas and white space follows. */
function readRubric(text: string, { item, text: whole, blocks }: ListItem): { text: string; words: string[] } {
  const [first] = blocks;
  if (first === undefined) return { text: whole, words: [] };
  const words: string[] = [];
  let end = first.to;
  for (const span of descendants(first, ["InlineCode"]).reverse()) {
    if (!/^[\s,;]*$/.test(text.slice(span.to, end))) break;
    words.unshift(codeText(text, span));
    end = span.from;
  }
  if (words.length === 0 || first.to < item.to) return { text: whole, words };
  return { text: text.slice(first.from, end).replace(/[\s,;:]+$/, ""), words };
}
