/** What is typed into a form, one `name: value` a line; of payload exercises (`form: POST /login user password`). */
import type { Form } from "../../contract/index.ts";
import type { Language, Parsed, TextProblem } from "../scenario.ts";
import { encodeField } from "./agent.ts";

export interface FieldStep {
  name: string;
  value: string;
}

const encoder = new TextEncoder();

export const formFields: Language<FieldStep> = {
  id: "form-fields",
  summary: "Fields of a form, one “name: value” a line.",
  step: (_words, block) => readFields(block),
  answer: readFields,
  format: (steps) => steps.map(({ name, value }) => `${name}: ${value}`).join("\n"),
};

function readFields(text: string): Parsed<FieldStep[]> {
  const fields: FieldStep[] = [];
  const problems: TextProblem[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const match = /^([^\s:]+):(?: (.*))?$/.exec(line);
    if (match) fields.push({ name: match[1]!, value: match[2] ?? "" });
    else if (line.trim() !== "") problems.push({ start, end: start + line.length, code: "bad-field", message: `“${line}” is no field; write name: value.` });
    start += line.length + 1;
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: fields };
}

/** The bytes that a browser would send for the form: fields in the form's order, a missing one empty. */
export function formRequest(form: Form, fields: readonly FieldStep[], host: string): Uint8Array {
  const valueOf = (name: string): string => fields.find((field) => field.name === name)?.value ?? "";
  const encoded = form.fields.map((name) => encodeField(`${name}=${valueOf(name)}`)).join("&");
  if (form.method === "GET") return encoder.encode(`GET ${form.target}${form.target.includes("?") ? "&" : "?"}${encoded} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  return encoder.encode(
    `${form.method} ${form.target} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${encoded.length}\r\n\r\n${encoded}`,
  );
}
