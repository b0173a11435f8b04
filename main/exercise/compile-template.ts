/** Static check of a template's places: they close, name what is there, and are of a type that can be written. */
import { templateEnvironment, type CelProblem } from "./environment.ts";
import type { DrawnNames } from "./compiling.ts";
import { nearest } from "./nearest.ts";
import { meant, type Problems } from "./problems.ts";
import { codeSpans } from "./prose.ts";
import { drawFunctions } from "./vary.ts";
import type { ScenarioEntry } from "./scenario.ts";
import { readTemplate } from "./template.ts";
import { functions, roots, types } from "./vocabulary.ts";

interface Place {
  key: string;
  item?: string | number | null;
}

const same = (offset: number): number => offset;

/** `planned`: may it read `lab`? `origin` maps offsets of the template to the scalar. */
export function checkTemplate(
  template: string,
  place: Place,
  scenario: ScenarioEntry,
  names: DrawnNames,
  problems: Problems,
  planned: boolean,
  origin: (offset: number) => number = same,
): void {
  if (!template.includes("${")) return;
  const read = readTemplate(template);
  for (const { code, start, end } of read.problems) problems.add(code, { ...place, start: origin(start), end: origin(end) });
  const environment = templateEnvironment(scenario, names.types, planned);
  for (const part of read.parts) {
    if (part.kind !== "place") continue;
    const compiled = environment.compile(part.text);
    const at = (offset: number): number => origin(part.start + 2 + offset);
    if (compiled.error) addCelProblem(compiled.error, part.text, place, at, scenario, [...Object.keys(names.types), ...(planned ? ["lab"] : [])], problems);
    else if (!["int", "string", "bool", "double"].includes(compiled.type!))
      problems.add("place-type", { ...place, start: at(0), end: at(part.text.length) }, { type: compiled.type! });
  }
}

/** The same for prose, whose places stand in code spans. */
export function checkSpans(markdown: string, place: Place, scenario: ScenarioEntry, names: DrawnNames, problems: Problems): void {
  if (!markdown.includes("${")) return;
  for (const { start, end } of codeSpans(markdown))
    checkTemplate(markdown.slice(start, end), place, scenario, names, problems, true, (offset) => start + offset);
}

/** One CEL error as a problem that says what was meant. */
export function addCelProblem(
  error: CelProblem,
  expression: string,
  place: Place,
  origin: (offset: number) => number,
  scenario: ScenarioEntry,
  known: readonly string[],
  problems: Problems,
): void {
  const where = { ...place, start: origin(error.start), end: origin(error.end) };
  const wrong = expression.slice(error.start, error.end);
  switch (error.code) {
    case "unknown_variable":
      return problems.add("unknown-name", where, { name: wrong, hint: meant(nearest(wrong, known), known) });
    case "no_such_key": {
      const fields = Object.keys(error.owner === "Lab" ? scenario.planned : error.owner === "Facts" ? scenario.facts : (types[error.owner]?.fields ?? {}));
      return problems.add("unknown-path", where, { owner: error.owner, name: wrong, hint: meant(nearest(wrong, fields), fields) });
    }
    case "unknown_host": {
      const hosts = Object.keys(scenario.hosts);
      return problems.add("unknown-host", where, { name: error.summary, hint: meant(nearest(error.summary, hosts), hosts) });
    }
    case "no_matching_overload": {
      const called = /^found no matching overload for '(?:[\w<>, ]+\.)?(\w+)\(/.exec(error.summary)?.[1] ?? "";
      const callable = [...functionNames];
      if (functionNames.has(called) || /\.\w+\(/.test(error.summary)) return problems.add("cel-type", where, { detail: typeDetail(error.summary) });
      return problems.add("unknown-function", where, {
        name: called,
        hint: called in drawFunctions ? " Draw functions stand alone in a line of vary." : meant(nearest(called, callable), callable),
      });
    }
    default:
      return problems.add(/token|expected|unterminated|parse|escape|character|literal|limit|exceed/i.test(error.code) ? "cel-syntax" : "cel-type", where, {
        detail: typeDetail(error.summary),
      });
  }
}

const functionNames = new Set([
  ...functions.map(({ call }) => call.slice(0, call.indexOf("("))),
  "size",
  "string",
  "int",
  "double",
  "bool",
  "bytes",
  "type",
  "dyn",
  "timestamp",
  "duration",
  "has",
]);

/** cel-js's sentence, with a capital. */
function typeDetail(summary: string): string {
  return summary.slice(0, 1).toUpperCase() + summary.slice(1);
}

/** Names that goals and asks know besides the drawn ones. */
export const rootNames = Object.keys(roots);
