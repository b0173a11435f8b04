/** What can be wrong with the database's place or file, each with what to do. `code` is a message of the catalogue. */
import { dirname } from "node:path";
import type { AppProblem } from "../contract/index.ts";
import { backupsOf, databaseName } from "./places.ts";

/** Every code that the store may give, with its English text; `{…}` are data. */
export const storeProblems = {
  "store.newer":
    "The database {file} was written by a newer Retransmit (format {found}, this one knows {known}). It was left as it is. Start the newer version, or choose another data folder.",
  "store.damaged":
    "The database {file} is damaged ({detail}). It was left as it is. Move it away and put the newest copy from {backups} in its place, named {name}.",
  "store.foreign": "{file} is not a database of Retransmit. It was left as it is. Choose another data folder, or move the file away.",
  "store.readOnly": "{file} can't be written. Give this user the right to write there, or choose another data folder.",
  "store.full": "The disk that holds {file} is full. Free some space and do it again; what was saved before is safe.",
  "store.locked": "Another Retransmit has {file} open. Close it, or choose another data folder.",
  "store.unreachable": "{file} can't be read or written ({detail}). See whether its disk is there, or choose another data folder.",
} as const;
export type StoreProblemCode = keyof typeof storeProblems;

export function storeProblem(code: StoreProblemCode, data: AppProblem["data"]): AppProblem {
  const message = storeProblems[code].replace(/\{(\w+)\}/g, (_, name: string) => String(data[name] ?? ""));
  return { code, data, message };
}

export function damaged(file: string, detail: string): AppProblem {
  return storeProblem("store.damaged", { file, backups: backupsOf(dirname(file)), name: databaseName, detail: detail.replaceAll("\n", " ") });
}

/** The problem behind what better-sqlite3 or the file system threw; null where it is neither's. */
export function problemOf(cause: unknown, file: string): AppProblem | null {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const detail = cause instanceof Error ? cause.message : "";
  if (code === "SQLITE_FULL" || code === "ENOSPC" || code === "EDQUOT") return storeProblem("store.full", { file });
  if (code.startsWith("SQLITE_READONLY") || code === "EROFS" || code === "EACCES" || code === "EPERM") return storeProblem("store.readOnly", { file });
  if (code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB") return damaged(file, detail);
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) return storeProblem("store.locked", { file });
  if (code.startsWith("SQLITE_CANTOPEN") || code.startsWith("SQLITE_IOERR") || /^E[A-Z]+$/.test(code))
    return storeProblem("store.unreachable", { file, detail });
  return null;
}
