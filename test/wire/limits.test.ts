import { describe, expect, test } from "vitest";
import { streamBytes } from "../../main/wire/capture.ts";
import { dissect, fieldsOf } from "../../main/wire/dissect.ts";
import { maxChunkFields } from "../../main/wire/http1/fields.ts";
import { maxPreviewBytes, maxSummaryLength, oneLine, preview } from "../../main/wire/http1/text.ts";
import { count } from "../../main/wire/quantity.ts";
import { captureOf } from "./conversation.ts";

describe("what is shown has its limits", () => {
  test.each([
    { chunks: maxChunkFields, more: [] },
    { chunks: maxChunkFields + 1, more: ["1"] },
  ])("$chunks chunks", ({ chunks, more }) => {
    const capture = captureOf([["client", `POST / HTTP/1.1\r\nHost: o\r\nTransfer-Encoding: chunked\r\n\r\n${"1\r\nx\r\n".repeat(chunks - 1)}0\r\n\r\n`]]);
    const [message] = dissect(capture).messages;
    const content = fieldsOf(message!, streamBytes(capture, 0, "client"))[0]!.children.find(({ name }) => name === "Content")!;
    expect(content.children.filter(({ name }) => name === "More chunks").map(({ value }) => value)).toEqual(more);
  });

  test("a line as long as it may be, and one character more", () => {
    expect(oneLine("x".repeat(maxSummaryLength), maxSummaryLength)).toBe("x".repeat(maxSummaryLength));
    expect(oneLine("x".repeat(maxSummaryLength + 1), maxSummaryLength)).toBe(`${"x".repeat(maxSummaryLength - 1)}…`);
  });

  test("a preview as long as it may be, one byte more, and none of what is no text", () => {
    const text = (length: number) => new Uint8Array(length).fill(120);
    expect(preview(text(maxPreviewBytes))).toBe("x".repeat(maxPreviewBytes));
    expect(preview(text(maxPreviewBytes + 1))).toBe(`${"x".repeat(maxPreviewBytes)}…`);
    expect(preview(Uint8Array.of(0, 1, 2, 120))).toBe("");
  });

  test.each([
    [0, "0 B"],
    [999, "999 B"],
    [1482, "1,482 B"],
    [1_000_000, "1,000,000 B"],
  ])("%i bytes are written %s", (bytes, text) => {
    expect(count(bytes, "B")).toBe(text);
  });
});
