/** The composition root: opens the store, loads decks, starts the lab when it is needed, implements the contract. */
import type { Api } from "./contract/api.ts";

export interface AppPlaces {
  /** The learner's data: database, backups, log, reports, the lock. */
  data: string;
  /** The learner's own deck folder, unless the settings name another. */
  decks: string;
  /** The built-in decks. */
  builtIn: string;
}

export interface AppOptions {
  host: "electron" | "loopback";
  version: string;
  places: AppPlaces;
  /** BCP 47 tag of the system's language: decides what "system" means in the settings. */
  systemLanguage: string;
}

export interface App {
  api: Api<AbortSignal>;
  /** Ends runs, stops watching, closes the store and gives up the lock. */
  close(): Promise<void>;
}

export declare function createApp(options: AppOptions): Promise<App>;
export { Problem } from "./study/problem.ts";
