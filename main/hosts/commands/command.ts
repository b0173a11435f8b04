/** What a command of the command line gets and gives. */
import type { HostPlaces } from "../flags.ts";

export interface Io {
  /** Writes one line to standard output. */
  out: (line: string) => void;
  /** Writes one line to standard error. */
  err: (line: string) => void;
  cwd: string;
  /** Resolved from the platform and the flags `--data` and `--decks`. */
  places: HostPlaces;
  /** Aborted by SIGINT and SIGTERM: commands that serve end then. */
  signal: AbortSignal;
}

/** `args` without the command's name and without `--data` and `--decks`. Resolves to the exit code. */
export type Command = (args: string[], io: Io) => Promise<number>;

/** 0: all is well, 1: something was found, 2: called wrongly, 3: the lab failed. */
export const exitCodes = { ok: 0, found: 1, usage: 2, lab: 3 } as const;
