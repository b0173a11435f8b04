/** Sessions whose runs happen in worker threads: what hangs is stopped, what is cancelled ends at once. */
import { getEventListeners } from "node:events";
import { afterEach, describe, expect, test } from "vitest";
import { catalogue } from "../../main/exercise/catalogue.ts";
import { createLab, type Lab } from "../../main/lab/lab.ts";
import { labScenarios } from "../../main/lab/scenarios.ts";
import { workerUrl } from "../../main/platform/worker.ts";
import { never, prepared, rangeExercise } from "./exercises.ts";

const labs: Lab[] = [];
afterEach(async () => {
  for (const lab of labs.splice(0)) await lab.close();
});

function openLab(options: Parameters<typeof createLab>[0] = {}): Lab {
  const lab = createLab(options);
  labs.push(lab);
  return lab;
}

const simple = prepared(rangeExercise);
const right = { kind: "text", text: simple.solution! } as const;

/** A pattern that backtracks for longer than anybody waits. */
const hanging = prepared({
  ...rangeExercise,
  goals: `Never decided: string(request.body).matches("^(a+)+$")\n`,
  solution: "POST /landing HTTP/1.1\nHost: origin.test\nContent-Length: @\n\naaaa\n",
});
const forever = { kind: "text", text: `POST /landing HTTP/1.1\nHost: origin.test\nContent-Length: 41\n\n${"a".repeat(40)}!` } as const;

test("an attempt is driven, dissected and judged in a worker, and says where its time went", async () => {
  const session = openLab().open(simple);
  const result = await session.attempt(right, never);
  expect([result.verdict.outcome, result.finished, result.restarted, result.transcript.flows[0]!.ended]).toEqual(["passed", true, false, "open"]);
  expect(Object.values(result.parts).every((ms) => ms > 0)).toBe(true);
  const again = await session.attempt({ kind: "text", text: simple.wrong[0]! }, never);
  expect([again.verdict.outcome, again.transcript.messages.map(({ summary }) => summary)]).toEqual(["failed", ["GET /video", "200 OK"]]);
  await session.close();
});

test("a pattern that hangs ends as an error in bounded time, the app goes on meanwhile, and the next run is served", async () => {
  const lab = openLab({ limits: { timeMs: 400, judgeMs: 200 } });
  const session = lab.open(hanging);
  let turns = 0;
  const ticking = setInterval(() => turns++, 10);
  const result = await session.attempt(forever, never);
  clearInterval(ticking);
  expect([result.verdict.outcome, result.verdict.reason?.code, result.finished]).toEqual(["error", "limit-timeMs", true]);
  expect(result.verdict.reason?.data).toEqual({ seconds: 0.6 });
  expect(turns).toBeGreaterThan(5);
  expect((await lab.open(simple).attempt(right, never)).verdict.outcome).toBe("passed");
});

test("cancelling rejects at once with its reason, whatever the worker is doing, and the next run is served", async () => {
  const lab = openLab();
  await lab.open(simple).attempt(right, never);
  const abort = new AbortController();
  const attempt = lab.open(hanging).attempt(forever, abort.signal);
  setTimeout(() => abort.abort(new Error("the learner left")), 20);
  await expect(attempt).rejects.toThrow("the learner left");
  expect((await lab.open(simple).attempt(right, never)).verdict.outcome).toBe("passed");
});

test("an attempt that waits for a worker can be cancelled, and one that was cancelled before doesn't start", async () => {
  const lab = openLab();
  const running = lab.open(simple).attempt(right, never);
  const abort = new AbortController();
  const waiting = lab.open(simple).attempt(right, abort.signal);
  abort.abort(new Error("never mind"));
  await expect(waiting).rejects.toThrow("never mind");
  await expect(lab.open(simple).attempt(right, abort.signal)).rejects.toThrow("never mind");
  expect((await running).verdict.outcome).toBe("passed");
});

test("what listens to a signal that outlives the attempt is taken away again", async () => {
  const lab = openLab();
  const { signal } = new AbortController();
  const session = lab.open(simple);
  await Promise.all([session.attempt(right, signal), lab.open(simple).attempt(right, signal)]);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("a deliberate wait is cancelled in the middle", async () => {
  const lab = openLab();
  await lab.open(simple).attempt(right, never);
  const abort = new AbortController();
  const attempt = lab.open(simple).attempt({ kind: "text", text: "GET /video\n@pause 5000ms\n" }, abort.signal);
  setTimeout(() => abort.abort(new Error("stop")), 20);
  await expect(attempt).rejects.toThrow("stop");
  expect((await lab.open(simple).attempt(right, never)).verdict.outcome).toBe("passed");
});

test("a stepwise session goes on in the run that it has; where its worker was lost it starts again and says so", async () => {
  const lab = openLab({ limits: { timeMs: 400, judgeMs: 200 } });
  const post = "POST /notes HTTP/1.1\nHost: origin.test\nContent-Length: 1\n\nx";
  const goals = "Three: facts.notes == 3 && size(responses) >= 1\n";
  const stepwise = prepared({
    scenario: "http/origin",
    play: "client",
    stepwise: "true",
    goals,
    solution: `${post}\n${post}\n`,
    wrong: ["GET / HTTP/1.1\n", `${post}\n`],
  });
  const session = lab.open(stepwise);
  const act = async () => {
    const { verdict, finished, restarted, transcript } = await session.attempt({ kind: "text", text: post }, never);
    return [verdict.outcome, finished, restarted, transcript.steps.length];
  };
  expect(await act()).toEqual(["failed", false, false, 1]);
  expect(await act()).toEqual(["passed", true, false, 2]);
  await session.reset();
  expect(await act()).toEqual(["failed", false, false, 1]);
  await lab.open(hanging).attempt(forever, never);
  expect(await act()).toEqual(["failed", false, true, 1]);
  expect(await act()).toEqual(["passed", true, false, 2]);
  await session.close();
});

test("many sessions share the workers", async () => {
  const lab = openLab({ workers: 2 });
  const results = await Promise.all(Array.from({ length: 12 }, () => lab.open(simple).attempt(right, never)));
  expect(results.map(({ verdict }) => verdict.outcome)).toEqual(Array.from({ length: 12 }, () => "passed"));
});

test("what this machine can't do is told, and a closed lab is an error", async () => {
  const missing = [{ need: "browser", reason: "No Chromium was found." }];
  const lab = openLab({ unavailable: missing });
  expect(lab.unavailable()).toEqual(missing);
  await lab.close();
  const { verdict } = await lab.open(simple).attempt(right, never);
  expect([verdict.outcome, verdict.reason?.code]).toEqual(["error", "lab-fault"]);
});

test("the lab has a scenario for each entry of the catalogue", () => {
  expect(labScenarios.map(({ entry }) => entry)).toEqual([...catalogue.scenarios.values()]);
});

describe("where a worker's code lies", () => {
  const rows: [from: string, url: string][] = [
    ["file:///app/main/platform/worker.ts", "file:///app/main/lab/run-worker.ts"],
    ["file:///app/dist/main/cli.js", "file:///app/dist/main/run-worker.js"],
    ["file:///app/dist/main/chunks/worker-AbC.js", "file:///app/dist/main/run-worker.js"],
  ];
  test.each(rows)("seen from %s", (from, url) => expect(workerUrl("run-worker", from).href).toBe(url));
});
