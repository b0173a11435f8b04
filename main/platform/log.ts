/** The log file: the only place a stack trace goes. Rotated by size; writing to it never fails the caller. */
import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { Clock } from "./clock.ts";

export interface Log {
  /** Its path, for messages that point at it. */
  file: string;
  info(message: string): void;
  warn(message: string, cause?: unknown): void;
  error(message: string, cause?: unknown): void;
}

/** The file is set aside as `.1`, `.2` … when it would grow past this. */
export const maxLogBytes = 1_048_576;
/** How many set-aside files are kept. */
export const keptLogs = 3;
/** Longest single entry, in UTF-16 units; the rest is cut and said so. */
export const maxEntryLength = 65_536;

export function openLog(file: string, clock: Clock): Log {
  const write = (level: string, message: string, cause?: unknown) => {
    const entry = cut(`${message}${cause === undefined ? "" : `\n${traceOf(cause)}`}`);
    append(file, `${new Date(clock.now()).toISOString()} ${level} ${entry.replaceAll("\n", "\n  ")}\n`);
  };
  return {
    file,
    info: (message) => write("info", message),
    warn: (message, cause) => write("warn", message, cause),
    error: (message, cause) => write("error", message, cause),
  };
}

function append(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    if (existsSync(file) && statSync(file).size + Buffer.byteLength(text) > maxLogBytes) rotate(file);
    appendFileSync(file, text, { mode: 0o600 });
  } catch {
    // A full disk or a read-only place: there is nowhere left to say so, and the learner's work goes on.
  }
}

function rotate(file: string): void {
  for (let n = keptLogs - 1; n >= 1; n--) {
    if (existsSync(`${file}.${n}`)) renameSync(`${file}.${n}`, `${file}.${n + 1}`);
  }
  renameSync(file, `${file}.1`);
}

function cut(entry: string): string {
  return entry.length <= maxEntryLength ? entry : `${entry.slice(0, maxEntryLength)}… (${entry.length - maxEntryLength} more)`;
}

function traceOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const own = cause.stack ?? cause.message;
  return cause.cause === undefined ? own : `${own}\ncaused by ${traceOf(cause.cause)}`;
}
