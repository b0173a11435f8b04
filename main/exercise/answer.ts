/** What the learner wrote, read in the language of the part. Never templated. */
import type { Answer } from "../contract/index.ts";
import type { Catalogue } from "./catalogue.ts";
import { formRequest, type FieldStep } from "./languages/form-fields.ts";
import type { WireStep } from "./languages/wire-text.ts";
import { maxServedAnswers } from "./limits.ts";
import { answerLanguage, scenarioOf, type Prepared } from "./prepare.ts";
import type { Language, Parsed, ScenarioEntry, Step, TextProblem } from "./scenario.ts";

export type PlayedAnswer =
  /** A sending part: steps to play where `learner` stands. */
  | { kind: "sends"; steps: Step[] }
  /** A serving part: one S[] of its language an answer; the last one repeats. For `Running.serve`. */
  | { kind: "serves"; part: string; answers: unknown[] }
  /** A document part. For `Running.document`. */
  | { kind: "document"; part: string; value: unknown };

/** Reads a text or the fields of a form; other kinds of answer play nothing (`sends` without steps). Problems carry offsets of the text. */
export function readAnswer(prepared: Prepared, answer: Answer, catalogue: Catalogue): Parsed<PlayedAnswer> {
  const { exercise } = prepared;
  const part = exercise.play;
  if (part === null || (answer.kind !== "text" && answer.kind !== "fields")) return { ok: true, value: { kind: "sends", steps: [] } };
  const scenario = scenarioOf(exercise, catalogue);
  const language = catalogue.languages.get(answerLanguage(exercise, scenario));
  if (!language) throw new Error(`The catalogue has no language for ${part} of ${scenario.id}.`);
  if (answer.kind === "fields")
    return readForm(
      prepared,
      part,
      Object.entries(answer.values).map(([name, value]) => ({ name, value })),
      scenario,
    );
  if (scenario.hosts[part]?.acts === "serves") return readServed(part, answer.text, language);
  const read = language.answer(answer.text);
  if (!read.ok) return read;
  if (exercise.form) return readForm(prepared, part, read.value as FieldStep[], scenario);
  if (Object.hasOwn(scenario.documents, part)) return { ok: true, value: { kind: "document", part, value: read.value } };
  return {
    ok: true,
    value: { kind: "sends", steps: read.value.length === 0 ? [] : [{ kind: "host", host: part, text: `${part} ${answer.text}`, value: read.value }] },
  };
}

function readForm({ exercise }: Prepared, part: string, fields: readonly FieldStep[], scenario: ScenarioEntry): Parsed<PlayedAnswer> {
  const form = exercise.form;
  if (!form) return { ok: false, problems: [{ start: 0, end: 0, code: "no-form", message: "This exercise has no form." }] };
  const unknown = fields.find(({ name }) => !form.fields.includes(name));
  if (unknown)
    return {
      ok: false,
      problems: [{ start: 0, end: 0, code: "unknown-field", message: `The form has no field “${unknown.name}”; it has ${form.fields.join(", ")}.` }],
    };
  const host = Object.values(scenario.hosts).find(({ acts }) => acts === "serves")?.hostname ?? "";
  const value: WireStep[] = [{ kind: "send", connection: 1, bytes: formRequest(form, fields, host) }];
  return { ok: true, value: { kind: "sends", steps: [{ kind: "host", host: part, text: `${part} ${form.method} ${form.target}`, value }] } };
}

/** Answers of a serving part stand between lines `---`. */
function readServed(part: string, text: string, language: Language): Parsed<PlayedAnswer> {
  const answers: unknown[] = [];
  const problems: TextProblem[] = [];
  let start = 0;
  for (const piece of text.split(/^---(?:\n|$)/m)) {
    const body = start + piece.length < text.length ? piece.replace(/\n$/, "") : piece;
    const read = language.answer(body);
    if (read.ok) answers.push(read.value);
    else problems.push(...read.problems.map((problem) => ({ ...problem, start: start + problem.start, end: start + problem.end })));
    start += piece.length + "---\n".length;
  }
  if (answers.length > maxServedAnswers)
    problems.push({ start: 0, end: text.length, code: "too-many-answers", message: `At most ${maxServedAnswers} answers.` });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { kind: "serves", part, answers } };
}
