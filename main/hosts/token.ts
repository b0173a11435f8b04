/** The secret that the loopback host's page shows to be let in: made once for a data folder, so that an open page finds its host again after a restart. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hexOf, systemChance } from "../platform/chance.ts";

/** 128 bits. */
const tokenDigits = 32;
export const tokenFile = "loopback-token";

/** Only this user may read it. Where it can't be kept, it is new at each start. */
export function tokenOf(dataDir: string): string {
  const file = join(dataDir, tokenFile);
  const kept = readToken(file);
  if (kept !== null) return kept;
  const token = hexOf(systemChance, tokenDigits);
  try {
    writeFileSync(file, `${token}\n`, { mode: 0o600 });
  } catch {
    return token; // a full disk: nothing else needs it
  }
  return token;
}

function readToken(file: string): string | null {
  try {
    const text = readFileSync(file, "utf8").trim();
    return text.length === tokenDigits && /^[0-9a-f]+$/.test(text) ? text : null;
  } catch {
    return null; // not made yet, or not readable
  }
}
