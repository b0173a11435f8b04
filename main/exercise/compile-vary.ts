/** `vary: |` with `name = call(arguments)` lines: names, types and places of what is drawn. */
import { textLines } from "./lines.ts";
import { maxDraws } from "./limits.ts";
import type { Problems } from "./problems.ts";
import { addCelProblem } from "./compile-template.ts";
import type { DrawnNames } from "./compiling.ts";
import { templateEnvironment } from "./environment.ts";
import type { ScenarioEntry } from "./scenario.ts";
import { checkDraw, drawFunctions } from "./vary.ts";
import { functions, roots } from "./vocabulary.ts";

const reserved = new Set([
  "option",
  "true",
  "false",
  "null",
  "in",
  "as",
  "break",
  "const",
  "continue",
  "else",
  "for",
  "function",
  "if",
  "import",
  "let",
  "loop",
  "package",
  "namespace",
  "return",
  "var",
  "void",
  "while",
  "prototype",
  "int",
  "uint",
  "double",
  "bool",
  "string",
  "bytes",
  "list",
  "map",
  "type",
  "null_type",
  "google",
  "dyn",
  "size",
  "has",
  ...Object.keys(roots),
  ...functions.map(({ call }) => call.slice(0, call.indexOf("("))),
  ...Object.keys(drawFunctions),
]);

export function readVary(text: string, scenario: ScenarioEntry, problems: Problems): DrawnNames {
  const names: DrawnNames = { draws: [], types: {}, places: [] };
  const { lines, stray } = textLines(text);
  for (const { start, end } of stray) problems.add("draw-syntax", { key: "vary", start, end });
  if (lines.length > maxDraws) problems.add("too-many", { key: "vary", start: lines[maxDraws]!.start, end: text.length }, { name: "vary", limit: maxDraws });
  for (const { text: line, start, end } of lines) {
    const match = /^([a-z]\w*)(\s*=\s*)(\S[^]*)$/.exec(line);
    if (!match) {
      problems.add("draw-syntax", { key: "vary", start, end });
      continue;
    }
    const [, name, equals, source] = match as unknown as [string, string, string, string];
    if (reserved.has(name) || Object.hasOwn(names.types, name)) {
      problems.add("draw-name", { key: "vary", start, end: start + name.length }, { name });
      continue;
    }
    const type = checkedType(source, start + name.length + equals.length, scenario, names, problems);
    if (type === null) continue;
    names.draws.push({ name, source });
    names.types[name] = type;
    names.places.push({ start, end });
  }
  return names;
}

function checkedType(source: string, offset: number, scenario: ScenarioEntry, names: DrawnNames, problems: Problems): string | null {
  const checked = checkDraw(scenario, source, names.types);
  if (checked.ok) return checked.type;
  const where = { key: "vary", start: offset + checked.start, end: offset + checked.end };
  if (checked.code === "draw-call") problems.add("draw-call", where, { call: checked.call, wanted: checked.wanted });
  else {
    const part = source.slice(checked.start, checked.end);
    const inner = templateEnvironment(scenario, names.types, false).compile(part).error;
    const error = inner ?? { code: "", start: 0, end: part.length, summary: checked.wanted, owner: "" };
    addCelProblem(
      error,
      part,
      { key: "vary" },
      (within) => offset + checked.start + within,
      scenario,
      [...Object.keys(names.types), ...Object.keys(drawFunctions)],
      problems,
    );
  }
  return null;
}
