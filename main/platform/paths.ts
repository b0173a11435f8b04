/** Where things lie: the platform's usual places for Retransmit. Pure; creates nothing. */
import { posix, win32 } from "node:path";

export interface Places {
  /** Database, its backups and kept attempts. */
  data: string;
  /** The user's own decks, where the settings name no other folder. */
  decks: string;
  log: string;
}

export interface System {
  platform: NodeJS.Platform;
  env: Record<string, string | undefined>;
  home: string;
}

/**
 * Linux: XDG base directories (relative values are ignored, as the specification asks); macOS: Application Support and
 * Logs; Windows: AppData. `data` moves the database, its backups and the log together.
 */
export function placesOf(system: System, chosen: { data?: string; decks?: string } = {}): Places {
  const usual = usualPlaces(system);
  const paths = pathsOf(system);
  return {
    data: chosen.data ?? usual.data,
    decks: chosen.decks ?? (chosen.data === undefined ? usual.decks : paths.join(chosen.data, "decks")),
    log: chosen.data === undefined ? usual.log : paths.join(chosen.data, logFile),
  };
}

const logFile = "retransmit.log";

function usualPlaces(system: System): Places {
  const { env, home } = system;
  const paths = pathsOf(system);
  const join = (...parts: string[]) => paths.join(...parts);
  const absolute = (value: string | undefined, otherwise: string) => (value !== undefined && paths.isAbsolute(value) ? value : otherwise);
  switch (system.platform) {
    case "darwin":
      return {
        data: join(home, "Library", "Application Support", "Retransmit"),
        decks: join(home, "Documents", "Retransmit"),
        log: join(home, "Library", "Logs", "Retransmit", logFile),
      };
    case "win32": {
      const roaming = absolute(env["APPDATA"], join(home, "AppData", "Roaming"));
      const local = absolute(env["LOCALAPPDATA"], join(home, "AppData", "Local"));
      return { data: join(roaming, "Retransmit"), decks: join(home, "Documents", "Retransmit"), log: join(local, "Retransmit", logFile) };
    }
    default: {
      const data = join(absolute(env["XDG_DATA_HOME"], join(home, ".local", "share")), "retransmit");
      const state = join(absolute(env["XDG_STATE_HOME"], join(home, ".local", "state")), "retransmit");
      return { data, decks: join(home, "Retransmit"), log: join(state, logFile) };
    }
  }
}

function pathsOf(system: System): typeof posix {
  return system.platform === "win32" ? win32 : posix;
}
