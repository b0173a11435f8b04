/** What RFC 9110 and 9112 ask of a whole message, beyond its syntax. */
import type { FindingCode } from "./findings.ts";
import type { Layout } from "./layout.ts";
import { membersOf, valuesOf } from "./lines.ts";

/** Fields that a response with this status must carry (RFC 9110 §15.5.2, §15.5.6, §15.5.8, §15.5.22; §15.3.7 without multipart). */
const requiredFields: Readonly<Record<number, string>> = {
  206: "content-range",
  401: "www-authenticate",
  405: "allow",
  407: "proxy-authenticate",
  426: "upgrade",
};

export function checkMessage(layout: Layout): void {
  const { startLine, headers, found, contentStart, contentEnd } = layout;
  const { lines } = headers;
  const atStart = (code: FindingCode) => found.push({ code, start: startLine.start, end: startLine.end });
  const atField = (name: string, code: FindingCode) => {
    for (const line of lines) if (line.name.toLowerCase() === name) found.push({ code, start: line.start, end: line.end });
  };
  if (valuesOf(lines, "upgrade").length > 0 && !membersOf(lines, "connection").includes("upgrade")) atField("upgrade", "upgrade-not-in-connection");
  if (startLine.kind === "response") {
    const required = requiredFields[startLine.status];
    const multipart = startLine.status === 206 && valuesOf(lines, "content-type").some((type) => type.toLowerCase().startsWith("multipart/byteranges"));
    if (required && valuesOf(lines, required).length === 0 && !multipart) atStart("required-field-missing");
    return;
  }
  const hosts = valuesOf(lines, "host");
  if (hosts.length === 0 && startLine.version === "HTTP/1.1") atStart("host-missing");
  if (hosts.length > 1) atField("host", "host-duplicate");
  else if (hosts.length === 1 && !isHost(hosts[0]!)) atField("host", "host-invalid");
  if (contentEnd > contentStart && (startLine.method === "GET" || startLine.method === "HEAD")) atStart("content-in-get");
  if (contentEnd > contentStart && startLine.method === "TRACE") atStart("content-in-trace");
}

/** `uri-host [ ":" port ]`, RFC 9110 §7.2; empty is allowed where the target has no authority. */
function isHost(value: string): boolean {
  return /^(?:\[[0-9A-Fa-f:.v]+\]|[A-Za-z0-9\-._~%!$&'()*+,;=]*)(?::\d*)?$/.test(value);
}
