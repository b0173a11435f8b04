/** What a learner typed as a prediction, read by the static type of what is asked; and `expect`, which is written the same way. */
import type { AskType } from "../contract/index.ts";
import { maxListLength } from "./limits.ts";
import { shownValue } from "./shown-value.ts";

export type PredictionValue = bigint | number | string | boolean | Uint8Array | PredictionValue[];
export type ReadPrediction = { ok: true; value: PredictionValue; readAs: string } | { ok: false; readAs: "" };

const yes = new Set(["true", "yes", "y", "t", "是", "对", "有"]);
const no = new Set(["false", "no", "n", "f", "否", "不", "错", "没有", "无"]);
const unreadable: ReadPrediction = { ok: false, readAs: "" };
const encoder = new TextEncoder();

/** Tolerant: `304`, `"304"`, yes/no, `1,482 B`, `[a, b]` or `a, b`. `readAs` is what was understood. */
export function readPrediction(type: AskType, text: string): ReadPrediction {
  const value = readValue(type, text.trim());
  return value === null ? unreadable : { ok: true, value, readAs: shownValue(value) };
}

function readValue(type: AskType, text: string): PredictionValue | null {
  if (text === "") return null;
  switch (type) {
    case "int":
      return readInteger(unquoted(text));
    case "double":
      return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?$/.test(unquoted(text)) ? Number(unquoted(text)) : null;
    case "bool": {
      const word = unquoted(text).toLowerCase();
      return yes.has(word) ? true : no.has(word) ? false : null;
    }
    case "string":
      return unquoted(text);
    case "bytes":
      return encoder.encode(unquoted(text.replace(/^b(?=["'])/i, "")));
    case "list":
  }
  return readList(text);
}

/** An integer, with separators of thousands and a unit of bytes where there are. */
function readInteger(text: string): bigint | null {
  const digits = text.replace(/ ?(?:B|bytes?|octets?)$/i, "").trim();
  if (/^[-+]?\d{1,18}$/.test(digits)) return BigInt(digits.replace("+", ""));
  if (/^[-+]?\d{1,3}(?:[ ,_]\d{3}){1,5}$/.test(digits)) return BigInt(digits.replace(/[ ,_+]/g, ""));
  return null;
}

/** `[a, "b, c"]`; elements stay texts and are compared as what the wire holds. */
function readList(text: string): PredictionValue[] | null {
  const inner = /^\[([^]*)\]$/.exec(text)?.[1] ?? text;
  if (inner.trim() === "") return [];
  const elements = splitAtCommas(inner);
  return elements.length > maxListLength ? null : elements.map((element) => unquoted(element.trim()));
}

/** Commas in quotes don't split; a quote that nothing closes, or a single one within a word (it's), is a character as others. What a last comma leaves is no element. */
function splitAtCommas(text: string): string[] {
  const last: Record<string, number> = { '"': text.lastIndexOf('"'), "'": text.lastIndexOf("'") };
  const elements: string[] = [];
  let start = 0;
  let quote = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (quote !== "") {
      if (character === "\\" && quote === '"') at += 1;
      else if (character === quote) quote = "";
    } else if (character === ",") {
      elements.push(text.slice(start, at));
      start = at + 1;
    } else if (at < (last[character] ?? -1) && (character === '"' || text.slice(start, at).trim() === "")) quote = character;
  }
  const rest = text.slice(start);
  return rest.trim() === "" ? elements : [...elements, rest];
}

/** The text without quotes around it; in double quotes `\"` and `\\` are read. */
function unquoted(text: string): string {
  const double = /^"((?:\\.|[^"\\])*)"$/.exec(text);
  if (double) return double[1]!.replace(/\\(.)/g, "$1");
  return /^'([^']*)'$/.exec(text)?.[1] ?? text;
}

/** Does the wire's value agree? An entity tag's own quotes may be left out. */
export function agrees(wire: unknown, predicted: PredictionValue): boolean {
  if (wire instanceof Uint8Array)
    return predicted instanceof Uint8Array && wire.length === predicted.length && wire.every((byte, index) => byte === predicted[index]);
  if (Array.isArray(wire))
    return Array.isArray(predicted) && wire.length === predicted.length && wire.every((element, index) => agreesAsText(element, predicted[index]!));
  if (typeof wire === "string" && typeof predicted === "string") return wire === predicted || wire === `"${predicted}"`;
  return wire === predicted;
}

function agreesAsText(wire: unknown, predicted: PredictionValue): boolean {
  if (typeof wire !== "string" && typeof predicted === "string") {
    const type: AskType =
      typeof wire === "bigint"
        ? "int"
        : typeof wire === "boolean"
          ? "bool"
          : typeof wire === "number"
            ? "double"
            : wire instanceof Uint8Array
              ? "bytes"
              : "list";
    const read = readPrediction(type, predicted);
    return read.ok && agrees(wire, read.value);
  }
  return agrees(wire, predicted);
}
