/** The learner's own request as a `curl` line; "" where curl could not send those bytes. */
import type { HttpRequest, Transcript } from "../contract/index.ts";

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Longest content that is written into the line. */
const maxContentLength = 2_000;

/** Of the last complete request that `host` sent in the attempt, when it sent one alone. */
export function curlCommand(transcript: Transcript, host: string | null, attempt: number): string {
  const sent = transcript.messages.filter((message) => message.attempt === attempt && message.by === host);
  const request = sent.length === 1 ? sent[0]!.value : null;
  const flow = transcript.flows.find(({ id }) => id === sent[0]?.flow);
  if (request?.kind !== "request" || !flow || !sendable(request)) return "";
  const authority = request.headers.find(({ name }) => name.toLowerCase() === "host")!.value;
  const words = ["curl", "-i"];
  if (request.method === "HEAD") words.push("--head");
  else if (request.method !== (request.body.length > 0 ? "POST" : "GET")) words.push("-X", quoted(request.method));
  for (const { name, value } of request.headers)
    if (!/^(?:host|content-length)$/i.test(name)) words.push("-H", quoted(value === "" ? `${name};` : `${name}: ${value}`));
  if (request.body.length > 0) words.push("--data-binary", quoted(new TextDecoder().decode(request.body)));
  return [...words, quoted(`http://${authority}${request.target}`)].join(" ");
}

/** One Host, an origin-form target, printable text, HTTP/1.1: what curl sends without tricks. */
function sendable(request: HttpRequest): boolean {
  const hosts = request.headers.filter(({ name }) => name.toLowerCase() === "host");
  const printable = request.headers.every(({ name, value }) => token.test(name) && /^[\t -~]*$/.test(value));
  const framed = request.headers.filter(({ name }) => /^(?:content-length|transfer-encoding)$/i.test(name));
  const plainContent =
    request.body.length <= maxContentLength &&
    request.body.every((byte) => byte >= 32 && byte < 127) &&
    framed.length <= 1 &&
    !framed.some(({ name }) => /^transfer/i.test(name));
  return (
    request.complete &&
    request.version === "HTTP/1.1" &&
    token.test(request.method) &&
    hosts.length === 1 &&
    /^[\w.:-]+$/.test(hosts[0]!.value) &&
    /^\/[!-~]*$/.test(request.target) &&
    printable &&
    plainContent
  );
}

function quoted(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
