import Database from "better-sqlite3";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { backUpBeforeMigration, keptBeforeMigration } from "../../main/store/backup.ts";
import { formatOf, migrate, migrations } from "../../main/store/migrations.ts";
import { folder, noon } from "./world.ts";

function empty(): Database.Database {
  const database = new Database(":memory:");
  onTestFinished(() => void database.close());
  return database;
}

test("every migration is named in the list, in the order of its number", () => {
  const files = readdirSync(join(import.meta.dirname, "../../main/store/migrations"));
  expect(files.map((file) => file.replace(".ts", ""))).toEqual(migrations.map((migration) => migration.name));
});

test("old rows, migrate, new rows: a following step keeps what is there", () => {
  const database = empty();
  migrate(database);
  database.exec(
    "insert into decks (origin, deck_id, path, title, topic, language, content_hash, seen_at) values ('user', 'd', 'd.md', 'D', 'http', 'en', 'x', 1)",
  );
  migrate(database, [...migrations, { sql: "alter table decks add column colour text not null default 'blue'" }]);
  database.exec(
    "insert into decks (origin, deck_id, path, title, topic, language, content_hash, seen_at, colour) values ('user', 'e', 'e.md', 'E', 'http', 'en', 'x', 1, 'red')",
  );
  expect(database.prepare("select deck_id, colour from decks").raw().all()).toEqual([
    ["d", "blue"],
    ["e", "red"],
  ]);
  expect(formatOf(database)).toBe(migrations.length + 1);
});

test("a step that fails leaves the format and the tables that were there", () => {
  const database = empty();
  migrate(database);
  expect(() => migrate(database, [...migrations, { sql: "create table extra (x); select nonsense" }])).toThrow("nonsense");
  expect(formatOf(database)).toBe(migrations.length);
  expect(database.prepare("select count(*) from sqlite_schema where name = 'extra'").pluck().get()).toBe(0);
});

test("tables are strict and refer to each other", () => {
  const database = empty();
  migrate(database);
  database.pragma("foreign_keys = on");
  expect(
    database.prepare("select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%' and strict = 0").all(),
  ).toEqual([]);
  expect(() => database.exec("insert into entries (deck_key, text_hash, position) values (99, 'x', 0)")).toThrow("FOREIGN KEY");
});

test("of the copies made before migrations the newest three are kept", async () => {
  const dataDir = folder();
  const database = empty();
  migrate(database);
  for (let n = 0; n <= keptBeforeMigration; n++) await backUpBeforeMigration(database, dataDir, 9 + n, noon + n);
  expect(readdirSync(join(dataDir, "backups")).toSorted()).toEqual([
    "before-format-10-at-2026-11-20T12-00-00-001Z.db",
    "before-format-11-at-2026-11-20T12-00-00-002Z.db",
    "before-format-12-at-2026-11-20T12-00-00-003Z.db",
  ]);
});
