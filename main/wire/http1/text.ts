/** Bytes of a message as one line of text. */
import { latin1 } from "../capture.ts";

/** Longest preview of content in a field's value, in bytes. */
export const maxPreviewBytes = 80;
/** Longest summary of a message, in characters. */
export const maxSummaryLength = 200;

/** What can't be printed in one line becomes `·`. */
export function oneLine(text: string, maxLength: number): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is replaced
  const printable = text.replace(/[\u0000-\u001f\u007f-\u009f]/g, "·");
  return printable.length > maxLength ? `${printable.slice(0, maxLength - 1)}…` : printable;
}

/** The beginning of some content as text; "" where it is mostly no text. */
export function preview(bytes: Uint8Array): string {
  const first = bytes.subarray(0, maxPreviewBytes);
  const printable = first.filter((byte) => (byte >= 32 && byte < 127) || byte === 10 || byte === 13 || byte === 9).length;
  if (first.length === 0 || printable < first.length * 0.9) return "";
  const text = oneLine(latin1(first), maxPreviewBytes);
  return bytes.length > first.length ? `${text}…` : text;
}
