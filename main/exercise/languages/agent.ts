/** A user agent that follows redirects: `get http://origin.test/x`, `post http://origin.test/form a=1 b=2`; header lines, and content after an empty line, stand below. */
import type { Language, Parsed, TextProblem } from "../scenario.ts";

export interface AgentStep {
  kind: "request";
  method: string;
  /** Absolute http: or https: URL. */
  url: string;
  headers: { name: string; value: string }[];
  /** Null where nothing is sent. Fields (`a=1 b=2`) are sent as application/x-www-form-urlencoded. */
  body: Uint8Array | null;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Host with an optional port, path, query; no user information, no fragment. */
const absoluteUrl = /^https?:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:\/[!-"$-~]*)?$/;

export const agent: Language<AgentStep> = {
  id: "agent",
  summary: "A user agent that follows redirects: METHOD URL, then fields a=1; header lines below.",
  step: readRequest,
  answer(text) {
    const [first = "", ...rest] = text.split("\n");
    return readRequest(first.trim(), rest.join("\n"));
  },
  format(steps) {
    return steps.map(formatRequest).join("\n");
  },
};

function readRequest(words: string, block: string): Parsed<AgentStep[]> {
  const wrong = (code: string, message: string): Parsed<AgentStep[]> => ({ ok: false, problems: [{ start: 0, end: words.length, code, message }] });
  const [method = "", url = "", ...fields] = words.split(/ +/);
  if (!token.test(method) || url === "") return wrong("unknown-step", "Write a method and a URL: get http://origin.test/x");
  if (!absoluteUrl.test(url)) return wrong("bad-url", `“${url}” is no absolute http: URL without user information and fragment.`);
  const unpaired = fields.find((field) => field.indexOf("=") < 1);
  if (unpaired !== undefined) return wrong("bad-field", `“${unpaired}” is no field; write name=value.`);
  const read = readBlock(block);
  if (!read.ok) return read;
  const { headers, content } = read.value;
  if (fields.length > 0 && content !== null) return wrong("two-contents", "Give fields or content below the header lines, not both.");
  const body = fields.length > 0 ? encoder.encode(fields.map(encodeField).join("&")) : content === null ? null : encoder.encode(content);
  if (fields.length > 0 && !headers.some(({ name }) => name.toLowerCase() === "content-type"))
    headers.push({ name: "Content-Type", value: "application/x-www-form-urlencoded" });
  return { ok: true, value: [{ kind: "request", method: method.toUpperCase(), url, headers, body }] };
}

function readBlock(block: string): Parsed<{ headers: { name: string; value: string }[]; content: string | null }> {
  const text = block.replace(/\n$/, "");
  const empty = /^\n|\n\n/.exec(text);
  const head = empty ? text.slice(0, empty.index) : text;
  const headers: { name: string; value: string }[] = [];
  const problems: TextProblem[] = [];
  let start = 0;
  for (const line of head === "" ? [] : head.split("\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0));
    if (token.test(name)) headers.push({ name, value: line.slice(colon + 1).trim() });
    else problems.push({ start, end: start + line.length, code: "bad-header", message: `“${line}” is no header line; write Name: value.` });
    start += line.length + 1;
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { headers, content: empty ? text.slice(empty.index + empty[0].length) : null } };
}

/** application/x-www-form-urlencoded (URL Standard §5.2): a space is `+`. */
export function encodeField(field: string): string {
  const equals = field.indexOf("=");
  return `${encodeFormText(field.slice(0, equals))}=${encodeFormText(field.slice(equals + 1))}`;
}

function encodeFormText(text: string): string {
  return [...encoder.encode(text)]
    .map((byte) =>
      byte === 32
        ? "+"
        : /[A-Za-z0-9*._-]/.test(String.fromCharCode(byte))
          ? String.fromCharCode(byte)
          : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
    )
    .join("");
}

function formatRequest(step: AgentStep): string {
  const lines = [`${step.method.toLowerCase()} ${step.url}`, ...step.headers.map(({ name, value }) => `${name}: ${value}`)];
  if (step.body !== null) lines.push("", decoder.decode(step.body));
  return lines.join("\n");
}
