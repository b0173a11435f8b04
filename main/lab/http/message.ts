/** HTTP messages as the lab's own servers and clients hold them. Texts are one character a byte (Latin-1). */
export type Fields = readonly (readonly [name: string, value: string])[];

export interface RequestHead {
  method: string;
  /** As it stood on the request line. */
  target: string;
  version: { major: number; minor: number };
  fields: Fields;
  /** The head's own bytes, for TRACE. */
  bytes: Uint8Array;
}

export interface Request extends RequestHead {
  /** Path without the query, as sent; "*" for `OPTIONS *`. */
  path: string;
  query: string;
  content: Uint8Array;
  trailers: Fields;
}

export interface Response {
  status: number;
  fields: Fields;
  content: Uint8Array;
  /** Why the server decided so: told as an event of the transcript. */
  because?: string;
  /** The server closes after it. */
  close?: boolean;
  /** Only this many bytes of the content are sent, then the connection ends. */
  cutAt?: number;
  /** Sent before it: 103. */
  interim?: readonly Response[];
  /** After 101: the connection speaks another protocol. */
  upgraded?: boolean;
}

/** Values of all field lines of that name, in order. */
export function fieldLines(fields: Fields, name: string): string[] {
  const wanted = name.toLowerCase();
  return fields.flatMap(([own, value]) => (own.toLowerCase() === wanted ? [value] : []));
}

/** RFC 9110 §5.3: several lines are one list. Null where there is none. */
export function field(message: { fields: Fields }, name: string): string | null {
  const lines = fieldLines(message.fields, name);
  return lines.length === 0 ? null : lines.join(", ");
}

/** Members of a list field, empty ones left out (RFC 9110 §5.6.1.2). Commas inside quotes don't separate. */
export function listMembers(value: string): string[] {
  const members: string[] = [];
  let member = "";
  let quoted = false;
  for (let at = 0; at < value.length; at++) {
    const character = value[at]!;
    if (quoted && character === "\\") {
      member += character + (value[++at] ?? "");
      continue;
    }
    if (character === '"') quoted = !quoted;
    if (character === "," && !quoted) {
      members.push(trimmed(member));
      member = "";
    } else member += character;
  }
  members.push(trimmed(member));
  return members.filter((text) => text !== "");
}

/** Is `token` a member of the list field, whatever its case? */
export function hasToken(message: { fields: Fields }, name: string, token: string): boolean {
  return listMembers(field(message, name) ?? "").some((member) => member.toLowerCase() === token.toLowerCase());
}

/** OWS is spaces and tabs; other white space stays, and hides nothing (RFC 9110 §5.6.3). */
export function trimmed(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, "");
}

export function latin1Bytes(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}

export function latin1Text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
}

export function utf8Bytes(text: string): Uint8Array {
  return Buffer.from(text, "utf8");
}

export function utf8Text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");
}

export function text(status: number, content: string, fields: Fields = []): Response {
  return { status, fields: [["Content-Type", "text/plain; charset=utf-8"], ...fields], content: utf8Bytes(content) };
}

export function json(status: number, value: unknown, fields: Fields = []): Response {
  return { status, fields: [["Content-Type", "application/json"], ...fields], content: utf8Bytes(`${JSON.stringify(value)}\n`) };
}

export function empty(status: number, fields: Fields = []): Response {
  return { status, fields, content: new Uint8Array(0) };
}
