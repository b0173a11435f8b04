import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatWireText, parseWireText, shownWireText, tokenise, wireText, type WireStep } from "../../main/exercise/languages/wire-text.ts";
import { maxConnections, maxPauseMs, maxWireBytes } from "../../main/exercise/limits.ts";

const decoder = new TextDecoder("latin1");

/** Steps with their bytes as Latin-1, so that a table can show them. */
function read(text: string): unknown[] {
  const parsed = parseWireText(text);
  return parsed.ok ? parsed.value.map(shown) : parsed.problems.map(({ start, end, code }) => ({ start, end, code }));
}
const shown = (step: WireStep): unknown =>
  step.kind === "send"
    ? [step.connection, decoder.decode(step.bytes)]
    : step.kind === "pause"
      ? [step.connection, step.kind, step.ms]
      : [step.connection, step.kind];

describe("text as shown is sent", () => {
  const rows: [string, string, unknown[]][] = [
    ["the empty last line is the empty line of the message", "GET / HTTP/1.1\nHost: x\n", [[1, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"]]],
    ["an empty last line of content adds nothing", "GET / HTTP/1.1\nHost: x\n\n", [[1, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"]]],
    ["a forgotten empty line is not added", "GET / HTTP/1.1\nHost: x", [[1, "GET / HTTP/1.1\r\nHost: x\r\n"]]],
    ["CRLF in the text is one line end", "GET / HTTP/1.1\r\nHost: x\r\n", [[1, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"]]],
    ["content has no line end after its last line", "POST / HTTP/1.1\nContent-Length: 3\n\na\nb", [[1, "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\na\r\nb"]]],
    ["escapes are bytes", "GET /\\x00\\xfF\\\\ HTTP/1.1\\n\\\nA: b\\r\n", [[1, "GET /\0\xff\\ HTTP/1.1\nA: b\r\r\n\r\n"]]],
    ["a lone backslash holds the line end back", "GET /a\\\nb HTTP/1.1\n", [[1, "GET /ab HTTP/1.1\r\n\r\n"]]],
    ["letters are UTF-8", "é\\", [[1, "\xc3\xa9"]]],
    [
      "Content-Length is filled in with the content's length",
      "PUT / HTTP/1.1\nContent-Length: @\n\nhé\\x00\nb",
      [[1, "PUT / HTTP/1.1\r\nContent-Length: 7\r\n\r\nh\xc3\xa9\0\r\nb"]],
    ],
    ["a message without content has length 0", "PUT / HTTP/1.1\nContent-Length: @\n", [[1, "PUT / HTTP/1.1\r\nContent-Length: 0\r\n\r\n"]]],
    [
      "requests follow each other on a connection",
      "GET /a HTTP/1.1\nHost: x\n\nGET /b HTTP/1.1\nHost: x\n",
      [[1, "GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n"]],
    ],
    [
      "a request in framed content is content",
      "POST / HTTP/1.1\nContent-Length: @\n\nGET /b HTTP/1.1\nHost: x",
      [[1, "POST / HTTP/1.1\r\nContent-Length: 24\r\n\r\nGET /b HTTP/1.1\r\nHost: x"]],
    ],
    [
      "directives cut the stream",
      "GET / HTTP/1.1\n@pause 200ms\nHost: x\n\n@half-close",
      [
        [1, "GET / HTTP/1.1\r\n"],
        [1, "pause", 200],
        [1, "Host: x\r\n\r\n"],
        [1, "half-close"],
      ],
    ],
    [
      "@on opens another connection and goes back",
      "GET /1 HTTP/1.1\n@on 2\nGET /2 HTTP/1.1\n\n@on 1\nHost: x\n\n@reset",
      [
        [1, "GET /1 HTTP/1.1\r\n"],
        [2, "GET /2 HTTP/1.1\r\n\r\n"],
        [1, "Host: x\r\n\r\n"],
        [1, "reset"],
      ],
    ],
    ["@repeat is a line of text", "GET / HTTP/1.1\nX: \\\n@repeat 3 ab\n", [[1, "GET / HTTP/1.1\r\nX: ababab\r\n\r\n"]]],
    ["@exact adds no line end to the last line", "@exact\nGET / HTTP/1.1\nHost: x", [[1, "GET / HTTP/1.1\r\nHost: x"]]],
    ["nothing sends nothing", "", []],
    ["an unknown escape is told at its place", "GET /\\q HTTP/1.1", [{ start: 5, end: 7, code: "unknown-escape" }]],
    ["half an \\x escape is none", "a\\x4", [{ start: 1, end: 3, code: "unknown-escape" }]],
    ["an unknown directive is told", "GET / HTTP/1.1\n@wait", [{ start: 15, end: 20, code: "unknown-directive" }]],
    ["@exact stands first", "GET / HTTP/1.1\n@exact", [{ start: 15, end: 21, code: "bad-directive" }]],
    ["@pause needs a unit", "@pause 200", [{ start: 0, end: 10, code: "bad-directive" }]],
    ["@repeat needs a count and a text", "@repeat A", [{ start: 0, end: 9, code: "bad-directive" }]],
    ["@on needs a number from 1", "@on 0", [{ start: 0, end: 5, code: "bad-directive" }]],
  ];
  it.each(rows)("%s", (_name, text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe("a deck's block", () => {
  const rows: [string, string, string][] = [
    ["gets its empty line", "GET / HTTP/1.1\nHost: x\n", "GET / HTTP/1.1\nHost: x\n"],
    ["keeps the one it has", "GET / HTTP/1.1\nHost: x\n\n", "GET / HTTP/1.1\nHost: x\n"],
    ["loses only the last newline of its content", "POST / HTTP/1.1\nContent-Length: @\n\na\n", "POST / HTTP/1.1\nContent-Length: @\n\na"],
    ["gets one for the last of several messages", "GET /a HTTP/1.1\n\nGET /b HTTP/1.1\n", "GET /a HTTP/1.1\n\nGET /b HTTP/1.1\n"],
    [
      "gets one on each connection, before the directives that follow",
      "GET /a HTTP/1.1\n@on 2\nGET /b HTTP/1.1\n@half-close\n",
      "GET /a HTTP/1.1\n\n@on 2\nGET /b HTTP/1.1\n\n@half-close",
    ],
    ["gets none after @exact", "@exact\nGET / HTTP/1.1\nHost: x\n", "@exact\nGET / HTTP/1.1\nHost: x"],
    ["may be empty", "", ""],
  ];
  it.each(rows)("%s", (_name, block, expected) => {
    expect(shownWireText(block)).toBe(expected);
  });

  it("completes each message exactly once, however often it is shown", () => {
    for (const [, block] of rows.filter(([, block]) => !block.startsWith("@exact") && !block.includes("\na\n")))
      expect(shownWireText(`${shownWireText(block)}\n`)).toBe(shownWireText(block));
  });

  it("is a step after “send”, and bare directives are steps", () => {
    expect(wireText.step("send", "GET / HTTP/1.1")).toEqual(parseWireText("GET / HTTP/1.1\n"));
    expect(wireText.step("half-close", "")).toEqual({ ok: true, value: [{ kind: "half-close", connection: 1 }] });
    expect(wireText.step("pause 20ms", "")).toEqual({ ok: true, value: [{ kind: "pause", connection: 1, ms: 20 }] });
    for (const [words, block] of [
      ["send", ""],
      ["shout", "x"],
      ["reset", "x"],
    ] as const)
      expect(wireText.step(words, block)).toMatchObject({ ok: false, problems: [{ code: "unknown-step" }] });
  });
});

describe("limits", () => {
  it("sends as many bytes as the limit and not one more", () => {
    const sent = (count: number) => parseWireText(`@repeat ${count} A\\`);
    expect(sent(maxWireBytes).ok).toBe(true);
    expect(sent(maxWireBytes + 1)).toMatchObject({ ok: false, problems: [{ code: "too-many-bytes" }] });
    expect(parseWireText(`@repeat ${maxWireBytes} A\nB`)).toMatchObject({ ok: false, problems: [{ code: "too-many-bytes" }] });
  });
  it("pauses as long as the limit and not a millisecond more", () => {
    expect(parseWireText(`@pause ${maxPauseMs}ms`).ok).toBe(true);
    expect(parseWireText(`@pause ${maxPauseMs}ms\n@pause 1ms`)).toMatchObject({ ok: false, problems: [{ code: "too-long-pause" }] });
  });
  it("opens as many connections as the limit and not one more", () => {
    expect(parseWireText(`@on ${maxConnections}\nA`).ok).toBe(true);
    expect(parseWireText(`@on ${maxConnections + 1}\nA`)).toMatchObject({ ok: false, problems: [{ code: "too-many-connections" }] });
  });
});

describe("tokens", () => {
  it("names the parts of every line", () => {
    const lines = tokenise("GET /a\\x20 HTTP/1.1\nHost: x\nContent-Length: @\n\nbody\\\n@on 2\nHTTP/1.1 200 OK\n@repeat 3 A\n@nothing");
    expect(lines.map(({ kind, crlf, tokens }) => [kind, crlf, tokens.map((token) => token.kind).join(" ")])).toEqual([
      ["request-line", true, "method target escape version"],
      ["header", true, "header-name colon header-value"],
      ["header", true, "header-name colon filled-in"],
      ["end-of-headers", true, ""],
      ["body", false, "body no-line-end"],
      ["directive", false, "directive argument"],
      ["status-line", true, "version status reason"],
      ["header", true, "directive argument"],
      ["directive", false, "directive error"],
    ]);
  });

  it("never overlap, never fail, and lie within their line", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("G", " ", "/", "\n", "\\", "x", "4", "@", ":", "é", "HTTP/1.1", "@on 2", "Content-Length: @"), maxLength: 60 }),
        (text) => {
          for (const line of tokenise(text)) {
            let from = line.start;
            for (const token of line.tokens.filter(({ kind }) => kind !== "error")) {
              expect(token.start).toBeGreaterThanOrEqual(from);
              expect(token.end).toBeGreaterThan(token.start);
              from = token.end;
            }
            expect(from).toBeLessThanOrEqual(line.end);
          }
        },
      ),
    );
  });
});

describe("laws", () => {
  const connection = fc.integer({ min: 1, max: 3 });
  const bytes = fc
    .array(fc.oneof(fc.constantFrom(13, 10, 92, 64, 32, 58, 71, 195, 169), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 40 })
    .map((numbers) => Uint8Array.from(numbers));
  const message = fc
    .constantFrom("GET / HTTP/1.1\r\nHost: x\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nhi", "HTTP/1.1 200 OK\r\n")
    .map((text) => new TextEncoder().encode(text));
  const step: fc.Arbitrary<WireStep> = fc.oneof(
    fc.record({ kind: fc.constant("send" as const), connection, bytes: fc.oneof(bytes, message) }),
    fc.record({ kind: fc.constant("pause" as const), connection, ms: fc.integer({ min: 0, max: 500 }) }),
    fc.record({ kind: fc.constantFrom("half-close" as const, "reset" as const), connection }),
  );

  it("what is formatted is read back as the same steps", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const joined = steps.reduce<WireStep[]>((whole, each) => {
          const last = whole.at(-1);
          if (each.kind !== "send" || last?.kind !== "send" || last.connection !== each.connection) return [...whole, each];
          return [...whole.slice(0, -1), { ...last, bytes: Uint8Array.from([...last.bytes, ...each.bytes]) }];
        }, []);
        const parsed = parseWireText(formatWireText(steps));
        expect(parsed.ok && parsed.value.map(shown)).toEqual(joined.map(shown));
      }),
    );
  });

  it("formatting what was read and reading it again changes nothing", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("GET / HTTP/1.1", "Host: x", "\n", "\\", "\\\\", "\\xff", "@reset", "A", "\n\n"), maxLength: 20 }),
        (text) => {
          const first = parseWireText(text);
          if (!first.ok) return;
          const again = parseWireText(formatWireText(first.value));
          expect(again.ok && again.value.map(shown)).toEqual(first.value.map(shown));
        },
      ),
    );
  });
});
