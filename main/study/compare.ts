/** Answers that a stored answer decides: each compared part by part, with what was given and what is right. */
import type { Answer, CardBody, Mark } from "../contract/index.ts";

export interface Comparison {
  passed: boolean;
  marks: Mark[];
}

/** Longest text that is compared; longer ones are wrong as they stand. */
export const maxComparedLength = 10_000;

/** Null where the body has nothing to compare with (recall, rows, interview) or the answer is of another kind. */
export function compare(body: CardBody, answer: Answer): Comparison | null {
  switch (body.kind) {
    case "choice":
      return answer.kind === "choice" ? judged(compareChoice(body, answer.chosen)) : null;
    case "order":
      return answer.kind === "order" ? judged(compareOrder(body, answer.order)) : null;
    case "match":
      return answer.kind === "match" ? judged(compareMatch(body, answer.pairs)) : null;
    case "cloze":
      return answer.kind === "cloze" ? judged(compareCloze(body, answer.texts)) : null;
    case "type":
      return answer.kind === "type" ? judged(compareType(body, answer.text)) : null;
    default:
      return null;
  }
}

function judged(marks: Mark[]): Comparison {
  return { passed: marks.every((mark) => mark.passed), marks };
}

type Body<Kind extends CardBody["kind"]> = Extract<CardBody, { kind: Kind }>;

/** One mark an option: passed where it was chosen and right, or left alone and wrong. */
export function compareChoice({ options }: Pick<Body<"choice">, "options">, chosen: readonly number[]): Mark[] {
  return options.map(({ index, correct, reason }) => {
    const given = chosen.includes(index);
    return { index, passed: given === correct, given: String(given), right: String(correct), reason };
  });
}

/** One mark a place. Items that may change places count as one and the same; an item that is missing or named twice is wrong. */
function compareOrder({ items, interchangeable }: Body<"order">, order: readonly number[]): Mark[] {
  const groupOf = (index: number) => Math.min(index, ...(interchangeable.find((group) => group.includes(index)) ?? [index]));
  return items.map((right, place) => {
    const given = order[place];
    const isFirst = given !== undefined && order.indexOf(given) === place;
    const passed = isFirst && items[given] !== undefined && groupOf(given) === groupOf(place);
    return { index: place, passed, given: given === undefined ? "" : (items[given] ?? ""), right, reason: "" };
  });
}

/** One mark a left cell. Equal right cells interchange. */
function compareMatch({ pairs }: Body<"match">, chosen: readonly number[]): Mark[] {
  return pairs.map(({ right }, index) => {
    const given = pairs[chosen[index] ?? -1]?.right ?? "";
    return { index, passed: given !== "" && folded(given) === folded(right), given, right, reason: "" };
  });
}

/** One mark a hidden deletion; `texts` in the order of `hidden`. */
function compareCloze({ blanks, hidden }: Body<"cloze">, texts: readonly string[]): Mark[] {
  return hidden.map((blank, place) => {
    const right = blanks[blank] ?? "";
    const given = texts[place] ?? "";
    return { index: blank, passed: isSameText(given, right), given, right: plain(right), reason: "" };
  });
}

function compareType({ accepted, exact }: Body<"type">, text: string): Mark[] {
  const passed = exact ? text !== "" && accepted.includes(text) : accepted.some((right) => isSameText(text, right));
  return [{ index: 0, passed, given: text, right: accepted[0] ?? "", reason: "" }];
}

function isSameText(given: string, right: string): boolean {
  if (given.length > maxComparedLength || given.trim() === "") return false;
  return folded(given) === folded(right) || folded(given) === folded(plain(right));
}

/** What a learner types for Markdown: the text without the marks of code and emphasis around it. */
function plain(markdown: string): string {
  const text = markdown.trim();
  return /^(`+|\*{1,2}|_{1,2})([^`*_]+)\1$/.exec(text)?.[2]?.trim() ?? text;
}

/** NFKC, white space collapsed and trimmed, case folded. Upper case first folds ß and ſ as Unicode's full folding does. */
function folded(text: string): string {
  return text.normalize("NFKC").replace(/\s+/gu, " ").trim().toUpperCase().toLowerCase().normalize("NFKC");
}
