/** A request as the command line that sends it: `curl …`, for a POSIX shell. */
import type { HttpRequest } from "../contract/index.ts";
import { isToken } from "./http1/lines.ts";

/**
 * Sends the same method, target, content and fields, these in the same order but for Host and Content-Length. "" where
 * curl can't say the request: incomplete, with trailers, a target or field that it would change, content that is no text.
 * `origin` is where the request goes: "http://origin.test".
 */
export function curlCommand(request: HttpRequest, origin: string): string {
  const chunked = request.headers.some(({ name, value }) => name.toLowerCase() === "transfer-encoding" && value.toLowerCase() === "chunked");
  if (!request.complete || request.trailers.length > 0 || !isToken(request.method) || request.method === "CONNECT") return "";
  if (request.version !== "HTTP/1.1" && request.version !== "HTTP/1.0") return "";
  if (!sayableTarget(request.target) || !request.headers.every(sayableHeader) || !countsAgree(request, chunked)) return "";
  if (request.headers.filter(({ name }) => name.toLowerCase() === "host").length > 1) return "";
  const body = text(request.body);
  if (body === null) return "";
  const withContent = body !== "" || has(request, "Content-Length");
  const words = ["curl", "-i"];
  if (request.version === "HTTP/1.0") words.push("--http1.0");
  if (request.method === "HEAD") words.push("--head");
  else if (request.method !== "GET" || withContent) words.push("-X", request.method);
  const path = request.target === "*" || request.target.includes("://") ? null : request.target;
  if (path === null) words.push("--request-target", quoted(request.target));
  else words.push("--path-as-is");
  for (const name of ["Host", "User-Agent", "Accept"]) if (!has(request, name)) words.push("-H", quoted(`${name}:`));
  for (const { name, value } of request.headers)
    if (name.toLowerCase() !== "content-length") words.push("-H", quoted(value === "" ? `${name};` : `${name}: ${value}`));
  if (withContent) {
    if (!has(request, "Content-Type")) words.push("-H", quoted("Content-Type:"));
    words.push("--data-binary", quoted(body));
  }
  words.push(quoted(`${origin}${path ?? "/"}`));
  return words.join(" ");
}

function has(request: HttpRequest, name: string): boolean {
  return request.headers.some((header) => header.name.toLowerCase() === name.toLowerCase());
}

/** curl would quietly change or refuse the others: brackets and braces are its own ranges, a fragment isn't sent. */
function sayableTarget(target: string): boolean {
  return /^(?:\/|\*$|https?:\/\/)[!$%&'()*+,\-./0-9:;=?@A-Z_a-z~]*$/.test(target) || target === "*";
}

function sayableHeader({ name, value }: { name: string; value: string }): boolean {
  return isToken(name) && /^[\t\x20-\x7e]*$/.test(value) && !/^[ \t]|[ \t]$/.test(value);
}

/** curl writes Content-Length itself, once, right. Its absence it can say only where there is no content. */
function countsAgree(request: HttpRequest, chunked: boolean): boolean {
  const lengths = request.headers.filter((header) => header.name.toLowerCase() === "content-length");
  if (chunked) return lengths.length === 0 && request.body.length > 0;
  if (request.headers.some((header) => header.name.toLowerCase() === "transfer-encoding")) return false;
  if (request.method === "HEAD") return request.body.length === 0 && lengths.length === 0;
  if (request.body.length === 0 && lengths.length === 0) return true;
  return lengths.length === 1 && lengths[0]!.value === String(request.body.length);
}

/** UTF-8 content as text; null where the bytes are none, or hold NUL. A leading @ would be read as a file's name. */
function text(bytes: Uint8Array): string | null {
  try {
    const decoded = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return decoded.includes("\0") || decoded.startsWith("@") ? null : decoded;
  } catch {
    return null;
  }
}

/** In single quotes nothing is special but the quote itself. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
