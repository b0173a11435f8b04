import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { celSource } from "../../main/exercise/cel-template.ts";
import { codeSpans, fillSpans, firstCodeSpan } from "../../main/exercise/prose.ts";
import { fillTemplate, readTemplate } from "../../main/exercise/template.ts";

describe("a template", () => {
  const rows: [string, string, string][] = [
    ["a place is filled", "bytes=${first}-", "bytes=<first>-"],
    ["a place holds an expression", "+${ttl - 1}s", "+<ttl - 1>s"],
    ["braces and quotes of the expression don't end it", '${pick({"a}": 1})}x', '<pick({"a}": 1})>x'],
    ["$${ is literal", "a $${first} b", "a ${first} b"],
    ["a dollar alone is one", "$5 $ {x}", "$5 $ {x}"],
    ["a place that never closes stays", "a ${first", "a ${first"],
  ];
  it.each(rows)("%s", (_name, template, expected) => {
    expect(fillTemplate(template, (expression) => `<${expression}>`).text).toBe(expected);
  });

  it("is told where places don't close or name nothing", () => {
    expect(readTemplate("a ${b\nc} ${}").problems).toEqual([{ start: 2, end: 12, code: "unclosed-place" }]);
    expect(readTemplate("a ${} ${ }").problems).toEqual([
      { start: 2, end: 5, code: "empty-place" },
      { start: 6, end: 10, code: "empty-place" },
    ]);
  });

  it("knows where each filled character came from", () => {
    const filled = fillTemplate("ab${x}cd$${e", () => "12345");
    expect(filled.text).toBe("ab12345cd${e");
    expect([0, 1, 2, 6, 7, 8, 9, 11, 12].map((offset) => filled.origin(offset))).toEqual([0, 1, 2, 2, 6, 7, 8, 11, 12]);
  });

  it("fills a value's own ${…} never a second time", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(fillTemplate("a${x}b", () => value).text).toBe(`a${value}b`);
      }),
    );
  });
});

describe("${} in CEL", () => {
  const rows: [string, string, string][] = [
    ["in a text is concatenation", 'a == "bytes ${first}-${last}/9"', 'a == ("bytes " + string(first) + "-" + string(last) + "/9")'],
    ["in a text in single quotes", "'x${n}'", "('x' + string(n) + '')"],
    ["in a raw text", 'r"\\d${n}"', '(r"\\d" + string(n) + r"")'],
    ["outside is an expression in parentheses", "status == ${code + 1}", "status == (code + 1)"],
    ["literal stays text", '"$${n}"', '"${n}"'],
    ["quotes of the place don't end the text", '"a${pick("b")}c"', '("a" + string(pick("b")) + "c")'],
    ["escaped quotes don't end the text", '"a\\"${n}"', '("a\\"" + string(n) + "")'],
    ["comments are left alone", 'a // "${b\n == ${c}', 'a // "${b\n == (c)'],
    ["triple quotes", '"""a "b" ${n}"""', '("""a "b" """ + string(n) + """""")'],
  ];
  it.each(rows)("%s", (_name, written, expected) => {
    expect(celSource(written)).toMatchObject({ text: expected, problems: [] });
  });
});

describe("prose", () => {
  it("is filled in code spans only", () => {
    const filled = fillSpans("`${a}` ${a} ``x ` ${a}`` \\`${a} \n```http\n${a}\n```\n~~~\n`${a}`\n~~~\n`${b}` `$${a}`", (expression) =>
      expression === "a" ? "1" : null,
    );
    expect(filled).toBe("`1` ${a} ``x ` 1`` \\`${a} \n```http\n${a}\n```\n~~~\n`${a}`\n~~~\n`${b}` `${a}`");
  });
  it("finds spans as CommonMark does", () => {
    expect(codeSpans("`a` `` b ` `` `no\n\nspan`").map(({ start, end }) => [start, end])).toEqual([
      [1, 2],
      [6, 11],
    ]);
    expect(firstCodeSpan("The `` `x` `` one")).toBe("`x`");
    expect(firstCodeSpan("none")).toBeNull();
  });
});
