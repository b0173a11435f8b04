/** A task list: `[x]` is right. An option is one line; what is indented under it is its reason. */
import type { DeckOption } from "../../contract/index.ts";
import { firstLineOf, listItems, onlyBlock, sides, type EntryBody, type KindReader, type ListItem } from "../body.ts";
import { children, lineEnd, type Block } from "../markdown.ts";

export const choice: KindReader = {
  values: [],
  read(body) {
    const list = taskList(body)!;
    const options = readOptions(body, list);
    const multiple = options.filter((option) => option.correct).length > 1;
    return [{ part: "", ...sides(body, [list]), body: { kind: "choice", options, multiple } }];
  },
};

/** A list whose items have boxes. */
export function isTaskList({ name, node, from, to }: Block, text: string): boolean {
  // Most lists have no box at all: the text says so faster than the tree.
  if (!text.slice(from, to).includes("[")) return false;
  return (name === "BulletList" || name === "OrderedList") && node.getChildren("ListItem").some((item) => item.getChild("Task") !== null);
}

/** The entry's task list; a second one is reported. Null where it has none. */
export function taskList(body: EntryBody): Block | null {
  return onlyBlock(body, "task list", (block) => isTaskList(block, body.source.text));
}

export function readOptions(body: EntryBody, list: Block): DeckOption[] {
  const { source } = body;
  const items = listItems(body, list);
  const options = items.map((item, index) => readOption(body, item, index));
  if (options.length < 2) source.report("choice-one-option", firstLineOf(source, list));
  if (!options.some((option) => option.correct)) source.report("choice-nothing-right", firstLineOf(source, list));
  for (const [index, option] of options.entries()) {
    const twin = options.findIndex((other) => other.text === option.text);
    if (twin < index && option.text !== "") source.report("choice-duplicate-option", firstLineOf(source, items[index]!), { text: option.text });
  }
  return options;
}

function readOption(body: EntryBody, item: ListItem, index: number): DeckOption {
  const { source } = body;
  const task = item.blocks[0];
  if (task?.name !== "Task") {
    source.report("choice-mixed-list", firstLineOf(source, item));
    return { index, text: item.text, reason: "", correct: false };
  }
  const [marker] = children(task, "TaskMarker");
  const end = Math.min(lineEnd(source.text, task.from), item.to);
  const text = source.text.slice(marker!.to, end).trim();
  if (text === "") source.report("choice-empty-option", marker!);
  const [, ...nested] = item.text.split("\n");
  return { index, text, reason: unindented(nested), correct: /x/i.test(source.text.slice(marker!.from, marker!.to)) };
}

/** Reasons are often indented to the text behind the box: four columns more would make them code. */
function unindented(lines: string[]): string {
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)![0].length);
  const indent = indents.length === 0 ? 0 : Math.min(...indents);
  return lines
    .map((line) => line.slice(indent))
    .join("\n")
    .trim();
}
