/** The numbered steps from an empty database to today's tables. The SQL stands in modules, so a bundle carries it as a checkout does. */
import type Database from "better-sqlite3";
import { sql as tables } from "./migrations/0001-tables.ts";

/** In order; a migration that was released is never changed. The format of a database is how many it has had. */
export const migrations: readonly { name: string; sql: string }[] = [{ name: "0001-tables", sql: tables }];

/** "Rtrm": marks a SQLite file as ours (`pragma application_id`). */
export const applicationId = 0x5274_726d;

/** Runs what is missing, each in its own transaction: a crash in between leaves a database of a known format. */
export function migrate(database: Database.Database, steps: readonly { sql: string }[] = migrations): void {
  const from = formatOf(database);
  steps.slice(from).forEach((step, index) => {
    database
      .transaction(() => {
        database.exec(step.sql);
        database.pragma(`application_id = ${applicationId}`);
        database.pragma(`user_version = ${from + index + 1}`);
      })
      .immediate();
  });
}

export function formatOf(database: Database.Database): number {
  return Number(database.pragma("user_version", { simple: true }));
}
