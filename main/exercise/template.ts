/**
 * Texts with places: `${expression}` is filled with a drawn or planned value, `$${` is a literal `${`.
 * Expressions are CEL over `vary`'s names and `lab`. What a learner wrote never comes here.
 */

export interface TemplatePart {
  /** UTF-16 offsets in the template; of a place, with its `${` and `}`. */
  start: number;
  end: number;
  kind: "text" | "place";
  /** The text as it is written out, or the place's expression. */
  text: string;
}

export interface TemplateProblem {
  start: number;
  end: number;
  code: "unclosed-place" | "empty-place";
}

export interface ReadTemplate {
  parts: TemplatePart[];
  problems: TemplateProblem[];
}

/** A filled text, with the way back to the template. */
export interface Filled {
  text: string;
  /** Offset in the template of an offset in the filled text; inside a filled place, the place's start. */
  origin(offset: number): number;
}

export function readTemplate(template: string): ReadTemplate {
  const parts: TemplatePart[] = [];
  const problems: TemplateProblem[] = [];
  let from = 0;
  const text = (to: number): void => void (to > from && parts.push({ start: from, end: to, kind: "text", text: template.slice(from, to) }));
  for (let at = template.indexOf("${"); at >= 0; at = template.indexOf("${", from)) {
    if (at > from && template[at - 1] === "$") {
      text(at - 1);
      parts.push({ start: at - 1, end: at + 2, kind: "text", text: "${" });
      from = at + 2;
      continue;
    }
    const close = placeEnd(template, at + 2);
    if (close < 0) {
      problems.push({ start: at, end: template.length, code: "unclosed-place" });
      break;
    }
    text(at);
    const expression = template.slice(at + 2, close);
    if (expression.trim() === "") problems.push({ start: at, end: close + 1, code: "empty-place" });
    else parts.push({ start: at, end: close + 1, kind: "place", text: expression });
    from = close + 1;
  }
  text(template.length);
  return { parts, problems };
}

/** Offset of the `}` that closes the place, minding quotes and braces of the expression; -1 where none does. A place ends on its line. */
function placeEnd(template: string, from: number): number {
  let depth = 0;
  let quote = "";
  for (let at = from; at < template.length; at += 1) {
    const character = template[at]!;
    if (character === "\n") return -1;
    if (quote !== "") {
      if (character === "\\") at += 1;
      else if (character === quote) quote = "";
    } else if (character === '"' || character === "'") quote = character;
    else if (character === "{") depth += 1;
    else if (character === "}" && depth-- === 0) return at;
  }
  return -1;
}

/** Fills the places; `valueOf` gives each expression's text. */
export function fillTemplate(template: string, valueOf: (expression: string) => string): Filled {
  if (!template.includes("${")) return { text: template, origin: (offset) => offset };
  const pieces = readTemplate(template).parts.map((part) => ({ part, text: part.kind === "text" ? part.text : valueOf(part.text) }));
  return {
    text: pieces.map(({ text }) => text).join(""),
    origin(offset) {
      let before = 0;
      for (const { part, text } of pieces) {
        if (offset < before + text.length) return part.kind === "text" && text.length === part.end - part.start ? part.start + (offset - before) : part.start;
        before += text.length;
      }
      return template.length;
    },
  };
}
