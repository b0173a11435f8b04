/** Looks at a database before anything is written to it: is it ours, of a format we know, and whole? */
import Database from "better-sqlite3";
import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import type { AppProblem } from "../contract/index.ts";
import { applicationId, formatOf, migrate, migrations } from "./migrations.ts";
import { damaged, storeProblem } from "./problems.ts";

/** https://www.sqlite.org/fileformat.html §1.3 */
const header = { bytes: 100, magic: "SQLite format 3\0", pageSizeAt: 16, pagesAt: 28, userVersionAt: 60, applicationIdAt: 68 };

/** From the file's first 100 bytes, without SQLite, which would touch it. Null: nothing speaks against opening. */
export function headerProblem(file: string): AppProblem | null {
  const bytes = new Uint8Array(header.bytes);
  const descriptor = openSync(file, "r");
  let length: number;
  let fileBytes: number;
  try {
    length = readSync(descriptor, bytes, 0, header.bytes, 0);
    fileBytes = fstatSync(descriptor).size;
  } finally {
    closeSync(descriptor);
  }
  if (length === 0) return null;
  const view = new DataView(bytes.buffer);
  if (new TextDecoder("latin1").decode(bytes.subarray(0, header.magic.length)) !== header.magic) {
    // Our own name on something else: most likely our file with its beginning destroyed.
    return damaged(file, "it does not begin as a database does");
  }
  // A database whose first migration is still in its write-ahead log has zeros here.
  const found = view.getUint32(header.applicationIdAt);
  if (found !== applicationId && found !== 0) return storeProblem("store.foreign", { file });
  return newerProblem(file, view.getUint32(header.userVersionAt)) ?? shortProblem(file, view, fileBytes);
}

/**
 * A file that lost its end would be read with zeros there, and a quick check may not notice. With a write-ahead log beside
 * it the file may be in the middle of being written to, and SQLite mends that itself.
 */
function shortProblem(file: string, view: DataView, fileBytes: number): AppProblem | null {
  if ((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) return null;
  const pageBytes = view.getUint16(header.pageSizeAt) === 1 ? 65_536 : view.getUint16(header.pageSizeAt);
  const missing = view.getUint32(header.pagesAt) * pageBytes - fileBytes;
  return missing > 0 ? damaged(file, `${missing} bytes are missing at its end`) : null;
}

/** `whole`: reads every page, which takes seconds for some hundreds of MB; else only what opening needs. */
export function contentProblem(database: Database.Database, file: string, whole: boolean): AppProblem | null {
  try {
    const format = formatOf(database);
    const newer = newerProblem(file, format);
    if (newer !== null) return newer;
    const objects = Number(database.prepare("select count(*) from sqlite_schema").pluck().get());
    if (format === 0) return objects === 0 ? null : storeProblem("store.foreign", { file });
    const verdict = whole ? String(database.pragma("quick_check(1)", { simple: true })) : "ok";
    if (verdict !== "ok") return damaged(file, verdict);
    const missing = missingObject(database, format);
    return missing === null ? null : damaged(file, `${missing} is missing`);
  } catch (cause) {
    // A schema that can't be read any more is a plain SQL error.
    if (cause instanceof Database.SqliteError && (cause.code === "SQLITE_ERROR" || cause.code === "SQLITE_FORMAT")) return damaged(file, cause.message);
    throw cause;
  }
}

function newerProblem(file: string, found: number): AppProblem | null {
  return found > migrations.length ? storeProblem("store.newer", { file, found, known: migrations.length }) : null;
}

/** A table, index or trigger that this format has and the file has not, or has otherwise. */
function missingObject(database: Database.Database, format: number): string | null {
  const model = new Database(":memory:");
  try {
    migrate(model, migrations.slice(0, format));
    const objects = "select name, coalesce(sql, '') as sql from sqlite_schema";
    const there = new Map(
      database
        .prepare<[], { name: string; sql: string }>(objects)
        .all()
        .map((row) => [row.name, row.sql]),
    );
    return (
      model
        .prepare<[], { name: string; sql: string }>(objects)
        .all()
        .find((row) => there.get(row.name) !== row.sql)?.name ?? null
    );
  } finally {
    model.close();
  }
}
