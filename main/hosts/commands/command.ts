/** What a command of the command line gets and gives. */

/** Where things are; resolved by the dispatcher from the platform and the flags `--data` and `--decks`. */
export interface CommandPlaces {
  /** The learner's data: database, log, reports. */
  data: string;
  /** The learner's own deck folder. */
  decks: string;
  /** The built-in decks. */
  builtIn: string;
}

export interface Io {
  /** Writes one line to standard output. */
  out(line: string): void;
  /** Writes one line to standard error. */
  err(line: string): void;
  cwd: string;
  places: CommandPlaces;
  /** Aborted by SIGINT and SIGTERM: commands that serve end then. */
  signal: AbortSignal;
}

/** `args` without the command's name and without `--data` and `--decks`. Resolves to the exit code. */
export type Command = (args: string[], io: Io) => Promise<number>;

/** 0: all is well, 1: something was found, 2: called wrongly, 3: the lab failed. */
export const exitCodes = { ok: 0, found: 1, usage: 2, lab: 3 } as const;
