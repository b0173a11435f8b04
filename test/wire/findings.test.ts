import { describe, expect, test } from "vitest";
import type { Field, Message } from "../../main/contract/index.ts";
import type { bytesFindings } from "../../main/wire/bytes/bytes.ts";
import { streamBytes } from "../../main/wire/capture.ts";
import { dissect, fieldsOf, protocols } from "../../main/wire/dissect.ts";
import type { http1Findings } from "../../main/wire/http1/findings.ts";
import { maxFieldLines } from "../../main/wire/http1/lines.ts";
import { captureOf, type Said } from "./conversation.ts";

const get = "GET / HTTP/1.1\r\nHost: o\r\n\r\n";
const request = (line: string, ...fields: string[]): Said[] => [["client", `${[line, ...fields].join("\r\n")}\r\n\r\n`]];
const response = (text: string): Said[] => [
  ["client", get],
  ["origin", text],
];

/** Each code, and a conversation whose fields or opaque messages say it. */
const table: Record<keyof typeof http1Findings | keyof typeof bytesFindings, { said: Said[]; port?: number }> = {
  "bare-lf": { said: [["client", "GET / HTTP/1.1\r\nHost: o\n\r\n"]] },
  "bare-cr": { said: request("GET / HTTP/1.1", "Host: o", "A: b\rc") },
  "empty-line-before-start": { said: [["client", `\r\n${get}`]] },
  "start-line-spaces": { said: request("GET  / HTTP/1.1", "Host: o") },
  "start-line-incomplete": { said: [["client", "GET /"]] },
  "request-line-invalid": { said: request("GET /", "Host: o") },
  "status-line-invalid": { said: response("HTTP/1.1 OK\r\n\r\n") },
  "method-lower-case": { said: request("get / HTTP/1.1", "Host: o") },
  "target-form": { said: request("GET * HTTP/1.1", "Host: o") },
  "target-fragment": { said: request("GET /#top HTTP/1.1", "Host: o") },
  "version-not-1": { said: request("GET / HTTP/2.0", "Host: o") },
  "status-out-of-range": { said: response("HTTP/1.1 600 Odd\r\nContent-Length: 0\r\n\r\n") },
  "reason-space-missing": { said: response("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n") },
  "space-before-colon": { said: request("GET / HTTP/1.1", "Host : o") },
  "obs-fold": { said: request("GET / HTTP/1.1", "Host: o", "A: b", " c") },
  "space-before-first-field": { said: request("GET / HTTP/1.1", " Host: o", "Host: o") },
  "field-colon-missing": { said: request("GET / HTTP/1.1", "Host: o", "Nothing") },
  "field-name-invalid": { said: request("GET / HTTP/1.1", "Host: o", "A@b: c") },
  "field-value-control": { said: request("GET / HTTP/1.1", "Host: o", "A: b\0c") },
  "headers-incomplete": { said: [["client", "GET / HTTP/1.1\r\nHost: o\r\n"]] },
  "host-missing": { said: request("GET / HTTP/1.1", "A: b") },
  "host-duplicate": { said: request("GET / HTTP/1.1", "Host: o", "Host: p") },
  "host-invalid": { said: request("GET / HTTP/1.1", "Host: o p") },
  "upgrade-not-in-connection": { said: request("GET / HTTP/1.1", "Host: o", "Upgrade: echo") },
  "required-field-missing": { said: response("HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n") },
  "length-and-transfer-encoding": { said: [["client", "POST / HTTP/1.1\r\nHost: o\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"]] },
  "content-length-invalid": { said: request("POST / HTTP/1.1", "Host: o", "Content-Length: 1, 2") },
  "content-length-repeated": { said: request("POST / HTTP/1.1", "Host: o", "Content-Length: 0", "Content-Length: 0") },
  "content-length-forbidden": { said: response("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n") },
  "transfer-encoding-forbidden": { said: response("HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n") },
  "transfer-encoding-in-1.0": { said: response("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") },
  "chunked-not-last": { said: request("POST / HTTP/1.1", "Host: o", "Transfer-Encoding: chunked, gzip") },
  "chunked-twice": { said: response("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n") },
  "framing-unknown": { said: [["client", "POST / HTTP/1.1\r\nHost: o\r\nContent-Length: x\r\n\r\nhi"]] },
  "read-until-close": { said: response("HTTP/1.1 200 OK\r\n\r\nhi") },
  "content-incomplete": { said: response("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhi") },
  "content-forbidden": { said: response("HTTP/1.1 204 No Content\r\n\r\nsome bytes\r\n") },
  "content-in-get": { said: [["client", "GET / HTTP/1.1\r\nHost: o\r\nContent-Length: 2\r\n\r\nhi"]] },
  "content-in-trace": { said: [["client", "TRACE / HTTP/1.1\r\nHost: o\r\nContent-Length: 2\r\n\r\nhi"]] },
  "chunk-size-invalid": { said: response("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n") },
  "chunk-size-too-large": { said: response(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${"f".repeat(14)}\r\n`) },
  "chunk-end-missing": { said: response("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhiho\r\n") },
  "chunk-extension": { said: response("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;a=b\r\nhi\r\n0\r\n\r\n") },
  "trailer-forbidden": { said: response("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nHost: o\r\n\r\n") },
  "field-lines-limit": { said: [["client", `GET / HTTP/1.1\r\n${"A: b\r\n".repeat(maxFieldLines + 1)}\r\n`]] },
  "no-dissector": { said: [["client", "EHLO"]], port: 25 },
  upgraded: {
    said: [
      ["client", get],
      ["origin", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: upgrade\r\n\r\nhello"],
    ],
  },
  tunnel: {
    said: [
      ["client", "CONNECT o:1 HTTP/1.1\r\nHost: o:1\r\n\r\n"],
      ["origin", "HTTP/1.1 200 OK\r\n\r\nhello"],
    ],
  },
};

function codes(fields: readonly Field[]): string[] {
  return fields.flatMap((field) => [...(field.finding ? [field.finding.code] : []), ...codes(field.children)]);
}

function trees({ said, port = 80 }: { said: Said[]; port?: number }): { message: Message; fields: Field[] }[] {
  const capture = captureOf(said, { to: { host: "origin", address: "198.51.100.80", port } });
  return dissect(capture).messages.map((message) => ({
    message,
    fields: fieldsOf(message, streamBytes(capture, 0, message.by).slice(message.range.from, message.range.to)),
  }));
}

describe("what is odd in the bytes is said at its place", () => {
  test.each(Object.entries(table))("%s", (code, conversation) => {
    expect(trees(conversation).flatMap(({ fields }) => codes(fields))).toContain(code);
  });

  test("every finding of every dissector stands in this table", () => {
    expect(protocols.flatMap((protocol) => Object.keys(protocol.findings)).toSorted()).toEqual(Object.keys(table).toSorted());
  });

  test("each names an RFC section, and its text says so", () => {
    const findings = protocols.flatMap((protocol) => Object.values(protocol.findings));
    expect(findings.length).toBeGreaterThan(40);
    for (const { source, text } of findings) {
      expect(source).toMatch(/^RFC \d+ §\d+(\.\d+)*$/);
      expect(text).toMatch(/\.$/);
    }
  });

  test("an ordinary exchange has none", () => {
    const said: Said[] = [
      ["client", get],
      ["origin", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"],
    ];
    expect(trees({ said }).flatMap(({ fields }) => codes(fields))).toEqual([]);
  });
});

describe("the field tree of a message", () => {
  test("names its parts with their bytes and sections", () => {
    const said: Said[] = [
      ["client", get],
      ["origin", 'HTTP/1.1 304 Not Modified\r\nETag: "v3-9f2c"\r\n\r\n'],
    ];
    const plain = ({ name, value, start, end, source, children }: Field): unknown => [name, value, start, end, source, ...children.map((child) => child.name)];
    const [root] = trees({ said })[1]!.fields;
    expect(root!.children.map(plain)).toEqual([
      ["Status line", "304 Not Modified", 0, 27, "RFC 9112 §4", "Version", "Status code", "Reason phrase"],
      ["ETag", '"v3-9f2c"', 27, 44, "RFC 9110 §8.8.3"],
      ["End of headers", "CR LF", 44, 46, "RFC 9112 §2.1"],
      ["Content", "none", 46, 46, "RFC 9110 §6.4"],
    ]);
  });
});
