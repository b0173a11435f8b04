/** A cloze's blanks in Markdown: U+E000, the index in decimal, U+E001. They become elements of their own, in text only. */

const blank = /\uE000(\d+)\uE001/g;

interface Node {
  type: string;
  value?: string;
  children?: Node[];
  data?: { hName: string; hProperties: { index: string } };
}

export type BlankPart = { text: string } | { blank: number };

export function splitBlanks(text: string): BlankPart[] {
  const parts: BlankPart[] = [];
  let from = 0;
  for (const match of text.matchAll(blank)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push({ blank: Number(match[1]) });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

/** A remark plugin: replaces the marks by `blank` elements. */
export function markBlanks() {
  return (tree: Node) => {
    visit(tree);
  };
}

function visit(node: Node): void {
  if (node.children === undefined) return;
  node.children = node.children.flatMap((child) => {
    if (child.type !== "text") {
      visit(child);
      return [child];
    }
    return splitBlanks(child.value ?? "").map((part) =>
      "text" in part ? { type: "text", value: part.text } : { type: "blank", data: { hName: "blank", hProperties: { index: String(part.blank) } } },
    );
  });
}
