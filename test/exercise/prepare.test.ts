import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DeckOption, Exercise } from "../../main/contract/index.ts";
import { readAnswer } from "../../main/exercise/answer.ts";
import { compileExercise, type ExerciseSource } from "../../main/exercise/compile.ts";
import { maxServedAnswers } from "../../main/exercise/limits.ts";
import type { WireStep } from "../../main/exercise/languages/wire-text.ts";
import { fillProse, prepare, PrepareError } from "../../main/exercise/prepare.ts";
import { seededRandom } from "../../main/exercise/random.ts";
import { drawFunctions, maxHexDigits, maxPicked } from "../../main/exercise/vary.ts";
import { catalogue } from "./fixtures.ts";

const decoder = new TextDecoder();
const compiled = (source: ExerciseSource): Exercise => {
  const { exercise, problems } = compileExercise(source, catalogue);
  if (!exercise) throw new Error(JSON.stringify(problems));
  return exercise;
};
const craftSource: ExerciseSource = {
  scenario: "http/origin",
  set: { size: "${last + 100}" },
  vary: "first = between(0, 400)\nlast = between(first + 1, 900)\nname = word()\n",
  play: "client",
  goals: 'The bytes of ${name}: header(response, "Content-Range") == "bytes ${first}-${last}/9"\n',
  hints: ["From `${first}`."],
  start: "GET /${name} HTTP/1.1\n",
  solution: "PUT /video HTTP/1.1\nHost: origin.test\nETag: ${lab.etag}\nContent-Length: @\n\n${first}\n",
  wrong: ["a", "b"],
};
const craft = compiled(craftSource);

describe("preparing", () => {
  it("is the same for the same seed and new for another", () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        expect(prepare(craft, catalogue, seed)).toEqual(prepare(craft, catalogue, seed));
      }),
    );
    expect(prepare(craft, catalogue, "a").drawn).not.toEqual(prepare(craft, catalogue, "b").drawn);
  });

  it("draws within the ranges, and their ends for proofs", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("low", "high", undefined), (seed, extreme) => {
        const { first, last, name } = prepare(craft, catalogue, seed, extreme).drawn as { first: number; last: number; name: string };
        expect(first >= 0 && first <= 400 && last > first && last <= 900 && /^[a-z]+$/.test(name)).toBe(true);
      }),
    );
    expect(prepare(craft, catalogue, "a", "low").drawn).toMatchObject({ first: 0, last: 1 });
    expect(prepare(craft, catalogue, "a", "high").drawn).toMatchObject({ first: 400, last: 900 });
  });

  it("fills settings, labels, expressions, hints and answers, and shows answers as the editor does", () => {
    const prepared = prepare(craft, catalogue, "a", "low");
    const name = prepared.drawn["name"] as string;
    expect(prepared.settings).toMatchObject({ size: 101, strict: true });
    expect(prepared.goals).toEqual([
      { label: `The bytes of ${name}`, expression: 'header(response, "Content-Range") == ("bytes " + string(first) + "-" + string(last) + "/9")' },
    ]);
    expect(prepared.hints).toEqual(["From `0`."]);
    expect(prepared.start).toBe(`GET /${name} HTTP/1.1\n`);
    expect(prepared.solution).toBe(`PUT /video HTTP/1.1\nHost: origin.test\nETag: ${prepared.plan["etag"]}\nContent-Length: @\n\n0`);
    expect(fillProse(prepared, "`${first + 1}` `${lab.etag}` `${nothing}` ${first}")).toBe(`\`1\` \`${prepared.plan["etag"]}\` \`\${nothing}\` \${first}`);
    expect(structuredClone(prepared)).toEqual(prepared);
  });

  it("puts the learner where the deck says, or last", () => {
    const kinds = (steps: string): string[] => prepare(compiled({ ...craftSource, steps }), catalogue, "a").steps.map(({ kind }) => kind);
    expect(kinds("agent get http://origin.test/\n")).toEqual(["host", "learner"]);
    expect(kinds("learner\nagent get http://origin.test/\n")).toEqual(["learner", "host"]);
  });

  it("moves the clock by what was drawn", () => {
    const exercise = compiled({
      scenario: "test/shop",
      vary: "ttl = between(20, 90)\n",
      steps: "alice get http://shop.test/a\nclock +${ttl - 1}s\n",
      ask: "A: size(responses)\n",
      expect: "1",
    });
    const prepared = prepare(exercise, catalogue, "a", "low");
    expect(prepared.steps[1]).toEqual({ kind: "clock", text: "clock +19s", forwardMs: 19_000 });
    expect(prepared.stepsText).toBe("alice get http://shop.test/a\nclock +19s");
    expect(prepared.steps[0]).toEqual({
      kind: "host",
      host: "alice",
      text: "alice get http://shop.test/a",
      value: [{ kind: "request", method: "GET", url: "http://shop.test/a", headers: [], body: null }],
    });
  });

  it("makes one list of steps for each option, from its first code span", () => {
    const exercise = compiled({
      scenario: "http/origin",
      vary: "n = between(5, 9)\n",
      option: "GET / HTTP/1.1\nRange: ${option}\nX: ${n}\n",
      goals: "A: response.status == 206\n",
    });
    const options: DeckOption[] = [
      { index: 0, text: "First `bytes=0-${n}` not `x`", reason: "", correct: true },
      { index: 1, text: "`$${n}`", reason: "", correct: false },
    ];
    const prepared = prepare(exercise, catalogue, "a", "low", options);
    const sent = prepared.options.map(({ steps }) =>
      steps.map((step) => step.kind === "host" && (step.value as WireStep[]).map((each) => each.kind === "send" && decoder.decode(each.bytes))),
    );
    expect(prepared.options.map(({ value, correct }) => [value, correct])).toEqual([
      ["bytes=0-5", true],
      ["${n}", false],
    ]);
    expect(sent).toEqual([[["GET / HTTP/1.1\r\nRange: bytes=0-5\r\nX: 5\r\n\r\n"]], [["GET / HTTP/1.1\r\nRange: ${n}\r\nX: 5\r\n\r\n"]]]);
  });

  it("derives facts where the scenario can", () => {
    const exercise = compiled({ scenario: "test/subnet", set: { prefix: "30" }, ask: "Hosts: facts.hosts\n", expect: "2" });
    expect(prepare(exercise, catalogue, "a").derived).toEqual({ hosts: 2, network: "192.0.2.0", ratio: 0.5 });
    expect(prepare(craft, catalogue, "a").derived).toBeNull();
  });

  it("throws with the place for what compiling refused", () => {
    const broken = { ...craft, vary: [{ name: "first", source: "between(5, 3)" }] };
    expect(() => prepare(broken, catalogue, "a")).toThrow(PrepareError);
  });
});

describe("drawing", () => {
  const drawn = (source: string, extreme?: "low" | "high"): unknown =>
    prepare(
      {
        ...craft,
        settings: {},
        vary: [
          { name: "first", source },
          { name: "last", source: "5" },
          { name: "name", source: '"n"' },
        ],
      },
      catalogue,
      "seed",
      extreme,
    ).drawn["first"];
  const rows: [string, unknown, unknown][] = [
    ["between(-3, 3)", -3, 3],
    ["pick(3, 1, 2)", 3, 2],
    ['pick("a", "b")', "a", "b"],
    ["hex(4)", "0000", "ffff"],
    ["2 + 3", 5, 5],
    ['"a" + "b"', "ab", "ab"],
    ["1 < 2", true, true],
  ];
  it.each(rows)("%s has its ends", (source, low, high) => {
    expect([drawn(source, "low"), drawn(source, "high")]).toEqual([low, high]);
  });
  it("every function has a row or a test here", () => {
    expect(Object.keys(drawFunctions).toSorted()).toEqual(["between", "hex", "pick", "shuffle", "word"]);
    expect(drawn("word()", "low")).not.toBe(drawn("word()", "high"));
    expect(drawn("word()")).toMatch(/^[a-z]+$/);
    expect(drawn("hex(8)")).toMatch(/^[0-9a-f]{8}$/);
  });
  it("shuffles lists", () => {
    const exercise = { ...craft, hints: [], solution: null, start: "", goals: [], settings: {}, vary: [{ name: "order", source: "shuffle(1, 2, 3)" }] };
    expect(prepare(exercise, catalogue, "a", "low").drawn["order"]).toEqual([1, 2, 3]);
    expect(prepare(exercise, catalogue, "a", "high").drawn["order"]).toEqual([3, 2, 1]);
    expect((prepare(exercise, catalogue, "a").drawn["order"] as number[]).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  });
  it("takes as many digits and values as the limit and not one more", () => {
    expect(drawn(`hex(${maxHexDigits})`)).toHaveLength(maxHexDigits);
    expect(() => drawn(`hex(${maxHexDigits + 1})`)).toThrow("draw-range");
    const pick = (count: number): unknown => drawn(`pick(${Array.from({ length: count }, (_, n) => n).join(", ")})`);
    expect(pick(maxPicked)).toBeTypeOf("number");
    expect(() => pick(maxPicked + 1)).toThrow("draw-range");
  });
});

describe("the learner's answer", () => {
  const prepared = prepare(craft, catalogue, "a");
  const sent = (text: string): unknown => {
    const read = readAnswer(prepared, { kind: "text", text }, catalogue);
    return (
      read.ok &&
      read.value.kind === "sends" &&
      read.value.steps.map((step) => step.kind === "host" && (step.value as WireStep[]).map((each) => each.kind === "send" && decoder.decode(each.bytes)))
    );
  };

  it("is never templated", () => {
    fc.assert(
      fc.property(fc.constantFrom("${first}", "$${first}", "${lab.etag}", "${nothing}", "${", "$$"), (text) => {
        expect(sent(`GET /${text} HTTP/1.1\n`)).toEqual([[`GET /${text} HTTP/1.1\r\n\r\n`]]);
      }),
    );
  });
  it("plays the deck's solution like a learner's own", () => {
    expect(sent(prepared.solution!)).toEqual([[expect.stringMatching(/^PUT \/video HTTP\/1\.1\r\n[^]*Content-Length: \d+\r\n\r\n\d+$/)]]);
  });
  it("plays nothing where nothing was written, and tells what can't be read", () => {
    expect(readAnswer(prepared, { kind: "text", text: "" }, catalogue)).toEqual({ ok: true, value: { kind: "sends", steps: [] } });
    expect(readAnswer(prepared, { kind: "predictions", values: ["1"] }, catalogue)).toEqual({ ok: true, value: { kind: "sends", steps: [] } });
    expect(readAnswer(prepared, { kind: "text", text: "\\q" }, catalogue)).toMatchObject({ ok: false, problems: [{ start: 0, end: 2 }] });
    expect(readAnswer(prepared, { kind: "fields", values: {} }, catalogue)).toMatchObject({ ok: false, problems: [{ code: "no-form" }] });
  });

  const serve = prepare(
    compiled({
      scenario: "test/shop",
      play: "origin",
      steps: "alice get http://shop.test/a\n",
      goals: "A: response.status == 200\n",
      solution: "HTTP/1.1 200 OK\nContent-Length: @\n\nhi\n---\nHTTP/1.1 304 Not Modified\n",
      wrong: ["a", "b"],
    }),
    catalogue,
    "a",
  );
  it("of a serving part is a list of answers", () => {
    const read = readAnswer(serve, { kind: "text", text: serve.solution! }, catalogue);
    const answers =
      read.ok &&
      read.value.kind === "serves" &&
      (read.value.answers as WireStep[][]).map((steps) => steps.map((each) => each.kind === "send" && decoder.decode(each.bytes)));
    expect(answers).toEqual([["HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"], ["HTTP/1.1 304 Not Modified\r\n\r\n"]]);
    expect(readAnswer(serve, { kind: "text", text: "HTTP/1.1 200 OK\n\n---\n\\q" }, catalogue)).toMatchObject({
      ok: false,
      problems: [{ start: 21, end: 23 }],
    });
  });
  it("of a serving part has as many answers as the limit and not one more", () => {
    const text = (count: number): string => Array.from({ length: count }, () => "HTTP/1.1 200 OK\n").join("\n---\n");
    expect(readAnswer(serve, { kind: "text", text: text(maxServedAnswers) }, catalogue).ok).toBe(true);
    expect(readAnswer(serve, { kind: "text", text: text(maxServedAnswers + 1) }, catalogue)).toMatchObject({
      ok: false,
      problems: [{ code: "too-many-answers" }],
    });
  });

  const attack = prepare(
    compiled({
      scenario: "test/weak",
      play: "client",
      form: "POST /login user password",
      goals: "A: response.status == 200\n",
      solution: "user: ada\npassword: x\n",
      wrong: ["user: a", "user: b"],
    }),
    catalogue,
    "a",
  );
  it("in a form is the same by fields and by text", () => {
    const byText = readAnswer(attack, { kind: "text", text: attack.solution! }, catalogue);
    const byFields = readAnswer(attack, { kind: "fields", values: { password: "x", user: "ada" } }, catalogue);
    expect(byText).toEqual(byFields);
    expect(byText.ok && byText.value).toMatchObject({ kind: "sends", steps: [{ host: "client" }] });
    expect(readAnswer(attack, { kind: "fields", values: { usr: "ada" } }, catalogue)).toMatchObject({ ok: false, problems: [{ code: "unknown-field" }] });
  });

  it("for a document is read in the document's language", () => {
    const defend = prepare(
      compiled({ scenario: "test/weak", play: "defence", goals: 'A: cases.all(c, c.outcome == "refused")\n', solution: "deny all\n", wrong: ["a", "b"] }),
      catalogue,
      "a",
    );
    expect(readAnswer(defend, { kind: "text", text: "x\ny" }, catalogue)).toEqual({
      ok: true,
      value: { kind: "document", part: "defence", value: ["x", "y"] },
    });
  });
});

describe("seeded chance", () => {
  it("gives the numbers that it gave before", () => {
    const random = seededRandom("retransmit");
    expect([random.between(0, 99), random.pick(["a", "b", "c"]), random.hex(6), random.shuffle([1, 2, 3, 4]), [...random.bytes(3)]]).toMatchInlineSnapshot(`
      [
        15,
        "b",
        "f86703",
        [
          4,
          1,
          3,
          2,
        ],
        [
          166,
          147,
          88,
        ],
      ]
    `);
  });
  it("spreads evenly and stays in range", () => {
    const random = seededRandom("even");
    const counts = Array.from({ length: 10 }, () => 0);
    for (let n = 0; n < 10_000; n += 1) counts[random.between(0, 9)]! += 1;
    for (const count of counts) expect(count).toBeGreaterThan(850);
    expect(() => random.between(2, 1)).toThrow("No integers");
    expect(() => random.pick([])).toThrow("Nothing to pick");
  });
});
