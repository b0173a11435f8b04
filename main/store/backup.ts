/** Copies of the database: one before each migration, one a study day; old ones go. */
import type Database from "better-sqlite3";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { dayText } from "../platform/clock.ts";
import { backupsOf } from "./places.ts";

/** How many of each are kept, newest first. */
export const keptDaily = 7;
export const keptBeforeMigration = 3;

/** `retransmit-2026-11-20.db`. True where a copy was made; false where the day has one. */
export async function backUpDay(database: Database.Database, dataDir: string, studyDay: number): Promise<boolean> {
  const file = dayCopyOf(dataDir, studyDay);
  if (existsSync(file)) return false;
  await copy(database, dataDir, file);
  prune(dataDir, file, /^retransmit-\d{4}-\d\d-\d\d\.db$/, keptDaily);
  return true;
}

export function dayCopyOf(dataDir: string, studyDay: number): string {
  return join(backupsOf(dataDir), `retransmit-${dayText(studyDay)}.db`);
}

/** `before-format-2-at-2026-11-20T08-15-00-000Z.db` */
export async function backUpBeforeMigration(database: Database.Database, dataDir: string, toFormat: number, at: number): Promise<void> {
  const time = new Date(at).toISOString().replaceAll(/[:.]/g, "-");
  const file = join(backupsOf(dataDir), `before-format-${toFormat}-at-${time}.db`);
  await copy(database, dataDir, file);
  prune(dataDir, file, /^before-format-\d+-at-.*\.db$/, keptBeforeMigration);
}

/** Under a name of its own until it is whole: a crash leaves no half copy that looks like a good one. */
async function copy(database: Database.Database, dataDir: string, file: string): Promise<void> {
  mkdirSync(backupsOf(dataDir), { recursive: true, mode: 0o700 });
  const unfinished = `${file}.part`;
  rmSync(unfinished, { force: true });
  try {
    await database.backup(unfinished);
    renameSync(unfinished, file);
  } catch (cause) {
    rmSync(unfinished, { force: true });
    throw cause;
  }
}

/** Names sort by their time: the format only ever grows. The copy just made stays, even where a clock that ran ahead left later ones. */
function prune(dataDir: string, made: string, names: RegExp, kept: number): void {
  const files = readdirSync(backupsOf(dataDir)).filter((name) => names.test(name) && name !== basename(made));
  const order = new Intl.Collator("en", { numeric: true });
  for (const name of files.toSorted(order.compare).slice(0, 1 - kept)) rmSync(join(backupsOf(dataDir), name));
}
