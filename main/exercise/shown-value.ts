/** A CEL value as "expected" and "seen" show it. */
import { maxShownLength } from "./limits.ts";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function shownValue(value: unknown): string {
  const text = written(value);
  return text.length <= maxShownLength ? text : `${text.slice(0, maxShownLength - 1)}…`;
}

function written(value: unknown): string {
  if (typeof value === "string") return value === "" ? '""' : escaped(value);
  if (value instanceof Uint8Array) return value.length === 0 ? '""' : bytesText(value.subarray(0, maxShownLength));
  if (Array.isArray(value)) return `[${value.slice(0, maxShownLength).map(written).join(", ")}]`;
  if (value instanceof Map)
    return `{${[...value]
      .slice(0, maxShownLength)
      .map(([key, member]) => `${String(key)}: ${written(member)}`)
      .join(", ")}}`;
  if (value !== null && typeof value === "object") return summary(value);
  return String(value);
}

/** Objects of the vocabulary by the fields that name them. */
function summary(value: object): string {
  const { method, target, status, reason, name, text, summary: line } = value as Partial<Record<string, string | bigint>>;
  if (method !== undefined) return `${method} ${target}`;
  if (status !== undefined) return `${status} ${reason}`.trim();
  return written(line ?? name ?? text ?? "…");
}

function bytesText(bytes: Uint8Array): string {
  try {
    return escaped(decoder.decode(bytes));
  } catch {
    return Array.from(bytes, (byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`)).join("");
  }
}

/** Controls as wire text writes them. */
function escaped(text: string): string {
  return text.replace(/\p{Cc}/gu, (control) =>
    control === "\r" ? "\\r" : control === "\n" ? "\\n" : `\\x${control.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
}
