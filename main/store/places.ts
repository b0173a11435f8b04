/** Names within the data folder. */
import { join } from "node:path";

export const databaseName = "retransmit.db";

export function backupsOf(dataDir: string): string {
  return join(dataDir, "backups");
}
