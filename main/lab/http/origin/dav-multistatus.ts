/** 207 Multi-Status: one answer for several resources or properties. RFC 4918 §13 and §14. */
import { utf8Bytes, type Response } from "../message.ts";
import { reasonPhrase } from "../reason-phrases.ts";

export type MemberStatus = { href: string; status: number; properties?: string } | { href: string; propstats: { name: string; status: number }[] };

/** Live properties that a client may not set (RFC 4918 §15). */
export const protectedProperties: ReadonlySet<string> = new Set([
  "getetag",
  "getcontentlength",
  "getlastmodified",
  "creationdate",
  "resourcetype",
  "lockdiscovery",
  "supportedlock",
]);

export function multistatus(members: readonly MemberStatus[]): Response {
  const body = members.map((member) => `  <D:response>\n    <D:href>${escaped(member.href)}</D:href>\n${statusOf(member)}  </D:response>\n`).join("");
  const content = `<?xml version="1.0" encoding="utf-8"?>\n<D:multistatus xmlns:D="DAV:">\n${body}</D:multistatus>\n`;
  return { status: 207, fields: [["Content-Type", "application/xml; charset=utf-8"]], content: utf8Bytes(content) };
}

function statusOf(member: MemberStatus): string {
  if ("propstats" in member)
    return member.propstats.map(({ name, status }) => propstat(`<X:${escaped(name.replace(/^\w+:/, ""))} xmlns:X="DAV:"/>`, status)).join("");
  if (member.properties === undefined || member.status !== 200) return `    <D:status>${statusLine(member.status)}</D:status>\n`;
  return propstat(member.properties, member.status);
}

function propstat(properties: string, status: number): string {
  return `    <D:propstat><D:prop>${properties}</D:prop><D:status>${statusLine(status)}</D:status></D:propstat>\n`;
}

function statusLine(status: number): string {
  return `HTTP/1.1 ${status} ${reasonPhrase(status)}`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
