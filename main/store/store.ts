/** Opens the database of a data folder: checks it, backs it up, brings it to today's tables. Never overwrites what it doesn't understand. */
import type { AppProblem, Memory, Reviewed } from "../contract/index.ts";
import type { Chance } from "../platform/chance.ts";
import type { Clock } from "../platform/clock.ts";
import type { Ids } from "../platform/ids.ts";
import type { Log } from "../platform/log.ts";
import type { Connection } from "./database.ts";

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

/** Opens (or makes) `retransmit.db` in that folder. */
export async function openStore(dataDir: string, environment: StoreEnvironment): Promise<Opened> {
  throw new Error(`openStore ${dataDir} ${String(environment)}`);
}
