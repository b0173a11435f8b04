/** The one table of suggested ratings, row by row, and its laws. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hintCosts, suggestionReasons } from "../../main/contract/suggestion.ts";
import { bestRating, hintCost, suggest, type Performance } from "../../main/study/rating.ts";

const rows: [string, Performance, ReturnType<typeof suggest>][] = [
  ["right at the first attempt", { ended: "solved", attempts: 1, hints: 0 }, { rating: "good", because: "firstTime" }],
  ["one hint", { ended: "solved", attempts: 1, hints: 1 }, { rating: "hard", because: "oneHint" }],
  ["a second attempt", { ended: "solved", attempts: 2, hints: 0 }, { rating: "hard", because: "secondAttempt" }],
  ["a hint and a second attempt", { ended: "solved", attempts: 2, hints: 1 }, { rating: "hard", because: "moreHelp" }],
  ["two hints", { ended: "solved", attempts: 1, hints: 2 }, { rating: "hard", because: "moreHelp" }],
  ["a third attempt", { ended: "solved", attempts: 3, hints: 0 }, { rating: "hard", because: "moreHelp" }],
  ["wrong, and the answer shown", { ended: "wrong", attempts: 1, hints: 0 }, { rating: "again", because: "wrong" }],
  ["given up at once", { ended: "given up", attempts: 0, hints: 0 }, { rating: "again", because: "gaveUp" }],
  ["given up after attempts", { ended: "given up", attempts: 4, hints: 2 }, { rating: "again", because: "gaveUp" }],
  ["reveal and rate", { ended: "revealed", attempts: 1, hints: 0 }, { rating: null, because: "yourCall" }],
  ["not solved yet", { ended: "open", attempts: 1, hints: 0 }, { rating: null, because: "open" }],
];

describe("suggested ratings", () => {
  test.each(rows)("%s", (_what, performance, suggestion) => {
    expect(suggest(performance)).toEqual(suggestion);
  });

  test("every reason is given by some row, and every hint cost by some state", () => {
    expect(new Set(rows.map(([, , { because }]) => because))).toEqual(new Set(suggestionReasons));
    const costs = [0, 1].map((hints) => hintCost({ ended: "open", attempts: 0, hints }));
    expect(new Set(costs)).toEqual(new Set(hintCosts));
  });

  test.each([
    ["nothing done yet", { ended: "open", attempts: 0, hints: 0 }, "good", "good"],
    ["after a failed attempt", { ended: "open", attempts: 1, hints: 0 }, "hard", "nothing"],
    ["after a hint", { ended: "open", attempts: 0, hints: 1 }, "hard", "nothing"],
    ["given up", { ended: "given up", attempts: 1, hints: 0 }, "again", "nothing"],
  ] as const)("the best that can still be had: %s", (_when, performance, best, cost) => {
    expect(bestRating(performance)).toBe(best);
    expect(hintCost(performance)).toBe(cost);
  });

  test("help never betters a suggestion, and Easy is never suggested", () => {
    const worth = { again: 0, hard: 1, good: 2, easy: 3 };
    const ended = fc.constantFrom<Performance["ended"]>("solved", "wrong", "given up");
    fc.assert(
      fc.property(ended, fc.integer({ min: 1, max: 9 }), fc.nat(9), fc.nat(3), fc.nat(3), (how, attempts, hints, moreAttempts, moreHints) => {
        const before = suggest({ ended: how, attempts, hints }).rating!;
        const after = suggest({ ended: how, attempts: attempts + moreAttempts, hints: hints + moreHints }).rating!;
        expect(worth[after]).toBeLessThanOrEqual(worth[before]);
        expect(before).not.toBe("easy");
      }),
    );
  });
});
