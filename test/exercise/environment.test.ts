import { describe, expect, it } from "vitest";
import { completions, documentation } from "../../main/exercise/documentation.ts";
import { goalEnvironment, maxCached } from "../../main/exercise/environment.ts";
import { nearest } from "../../main/exercise/nearest.ts";
import { prepare } from "../../main/exercise/prepare.ts";
import { compileExercise } from "../../main/exercise/compile.ts";
import { celContext } from "../../main/exercise/roots.ts";
import { httpOrigin } from "../../main/exercise/scenarios/http-origin.ts";
import { functions, roots, types } from "../../main/exercise/vocabulary.ts";
import { catalogue, transcript } from "./fixtures.ts";

const { exercise } = compileExercise(
  { scenario: "http/origin", vary: "n = between(1, 9)\n", play: "client", goals: "A: response.complete\n", solution: "x", wrong: ["a", "b"] },
  catalogue,
);
const prepared = prepare(exercise!, catalogue, "seed");
const environment = goalEnvironment(httpOrigin, prepared.drawnTypes);

const base = transcript([
  { by: "client", to: "origin", first: "GET /a HTTP/1.1", headers: { Host: "origin.test" }, trailers: [{ name: "T", value: "t" }] },
  { by: "origin", to: "client", first: "HTTP/1.1 103 Early Hints" },
  { by: "origin", to: "client", first: "HTTP/1.1 200 OK", headers: { ETag: "x" }, body: "hi", trailers: [{ name: "T", value: "t" }] },
]);
const opaque = { ...base.messages[0]!, value: { kind: "opaque" as const, reason: "", bytes: new Uint8Array(0) } };
const event = { at: 1, host: "origin", name: "k", source: "application" as const };
/** One transcript that yields every path of the vocabulary. */
const golden = {
  ...base,
  messages: [...base.messages, { ...opaque, protocol: "tls" }, { ...opaque, protocol: "tcp" }, { ...opaque, protocol: "arp" }],
  steps: [
    { n: 1, attempt: 1, host: "client", by: "learner" as const, text: "send", at: 1, accepted: true, refusedBy: null },
    { n: 2, attempt: 1, host: "client", by: "learner" as const, text: "ACK", at: 2, accepted: false, refusedBy: { rule: "no connection", source: "RFC 9293" } },
  ],
  cases: [{ name: "c", kind: "exploit" as const, outcome: "refused" as const }],
  events: [
    { ...event, kind: "state" as const, value: "OPEN" },
    { ...event, kind: "query" as const, value: "select 1" },
    { ...event, kind: "cache" as const, value: "hit" },
    { ...event, kind: "cookie" as const, value: "v" },
  ],
  facts: { notes: 1, planStored: "p", planTag: "t", orders: 2, uploads: 3, origin: { accepted: 1, list: [1, "a"] } },
};
const context = celContext(prepared, golden, httpOrigin, 1);

describe("the vocabulary", () => {
  const rows = documentation(httpOrigin);
  it("documents every path with one line", () => {
    expect(rows.length).toBeGreaterThan(100);
    for (const { path, type, summary } of rows) expect([path, type, summary].every((text) => text.trim() !== "" && !text.includes("\n"))).toBe(true);
    const documented = new Set(rows.map(({ path }) => path));
    for (const root of Object.keys(roots)) expect(documented.has(root)).toBe(true);
    for (const { call } of functions) expect(documented.has(call)).toBe(true);
    for (const name of Object.keys(types["Host"]!.fields)) expect(documented.has(`at(host).${name}`)).toBe(true);
    for (const field of Object.keys({ ...httpOrigin.planned })) expect(documented.has(`lab.${field}`)).toBe(true);
    for (const field of Object.keys({ ...httpOrigin.facts })) expect(documented.has(`facts.${field}`)).toBe(true);
  });

  const paths = rows.filter(({ path }) => !/\(/.test(path) || path.startsWith("at(host)."));
  it.each(paths.map(({ path, type }) => [path, type]))("%s is typed %s and a transcript yields it", (path, type) => {
    const expression = path.replace("at(host)", 'at("origin")').replaceAll("[]", "[0]");
    const compiled = environment.compile(expression);
    expect(compiled.error).toBeNull();
    expect(compiled.type).toBe(type);
    expect(compiled.evaluate(context)).toBeDefined();
  });

  const calls: [string, unknown][] = [
    ['header(response, "etag")', "x"],
    ['header(request, "X-None")', ""],
    ['headers(request, "host")', ["origin.test"]],
    ['headers(response, "etag")', ["x"]],
    ['trailer(response, "t")', "t"],
    ['trailer(request, "t")', "t"],
    ['members(" a, ,\\"b,c\\" ,d")', ["a", '"b,c"', "d"]],
    ["text(response)", "hi"],
    ["text(request)", ""],
    ["text(response.body)", "hi"],
    ['lower("ÄBC")', "Äbc"],
    ["size(response.body)", 2n],
    ['at("client").request.method', "GET"],
    ['at("origin").facts.accepted', 1n],
    ['at("origin").cache["k"]', "hit"],
    ["n >= 1 && n <= 9", true],
    ['int("12") + int(1.5) + int(n) - n', 13n],
    ['lab.etag.matches("^.[a-z]+-")', true],
    ['"abc".contains("b") && "abc".startsWith("a") && "abc".endsWith("c")', true],
    ["responses.all(r, r.complete) && responses.filter(r, r.status == 200).map(r, r.status) == [200]", true],
  ];
  it.each(calls)("%s works", (expression, value) => {
    const compiled = environment.compile(expression);
    expect(compiled.error).toBeNull();
    expect(compiled.evaluate(context)).toEqual(value);
  });
  it("every function is called above", () => {
    for (const { call } of functions) expect(calls.some(([expression]) => expression.includes(call.slice(0, call.indexOf("(") + 1)))).toBe(true);
  });

  it("bounds the size of an expression", () => {
    const depth = (n: number): string => `${"(".repeat(n)}true${")".repeat(n)}`;
    expect(environment.compile(`[${Array.from({ length: 100 }, () => "1").join(",")}]`).error).toBeNull();
    expect(environment.compile(`[${Array.from({ length: 101 }, () => "1").join(",")}]`).error).not.toBeNull();
    expect(environment.compile(depth(200)).error).not.toBeNull();
  });

  it("keeps compiled expressions, and as many as the limit", () => {
    const first = environment.compile("1 == 1");
    expect(environment.compile("1 == 1")).toBe(first);
    for (let n = 0; n <= maxCached; n += 1) environment.compile(`${n} == 1`);
    expect(environment.compile("1 == 1")).not.toBe(first);
  });
});

describe("completion", () => {
  const inserted = (before: string): string[] => completions(httpOrigin, before).map(({ insert }) => insert);
  const rows: [string, string, string[]][] = [
    ["roots and functions by their beginning", "A: resp", ["response", "responses"]],
    ["fields of a root", "response.st", ["status", "step"]],
    ["fields of a member of a list", "responses[0].re", ["reason"]],
    ["fields of a host", 'at("origin").re', ["request", "response", "requests", "responses", "records"]],
    ["names of hosts", 'at("or', ["origin"]],
    ["planned values", "lab.ol", ["oldEtag"]],
    ["facts", "facts.pl", ["planStored", "planTag"]],
    ["methods of lists", "responses.ex", ["exists("]],
    ["methods of texts", "request.method.st", ["startsWith("]],
    ["functions", "hea", ["header(", "headers("]],
    ["nothing for a path that isn't there", "response.nothing.a", ["all("]],
  ];
  it.each(rows)("offers %s", (_name, before, expected) => {
    expect(inserted(before)).toEqual(expected);
  });
});

describe("the nearest name", () => {
  const rows: [string, string][] = [
    ["statsu", "status"],
    ["Status", "status"],
    ["header", "headers"],
    ["xyz", ""],
  ];
  it.each(rows)("of %s is %j", (name, expected) => {
    expect(nearest(name, ["status", "headers", "body"])).toBe(expected);
  });
});
