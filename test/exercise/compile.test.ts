import { describe, expect, it } from "vitest";
import { compileExercise, exerciseKeys, exerciseProblems, translateExercise, type ExerciseProblem, type ExerciseSource } from "../../main/exercise/compile.ts";
import * as limits from "../../main/exercise/limits.ts";
import { catalogue } from "./fixtures.ts";

const craft: ExerciseSource = {
  scenario: "http/origin",
  vary: "first = between(0, 400)\nlast = between(first + 1, 900)\n",
  play: "client",
  goals: 'Status is 206: response.status == 206\nThe right bytes: header(response, "Content-Range") == "bytes ${first}-${last}/1000"\n',
  hints: ["One request header names the bytes you want."],
  solution: "GET /video HTTP/1.1\nHost: origin.test\nRange: bytes=${first}-${last}\n",
  wrong: ["GET /video HTTP/1.1\nHost: origin.test\nContent-Range: bytes ${first}-${last}/1000\n", "GET /video HTTP/1.1\nHost: origin.test\n"],
};
const observe: ExerciseSource = {
  scenario: "http/origin",
  send: "GET /article HTTP/1.1\nHost: origin.test\nIf-None-Match: ${lab.etag}\n",
  ask: "Status: response.status\nHas a body: size(response.body) > 0\n",
  expect: "304\nfalse\n",
};
const choice: ExerciseSource = {
  scenario: "http/origin",
  option: "GET /video HTTP/1.1\nHost: origin.test\nRange: ${option}\n",
  goals: "Partial: response.status == 206\n",
};
const serve: ExerciseSource = {
  scenario: "test/shop",
  vary: "ttl = between(20, 90)\n",
  play: "origin",
  steps: "alice get http://shop.test/a\nclock +${ttl - 1}s\nalice get http://shop.test/a\n",
  goals: 'Asked once: size(at("origin").requests) == 1\n',
  solution: "HTTP/1.1 200 OK\nCache-Control: max-age=${ttl}\n",
  wrong: ["HTTP/1.1 200 OK\n", "HTTP/1.1 204 No Content\n"],
};
const compute: ExerciseSource = {
  scenario: "test/subnet",
  vary: "prefix = between(20, 28)\n",
  set: { prefix: "${prefix}" },
  ask: "Hosts: facts.hosts\nRatio: facts.ratio\nNetwork: facts.network\n",
};

const without = (source: ExerciseSource, ...keys: string[]): ExerciseSource =>
  Object.fromEntries(Object.entries(source).filter(([key]) => !keys.includes(key)));
/** code, key, item and the text that is marked. */
function found(source: ExerciseSource): [string, string, string | number | null, string][] {
  return compileExercise(source, catalogue).problems.map((problem) => [problem.code, problem.key, problem.item, marked(source, problem)]);
}
function marked(source: ExerciseSource, { key, item, start, end }: ExerciseProblem): string {
  const value = source[key];
  const text = typeof value === "string" ? value : value === undefined || item === null ? "" : String((value as Record<string | number, string>)[item]);
  return text.slice(start, end);
}

describe("an exercise without problems", () => {
  const rows: [string, ExerciseSource, string[]][] = [
    ["craft", craft, []],
    ["observe", observe, []],
    ["choice", choice, []],
    ["serve", serve, []],
    ["compute", compute, ["no-expect"]],
    ["steer", { ...craft, stepwise: "true" }, []],
    [
      "attack",
      {
        ...without(craft, "vary"),
        scenario: "test/weak",
        form: "POST /login user password",
        goals: "In: response.status == 200\n",
        solution: "user: ada\npassword: x\n",
        wrong: ["user: a\n", "user: b\n"],
      },
      [],
    ],
    [
      "defend",
      {
        scenario: "test/weak",
        play: "defence",
        goals: 'Exploits fail: cases.all(c, c.kind != "exploit" || c.outcome == "refused")\n',
        solution: "deny all\n",
        wrong: ["a\n", "b\n"],
      },
      [],
    ],
  ];
  it.each(rows)("has the shape %s", (shape, source, codes) => {
    const { exercise, problems } = compileExercise(source, catalogue);
    expect(problems.map(({ code }) => code)).toEqual(codes);
    expect(exercise?.shape).toBe(shape);
  });

  it("is typed: draws, asks, settings, steps", () => {
    expect(compileExercise(observe, catalogue).exercise).toEqual({
      scenario: "http/origin",
      shape: "observe",
      settings: {},
      vary: [],
      play: null,
      stepwise: false,
      steps: "client send\n  GET /article HTTP/1.1\n  Host: origin.test\n  If-None-Match: ${lab.etag}",
      option: null,
      ask: [
        { label: "Status", expression: "response.status", type: "int", after: null },
        { label: "Has a body", expression: "size(response.body) > 0", type: "bool", after: null },
      ],
      goals: [],
      hints: [],
      form: null,
      start: "",
      solution: null,
      wrong: [],
      expect: ["304", "false"],
    });
    expect(compileExercise(compute, catalogue).exercise?.ask.map(({ type }) => type)).toEqual(["int", "double", "string"]);
    expect(compileExercise(serve, catalogue).exercise?.vary).toEqual([{ name: "ttl", source: "between(20, 90)" }]);
  });

  it("asks after a step, continues expressions on indented lines, keeps blank lines of a message", () => {
    const source = {
      ...without(observe, "send", "expect"),
      steps: "client send\n  POST /upload HTTP/1.1\n  Host: origin.test\n  Content-Length: @\n\n  a\n\n  b\nclock +1m\n",
      ask: 'after 1 · Created: response.status == 201\n  && size(responses) == 1\nTypes: headers(response, "Vary")\n',
    };
    const { exercise, problems } = compileExercise(source, catalogue);
    expect(problems.map(({ code }) => code)).toEqual(["no-expect"]);
    expect(exercise?.ask).toEqual([
      { label: "Created", expression: "response.status == 201\n  && size(responses) == 1", type: "bool", after: 1 },
      { label: "Types", expression: 'headers(response, "Vary")', type: "list", after: null },
    ]);
    expect(exercise?.steps).toBe("client send\n  POST /upload HTTP/1.1\n  Host: origin.test\n  Content-Length: @\n\n  a\n\n  b\nclock +1m");
  });
});

const goal = (text: string): ExerciseSource => ({ ...craft, goals: `${text}\n` });
const steps = (text: string): ExerciseSource => ({ ...without(observe, "send"), steps: text });

/** One or more fixtures for every code; the marked text is the finding's place. */
const faults: [string, ExerciseSource, [string, string, string | number | null, string]][] = [
  ["a misspelt key", { ...craft, gaols: "x" }, ["unknown-key", "gaols", null, ""]],
  ["a list where a text is meant", { ...craft, solution: ["x"] }, ["wrong-shape", "solution", null, ""]],
  ["no scenario", without(craft, "scenario"), ["no-scenario", "scenario", null, ""]],
  ["a misspelt scenario", { ...craft, scenario: "http/orgin" }, ["unknown-scenario", "scenario", null, "http/orgin"]],
  ["a misspelt setting", { ...craft, set: { sise: "5" } }, ["unknown-setting", "set", "sise", "5"]],
  ["a setting out of range", { ...craft, set: { size: "0" } }, ["setting-value", "set", "size", "0"]],
  ["a setting that is no number", { ...craft, set: { size: "big" } }, ["setting-value", "set", "size", "big"]],
  ["a flag that is neither", { ...craft, set: { strict: "yes" } }, ["setting-value", "set", "strict", "yes"]],
  ["a choice that is none", { ...serve, set: { mode: "warp" } }, ["setting-value", "set", "mode", "warp"]],
  ["a text that is too long", { ...serve, set: { label: "abcdef" } }, ["setting-value", "set", "label", "abcdef"]],
  ["a drawn setting out of range", { ...compute, vary: "prefix = between(20, 40)\n" }, ["setting-value", "set", "prefix", "${prefix}"]],
  ["a setting that reads the plan", { ...compute, set: { prefix: "${lab.isn}" } }, ["unknown-name", "set", "prefix", "lab"]],
  ["a draw without equals", { ...craft, vary: "first between(0, 4)\n" }, ["draw-syntax", "vary", null, "first between(0, 4)"]],
  ["a stray indented draw", { ...craft, vary: "  a = word()\n" }, ["draw-syntax", "vary", null, "  a = word()"]],
  ["a draw named as a root", { ...craft, vary: "response = word()\n" }, ["draw-name", "vary", null, "response"]],
  ["a draw with wrong arguments", { ...craft, vary: 'first = between("a", 2)\n' }, ["draw-call", "vary", null, 'between("a", 2)']],
  ["a draw of what can't be written", { ...craft, vary: "first = 1.5\n" }, ["draw-call", "vary", null, "1.5"]],
  ["a draw from an empty range", { ...craft, vary: "first = between(5, 3)\nlast = 1\n" }, ["draw-range", "vary", null, "first = between(5, 3)"]],
  ["a draw that reads a later one", { ...craft, vary: "first = between(0, lst)\nlast = 5\n" }, ["unknown-name", "vary", null, "lst"]],
  ["a draw by an unknown function", { ...craft, vary: "first = betwen(0, 2)\nlast = 5\n" }, ["unknown-function", "vary", null, "betwen(0, 2)"]],
  ["a misspelt part", { ...craft, play: "clint" }, ["unknown-part", "play", null, "clint"]],
  ["a part that is not for learners", { ...craft, play: "backend" }, ["not-playable", "play", null, "backend"]],
  ["a misspelt host", steps("clinet send\n  GET / HTTP/1.1\n"), ["unknown-host", "steps", null, "clinet"]],
  ["a misspelt host in at()", goal('A: at("orgin").ended == "fin"'), ["unknown-host", "goals", null, '"orgin"']],
  ["an indented line without a step", steps("  GET / HTTP/1.1\nclient reset\n"), ["step-indent", "steps", null, "  GET / HTTP/1.1"]],
  ["a verb that the host doesn't know", steps("client shout\n"), ["step-text", "steps", null, "client shout"]],
  ["a wrong escape in a message", { ...observe, send: "GET /\\q HTTP/1.1\n" }, ["step-text", "send", null, "GET /\\q HTTP/1.1\n"]],
  ["a wrong escape in the solution", { ...craft, solution: "GET /\\q HTTP/1.1\n" }, ["step-text", "solution", null, "GET /\\q HTTP/1.1\n"]],
  ["a clock that goes back", { ...steps("client reset\nclock -5s\n") }, ["clock-step", "steps", null, "clock -5s"]],
  ["two lines “learner”", { ...craft, steps: "learner\nlearner\n" }, ["learner-line", "steps", null, "learner"]],
  ["a line “learner” for a serving part", { ...serve, steps: "learner\n" }, ["learner-line", "steps", null, "learner"]],
  ["send beside steps", { ...observe, steps: "client reset\n" }, ["send-and-steps", "send", null, ""]],
  ["send beside option", { ...choice, send: "GET / HTTP/1.1\n" }, ["send-and-steps", "send", null, ""]],
  ["send where nobody sends", { ...compute, send: "GET / HTTP/1.1\n" }, ["no-sender", "send", null, ""]],
  ["an option without its place", { ...choice, option: "GET / HTTP/1.1\n" }, ["option-place", "option", null, ""]],
  ["a form without fields", { ...craft, form: "POST /login" }, ["form-syntax", "form", null, "POST /login"]],
  ["a form for a serving part", { ...serve, form: "POST /login user" }, ["form-part", "form", null, "POST /login user"]],
  ["a flag that is neither true nor false", { ...craft, stepwise: "yes" }, ["bool-value", "stepwise", null, "yes"]],
  ["a goal without a label", goal("response.status == 206"), ["label-syntax", "goals", null, "response.status == 206"]],
  ["a goal that begins indented", goal("  A: true"), ["label-syntax", "goals", null, "  A: true"]],
  ["two goals with one label", goal("A: response.status == 206\nA: response.complete"), ["label-twice", "goals", null, "A"]],
  ["an ask after a step that isn't there", { ...without(observe, "expect"), ask: "after 2 · Age: response.status\n" }, ["after-range", "ask", null, "after 2"]],
  ["broken CEL", goal("A: response.status =="), ["cel-syntax", "goals", null, "="]],
  ["an unclosed text", goal('A: response.reason == "x'), ["cel-syntax", "goals", null, '"x']],
  ["wrong types", goal('A: response.status == "206"'), ["cel-type", "goals", null, 'response.status == "206"']],
  ["a wrong argument", goal("A: size(response.status) == 1"), ["cel-type", "goals", null, "size(response.status)"]],
  ["int() of a list", goal("A: int(responses) == 1"), ["cel-type", "goals", null, "int(responses)"]],
  ["a misspelt field", goal("A: response.statsu == 206"), ["unknown-path", "goals", null, "statsu"]],
  ["a misspelt planned value", goal("A: response.reason == lab.etga"), ["unknown-path", "goals", null, "etga"]],
  ["a misspelt fact", goal("A: response.complete && facts.note == 1"), ["unknown-path", "goals", null, "note"]],
  ["a type that is read like a value", goal("A: size(bytes.zz) == 1"), ["unknown-name", "goals", null, "bytes"]],
  ["a type in a template", { ...craft, solution: "GET /${string(string.zz)} HTTP/1.1\n" }, ["unknown-name", "solution", null, "string"]],
  ["a misspelt root", goal("A: respnse.status == 206"), ["unknown-name", "goals", null, "respnse"]],
  ["a misspelt value in a template", { ...craft, solution: "GET /${frist} HTTP/1.1\n" }, ["unknown-name", "solution", null, "frist"]],
  ["a misspelt value in a wrong answer", { ...craft, wrong: ["a", "${frist}"] }, ["unknown-name", "wrong", 1, "frist"]],
  ["a misspelt value in a step's message", steps("client send\n  GET / HTTP/1.1\n  Host: ${lab.hots}\n"), ["unknown-path", "steps", null, "hots"]],
  ["a misspelt value in a text of a goal", goal('A: response.reason == "a ${frist} b"'), ["unknown-name", "goals", null, "frist"]],
  ["a misspelt function", goal('A: haeder(response, "A") == "x"'), ["unknown-function", "goals", null, 'haeder(response, "A")']],
  ["a goal that is a number", goal("A: response.status"), ["goal-type", "goals", null, "response.status"]],
  ["an ask for a whole message", { ...without(observe, "expect"), ask: "A: response\n" }, ["ask-type", "ask", null, "response"]],
  ["goals that rest on facts alone", goal("A: facts.notes == 1"), ["only-statement", "goals", null, "facts.notes == 1"]],
  ["goals that rest on a host's own word", goal('A: at("origin").facts.x == 1'), ["only-statement", "goals", null, 'at("origin").facts.x == 1']],
  ["one goal that rests on facts alone", goal("A: response.status == 200\nB: facts.notes == 1"), ["also-statement", "goals", null, "facts.notes == 1"]],
  ["times of a real wire", goal("A: response.at < 500"), ["real-duration", "goals", null, "response.at"]],
  ["times of a real wire in a list", goal("A: flows.all(f, f.openedAt < 500)"), ["real-duration", "goals", null, "f.openedAt"]],
  ["a broken pattern", goal('A: response.reason.matches("(")'), ["bad-pattern", "goals", null, 'response.reason.matches("(")']],
  [
    "a pattern that is worked out",
    goal("A: response.reason.matches(response.version)"),
    ["pattern-not-literal", "goals", null, "response.reason.matches(response.version)"],
  ],
  [
    "a long pattern",
    goal(`A: response.reason.matches("${"a".repeat(limits.maxPatternLength + 1)}")`),
    ["pattern-too-long", "goals", null, `response.reason.matches("${"a".repeat(limits.maxPatternLength + 1)}")`],
  ],
  ["a place in bytes", goal('A: response.body == b"${first}"'), ["place-in-bytes", "goals", null, 'b"${first}"']],
  ["a place that never closes", { ...craft, solution: "GET /${first HTTP/1.1\n" }, ["unclosed-place", "solution", null, "${first HTTP/1.1\n"]],
  ["a place that never closes in a goal", goal("A: response.status == ${first"), ["unclosed-place", "goals", null, "${first"]],
  ["an empty place", { ...craft, start: "GET /${ } HTTP/1.1\n" }, ["empty-place", "start", null, "${ }"]],
  ["a place that is a list", { ...craft, vary: "first = shuffle(1, 2)\nlast = 2\n", wrong: ["${first}", "b"] }, ["place-type", "solution", null, "first"]],
  ["a place that divides by zero", { ...craft, start: "GET /${first / 0} HTTP/1.1\n" }, ["place-value", "vary", null, ""]],
  ["fewer expected values than asks", { ...observe, expect: "304\n" }, ["expect-count", "expect", null, "304\n"]],
  ["an expected value of another type", { ...observe, expect: "304\nmaybe\n" }, ["expect-type", "expect", null, "maybe"]],
  ["a craft exercise without a solution", without(craft, "solution"), ["missing", "solution", null, ""]],
  ["a craft exercise without goals", without(craft, "goals"), ["missing", "goals", null, ""]],
  ["an observe exercise without asks", without(observe, "ask", "expect"), ["missing", "ask", null, ""]],
  ["a choice without goals", without(choice, "goals"), ["missing", "goals", null, ""]],
  ["goals without a part", { ...observe, goals: "A: response.status == 304\n" }, ["misplaced", "goals", null, ""]],
  ["asks beside a part", { ...craft, ask: "A: response.status\n" }, ["misplaced", "ask", null, ""]],
  ["a solution beside options", { ...choice, solution: "x" }, ["misplaced", "solution", null, ""]],
  ["one wrong answer", { ...craft, wrong: ["x"] }, ["too-few-wrong", "wrong", null, ""]],
  [
    "a wrong answer that is the solution",
    { ...craft, wrong: [craft["solution"] as string, "x"] },
    ["wrong-is-solution", "wrong", 0, craft["solution"] as string],
  ],
  ["asks without expectations", without(observe, "expect"), ["no-expect", "ask", null, ""]],
  ["nothing to compute", { scenario: "http/origin", ask: "A: facts.notes\n", expect: "1" }, ["no-derived-facts", "scenario", null, "http/origin"]],
  ["a place in a hint that nothing draws", { ...craft, hints: ["Fine", "Not ${first}, but `${fisrt}`"] }, ["unknown-name", "hints", 1, "fisrt"]],
  [
    "uint(), which would read an absent field as 0",
    goal('A: uint(header(response, "Age")) == 0u'),
    ["unknown-function", "goals", null, 'uint(header(response, "Age"))'],
  ],
  ["an empty text", { ...craft, hints: [" "] }, ["empty-text", "hints", 0, ""]],
  ["a text that is too long", { ...craft, hints: ["a".repeat(limits.maxTextLength + 1)] }, ["too-long", "hints", 0, "a"]],
  ["a wrong escape in an option's message", { ...choice, option: "GET /\\q HTTP/1.1\nA: ${option}\n" }, ["step-text", "option", null, "\\q"]],
];

describe("an exercise with a fault", () => {
  it.each(faults)("is told of %s", (_name, source, problem) => {
    expect(found(source)).toContainEqual(problem);
    const worst = exerciseProblems[problem[0] as keyof typeof exerciseProblems][0];
    expect(compileExercise(source, catalogue).exercise === null).toBe(worst === "error");
  });

  it("has a fixture for every code, and every message is filled", () => {
    const translated = translateExercise(compileExercise(craft, catalogue).exercise!, { goals: "eins\n" }, catalogue).problems;
    const tooMany = compileExercise({ ...craft, hints: Array.from({ length: limits.maxHints + 1 }, () => "h") }, catalogue).problems;
    const problems = [...faults.flatMap(([, source]) => compileExercise(source, catalogue).problems), ...translated, ...tooMany];
    expect([...new Set(problems.map(({ code }) => code))].toSorted()).toEqual(Object.keys(exerciseProblems).toSorted());
    for (const { message } of problems) expect(message).not.toMatch(/\{\w+\}(?!\.)|undefined/);
  });

  it("suggests the name that was meant", () => {
    const message = (source: ExerciseSource): string => compileExercise(source, catalogue).problems[0]!.message;
    expect(message({ ...craft, gaols: "x" })).toContain("Did you mean “goals”?");
    expect(message(goal("A: response.statsu == 206"))).toContain("Did you mean “status”?");
    expect(message(goal("A: respnse.status == 206"))).toContain("Did you mean “response”?");
    expect(message({ ...craft, set: { sise: "5" } })).toContain("Did you mean “size”?");
    expect(message(goal("A: zzzzzz.status == 206"))).toContain("Known:");
  });
});

describe("limits", () => {
  const many = (count: number, line: (n: number) => string): string => Array.from({ length: count }, (_, n) => line(n)).join("\n");
  const rows: [string, number, (n: number) => ExerciseSource][] = [
    ["steps", limits.maxSteps, (n) => steps(many(n, () => "client reset"))],
    ["goals", limits.maxGoals, (n) => goal(many(n, (i) => `G${i}: response.complete`))],
    ["asks", limits.maxAsks, (n) => ({ ...without(observe, "expect"), ask: many(n, (i) => `A${i}: response.status`) })],
    ["draws", limits.maxDraws, (n) => ({ ...craft, vary: many(n, (i) => (i === 0 ? "first = 1" : i === 1 ? "last = 2" : `d${i} = word()`)) })],
    ["hints", limits.maxHints, (n) => ({ ...craft, hints: Array.from({ length: n }, () => "h") })],
    ["wrong answers", limits.maxWrong, (n) => ({ ...craft, wrong: Array.from({ length: n }, (_, i) => `w${i}`) })],
    [
      "fields of a form",
      limits.maxFormFields,
      (n) => ({
        ...without(craft, "vary"),
        form: `POST /x ${many(n, (i) => `f${i}`).replaceAll("\n", " ")}`,
        goals: "A: response.complete\n",
        solution: "f0: x\n",
        wrong: ["f0: a\n", "f0: b\n"],
      }),
    ],
    ["characters of an expression", limits.maxExpressionLength, (n) => goal(`A: response.reason == "${"a".repeat(n - 21)}"`)],
    ["characters of a pattern", limits.maxPatternLength, (n) => goal(`A: response.reason.matches("${"a".repeat(n)}")`)],
    ["characters of a text", limits.maxTextLength, (n) => ({ ...craft, hints: ["a".repeat(n)] })],
    ["days of a clock's jump", limits.maxClockMs / 86_400_000, (n) => steps(`client reset\nclock +${n}d\n`)],
  ];
  it.each(rows)("takes as many %s as the limit and not one more", (_name, limit, source) => {
    expect(compileExercise(source(limit), catalogue).problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(compileExercise(source(limit + 1), catalogue).problems.filter(({ severity }) => severity === "error")).toHaveLength(1);
  });
});

describe("a translation", () => {
  it("lays translated labels over the original", () => {
    const { exercise } = compileExercise(craft, catalogue);
    const { exercise: translated, problems } = translateExercise(exercise!, { goals: "状态码是 206\n正确的字节\n", hints: ["提示"] }, catalogue);
    expect(problems).toEqual([]);
    expect(translated).toEqual({
      ...exercise,
      hints: ["提示"],
      goals: [
        { ...exercise!.goals[0], label: "状态码是 206" },
        { ...exercise!.goals[1], label: "正确的字节" },
      ],
    });
  });

  it("finds places that the original does not draw, and accepts those that it does", () => {
    const { exercise } = compileExercise(craft, catalogue);
    const source = { goals: "从 ${first} 到 ${last}\n到 ${lst}\n", hints: ["`${lab.etag}`，`${nope}`"] };
    const { problems } = translateExercise(exercise!, source, catalogue);
    expect(problems.map((problem) => [problem.code, problem.key, problem.item, marked(source, problem)])).toEqual([
      ["unknown-name", "goals", null, "lst"],
      ["unknown-name", "hints", 0, "nope"],
    ]);
  });

  it("keeps the original's words where counts differ, and tells of foreign keys and shapes", () => {
    const { exercise } = compileExercise(craft, catalogue);
    const { exercise: translated, problems } = translateExercise(exercise!, { goals: "eins\n", solution: "x", hints: "h" }, catalogue);
    expect(problems.map(({ code, key }) => [code, key])).toEqual([
      ["unknown-key", "solution"],
      ["count-differs", "goals"],
      ["wrong-shape", "hints"],
    ]);
    expect(translated).toEqual(exercise);
  });

  it("documents the keys it takes", () => {
    expect(Object.keys(exerciseKeys)).toHaveLength(16);
  });
});
