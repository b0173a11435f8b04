import * as fc from "fast-check";
import { expect, test } from "vitest";
import { orderQueue, remainingToday } from "../../main/scheduler/queue.ts";

test.each([
  { limits: [20, 200], done: [0, 0], left: [20, 200] },
  { limits: [20, 200], done: [20, 199], left: [0, 1] },
  { limits: [20, 200], done: [21, 500], left: [0, 0] },
  { limits: [0, 0], done: [0, 0], left: [0, 0] },
])("of $limits new cards and reviews with $done done $left are left", ({ limits, done, left }) => {
  const [newPerDay = 0, reviewsPerDay = 0] = limits;
  const [newCards = 0, reviews = 0] = done;
  expect(remainingToday({ newPerDay, reviewsPerDay }, { newCards, reviews })).toEqual({ newCards: left[0], reviews: left[1] });
});

test.each([
  { learning: ["l"], reviews: ["1", "2", "3", "4"], fresh: ["a", "b"], order: "l1a23b4" },
  { learning: [], reviews: ["1", "2"], fresh: [], order: "12" },
  { learning: [], reviews: [], fresh: ["a", "b"], order: "ab" },
  { learning: ["l", "m"], reviews: ["1"], fresh: ["a"], order: "lm1a" },
])("$learning, $reviews and $fresh are asked in the order $order", ({ learning, reviews, fresh, order }) => {
  expect(orderQueue({ learning, reviews, fresh }).join("")).toBe(order);
});

test("each list keeps its order, none is lost, and new cards lie evenly", () => {
  fc.assert(
    fc.property(fc.nat(200), fc.nat(200), (reviewCount, newCount) => {
      const reviews = Array.from({ length: reviewCount }, (_, n) => ({ n, fresh: false }));
      const fresh = Array.from({ length: newCount }, (_, n) => ({ n, fresh: true }));
      const ordered = orderQueue({ learning: [], reviews, fresh });
      expect(ordered.filter((card) => !card.fresh)).toEqual(reviews);
      expect(ordered.filter((card) => card.fresh)).toEqual(fresh);
      // In any beginning of the queue the share of new cards is that of the whole, give or take two.
      let seen = 0;
      ordered.forEach((card, index) => {
        seen += card.fresh ? 1 : 0;
        expect(Math.abs(seen - ((index + 1) * newCount) / ordered.length)).toBeLessThanOrEqual(2);
      });
    }),
  );
});
