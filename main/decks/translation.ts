/** Whether a translated card agrees with its original in all that is not text. */
import type { Card, CardBody, DeckOption, Exercise } from "../contract/index.ts";
import { translateExercise } from "../exercise/compile.ts";
import { firstCodeSpan } from "../exercise/prose.ts";
import { sides, type CardDraft, type EntryBody } from "./body.ts";
import { readExercise, reportProblems, translatedShapes } from "./exercise.ts";
import { readOptions, taskList } from "./kinds/choice.ts";
import { checkProse, exerciseBlock } from "./kinds/live.ts";
import { rowPart } from "./kinds/rows.ts";
import type { Block } from "./markdown.ts";
import { readTable } from "./table.ts";

/** The body of the card in the other language; null where counts, marks or kinds differ (reported). */
export function agreeing(body: EntryBody, { part, body: original }: Card, { body: draft }: CardDraft): CardBody | null {
  if (original.kind === "choice" && draft.kind === "choice") return sameOptions(body, original.options, draft.options) ? draft : null;
  if (original.kind === "order" && draft.kind === "order") {
    return sameCount(body, "items", original.items.length, draft.items.length) ? { ...draft, interchangeable: original.interchangeable } : null;
  }
  if (original.kind === "match" && draft.kind === "match") return agreeingMatch(body, original, draft);
  // Keyed parts are compared one by one.
  if (original.kind === "cloze" && draft.kind === "cloze" && part === "")
    return sameCount(body, "hidden parts", original.blanks.length, draft.blanks.length) ? draft : null;
  if (original.kind === "type" && draft.kind === "type") {
    // What is right in the original stays right: many learners type the English term.
    return { ...draft, accepted: [...new Set([...draft.accepted, ...original.accepted])] };
  }
  if (original.kind === "interview" && draft.kind === "interview") {
    const same = sameCount(body, "rubric items", original.rubric.length, draft.rubric.length);
    return sameCount(body, "follow-ups", original.followUps.length, draft.followUps.length) && same ? draft : null;
  }
  return draft;
}

/** The draft of a live card: prose and options from the translation, the rest inherited. */
export function translatedLive(body: EntryBody, { body: original }: Card): CardDraft[] {
  if (original.kind !== "live") return [];
  for (const [key, value] of body.heading.values) {
    const range = { from: value.from - key.length - 1, to: value.to };
    if (key !== "of") body.source.report("unknown-attribute", range, { key, kind: "`live`", known: "tags, of" });
  }
  const block = exerciseBlock(body);
  const list = taskList(body);
  const read = list === null ? [] : readOptions(body, list);
  if (!sameOptions(body, original.options, read) || !sameCodes(body, original.options, read)) return [];
  const structures = [block, list].filter((structure) => structure !== null).sort((a, b) => a.from - b.from);
  checkProse(body, structures, original.exercise);
  const exercise = translatedExercise(body, block, original.exercise);
  return [{ part: "", ...sides(body, structures), body: { kind: "live", exercise, options: read } }];
}

function translatedExercise({ source, heading, catalogue }: EntryBody, block: Block | null, original: Exercise): Exercise {
  const labels = original.goals.length + original.ask.length + original.hints.length;
  if (block === null) {
    if (labels > 0) source.report("translation-labels", heading);
    return original;
  }
  const read = readExercise(source, block, translatedShapes);
  if (read === null) return original;
  const { exercise, problems } = translateExercise(original, read.source, catalogue);
  reportProblems(source, read, problems);
  return exercise;
}

/** The header of the column whose cells are the original's keys; null where none is (reported). */
export function keyColumn(body: EntryBody, cards: readonly Card[]): string | null {
  const block = body.blocks.find((candidate) => candidate.name === "Table");
  if (block === undefined) {
    body.source.report("rows-without-table", body.heading);
    return null;
  }
  const table = readTable(block, body.source.text);
  const parts = new Set(cards.map((card) => card.part));
  const hits = table.header.map((_, column) => table.rows.filter(({ cells }) => parts.has(rowPart(cells[column]!.plain, "forward"))).length);
  const best = Math.max(0, ...hits);
  if (best > 0) return table.header[hits.indexOf(best)]!.plain;
  body.source.report("translation-key-column", body.heading);
  return null;
}

/** Rows are put into the original's order where the left cells are untranslated; else they align by position. */
function agreeingMatch(body: EntryBody, original: CardBody & { kind: "match" }, draft: CardBody & { kind: "match" }): CardBody | null {
  if (!sameCount(body, "rows", original.pairs.length, draft.pairs.length)) return null;
  const byLeft = new Map(draft.pairs.map((pair) => [pair.left, pair]));
  const aligned = original.pairs.map((pair) => byLeft.get(pair.left));
  return aligned.includes(undefined) ? draft : { ...draft, pairs: aligned as typeof draft.pairs };
}

function sameOptions(body: EntryBody, originals: readonly DeckOption[], options: readonly DeckOption[]): boolean {
  if (!sameCount(body, "options", originals.length, options.length)) return false;
  const differing = options.find((option) => option.correct !== originals[option.index]!.correct);
  if (differing !== undefined) body.source.report("translation-marks", body.heading, { index: differing.index + 1 });
  return differing === undefined;
}

/** The first code span of a live option is what is sent; translated, another request would be judged. */
function sameCodes({ source, heading }: EntryBody, originals: readonly DeckOption[], options: readonly DeckOption[]): boolean {
  const codes = originals.map(({ text }) => firstCodeSpan(text) ?? "");
  const missing = codes.find((code, index) => firstCodeSpan(options[index]!.text) !== code);
  if (missing !== undefined) source.report("translation-missing-part", heading, { part: missing });
  return missing === undefined;
}

function sameCount({ source, heading }: EntryBody, what: string, expected: number, count: number): boolean {
  if (expected !== count) source.report("translation-count", heading, { what, expected, count });
  return expected === count;
}
