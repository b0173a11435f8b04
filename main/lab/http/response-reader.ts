/** Reads the responses of one connection, in order, as a client must: RFC 9112 §4 and §6.3. */
import { fieldLines, hasToken, latin1Text, type Fields, type Response } from "./message.ts";
import { readContent } from "./request-content.ts";
import { addFieldLine, checkedLine, lineAt } from "./request-head.ts";

const rules = { strict: false, maxTarget: 0, maxFields: 65_536 };
const maxContent = 4 * 1024 * 1024;

export class ResponseReader {
  /** Whole responses so far, 1xx among them. */
  readonly responses: Response[] = [];
  /** Why the bytes are no HTTP response; null while they are. */
  broken: string | null = null;
  /** Does the connection go on after the last response? */
  persists = true;
  readonly #methods: string[] = [];
  #buffer: Uint8Array = new Uint8Array(0);
  #ended = false;

  /** A request of that method was sent: its response comes next. */
  expect(method: string): void {
    this.#methods.push(method);
  }

  bytes(bytes: Uint8Array): void {
    this.#buffer = this.#buffer.length === 0 ? bytes : Buffer.concat([this.#buffer, bytes]);
    this.#read();
  }

  /** The server has closed: content without a length ends here. */
  end(): void {
    this.#ended = true;
    this.#read();
    if (this.broken === null && (this.#buffer.length > 0 || this.#methods.length > 0)) this.broken = "the connection ended before the response did";
  }

  #read(): void {
    while (this.broken === null && this.#buffer.length > 0) {
      const length = this.#readOne();
      if (length === null) return;
      this.#buffer = this.#buffer.subarray(length);
    }
  }

  /** Length of the response that was taken; null where more bytes are needed or none ever help. */
  #readOne(): number | null {
    const first = lineAt(this.#buffer, 0);
    if (!"HTTP/1.".startsWith(latin1Text(this.#buffer.subarray(0, 7)))) return this.#break("the answer doesn't begin with HTTP/1.");
    if (first === null) return this.#buffer.length > rules.maxFields ? this.#break("the status line doesn't end") : null;
    const status = /^HTTP\/1\.(?<minor>\d) (?<code>[1-9]\d\d)(?: .*)?$/.exec(first.text)?.groups;
    if (status === undefined) return this.#break("the status line is malformed");
    const head = this.#fields(first.next);
    if (head === null) return null;
    const code = Number(status["code"]);
    if (code >= 200 || code === 101) this.persists = Number(status["minor"]) === 1 && !hasToken(head, "Connection", "close");
    const content = this.#content(code, head.fields, head.length);
    if (content === null) return null;
    this.responses.push({ status: code, fields: head.fields, content: content.content });
    if (code >= 200 || code === 101) this.#methods.shift();
    return content.length;
  }

  #fields(from: number): { fields: Fields; length: number } | null {
    const fields: [string, string][] = [];
    for (let at = from; ;) {
      const line = lineAt(this.#buffer, at);
      if ((line?.next ?? this.#buffer.length) - from > rules.maxFields) return this.#break("the header section doesn't end");
      if (line === null) return null;
      at = line.next;
      const checked = checkedLine(line, rules);
      if (typeof checked !== "string") return this.#break(checked.why);
      if (checked === "") return { fields, length: at };
      const refusal = addFieldLine(fields, checked, rules);
      if (refusal !== null) return this.#break(refusal.why);
    }
  }

  #content(code: number, fields: Fields, from: number): { content: Uint8Array; length: number } | null {
    const bare = code < 200 || code === 204 || code === 304 || this.#methods[0] === "HEAD";
    if (bare) return { content: new Uint8Array(0), length: from };
    const lengths = fieldLines(fields, "Content-Length");
    const chunked = hasToken({ fields }, "Transfer-Encoding", "chunked");
    if (!chunked && lengths.length === 0) {
      // Without a length the content ends with the connection (RFC 9112 §6.3, rule 8).
      this.persists = false;
      return this.#ended ? { content: this.#buffer.slice(from), length: this.#buffer.length } : null;
    }
    if (!chunked && !/^\d{1,15}$/.test(lengths[0]!)) return this.#break("Content-Length is no number");
    const framing = chunked ? ({ kind: "chunked", closes: false } as const) : ({ kind: "length", length: Number(lengths[0]), closes: false } as const);
    const read = readContent(this.#buffer, from, framing, maxContent, rules);
    if (read.kind === "refused") return this.#break(read.why);
    return read.kind === "more" ? null : read;
  }

  #break(why: string): null {
    this.broken = why;
    return null;
  }
}
