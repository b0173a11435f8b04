/** Colours and line ends: what the tokens of wire text look like in the editor. */
import type { Range } from "@codemirror/state";
import { Decoration, ViewPlugin, WidgetType, type DecorationSet, type EditorView, type ViewUpdate } from "@codemirror/view";
import { tokenise } from "../../../main/exercise/languages/wire-text.ts";

/** "CR LF" at the end of a line that has one on the wire. */
class LineEnd extends WidgetType {
  override toDOM(): HTMLElement {
    const mark = document.createElement("span");
    mark.className = "wire-line-end";
    mark.textContent = "CR LF";
    mark.setAttribute("aria-hidden", "true");
    return mark;
  }

  override eq(): boolean {
    return true;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

const lineEnd = Decoration.widget({ widget: new LineEnd(), side: 1 });
const marks = new Map<string, Decoration>();

function markOf(kind: string, message: string | undefined): Decoration {
  if (message !== undefined) return Decoration.mark({ class: `wire-token wire-${kind}`, attributes: { title: message } });
  let mark = marks.get(kind);
  if (!mark) marks.set(kind, (mark = Decoration.mark({ class: `wire-token wire-${kind}` })));
  return mark;
}

function decorate(view: EditorView): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const line of tokenise(view.state.doc.toString())) {
    for (const token of line.tokens) if (token.end > token.start) ranges.push(markOf(token.kind, token.message).range(token.start, token.end));
    if (line.crlf) ranges.push(lineEnd.range(line.end));
  }
  return Decoration.set(ranges, true);
}

export const wireHighlight = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }

    update(update: ViewUpdate): void {
      if (update.docChanged) this.decorations = decorate(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
