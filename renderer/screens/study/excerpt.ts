/** The bytes around the one that went wrong, as one line of text. */
import { asText } from "../../parts/inspector/bytes.ts";

/** Bytes that are shown before and after the one the caret stands under. */
export const contextBytes = { before: 24, after: 12 };

export interface Excerpt {
  text: string;
  /** Column of the byte in the text. */
  at: number;
}

/** The bytes around the caret on one line, line ends and other controls escaped, and the column of the caret's byte in it. */
export function excerptOf(bytes: Uint8Array, at: number): Excerpt {
  const shown = (part: Uint8Array) => asText(part).replaceAll("\r", "\\r").replaceAll("\n", "\\n").replaceAll("\t", "\\t");
  // What stands before the line that holds the byte says nothing; a line end belongs to its own line.
  const lineStart = bytes.lastIndexOf(10, Math.max(0, at - 1)) + 1;
  const from = at > 0 && lineStart < at ? lineStart : 0;
  const before = shown(bytes.subarray(from, at));
  return { text: before + shown(bytes.subarray(at)), at: before.length };
}
