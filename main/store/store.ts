/** Opens the database of a data folder: checks it, backs it up, brings it to today's tables. Never overwrites what it doesn't understand. */
import Database from "better-sqlite3";
import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { AppProblem, Memory, Reviewed } from "../contract/index.ts";
import { hexOf, type Chance } from "../platform/chance.ts";
import { momentOf, type Clock } from "../platform/clock.ts";
import type { Ids } from "../platform/ids.ts";
import type { Log } from "../platform/log.ts";
import { backUpBeforeMigration, backUpDay, dayCopyOf } from "./backup.ts";
import { connect, type Connection } from "./database.ts";
import { contentProblem, headerProblem } from "./integrity.ts";
import { formatOf, migrate, migrations } from "./migrations.ts";
import { backupsOf, databaseName } from "./places.ts";
import { problemOf } from "./problems.ts";

/** What the store is given; it reads no clock and draws no chance of its own. */
export interface StoreEnvironment {
  clock: Clock;
  chance: Chance;
  ids: Ids;
  log: Log;
  /** scheduler.replay with today's weights: the store keeps the log, the scheduler knows what it means. */
  replay(memory: Memory | null, reviewed: Reviewed): Memory;
}

/** An open store. Queries and actions are functions of the other files here, with this as their first argument. */
export interface Store extends Connection {
  file: string;
  environment: StoreEnvironment;
  /** Random, made once with the database: part of each showing's seed. */
  salt: string;
  /** Copies the database if this study day has no copy yet; old copies go. Doesn't hold up reads or writes. */
  backUpDaily(): Promise<AppProblem | null>;
}

export type Opened = { ok: true; store: Store } | { ok: false; problem: AppProblem };

/** How long opening waits for another instance that is just closing. */
const lockWaitMs = 1000;
/** Up to this size every page is looked at on opening; a larger database once a study day (before its copy is made) and after a crash. */
export const wholeCheckBytes = 67_108_864;
/** SQLite's page cache, in KiB. */
const cacheKiB = 65_536;

/** Opens (or makes) `retransmit.db` in that folder. */
export async function openStore(dataDir: string, environment: StoreEnvironment): Promise<Opened> {
  const file = join(dataDir, databaseName);
  let database: Database.Database | undefined;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    // SQLite would open such a file to be read, and say "can't open" of such a folder.
    for (const place of [dataDir, file].filter((path) => existsSync(path))) accessSync(place, constants.W_OK);
    const refused = existsSync(file) ? headerProblem(file) : null;
    if (refused !== null) return { ok: false, problem: refused };
    const abandoned = existsSync(`${file}-wal`);
    database = new Database(file, { timeout: lockWaitMs });
    const problem = await prepare(database, { file, dataDir, abandoned }, environment);
    if (problem !== null) {
      database.close();
      return { ok: false, problem };
    }
    return { ok: true, store: storeOf(database, file, dataDir, environment) };
  } catch (cause) {
    database?.close();
    const problem = problemOf(cause, file);
    if (problem === null) throw cause;
    environment.log.error(problem.message, cause);
    return { ok: false, problem };
  }
}

interface Place {
  file: string;
  dataDir: string;
  /** Its log lay beside it: whoever had it open last did not close it. */
  abandoned: boolean;
}

async function prepare(database: Database.Database, { file, dataDir, abandoned }: Place, { clock, chance, log }: StoreEnvironment): Promise<AppProblem | null> {
  // Held until closing (or death): two instances on one folder would each trust a queue that the other changes.
  database.pragma("locking_mode = exclusive");
  const large = statSync(file).size > wholeCheckBytes;
  const problem = contentProblem(database, file, !large || abandoned || !existsSync(dayCopyOf(dataDir, momentOf(clock).studyDay)));
  if (problem !== null) return problem;
  database.pragma("journal_mode = wal");
  database.pragma("synchronous = full");
  // Only macOS knows it: there fsync alone doesn't reach the disk.
  database.pragma("fullfsync = on");
  database.pragma("checkpoint_fullfsync = on");
  database.pragma("foreign_keys = on");
  database.pragma("trusted_schema = off");
  database.pragma(`cache_size = -${cacheKiB}`);
  const format = formatOf(database);
  if (format > 0 && format < migrations.length) await backUpBeforeMigration(database, dataDir, migrations.length, clock.now());
  if (format < migrations.length) {
    migrate(database);
    log.info(`database ${file}: format ${format} -> ${migrations.length}`);
  }
  database.prepare("insert into installation (key, value) values ('salt', ?) on conflict do nothing").run(hexOf(chance, 32));
  return null;
}

function storeOf(database: Database.Database, file: string, dataDir: string, environment: StoreEnvironment): Store {
  return {
    ...connect(database, file),
    file,
    environment,
    salt: String(database.prepare("select value from installation where key = 'salt'").pluck().get()),
    async backUpDaily() {
      try {
        await backUpDay(database, dataDir, momentOf(environment.clock).studyDay);
        return null;
      } catch (cause) {
        const problem = problemOf(cause, backupsOf(dataDir));
        if (problem === null) throw cause;
        return problem;
      }
    },
  };
}
