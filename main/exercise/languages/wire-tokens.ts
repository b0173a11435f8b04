/** The tokens of wire text, for the highlighter. */

export type WireTokenKind =
  | "method"
  | "target"
  | "version"
  | "status"
  | "reason"
  | "header-name"
  | "colon"
  | "header-value"
  | "body"
  | "escape"
  | "no-line-end"
  | "filled-in"
  | "directive"
  | "argument"
  | "error";

/** Ranges are UTF-16 offsets in the text, in order, without overlap; line ends belong to no token. */
export interface WireToken {
  start: number;
  end: number;
  kind: WireTokenKind;
  /** For `error`: why. */
  message?: string;
}

/** Adds the tokens of a start line, a field line or content, cut where escapes already stand; directives have theirs. */
export function colour(line: { kind: string; start: number; filledLength: boolean; tokens: WireToken[] }, raw: string): void {
  if (!raw.startsWith("@")) line.tokens.push(...textTokens(line, raw));
  line.tokens.sort((a, b) => a.start - b.start);
}

function textTokens({ kind, start, filledLength, tokens }: Parameters<typeof colour>[0], raw: string): WireToken[] {
  const parts: { start: number; end: number; kind: WireTokenKind }[] = [];
  const part = (from: number, to: number, name: WireTokenKind): void => void (to > from && parts.push({ start: start + from, end: start + to, kind: name }));
  if (kind === "request-line") {
    const target = raw.indexOf(" ");
    const version = /[^ ] +(HTTP\/\S*)$/.exec(raw);
    const versionAt = version ? raw.length - version[1]!.length : raw.length;
    part(0, target < 0 ? raw.length : target, "method");
    if (target >= 0) part(target + 1, raw.slice(0, versionAt).trimEnd().length, "target");
    part(versionAt, raw.length, "version");
  } else if (kind === "status-line") {
    const match = /^(\S+)( *)(\S*)( ?)(.*)$/.exec(raw)!;
    const statusAt = match[1]!.length + match[2]!.length;
    part(0, match[1]!.length, "version");
    part(statusAt, statusAt + match[3]!.length, "status");
    part(raw.length - match[5]!.length, raw.length, "reason");
  } else if (kind === "header") {
    const colon = raw.search(/:/);
    const folded = colon < 0 || /^[ \t]/.test(raw);
    if (!folded) {
      part(0, colon, "header-name");
      part(colon, colon + 1, "colon");
    }
    part(
      folded ? 0 : colon + 1 + (raw.slice(colon + 1).length - raw.slice(colon + 1).trimStart().length),
      raw.length,
      filledLength ? "filled-in" : "header-value",
    );
  } else part(0, raw.length, "body");
  return parts.flatMap((whole) => without(whole, tokens));
}

function without(whole: { start: number; end: number; kind: WireTokenKind }, cuts: readonly WireToken[]): WireToken[] {
  const rest: WireToken[] = [];
  let from = whole.start;
  for (const cut of cuts.filter((token) => token.end > whole.start && token.start < whole.end).toSorted((a, b) => a.start - b.start)) {
    if (cut.start > from) rest.push({ start: from, end: cut.start, kind: whole.kind });
    from = Math.max(from, cut.end);
  }
  if (from < whole.end) rest.push({ start: from, end: whole.end, kind: whole.kind });
  return rest;
}

export function directiveTokens(raw: string, start: number): WireToken[] {
  const space = raw.search(/\s/);
  const name: WireToken = { start, end: start + (space < 0 ? raw.length : space), kind: "directive" };
  return space < 0 || raw.slice(space).trim() === "" ? [name] : [name, { start: start + space + 1, end: start + raw.length, kind: "argument" }];
}
