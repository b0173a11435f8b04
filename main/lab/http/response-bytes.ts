/** A response as it goes over the wire: RFC 9112 §4 to §6, RFC 9110 §6.6.1 and §8.6. */
import { imfFixdate } from "./date.ts";
import { field, latin1Bytes, type RequestHead, type Response } from "./message.ts";
import { reasonPhrase } from "./reason-phrases.ts";

export interface Delivery {
  /** What it answers; null where the request could not be read. */
  request: Pick<RequestHead, "method" | "version"> | null;
  /** Does the connection go on after it? */
  persists: boolean;
  nowMs: number;
}

export function responseBytes(response: Response, { request, persists, nowMs }: Delivery): Uint8Array {
  const interim = response.status < 200;
  const lines = [`HTTP/1.1 ${response.status} ${reasonPhrase(response.status)}`];
  // An origin server with a clock sends Date in every 2xx, 3xx and 4xx response (RFC 9110 §6.6.1).
  if (!interim) lines.push(`Date: ${imfFixdate(nowMs)}`);
  for (const [name, value] of response.fields) lines.push(`${name}: ${value}`);
  if (hasLength(response) && field(response, "Content-Length") === null) lines.push(`Content-Length: ${response.content.length}`);
  if (!interim && !persists) lines.push("Connection: close");
  // HTTP/1.0 closes unless both say otherwise (RFC 9112 Appendix C.2.2).
  if (!interim && persists && request?.version.minor === 0) lines.push("Connection: keep-alive");
  const head = latin1Bytes(`${lines.join("\r\n")}\r\n\r\n`);
  const content = carriesContent(response, request?.method) ? response.content.subarray(0, response.cutAt ?? response.content.length) : new Uint8Array(0);
  return content.length === 0 ? head : Buffer.concat([head, content]);
}

/** No Content-Length in 1xx and 204 (RFC 9110 §8.6); a 304 says the length only if a resource gives it. */
function hasLength({ status }: Response): boolean {
  return status >= 200 && status !== 204 && status !== 304;
}

/** RFC 9112 §6.3, first rule. */
function carriesContent({ status }: Response, method: string | undefined): boolean {
  return status >= 200 && status !== 204 && status !== 304 && method !== "HEAD";
}
