/** `vary`: values drawn for each showing, in order, by seeded functions. Later ones may use earlier ones. */
import { serialize, type ASTNode } from "@marcbachmann/cel-js";
import type { Draw, FactValue } from "../contract/index.ts";
import { templateEnvironment, type CelContext } from "./environment.ts";
import { seededRandom } from "./random.ts";
import type { Random, ScenarioEntry } from "./scenario.ts";

export type Extreme = "low" | "high";
type DrawnValue = bigint | string | boolean | DrawnValue[];

interface DrawFunction {
  call: string;
  summary: string;
  /** Result's CEL type for the arguments' types; null where they don't fit. */
  typed(types: string[]): string | null;
  /** Null where the arguments' values don't fit. */
  draw(values: DrawnValue[], random: Random): DrawnValue | null;
  low(values: DrawnValue[]): DrawnValue | null;
  high(values: DrawnValue[]): DrawnValue | null;
}

const words = [
  "alder",
  "amber",
  "anchor",
  "basalt",
  "beacon",
  "birch",
  "canyon",
  "cedar",
  "cobalt",
  "coral",
  "delta",
  "ember",
  "falcon",
  "fjord",
  "garnet",
  "glacier",
  "harbor",
  "hazel",
  "indigo",
  "iris",
  "jasper",
  "juniper",
  "kelp",
  "lagoon",
  "larch",
  "linden",
  "maple",
  "meadow",
  "nectar",
  "ocean",
  "opal",
  "otter",
  "pebble",
  "quartz",
  "raven",
  "river",
  "saffron",
  "sierra",
  "tundra",
  "velvet",
  "walnut",
  "willow",
  "yarrow",
  "zephyr",
];
/** Longest `hex(n)`. */
export const maxHexDigits = 64;
/** Most arguments of pick() and shuffle(). */
export const maxPicked = 30;

/** Widest span that one 32-bit number can be drawn from. */
const maxSpan = 0xffff_ffffn;

const sameType = (types: string[]): string | null =>
  types.length > 0 && types.length <= maxPicked && ["int", "string", "bool"].includes(types[0]!) && types.every((type) => type === types[0]) ? types[0]! : null;
const range = (values: DrawnValue[], at: 0 | 1): DrawnValue | null => {
  const [low, high] = values as [bigint, bigint];
  return low > high || high - low >= maxSpan || !safe(low) || !safe(high) ? null : values[at]!;
};
const safe = (value: bigint): boolean => value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
const digits = (values: DrawnValue[], text: (count: number) => string): string | null => {
  const count = Number(values[0]);
  return count < 1 || count > maxHexDigits ? null : text(count);
};

export const drawFunctions: Record<string, DrawFunction> = {
  between: {
    call: "between(a, b)",
    summary: "An integer from a to b, both included",
    typed: (types) => (types.length === 2 && types.every((type) => type === "int") ? "int" : null),
    draw: (values, random) =>
      range(values, 0) === null ? null : (values[0] as bigint) + BigInt(random.between(0, Number((values[1] as bigint) - (values[0] as bigint)))),
    low: (values) => range(values, 0),
    high: (values) => range(values, 1),
  },
  pick: {
    call: "pick(a, b, …)",
    summary: "One of the values, which are of one type",
    typed: sameType,
    draw: (values, random) => random.pick(values),
    low: (values) => values[0]!,
    high: (values) => values.at(-1)!,
  },
  shuffle: {
    call: "shuffle(a, b, …)",
    summary: "A list of the values, which are of one type, in another order",
    typed: (types) => (sameType(types) === null ? null : `list<${types[0]}>`),
    draw: (values, random) => random.shuffle(values),
    low: (values) => values,
    high: (values) => values.toReversed(),
  },
  word: {
    call: "word()",
    summary: "A short word of small letters",
    typed: (types) => (types.length === 0 ? "string" : null),
    draw: (_values, random) => random.pick(words),
    low: () => words[0]!,
    high: () => words.at(-1)!,
  },
  hex: {
    call: "hex(n)",
    summary: `n hexadecimal digits, 1 to ${maxHexDigits}`,
    typed: (types) => (types.length === 1 && types[0] === "int" ? "string" : null),
    draw: (values, random) => digits(values, (count) => random.hex(count)),
    low: (values) => digits(values, (count) => "0".repeat(count)),
    high: (values) => digits(values, (count) => "f".repeat(count)),
  },
};

export type CheckedDraw = { ok: true; type: string } | { ok: false; code: "draw-call" | "cel"; call: string; wanted: string; start: number; end: number };

/** Type of a drawn value; `earlier` are the names and types drawn before it. Offsets are in the draw's source. */
export function checkDraw(scenario: ScenarioEntry, source: string, earlier: Record<string, string>): CheckedDraw {
  const environment = templateEnvironment(scenario, earlier, false);
  const whole = environment.compile(source);
  const called = drawCall(whole.ast);
  if (!called) {
    if (whole.type === null) return { ok: false, code: "cel", call: "", wanted: whole.error!.summary, start: whole.error!.start, end: whole.error!.end };
    if (/^(?:int|string|bool|list<(?:int|string|bool)>)$/.test(whole.type)) return { ok: true, type: whole.type };
    return {
      ok: false,
      code: "draw-call",
      call: source,
      wanted: `a value of type ${whole.type} can't be drawn; known are ${Object.values(drawFunctions)
        .map(({ call }) => call)
        .join(", ")}`,
      start: 0,
      end: source.length,
    };
  }
  const types: string[] = [];
  for (const argument of called.arguments) {
    const compiled = environment.compile(serialize(argument));
    if (compiled.type === null) return { ok: false, code: "cel", call: called.name, wanted: compiled.error!.summary, start: argument.start, end: argument.end };
    types.push(compiled.type);
  }
  const drawn = drawFunctions[called.name]!;
  const type = drawn.typed(types);
  return type === null ? { ok: false, code: "draw-call", call: drawn.call, wanted: drawn.summary, start: 0, end: source.length } : { ok: true, type };
}

export type Drawn = { ok: true; values: Record<string, FactValue>; types: Record<string, string> } | { ok: false; index: number; call: string; wanted: string };

/** Draws all values. Fails where an argument's value doesn't fit (`between(5, 3)`); draws must have been checked. */
export function draw(scenario: ScenarioEntry, draws: readonly Draw[], seed: string, extreme?: Extreme): Drawn {
  const random = seededRandom(`${seed}/vary`);
  const types: Record<string, string> = {};
  const values: Record<string, DrawnValue> = {};
  for (const [index, { name, source }] of draws.entries()) {
    const checked = checkDraw(scenario, source, types);
    if (!checked.ok) return { ok: false, index, call: checked.call, wanted: checked.wanted };
    const environment = templateEnvironment(scenario, types, false);
    const called = drawCall(environment.compile(source).ast);
    let value: DrawnValue | null;
    try {
      if (called) {
        const given = called.arguments.map((argument) => environment.compile(serialize(argument)).evaluate(values) as DrawnValue);
        const drawn = drawFunctions[called.name]!;
        value = extreme ? drawn[extreme](given) : drawn.draw(given, random);
      } else value = environment.compile(source).evaluate(values) as DrawnValue;
    } catch (error) {
      return { ok: false, index, call: source, wanted: (error as { summary?: string }).summary ?? "it can't be worked out" };
    }
    if (value === null) return { ok: false, index, call: source, wanted: `${drawFunctions[called!.name]!.summary}; these values don't fit` };
    types[name] = checked.type;
    values[name] = value;
  }
  return { ok: true, values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, plain(value)])), types };
}

function drawCall(ast: ASTNode): { name: string; arguments: ASTNode[] } | null {
  if (ast.op !== "call") return null;
  const [name, given] = ast.args;
  return Object.hasOwn(drawFunctions, name) ? { name, arguments: given } : null;
}

function plain(value: DrawnValue): FactValue {
  if (typeof value === "bigint") return Number(value);
  return Array.isArray(value) ? value.map(plain) : value;
}

/** Drawn and planned values as CEL sees them: integers are ints. */
export function celValues(values: Record<string, FactValue>): CelContext {
  const context: CelContext = {};
  for (const name of Object.keys(values)) context[name] = celValue(values[name]!);
  return context;
}

export function celValue(value: FactValue): unknown {
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(celValue);
  return value !== null && typeof value === "object" ? new Map(Object.entries(value).map(([name, member]) => [name, celValue(member)])) : value;
}
