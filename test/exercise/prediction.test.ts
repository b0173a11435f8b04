import { describe, expect, it } from "vitest";
import type { AskType } from "../../main/contract/index.ts";
import { maxListLength } from "../../main/exercise/limits.ts";
import { agrees, readPrediction } from "../../main/exercise/prediction.ts";

describe("a prediction is read by its type", () => {
  const rows: [AskType, string, string | null][] = [
    ["int", "304", "304"],
    ["int", ' "304" ', "304"],
    ["int", "-5", "-5"],
    ["int", "0 B", "0"],
    ["int", "1,482 bytes", "1482"],
    ["int", "1 482 000", "1482000"],
    ["int", "3.5", null],
    ["int", "1,48", null],
    ["int", "many", null],
    ["int", "", null],
    ["double", "0.5", "0.5"],
    ["double", "1e3", "1000"],
    ["double", "half", null],
    ["bool", "Yes", "true"],
    ["bool", "n", "false"],
    ["bool", "TRUE", "true"],
    ["bool", "是", "true"],
    ["bool", "否", "false"],
    ["bool", "1", null],
    ["string", " bytes 0-1/9 ", "bytes 0-1/9"],
    ["string", '"a \\"b\\""', 'a "b"'],
    ["string", "'x'", "x"],
    ["string", '"', '"'],
    ["bytes", 'b"hi"', "hi"],
    ["bytes", "hi", "hi"],
    ["list", "[]", "[]"],
    ["list", "GET, HEAD", "[GET, HEAD]"],
    ["list", '["a, b", c]', "[a, b, c]"],
    ["list", "'a, b', c", "[a, b, c]"],
    ["list", 'W/"a,b", "c', '[W/"a,b", "c]'],
    ["list", "it's, that's", "[it's, that's]"],
    ["list", "GET'HEAD", "[GET'HEAD]"],
    ["list", "a, b,", "[a, b]"],
    ["list", '"\\"a", b', '["a, b]'],
    ["list", "a,,b", '[a, "", b]'],
    ["int", "304 or 200", null],
    ["int", "304, 200", null],
    ["int", "3xx", null],
    ["int", "304?", null],
    ["bool", "yes or no", null],
    ["bool", "not true", null],
  ];
  it.each(rows)("%s %j", (type, text, readAs) => {
    const read = readPrediction(type, text);
    expect(read.ok ? read.readAs : null).toBe(readAs);
  });
  it("is read in time that grows with its length, whatever its quotes", () => {
    for (const piece of ['"\\', "'", '"', "' ", '",', " "]) expect(readPrediction("list", piece.repeat(500_000))).toBeDefined();
  });
  it("has as many elements as the limit and not one more", () => {
    const list = (count: number) => readPrediction("list", Array.from({ length: count }, () => "a").join(","));
    expect(list(maxListLength).ok).toBe(true);
    expect(list(maxListLength + 1).ok).toBe(false);
  });
});

describe("the wire agrees", () => {
  const rows: [string, unknown, AskType, string, boolean][] = [
    ["with the same number", 304n, "int", "304", true],
    ["not with another", 304n, "int", "200", false],
    ["with a text as it is", "text/html", "string", "text/html", true],
    ["not with another case", "text/html", "string", "Text/HTML", false],
    ["with an entity tag, quotes or not", '"abc-1"', "string", "abc-1", true],
    ["with an entity tag in quotes", '"abc-1"', "string", '"\\"abc-1\\""', true],
    ["with numbers in a list", [304n, 200n], "list", "304, 200", true],
    ["with true and false in a list", [true], "list", "yes", true],
    ["not with another order", [304n, 200n], "list", "200, 304", false],
    ["not with a text that holds it", "GET", "string", "GET or HEAD", false],
    ["not with one element for two", ["GET", "HEAD"], "list", "GET'HEAD", false],
    ["not with one more", [304n], "list", "304, 200", false],
    ["with an empty list", [], "list", "[]", true],
    ["with bytes", Uint8Array.of(104, 105), "bytes", "hi", true],
    ["not with fewer bytes", Uint8Array.of(104, 105), "bytes", "h", false],
  ];
  it.each(rows)("%s", (_name, wire, type, text, expected) => {
    const read = readPrediction(type, text);
    expect(read.ok && agrees(wire, read.value)).toBe(expected);
  });
});
