/** Documentation and completion of what goals and asks may read, from the same vocabulary as the environment. */
import type { ScenarioEntry } from "./scenario.ts";
import { builtIns, functions, roots, types, type Row } from "./vocabulary.ts";

export interface PathDocumentation {
  /** "response.status", "header(message, name)" */
  path: string;
  type: string;
  summary: string;
}

export interface Completion extends PathDocumentation {
  kind: "root" | "field" | "function";
  /** What is inserted. */
  insert: string;
}

/** Every path and function that expressions over this scenario may use. Members of a list stand under `root[]`. */
export function documentation(scenario: ScenarioEntry): PathDocumentation[] {
  const rows: PathDocumentation[] = [];
  for (const [name, row] of Object.entries(roots)) {
    rows.push({ path: name, type: row.type, summary: row.summary });
    for (const [field, { type, summary }] of Object.entries(fieldsOf(scenario, row.type)))
      rows.push({ path: `${name}${row.type.startsWith("list<") ? "[]" : ""}.${field}`, type, summary });
  }
  for (const [field, { type, summary }] of Object.entries(types["Host"]!.fields)) rows.push({ path: `at(host).${field}`, type, summary });
  for (const [field, { type, summary }] of Object.entries(types["Header"]!.fields)) rows.push({ path: `response.headers[].${field}`, type, summary });
  return [...rows, ...[...functions, ...builtIns].map(({ call, type, summary }) => ({ path: call, type, summary }))];
}

/** What may stand at the end of `before`, the text left of the caret; best matches only. */
export function completions(scenario: ScenarioEntry, before: string): Completion[] {
  const word = /[A-Za-z_]\w*$/.exec(before)?.[0] ?? "";
  const left = before.slice(0, before.length - word.length);
  const host = /\bat\(\s*["']([^"']*)$/.exec(before);
  if (host)
    return Object.entries(scenario.hosts)
      .filter(([name]) => name.startsWith(host[1]!))
      .map(([name, { role }]) => ({ kind: "root", path: name, type: "string", summary: role, insert: name }));
  const rows: Completion[] = left.endsWith(".")
    ? members(scenario, left)
    : [...Object.entries(roots).map(([name, row]) => completion("root", name, row)), ...functions.map(callCompletion)];
  return rows.filter(({ insert }) => insert.startsWith(word));
}

function members(scenario: ScenarioEntry, left: string): Completion[] {
  const type = typeBefore(scenario, left);
  const fields = type === null || type.startsWith("list<") ? {} : fieldsOf(scenario, type);
  const methods = builtIns.filter(({ call }) => call !== "size(value)");
  return [
    ...Object.entries(fields).map(([name, row]) => completion("field", name, row)),
    ...(type === null || Object.keys(fields).length === 0 ? methods.map(callCompletion) : []),
  ];
}

/** Type of a plain path that ends in a dot: `response.`, `at("origin").request.`; null for anything else. */
function typeBefore(scenario: ScenarioEntry, left: string): string | null {
  const path = /(?:(at\([^()]*\))|([A-Za-z_]\w*))((?:\.\w+|\[\d+\])*)\.$/.exec(left);
  if (!path) return null;
  let type: string | undefined = path[1] ? "Host" : roots[path[2]!]?.type;
  for (const link of path[3]!.match(/\.\w+|\[\d+\]/g) ?? []) {
    if (type === undefined) return null;
    if (link.startsWith("[")) type = /^list<(.*)>$/.exec(type)?.[1];
    else type = type.startsWith("list<") ? undefined : fieldsOf(scenario, type)[link.slice(1)]?.type;
  }
  return type ?? null;
}

function fieldsOf(scenario: ScenarioEntry, type: string): Record<string, Row> {
  if (type === "Lab") return scenario.planned;
  if (type === "Facts") return scenario.facts;
  return types[/^list<(.*)>$/.exec(type)?.[1] ?? type]?.fields ?? {};
}

function completion(kind: "root" | "field", name: string, row: Row): Completion {
  return { kind, path: name, type: row.type, summary: row.summary, insert: name };
}

function callCompletion({ call, type, summary }: { call: string; type: string; summary: string }): Completion {
  return { kind: "function", path: call, type, summary, insert: call.slice(0, call.indexOf("(") + 1) };
}
