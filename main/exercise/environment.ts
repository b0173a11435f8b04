/** The typed CEL environments: one for goals and asks, one for the places of templates. Generated from the vocabulary. */
import { Environment, type ASTNode } from "@marcbachmann/cel-js";
import { asWritten, atMacro, handlers, integerHandlers, strictly } from "./cel-functions.ts";
import type { ScenarioEntry } from "./scenario.ts";
import { functions, roots, types } from "./vocabulary.ts";
import { walk } from "./walk.ts";

/** A value of one of the vocabulary's types. */
export type CelObject = object;
export type CelContext = Record<string, unknown>;

export interface CompiledCel {
  ast: ASTNode;
  /** Null where it does not type-check; then `error` says why. */
  type: string | null;
  error: CelProblem | null;
  evaluate(context: CelContext): unknown;
}

export interface CelProblem {
  /** cel-js's code, or `unknown_host`, `host_not_literal`. */
  code: string;
  start: number;
  end: number;
  summary: string;
  /** For `no_such_key`: the type whose field is missing. */
  owner: string;
}

export interface CelEnvironment {
  compile(expression: string): CompiledCel;
}

/** Bounds on the size of one expression; its run time is bounded by the transcript and by the worker. */
const limits = { maxAstNodes: 300, maxDepth: 40, maxListElements: 100, maxMapEntries: 100, maxCallArguments: 30 };
/** Environments and expressions kept; beyond it the oldest goes. */
export const maxCached = 500;

const constructors = new Map(Object.keys(types).map((name) => [name, namedClass(name)]));

/** Makes a value of a vocabulary type. */
export function celObject(type: string, values: Record<string, unknown>): CelObject {
  const Constructor = constructors.get(type);
  if (!Constructor) throw new Error(`No type ${type} in the vocabulary.`);
  return new Constructor(values);
}

/** `lab` and `facts` are objects of a scenario's own types. */
const LabValues = namedClass("Lab");
const FactValues = namedClass("Facts");

export function labObject(values: Record<string, unknown>): CelObject {
  return new LabValues(values);
}

export function factsObject(values: Record<string, unknown>): CelObject {
  return new FactValues(values);
}

const goalBases = new WeakMap<ScenarioEntry, Environment>();
const templateBases = new WeakMap<Planned, Environment>();
const environments = new WeakMap<Planned, Map<string, CelEnvironment>>();

type Planned = Pick<ScenarioEntry, "planned">;

/** For goals and asks. `drawn`: names of `vary` and their CEL types. */
export function goalEnvironment(scenario: ScenarioEntry, drawn: Record<string, string>): CelEnvironment {
  return cached(scenario, "goal", drawn, () => remembered(goalBases, scenario, goalBase));
}

/** For `${}` and `vary`: drawn names, and `lab` unless `planned` is false (settings are filled before the plan). */
export function templateEnvironment(scenario: Planned, drawn: Record<string, string>, planned = true): CelEnvironment {
  return planned
    ? cached(scenario, "template", drawn, () => remembered(templateBases, scenario, templateBase))
    : cached(scenario, "settings", drawn, () => settingsBase);
}

const settingsBase = emptyEnvironment();

function emptyEnvironment(): Environment {
  const environment = new Environment({ limits });
  register(environment, integerHandlers, Object.keys(integerHandlers));
  return environment;
}

function register(environment: Environment, handlersBySignature: typeof handlers, signatures: readonly string[]): void {
  const sync = { async: false } as object;
  for (const signature of signatures) environment.registerFunction(signature, handlersBySignature[signature]!, sync);
}

function templateBase(scenario: Planned): Environment {
  const base = emptyEnvironment();
  base.registerType("Lab", { ctor: LabValues, fields: typesOf(scenario.planned) });
  return base.registerVariable("lab", "Lab");
}

function goalBase(scenario: ScenarioEntry): Environment {
  const base = templateBase(scenario);
  base.registerType("Facts", { ctor: FactValues, fields: typesOf(scenario.facts) });
  for (const [name, { fields }] of Object.entries(types)) base.registerType(name, { ctor: constructors.get(name)!, fields: typesOf(fields) });
  for (const [name, { type }] of Object.entries(roots)) if (name !== "lab") base.registerVariable(name, type);
  register(
    base,
    handlers,
    functions.flatMap(({ signatures }) => signatures),
  );
  base.registerFunction("at(ast): Host", atMacro(Object.keys(scenario.hosts)));
  return base;
}

function typesOf(rows: Record<string, { type: string }>): Record<string, string> {
  return Object.fromEntries(Object.entries(rows).map(([name, { type }]) => [name, type]));
}

function cached(scenario: Planned, purpose: string, drawn: Record<string, string>, base: () => Environment): CelEnvironment {
  const known = remembered(environments, scenario, () => new Map<string, CelEnvironment>());
  return kept(known, `${purpose} ${Object.entries(drawn).join(" ")}`, () => {
    const environment = base().clone();
    for (const [name, type] of Object.entries(drawn)) environment.registerVariable(name, type);
    const compiled = new Map<string, CompiledCel>();
    return { compile: (expression) => kept(compiled, expression, () => compile(environment, expression, drawn)) };
  });
}

function remembered<K extends WeakKey, V>(known: WeakMap<K, V>, key: K, make: (key: K) => V): V {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = make(key)));
  return value;
}

function kept<V>(known: Map<string, V>, key: string, make: () => V): V {
  let value = known.get(key);
  if (value !== undefined) return value;
  value = make();
  if (known.size >= maxCached) known.delete(known.keys().next().value!);
  known.set(key, value);
  return value;
}

function compile(environment: Environment, expression: string, drawn: Record<string, string>): CompiledCel {
  try {
    const parsed = environment.parse(expression);
    walk(parsed.ast, strictly);
    const checked = parsed.check();
    const error = checked.valid ? typeRead(parsed.ast, drawn) : problemOf(checked.error, expression);
    return { ast: parsed.ast, type: error === null ? (checked.type ?? "dyn") : null, error, evaluate: (context) => parsed(context) };
  } catch (error) {
    const failed = { op: "value", args: null } as unknown as ASTNode;
    return {
      ast: failed,
      type: null,
      error: problemOf(error, expression),
      evaluate: () => {
        throw error;
      },
    };
  }
}

/** CEL's own types are values too, and anything may be read of one: `bytes.zz` would pass, and mean nothing. */
const celTypes = new Set(["bool", "bytes", "double", "duration", "dyn", "int", "list", "map", "null_type", "string", "timestamp", "type", "uint"]);

/** The first type that is read like a value; one that is called is a function. */
function typeRead(ast: ASTNode, drawn: Record<string, string>): CelProblem | null {
  let found: CelProblem | null = null;
  walk(ast, (node) => {
    if (node.op !== "id" || !celTypes.has(node.args) || Object.hasOwn(drawn, node.args)) return;
    found ??= { code: "unknown_variable", start: node.start, end: node.end, summary: `Unknown variable: ${node.args}`, owner: "" };
  });
  return found;
}

function problemOf(error: unknown, expression: string): CelProblem {
  const {
    code = "",
    range,
    summary = "",
    node,
  } = error as { code?: string; range?: { start: number; end: number }; summary?: string; node?: { left?: { checkedType?: { name: string } } } };
  const start = Math.min(range?.start ?? 0, Math.max(expression.length - 1, 0));
  const end = Math.max(Math.min(range?.end ?? expression.length, expression.length), start + 1);
  return { code, start, end, summary: asWritten(summary), owner: node?.left?.checkedType?.name ?? "" };
}

type Constructor = new (values: Record<string, unknown>) => object;

/** A class of its own for each type: cel-js knows a value's type by its constructor. */
function namedClass(name: string): Constructor {
  const made = function (this: object, values: Record<string, unknown>): void {
    Object.assign(this, values);
  };
  return Object.defineProperty(made, "name", { value: name }) as unknown as Constructor;
}
