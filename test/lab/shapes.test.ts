/** One mechanism plays every shape of exercise. */
import { describe, expect, test } from "vitest";
import type { Answer } from "../../main/contract/index.ts";
import { catalogue as shipped, makeCatalogue } from "../../main/exercise/catalogue.ts";
import type { ExerciseSource } from "../../main/exercise/compile.ts";
import { runAttempt, type AttemptResult } from "../../main/lab/attempt.ts";
import type { Drive } from "../../main/lab/drive.ts";
import { runLimits, type RunLimits } from "../../main/lab/limits.ts";
import { originScenario } from "../../main/lab/http/origin/origin.ts";
import { prepare } from "../../main/exercise/prepare.ts";
import { compiled, never, rangeExercise } from "./exercises.ts";
import { door, moves } from "./scenarios/door.ts";
import { guestbook, settingsLanguage } from "./scenarios/guestbook.ts";
import { reply } from "./scenarios/reply.ts";
import { broken, endless, sum } from "./scenarios/sum.ts";

const scenarios = [originScenario, reply, door, guestbook, sum, broken, endless];
const catalogue = makeCatalogue(
  scenarios.map(({ entry }) => entry),
  [...shipped.languages.values(), moves, settingsLanguage],
);

/** Plays attempts of one session, one after the other. */
async function play(
  source: ExerciseSource,
  answers: Answer[],
  limits: Partial<RunLimits> = {},
  options: Parameters<typeof prepare>[4] = [],
): Promise<AttemptResult["result"][]> {
  const prepared = prepare(compiled(source, catalogue), catalogue, "shapes", undefined, options);
  const scenario = scenarios.find(({ entry }) => entry.id === source["scenario"])!;
  const results: AttemptResult["result"][] = [];
  let drive: Drive | null = null;
  for (const answer of answers) {
    const run: AttemptResult = await runAttempt({
      prepared,
      answer,
      scenario,
      catalogue,
      limits: { ...runLimits, ...limits },
      signal: never,
      ...(drive === null ? {} : { drive }),
    });
    results.push(run.result);
    drive = run.drive;
  }
  await drive?.stop();
  return results;
}

const text = (value: string): Answer => ({ kind: "text", text: value });
const outcomes = (results: AttemptResult["result"][]) => results.map(({ verdict }) => verdict.outcome);

test("observe: the deck gives all steps, the clock moves between them, the learner predicts", async () => {
  const source = {
    scenario: "http/origin",
    set: { rate: "1", window: "30" },
    steps:
      "client send\n  GET /limited HTTP/1.1\n  Host: origin.test\nclient send\n  GET /limited HTTP/1.1\n  Host: origin.test\nclock +29s\nclient send\n  GET /limited HTTP/1.1\n  Host: origin.test\nclock +1s\nclient send\n  GET /limited HTTP/1.1\n  Host: origin.test\n",
    ask: 'Second: responses[1].status\nRetry-After then: header(responses[1], "Retry-After")\nThird: header(responses[2], "Retry-After")\nFourth: responses[3].status\n',
    expect: "429\n30\n1\n200\n",
  };
  const [right, wrong] = await play(source, [
    { kind: "predictions", values: ["429", "30", "1", "200"] },
    { kind: "predictions", values: ["429", "30", "30", "200"] },
  ]);
  expect([right!.verdict.outcome, wrong!.verdict.outcome, right!.readAs]).toEqual(["passed", "failed", ["429", "30", "1", "200"]]);
  expect(right!.transcript.steps.map(({ n, host, by }) => [n, host, by])).toEqual([
    [1, "client", "deck"],
    [2, "client", "deck"],
    [3, "clock", "deck"],
    [4, "client", "deck"],
    [5, "clock", "deck"],
    [6, "client", "deck"],
  ]);
});

test("craft: every attempt meets the same values and servers that know nothing of the last", async () => {
  const note = {
    scenario: "http/origin",
    play: "client",
    goals: "Made: response.status == 201 && facts.notes == 2\n",
    solution: "POST /notes HTTP/1.1\nHost: origin.test\nContent-Length: @\n\nx\n",
    wrong: rangeExercise.wrong,
  };
  const answer = text("POST /notes HTTP/1.1\nHost: origin.test\nContent-Length: 1\n\nx");
  const results = await play(note, [answer, answer, text("")]);
  expect(outcomes(results)).toEqual(["passed", "passed", "failed"]);
});

test("a failed attempt shows where the learner's own bytes went wrong; the deck's bytes and a passed attempt show nothing", async () => {
  const goals = "Right: response.status == 206\n";
  const wrong = text("GET /video HTTP/1.1\nHost: origin.test\nRange bytes=0-9\n");
  const [failed, passed, sound] = await play({ ...rangeExercise, goals }, [
    wrong,
    text(rangeExercise.solution.replace(/\$\{.*\}/, "0-9")),
    text(rangeExercise.wrong[0]),
  ]);
  expect(failed!.verdict.caret).toEqual({
    message: 0,
    offset: 40,
    code: "field-colon-missing",
    text: "A field line without a colon names no field.",
    source: "RFC 9112 §5",
  });
  expect([passed!.verdict.outcome, passed!.verdict.caret, sound!.verdict.outcome, sound!.verdict.caret]).toEqual(["passed", null, "failed", null]);
  const steps = "client send\n  GET /video\n";
  const [byDeck] = await play({ ...rangeExercise, goals, steps }, [text(rangeExercise.wrong[0])]);
  expect([byDeck!.verdict.outcome, byDeck!.verdict.caret]).toEqual(["failed", null]);
});

test("what can't be read is a failed attempt with its reason, and nothing runs", async () => {
  const [result] = await play(rangeExercise, [text("@pause soon")]);
  expect([result!.verdict.outcome, result!.verdict.reason?.code, result!.transcript.flows]).toEqual(["failed", "bad-directive", []]);
});

test("serve: the deck's client asks, the learner's replies are sent, the last one repeats", async () => {
  const source = {
    scenario: "test/reply",
    play: "origin",
    steps: "client send\n  GET /a HTTP/1.1\nclient send\n  GET /b HTTP/1.1\nclient send\n  GET /c HTTP/1.1\n",
    goals: 'First, then gone: at("client").responses.map(r, r.status) == [200, 410, 410]\n',
    solution: "HTTP/1.1 200 OK\nContent-Length: 0\n---\nHTTP/1.1 410 Gone\nContent-Length: 0\n",
    wrong: ["HTTP/1.1 200 OK\nContent-Length: 0\n", "HTTP/1.1 410 Gone\nContent-Length: 0\n"],
  };
  const solution = "HTTP/1.1 200 OK\nContent-Length: 0\n\n\n---\nHTTP/1.1 410 Gone\nContent-Length: 0\n\n";
  expect(outcomes(await play(source, [text(solution), text("HTTP/1.1 200 OK\nContent-Length: 0\n\n"), text("")]))).toEqual(["passed", "failed", "failed"]);
});

test("steer: one step at a time, the state after each, refusals with their rule, until the goals hold", async () => {
  const source = {
    scenario: "test/door",
    play: "door",
    stepwise: "true",
    goals: 'Locked: at("door").state == "locked"\n',
    solution: "close\nlock\n",
    wrong: ["lock\n", "close\n"],
  };
  const results = await play(source, [text("lock"), text("close"), text("slam"), text("lock")]);
  expect(results.map(({ verdict, finished }) => [verdict.outcome, finished])).toEqual([
    ["failed", false],
    ["failed", false],
    ["failed", false],
    ["passed", true],
  ]);
  const { steps, events } = results.at(-1)!.transcript;
  expect(steps.map(({ n, attempt, accepted, refusedBy }) => [n, attempt, accepted, refusedBy?.rule])).toEqual([
    [1, 1, false, "only a closed door can be locked"],
    [2, 1, true, undefined],
    [3, 1, true, undefined],
  ]);
  expect(events.filter(({ kind }) => kind === "state").map(({ value }) => value)).toEqual(["open", "closed", "locked"]);
  const [whole] = await play(source, [text("close\nlock")]);
  expect([whole!.verdict.outcome, whole!.transcript.steps.length]).toEqual(["passed", 2]);
});

test("attack: what the client sends decides", async () => {
  const source = {
    scenario: "test/guestbook",
    play: "client",
    goals: "A script is in the page: facts.script && size(requests) > 0\n",
    solution: "POST / HTTP/1.1\nContent-Length: @\n\n<script>\n",
    wrong: ["POST / HTTP/1.1\nContent-Length: @\n\nscript\n", "GET / HTTP/1.1\n"],
  };
  const answer = (content: string) => text(`POST / HTTP/1.1\nContent-Length: ${content.length}\n\n${content}`);
  expect(outcomes(await play(source, [answer("<script>"), answer("script")]))).toEqual(["passed", "failed"]);
});

test("defend: a document is put in force, and each case meets the app as it was at its start", async () => {
  const source = {
    scenario: "test/guestbook",
    play: "defence",
    goals:
      'Exploits fail: cases.all(c, c.kind == "honest" || c.outcome != "exploited")\nHonest guests are served: cases.all(c, c.kind == "exploit" || c.outcome == "served")\n',
    solution: "escape: yes\n",
    wrong: ["refuse: <\n", "escape: no\n"],
  };
  const results = await play(source, [text("escape: yes"), text("refuse: <"), text("")]);
  expect(results.map(({ verdict, transcript }) => [verdict.outcome, transcript.cases.map(({ name, outcome }) => `${name} ${outcome}`)])).toEqual([
    ["passed", ["script served", "love served"]],
    ["failed", ["script refused", "love broken"]],
    ["failed", ["script exploited", "love served"]],
  ]);
});

test("compute: the settings decide, and no server starts", async () => {
  const source = { scenario: "test/sum", set: { left: "20", right: "22" }, ask: "Sum: facts.sum\n", expect: "42\n" };
  const predicted = (value: string): Answer => ({ kind: "predictions", values: [value] });
  expect(outcomes(await play(source, [predicted("42"), predicted("41")]))).toEqual(["passed", "failed"]);
});

test("live choice: one run for each option; an option is right when its goals hold", async () => {
  const source = { scenario: "http/origin", option: "GET ${option} HTTP/1.1\nHost: origin.test\n", goals: "Gone: response.status == 410\n" };
  const option = (index: number, path: string, correct: boolean) => ({ index, text: `\`${path}\``, reason: "", correct });
  const chosen = (...indices: number[]): Answer => ({ kind: "choice", chosen: indices });
  const agreed = [option(0, "/gone", true), option(1, "/nowhere", false)];
  const results = await play(source, [chosen(0), chosen(1), chosen(0, 1), chosen()], {}, agreed);
  expect(outcomes(results)).toEqual(["passed", "failed", "failed", "failed"]);
  expect(results[1]!.options.map(({ index, verdict, transcript }) => [index, verdict.outcome, transcript.messages.length])).toEqual([
    [0, "passed", 2],
    [1, "failed", 2],
  ]);
  expect(outcomes(await play(source, [chosen(0)], {}, [option(0, "/gone", true), option(1, "/nowhere", true)]))).toEqual(["disagrees"]);
});

describe("a fault or a limit is an error, never a wrong answer", () => {
  const exercise = (scenario: string) => ({
    scenario,
    play: "client",
    goals: "Ok: response.status == 200\n",
    solution: "GET / HTTP/1.1\n",
    wrong: ["GET /a HTTP/1.1\n", "GET /b HTTP/1.1\n"],
  });
  const get = text("GET / HTTP/1.1\nHost: origin.test\n\n");
  const rows: [name: string, scenario: string, answer: Answer, limits: Partial<RunLimits>, code: string, data?: Record<string, number>][] = [
    ["servers that don't start", "test/broken", get, {}, "lab-fault"],
    ["a step that never ends", "test/endless", get, { timeMs: 30 }, "limit-timeMs", { seconds: 0.03 }],
    ["too many bytes", "http/origin", text("@repeat 300 A\n"), { bytes: 200 }, "limit-bytes", { limit: 200 }],
    ["too many connections", "http/origin", text("GET / HTTP/1.1\n\n\n@on 2\nGET / HTTP/1.1\n\n"), { connections: 1 }, "limit-connections", { limit: 1 }],
    ["too many chunks", "http/origin", get, { chunks: 2 }, "limit-chunks", { limit: 2 }],
  ];
  test.each(rows)("%s", async (_name, scenario, answer, limits, code, data) => {
    const [result] = await play(exercise(scenario), [answer], limits);
    expect([result!.verdict.outcome, result!.verdict.reason?.code, result!.verdict.reason?.data]).toEqual(["error", code, data]);
  });
});
