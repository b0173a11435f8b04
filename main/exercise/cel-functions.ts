/** What the functions of goals and asks do. */
import { EvaluationError, type ASTNode } from "@marcbachmann/cel-js";

/** Where a context keeps what at() looks up; no CEL name can be spelt so. */
export const hostLookup = "@host";

/**
 * cel-js reads int("") and uint("") as 0, so an absent field would pass for a number: int() becomes our own, which refuses it, and there is no uint(),
 * as nothing in the vocabulary is unsigned.
 */
export function strictly(node: ASTNode): void {
  if (node.op === "call" && Object.hasOwn(strictNames, node.args[0])) node.args[0] = strictNames[node.args[0]]!;
}

const strictInt = "strictInt";
const strictNames: Record<string, string> = { int: strictInt, uint: "strictUint" };

/** A sentence of cel-js in the words of who wrote the expression. */
export function asWritten(summary: string): string {
  return Object.entries(strictNames).reduce((text, [written, strict]) => text.replace(strict, written), summary);
}

function readInteger(text: string): bigint {
  if (!/^[-+]?\d{1,18}$/.test(text)) throw new EvaluationError({ code: "int_conversion_error", message: `“${text}” is no integer` });
  return BigInt(text);
}

export const integerHandlers: Record<string, (...values: never[]) => unknown> = {
  [`${strictInt}(string): int`]: readInteger,
  [`${strictInt}(int): int`]: (value: bigint) => value,
  [`${strictInt}(double): int`]: (value: number) => BigInt(Math.trunc(value)),
};

interface MacroNode {
  op: string;
  args: unknown;
}

/** at("host") takes a literal, so that a misspelt host is found before anything runs. */
export function atMacro(hosts: readonly string[]) {
  return ({ args }: { args: MacroNode[] }) => ({
    argument: args[0]!,
    async: false,
    typeCheck(checker: { createError(code: string, message: string, node: MacroNode): Error; getType(name: string): unknown }, macro: { argument: MacroNode }) {
      const { op, args: name } = macro.argument;
      if (op !== "value" || typeof name !== "string") throw checker.createError("host_not_literal", "at() takes the name of a host in quotes", macro.argument);
      if (!hosts.includes(name)) throw checker.createError("unknown_host", name, macro.argument);
      return checker.getType("Host");
    },
    evaluate(_evaluator: unknown, macro: { argument: MacroNode }, context: { getValue(name: string): (host: string) => unknown }) {
      return context.getValue(hostLookup)(macro.argument.args as string);
    },
  });
}

interface MessageObject {
  headers: { name: string; value: string }[];
  trailers: { name: string; value: string }[];
  body: Uint8Array;
}

const decoder = new TextDecoder("utf-8");
const lower = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
const named = (fields: MessageObject["headers"], name: string): string[] =>
  fields.filter((field) => lower(field.name) === lower(name)).map(({ value }) => value);
const firstHeader = (message: MessageObject, name: string): string => named(message.headers, name)[0] ?? "";
const allHeaders = (message: MessageObject, name: string): string[] => named(message.headers, name);
const firstTrailer = (message: MessageObject, name: string): string => named(message.trailers, name)[0] ?? "";
const contentText = (message: MessageObject): string => decoder.decode(message.body);

export const handlers: Record<string, (...values: never[]) => unknown> = {
  "header(Request, string): string": firstHeader,
  "header(Response, string): string": firstHeader,
  "headers(Request, string): list<string>": allHeaders,
  "headers(Response, string): list<string>": allHeaders,
  "trailer(Request, string): string": firstTrailer,
  "trailer(Response, string): string": firstTrailer,
  "members(string): list<string>": (text: string) => members(text),
  "text(bytes): string": (bytes: Uint8Array) => decoder.decode(bytes),
  "text(Request): string": contentText,
  "text(Response): string": contentText,
  "lower(string): string": lower,
};

/** RFC 9110 §5.6.1: empty members don't count; commas in quoted strings do not split. */
function members(text: string): string[] {
  return (text.match(/(?:"(?:\\.|[^"\\])*"?|[^",])+/g) ?? []).map((member) => member.trim()).filter((member) => member !== "");
}
