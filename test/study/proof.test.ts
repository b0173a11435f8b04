import { expect, test } from "vitest";
import type { DeckOption } from "../../main/contract/index.ts";
import { proveExercises, type ProofCard, type ProofRow } from "../../main/study/proof.ts";
import { changed } from "../../main/study/proof-answers.ts";
import { compiled, rangeExercise } from "../lab/exercises.ts";

const option = (index: number, path: string, correct: boolean): DeckOption => ({ index, text: `\`${path}\``, reason: "", correct });
const card = (id: string, source: Parameters<typeof compiled>[0], options: DeckOption[] = []): ProofCard => ({
  id: `deck/${id}`,
  exercise: compiled(source),
  options,
});

const observe = {
  scenario: "http/origin",
  send: "GET /gone HTTP/1.1\nHost: origin.test\n",
  ask: "Status: response.status\nHas content: size(response.body) > 0\n",
};
const choice = { scenario: "http/origin", option: "GET ${option} HTTP/1.1\nHost: origin.test\n", goals: "Gone: response.status == 410\n" };

test("proved exercises have no reasons; what is planted is found and named", async () => {
  const cards = [
    card("right", rangeExercise),
    card("wrong-solution", { ...rangeExercise, solution: "GET /gone HTTP/1.1\nHost: origin.test\n" }),
    card("passing-wrong", { ...rangeExercise, wrong: [rangeExercise.wrong[0], `${rangeExercise.solution}Accept: */*\n`] }),
    card("empty-passes", { ...rangeExercise, goals: "Always: size(responses) < 100\n" }),
    card("start-passes", { ...rangeExercise, start: rangeExercise.solution }),
    card("observed", { ...observe, expect: "410\ntrue\n" }),
    card("not-so", { ...observe, expect: "404\ntrue\n" }),
    card("unpinned", observe),
    card("chosen", choice, [option(0, "/gone", true), option(1, "/nowhere", false)]),
    card("misjudged", choice, [option(0, "/gone", false), option(1, "/nowhere", true)]),
    card("extreme", {
      ...rangeExercise,
      set: { size: "800" },
      goals: 'Up to the end: response.status == 206 && header(response, "Content-Range") == "bytes ${first}-${last}/800"\n',
    }),
  ];
  const seen: ProofRow[] = [];
  const rows = await proveExercises(cards, {
    workers: 2,
    progress(done, total, row) {
      seen.push(row);
      expect([done, total]).toEqual([seen.length, cards.length]);
    },
  });
  const summary = rows.map(({ card, solution, wrong, expect, empty, start, reasons }) => [
    card,
    solution,
    wrong.join(),
    expect,
    empty,
    start,
    reasons.map(({ code, index }) => `${code} ${index}`).join(),
  ]);
  expect(summary).toEqual([
    ["deck/right", "passed", "refused,refused", "none", "refused", "none", ""],
    ["deck/wrong-solution", "failed", "refused,refused", "none", "refused", "none", "solution-failed null"],
    ["deck/passing-wrong", "passed", "refused,accepted", "none", "refused", "none", "wrong-accepted 1"],
    ["deck/empty-passes", "passed", "accepted,accepted", "none", "accepted", "none", "wrong-accepted 0,wrong-accepted 1,empty-accepted null"],
    ["deck/start-passes", "passed", "refused,refused", "none", "refused", "accepted", "start-accepted null"],
    ["deck/observed", "passed", "refused,refused", "agreed", "refused", "none", ""],
    ["deck/not-so", "failed", "refused,refused", "disagreed", "refused", "none", "expect-disagreed null"],
    ["deck/unpinned", "passed", "refused,refused", "none", "refused", "none", ""],
    ["deck/chosen", "passed", "", "agreed", "refused", "none", ""],
    ["deck/misjudged", "failed", "", "disagreed", "refused", "none", "option-disagreed null"],
    ["deck/extreme", "failed", "refused,refused", "none", "refused", "none", "solution-failed null"],
  ]);
  const reason = rows[2]!.reasons[0]!;
  expect(reason.message).toMatch(/^deck\/passing-wrong: wrong answer 2 passes/);
  // Only the highest draw asks beyond the end.
  expect(rows[10]!.reasons[0]).toMatchObject({ goal: "Up to the end", seen: expect.stringMatching(/^bytes \d+-799\/800$/) });
  expect(rows.every((row) => seen.includes(row))).toBe(true);
});

test("a proof ends when it is told to", async () => {
  await expect(proveExercises([card("right", rangeExercise)], { workers: 1, signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough");
});

test("a wrong prediction is another value of the same type", () => {
  expect([
    changed("int", "304"),
    changed("bool", "yes"),
    changed("string", '"a"'),
    changed("double", "1.5"),
    changed("list", "[a]"),
    changed("list", ""),
    changed("int", "many"),
  ]).toEqual(["305", "false", '"a~"', "2.5", '[a, "~"]', "~", "many~"]);
});
