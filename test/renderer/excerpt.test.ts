import { expect, test } from "vitest";
import { excerptOf } from "../../renderer/screens/study/excerpt.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
  ["a byte within its line", "GET / HTTP/1.1\r\nHost : a\r\n", 20, { text: "Host : a\\r\\n", at: 4 }],
  ["the first byte of all", "get", 0, { text: "get", at: 0 }],
  ["the first byte of a line stands after the line before", "GET /\r\n: x", 7, { text: "GET /\\r\\n: x", at: 9 }],
  ["a line end that stands alone", "GET /\nHost: a", 5, { text: "GET /\\nHost: a", at: 5 }],
  ["beyond the last byte, where bytes are missing", "Host: a\r\n", 9, { text: "Host: a\\r\\n", at: 11 }],
])("%s", (_name, text, at, excerpt) => {
  expect(excerptOf(bytes(text), at)).toEqual(excerpt);
});
