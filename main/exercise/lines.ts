/** Block texts of an exercise: one thing a line, an indented line continues the one above. Offsets are UTF-16 units in the text. */

export interface Line {
  /** With its continuation lines. */
  text: string;
  start: number;
  end: number;
}

export interface LabelledLine {
  label: string;
  expression: string;
  start: number;
  /** Where the expression begins. */
  expressionStart: number;
  end: number;
}

/** Lines that hold something. `stray` are indented lines without one above. */
export function textLines(text: string): { lines: Line[]; stray: Line[] } {
  const lines: Line[] = [];
  const stray: Line[] = [];
  let start = 0;
  for (const raw of text.split("\n")) {
    const end = start + raw.length;
    if (raw.trim() !== "") {
      const last = lines.at(-1);
      if (!/^\s/.test(raw)) lines.push({ text: raw, start, end });
      else if (last) Object.assign(last, { text: text.slice(last.start, end), end });
      else stray.push({ text: raw, start, end });
    }
    start = end + 1;
  }
  return { lines, stray };
}

/** Splits `Label: expression` at the first ": "; null where there is no label or no expression. */
export function labelled(line: Line): LabelledLine | null {
  const colon = line.text.search(/:\s/);
  const label = line.text.slice(0, Math.max(colon, 0)).trim();
  const rest = line.text.slice(colon + 1);
  const expressionStart = line.start + colon + 1 + (rest.length - rest.trimStart().length);
  const expression = rest.trim();
  return label === "" || expression === "" ? null : { label, expression, start: line.start, expressionStart, end: line.end };
}
