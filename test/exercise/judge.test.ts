import { describe, expect, it } from "vitest";
import type { Exercise, GoalOutcome, Transcript, Verdict } from "../../main/contract/index.ts";
import { compileExercise, type ExerciseSource } from "../../main/exercise/compile.ts";
import { judge, judgeChoice, withhold } from "../../main/exercise/judge.ts";
import { maxShownLength } from "../../main/exercise/limits.ts";
import { prepare, type Prepared } from "../../main/exercise/prepare.ts";
import { shownValue } from "../../main/exercise/shown-value.ts";
import { catalogue, transcript } from "./fixtures.ts";

const compiled = (source: ExerciseSource): Exercise => {
  const { exercise, problems } = compileExercise(source, catalogue);
  if (!exercise) throw new Error(JSON.stringify(problems));
  return exercise;
};
const wrong = ["a", "b"];
const craft = (goals: string): Prepared =>
  prepare(compiled({ scenario: "http/origin", vary: "first = between(3, 3)\n", play: "client", goals, solution: "x", wrong }), catalogue, "seed");
const ask = (asks: string, expected?: string): Prepared =>
  prepare(
    compiled({ scenario: "http/origin", send: "GET / HTTP/1.1\n", ask: asks, ...(expected === undefined ? {} : { expect: expected }) }),
    catalogue,
    "seed",
  );

const exchange = transcript([
  { by: "client", to: "origin", first: "GET /a HTTP/1.1", headers: { Host: "origin.test" } },
  { by: "origin", to: "client", first: "HTTP/1.1 103 Early Hints", headers: { Link: "</x>" } },
  {
    by: "origin",
    to: "client",
    first: "HTTP/1.1 206 Partial Content",
    headers: { "content-RANGE": "bytes 3-5/9", Vary: "Accept, Origin" },
    body: "héé",
    trailers: [{ name: "Digest", value: "d" }],
  },
]);

function judged(goals: string, of: Transcript = exchange): Verdict {
  return judge(craft(goals), of, [], catalogue);
}
const brief = ({ goals }: Verdict): unknown[] => goals.map(({ passed, expected, seen, absent }: GoalOutcome) => [passed, expected, seen, absent]);

describe("expected and seen", () => {
  const rows: [string, string, unknown[]][] = [
    ["an equality shows its two sides", "A: response.status == 206", [true, "206", "206", false]],
    ["the side that reads the transcript is seen, left or right", "A: 304 == response.status", [false, "304", "206", false]],
    ["both sides reading: the left is seen", "A: response.status == size(responses)", [false, "1", "206", false]],
    ["an inequality says not", "A: response.status != 206", [false, "not 206", "206", false]],
    ["an order says its relation", "A: response.status < 200", [false, "< 200", "206", false]],
    ["an order from the other side is turned", "A: 300 <= response.status", [false, "≥ 300", "206", false]],
    ["membership lists what would do", "A: response.status in [200, 204]", [false, "one of [200, 204]", "206", false]],
    ["membership in what came", 'A: "Accept" in members(header(response, "Vary"))', [true, "with Accept", "[Accept, Origin]", false]],
    [
      "the first part of a conjunction that fails is shown",
      'A: response.status == 206 && request.method == "PUT" && request.target == "/b"',
      [false, "PUT", "GET", false],
    ],
    [
      "of a passed conjunction the first comparison is shown",
      'A: response.complete && response.status == 206 && request.method == "GET"',
      [true, "206", "206", false],
    ],
    ["no comparison: true and false", "A: responses.exists(r, r.status == 304)", [false, "true", "false", false]],
    ["a part without comparison: true and false", "A: response.status == 206 && !response.complete", [false, "true", "false", false]],
    ["a comparison that reads nothing: true and false", "A: response.complete && first == 4", [false, "true", "false", false]],
    ["names are compared whatever their case", 'A: header(response, "Content-Range") == "bytes ${first}-5/9"', [true, "bytes 3-5/9", "bytes 3-5/9", false]],
    ["a missing field is absent", 'A: header(response, "ETag") == "x"', [false, "x", "absent", true]],
    ["an empty text that is expected shows as one", 'A: header(response, "Vary") == ""', [false, '""', "Accept, Origin", false]],
    ["a missing index is absent", "A: responses[7].status == 206", [false, "206", "absent", true]],
    ["a text that is no number is absent, not the deck's fault", 'A: int(header(response, "Age")) == 5', [false, "5", "absent", true]],
    ["a missing part of a conjunction is absent", 'A: response.status == 206 && int(header(response, "Age")) > 5', [false, "> 5", "absent", true]],
    ["bytes show as text", 'A: response.body == bytes("x")', [false, "x", "héé", false]],
    ["lists show their members", 'A: headers(response, "Vary") == ["x"]', [false, "[x]", "[Accept, Origin]", false]],
    ["a message shows its first line", "A: responses == interim", [false, "[103 Early Hints]", "[206 Partial Content]", false]],
  ];
  it.each(rows)("%s", (_name, goal, expected) => {
    const verdict = judged(goal);
    expect(brief(verdict)).toEqual([expected]);
    expect(verdict).toMatchObject({ outcome: expected[0] === true ? "passed" : "failed", reason: null });
  });

  it("nothing on the wire fails every goal with “absent”", () => {
    expect(
      brief(judged('A: response.status == 200\nB: header(request, "Host") == "x"\nC: size(responses) == 1\nD: ended == "fin"', transcript([], { flows: [] }))),
    ).toEqual([
      [false, "200", "absent", true],
      [false, "x", "absent", true],
      [false, "1", "0", false],
      [false, "fin", "absent", true],
    ]);
  });

  it("another error of an expression is the deck's", () => {
    const verdict = judged("A: response.status == 206\nB: response.status / size(interim[0].body) == 1");
    expect(verdict).toMatchObject({ outcome: "error", reason: { code: "goal-error", text: "B: division by zero" } });
  });

  it("withholds what is expected of goals that aren't met", () => {
    expect(brief(withhold(judged("A: response.status == 206\nB: response.status == 304")))).toEqual([
      [true, "206", "206", false],
      [false, null, "206", false],
    ]);
  });

  it("shows as much of a value as the limit and not one more", () => {
    expect(shownValue("a".repeat(maxShownLength))).toHaveLength(maxShownLength);
    expect(shownValue("a".repeat(maxShownLength + 1))).toBe(`${"a".repeat(maxShownLength - 1)}…`);
    expect(shownValue("a\r\n\0")).toBe("a\\r\\n\\x00");
    expect(shownValue(Uint8Array.of(65, 255))).toBe("A\\xff");
    expect(shownValue(new Map([["a", 1n]]))).toBe("{a: 1}");
  });
});

describe("which messages are read", () => {
  it("the last complete request and the last final response of the attempt", () => {
    const of = transcript([
      { by: "client", to: "origin", first: "GET /first HTTP/1.1", attempt: 1 },
      { by: "origin", to: "client", first: "HTTP/1.1 404 Not Found", attempt: 1 },
      { by: "client", to: "origin", first: "GET /second HTTP/1.1", attempt: 2 },
      { by: "origin", to: "client", first: "HTTP/1.1 101 Switching Protocols", attempt: 2 },
      { by: "client", to: "origin", first: "GET /third HTTP/1.1", attempt: 2, complete: false },
    ]);
    const goals = 'A: request.target == "/second" && size(requests) == 2\nB: response.status == 101 && size(interim) == 0';
    expect(judge(craft(goals), of, [], catalogue).outcome).toBe("passed");
    expect(brief(judge(craft("A: response.status == 404"), of, [], catalogue, 1))).toEqual([[true, "404", "404", false]]);
  });

  it("of the learner's part; at() has what another host saw", () => {
    const of = transcript([
      { by: "client", to: "origin", first: "GET /gateway HTTP/1.1" },
      { by: "origin", to: "backend", first: "GET /inner HTTP/1.1" },
      { by: "backend", to: "origin", first: "HTTP/1.1 200 OK" },
      { by: "origin", to: "client", first: "HTTP/1.1 502 Bad Gateway" },
    ]);
    const goals =
      'A: size(requests) == 1 && response.status == 502\nB: at("backend").request.target == "/inner" && at("backend").response.status == 200\nC: size(at("origin").requests) == 2\nD: at("agent").request.target == "/"';
    expect(judge(craft(goals), of, [], catalogue).goals.map(({ passed, absent }) => [passed, absent])).toEqual([
      [true, false],
      [true, false],
      [true, false],
      [false, true],
    ]);
  });

  it("of the host that the deck lets act first, where the learner has no part", () => {
    const prepared = prepare(
      compiled({ scenario: "test/shop", steps: "alice get http://shop.test/a\nclient send\n  GET /b HTTP/1.1\n", ask: "A: request.target\n", expect: "/a" }),
      catalogue,
      "a",
    );
    const of = transcript([
      { by: "alice", to: "origin", first: "GET /a HTTP/1.1" },
      { by: "client", to: "origin", first: "GET /b HTTP/1.1" },
    ]);
    expect(judge(prepared, of, ["/a"], catalogue)).toMatchObject({ outcome: "passed", goals: [{ seen: "/a" }] });
  });
});

describe("predictions", () => {
  it("are goals of their own: expected is the prediction, seen the wire", () => {
    const prepared = ask(
      'Status: response.status\nBody: size(response.body) > 0\nVary: members(header(response, "Vary"))\nText: response.body\nAge: header(response, "Age")\n',
    );
    expect(brief(judge(prepared, exchange, ["206", "yes", "Accept, Origin", "héé", ""], catalogue))).toEqual([
      [true, "206", "206", false],
      [true, "true", "true", false],
      [true, "[Accept, Origin]", "[Accept, Origin]", false],
      [true, "héé", "héé", false],
      [false, "", '""', false],
    ]);
    expect(judge(prepared, exchange, ["x", "no"], catalogue)).toMatchObject({
      outcome: "failed",
      goals: [{ passed: false, expected: "x", seen: "206" }, { passed: false, expected: "false", seen: "true" }, {}, {}, {}],
    });
  });

  it("are marked against the wire where the deck's expectation disagrees with it", () => {
    const verdict = judge(ask("Status: response.status\nDone: response.complete\n", "304\ntrue\n"), exchange, ["206", "true"], catalogue);
    expect(verdict).toMatchObject({
      outcome: "disagrees",
      reason: { code: "expect-disagrees", text: "Status: deck 304, wire 206" },
      goals: [{ passed: true }, { passed: true }],
    });
  });

  it("after a step are marked against what was there then", () => {
    const source = {
      scenario: "http/origin",
      steps: "client send\n  GET /a HTTP/1.1\nclient send\n  GET /b HTTP/1.1\n",
      ask: "after 1 · First: response.status\nafter 1 · Ended: ended\nafter 2 · Second: response.status\nCount: size(requests)\nafter 1 · Counted: size(requests)\n",
    };
    const prepared = prepare(compiled(source), catalogue, "a");
    const of = transcript(
      [
        { by: "client", to: "origin", first: "GET /a HTTP/1.1" },
        { by: "origin", to: "client", first: "HTTP/1.1 200 OK" },
        { by: "client", to: "origin", first: "GET /b HTTP/1.1" },
        { by: "origin", to: "client", first: "HTTP/1.1 404 Not Found" },
      ],
      { steps: [1, 2].map((n) => ({ n, attempt: 1, host: "client", by: "deck", text: "client send", at: n * 20, accepted: true, refusedBy: null })) },
    );
    for (const message of of.messages) message.step = message.id < 2 ? 1 : 2;
    expect(judge(prepared, of, ["200", "open", "404", "2", "1"], catalogue)).toMatchObject({ outcome: "passed" });
  });

  it("of what isn't there can't be right", () => {
    expect(judge(ask("Status: responses[5].status\n"), exchange, ["206"], catalogue)).toMatchObject({
      outcome: "failed",
      goals: [{ passed: false, seen: "absent", absent: true }],
    });
  });

  it("of computed facts need no transcript", () => {
    const prepared = prepare(
      compiled({
        scenario: "test/subnet",
        set: { prefix: "28" },
        ask: "Hosts: facts.hosts\nRatio: facts.ratio\nNetwork: facts.network\n",
        expect: "14\n0.5\n192.0.2.0\n",
      }),
      catalogue,
      "a",
    );
    expect(judge(prepared, transcript([]), ["14", ".5", "192.0.2.0"], catalogue).outcome).toBe("passed");
  });
});

describe("live choice", () => {
  const exercise = compiled({ scenario: "http/origin", option: "GET ${option} HTTP/1.1\n", goals: "A: response.status == 206\n" });
  const prepared = prepare(exercise, catalogue, "a", undefined, [
    { index: 0, text: "`/a`", reason: "", correct: true },
    { index: 1, text: "`/b`", reason: "", correct: false },
  ]);
  const run = (outcome: Verdict["outcome"]): Verdict => ({
    outcome,
    goals: [],
    reason: outcome === "error" ? { code: "lab-fault", text: "x" } : null,
    caret: null,
    command: "",
  });
  const rows: [string, Verdict["outcome"][], number[], string, boolean[]][] = [
    ["the right option alone passes", ["passed", "failed"], [0], "passed", [true, true]],
    ["the wrong one as well fails", ["passed", "failed"], [0, 1], "failed", [true, false]],
    ["none fails", ["passed", "failed"], [], "failed", [false, true]],
    ["a wire that differs from [x] disagrees", ["failed", "failed"], [0], "disagrees", [false, true]],
    ["a run that failed in the lab is an error", ["passed", "error"], [0], "error", [true, true]],
  ];
  it.each(rows)("%s", (_name, outcomes, chosen, outcome, passed) => {
    const verdict = judgeChoice(prepared, outcomes.map(run), chosen);
    expect([verdict.outcome, verdict.goals.map((each) => each.passed)]).toEqual([outcome, passed]);
    expect(verdict.reason === null).toBe(outcome === "passed" || outcome === "failed");
  });
});

describe("the attempt as a command", () => {
  const command = (first: string, headers: Record<string, string>, body = ""): string =>
    judged("A: response.complete", transcript([{ by: "client", to: "origin", first, headers, body }])).command;
  const rows: [string, string, Record<string, string>, string, string][] = [
    ["a plain GET", "GET /a?b=1 HTTP/1.1", { Host: "origin.test" }, "", "curl -i 'http://origin.test/a?b=1'"],
    [
      "fields",
      "GET / HTTP/1.1",
      { Host: "origin.test", Range: "bytes=0-1", "X-A": "it's", Empty: "" },
      "",
      "curl -i -H 'Range: bytes=0-1' -H 'X-A: it'\\''s' -H 'Empty;' http://origin.test/",
    ],
    ["content", "PUT /a HTTP/1.1", { Host: "origin.test", "Content-Length": "2" }, "hi", "curl -i -X PUT --data-binary hi http://origin.test/a"],
    ["HEAD", "HEAD / HTTP/1.1", { Host: "origin.test" }, "", "curl -i --head http://origin.test/"],
    ["no Host can't be said so", "GET / HTTP/1.1", {}, "", ""],
    ["another version can't be said so", "GET / HTTP/1.0", { Host: "origin.test" }, "", ""],
    ["a bare start line can't be said so", "GET * HTTP/1.1", { Host: "origin.test" }, "", ""],
  ];
  it.each(rows)("%s", (_name, first, headers, body, expected) => {
    expect(command(first, headers, body)).toBe(expected);
  });
});
