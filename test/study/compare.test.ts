/** Each kind that a stored answer decides: what is given, and the whole comparison. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answer, CardBody, Mark } from "../../main/contract/index.ts";
import { compare, maxComparedLength } from "../../main/study/compare.ts";

const option = (index: number, correct: boolean) => ({ index, text: `option ${index}`, reason: `because ${index}`, correct });
const choice: CardBody = { kind: "choice", multiple: true, options: [option(0, true), option(1, false), option(2, true)] };
const order: CardBody = { kind: "order", items: ["SYN", "SYN ACK", "ACK", "data"], interchangeable: [[2, 3]] };
const match: CardBody = {
  kind: "match",
  leftLabel: "code",
  rightLabel: "class",
  pairs: [
    { left: "200", right: "success" },
    { left: "404", right: "client error" },
    { left: "204", right: "success" },
  ],
};
const cloze: CardBody = {
  kind: "cloze",
  text: "\uE0000\uE001 and \uE0001\uE001 and \uE0002\uE001",
  blanks: ["no-store", "`private`", "**max-age**"],
  hidden: [0, 1, 2],
};
const type: CardBody = { kind: "type", accepted: ["Not Modified", "304"], exact: false };
const exact: CardBody = { kind: "type", accepted: ["ETag"], exact: true };

const passes = (comparison: { marks: Mark[] } | null) => comparison?.marks.map((mark) => mark.passed);

describe("comparing", () => {
  const rows: [string, CardBody, Answer, boolean[]][] = [
    ["all right options", choice, { kind: "choice", chosen: [2, 0] }, [true, true, true]],
    ["one right option of two", choice, { kind: "choice", chosen: [0] }, [true, true, false]],
    ["a wrong one besides the right ones", choice, { kind: "choice", chosen: [0, 1, 2] }, [true, false, true]],
    ["no option", choice, { kind: "choice", chosen: [] }, [false, true, false]],
    ["the order of the file", order, { kind: "order", order: [0, 1, 2, 3] }, [true, true, true, true]],
    ["items that may change places, changed", order, { kind: "order", order: [0, 1, 3, 2] }, [true, true, true, true]],
    ["items that may not change places, changed", order, { kind: "order", order: [1, 0, 2, 3] }, [false, false, true, true]],
    ["one item named twice", order, { kind: "order", order: [0, 1, 2, 2] }, [true, true, true, false]],
    ["items left out", order, { kind: "order", order: [0, 1] }, [true, true, false, false]],
    ["items that there are not", order, { kind: "order", order: [0, 1, 9, 3] }, [true, true, false, true]],
    ["each left with its right", match, { kind: "match", pairs: [0, 1, 2] }, [true, true, true]],
    ["equal right cells interchanged", match, { kind: "match", pairs: [2, 1, 0] }, [true, true, true]],
    ["different right cells interchanged", match, { kind: "match", pairs: [1, 0, 2] }, [false, false, true]],
    ["a left without a right", match, { kind: "match", pairs: [0, -1, 2] }, [true, false, true]],
    ["a right that there is not", match, { kind: "match", pairs: [0, 9, 2] }, [true, false, true]],
    ["blanks as they are, code and emphasis typed or not", cloze, { kind: "cloze", texts: ["no-store", "private", "max-age"] }, [true, true, true]],
    ["blanks in other case, with space around", cloze, { kind: "cloze", texts: [" NO-Store ", "`Private`", "**MAX-AGE**"] }, [true, true, true]],
    ["blanks in the wrong order", cloze, { kind: "cloze", texts: ["private", "no-store", "max-age"] }, [false, false, true]],
    ["blanks left empty", cloze, { kind: "cloze", texts: ["", " "] }, [false, false, false]],
    ["the first accepted text", type, { kind: "type", text: "Not Modified" }, [true]],
    ["another accepted text", type, { kind: "type", text: "304" }, [true]],
    ["full-width digits, which NFKC makes plain", type, { kind: "type", text: "３０４" }, [true]],
    ["other case, and white space inside", type, { kind: "type", text: " NOT \t modified\n" }, [true]],
    ["a part of it", type, { kind: "type", text: "Not" }, [false]],
    ["nothing", type, { kind: "type", text: "" }, [false]],
    ["exact: as written", exact, { kind: "type", text: "ETag" }, [true]],
    ["exact: other case", exact, { kind: "type", text: "Etag" }, [false]],
    ["exact: with space", exact, { kind: "type", text: "ETag " }, [false]],
  ];
  test.each(rows)("%s", (_what, body, answer, expected) => {
    const comparison = compare(body, answer);
    expect(passes(comparison)).toEqual(expected);
    expect(comparison?.passed).toBe(expected.every(Boolean));
  });

  test("marks say what was given, what is right, and the option's reason", () => {
    expect(compare(choice, { kind: "choice", chosen: [1] })?.marks[1]).toEqual({ index: 1, passed: false, given: "true", right: "false", reason: "because 1" });
    expect(compare(match, { kind: "match", pairs: [1, 1, 0] })?.marks[0]).toEqual({
      index: 0,
      passed: false,
      given: "client error",
      right: "success",
      reason: "",
    });
    expect(compare(cloze, { kind: "cloze", texts: ["x"] })?.marks[1]).toEqual({ index: 1, passed: false, given: "", right: "private", reason: "" });
    expect(compare(order, { kind: "order", order: [3] })?.marks[0]).toEqual({ index: 0, passed: false, given: "data", right: "SYN", reason: "" });
  });

  test("ß and SS, ſ and s are the same in any case", () => {
    const body: CardBody = { kind: "type", accepted: ["Straße"], exact: false };
    for (const text of ["STRASSE", "strasse", "ſtraße"]) expect(compare(body, { kind: "type", text })?.passed).toBe(true);
  });

  test(`a text of ${maxComparedLength} is compared, a longer one is wrong`, () => {
    const long = "a".repeat(maxComparedLength);
    const body: CardBody = { kind: "type", accepted: [long, `${long}a`], exact: false };
    expect(compare(body, { kind: "type", text: long })?.passed).toBe(true);
    expect(compare(body, { kind: "type", text: `${long}a` })?.passed).toBe(false);
  });

  test("kinds without a stored answer, and answers of another kind, are not compared", () => {
    expect(compare({ kind: "recall" }, { kind: "reveal" })).toBeNull();
    expect(compare({ kind: "rows", key: "a", column: "b", direction: "forward" }, { kind: "reveal" })).toBeNull();
    expect(compare({ kind: "interview", rubric: [], followUps: [] }, { kind: "reveal" })).toBeNull();
    for (const body of [choice, order, match, cloze, type]) expect(compare(body, { kind: "reveal" })).toBeNull();
  });

  test("an order passes exactly where it is right up to items that may change places", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4, maxLength: 4 }), (given) => {
        const isRight = given[0] === 0 && given[1] === 1;
        expect(compare(order, { kind: "order", order: given })?.passed).toBe(isRight);
      }),
    );
  });
});
