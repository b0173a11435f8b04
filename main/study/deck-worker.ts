/** The worker thread that parses long decks, so that the app goes on answering meanwhile. */
import { parentPort } from "node:worker_threads";
import { parseFamily, type Family, type FamilyTexts } from "./family.ts";

export interface ToDeckWorker {
  id: number;
  texts: FamilyTexts;
}

export type FromDeckWorker = { id: number; family: Family } | { id: number; fault: string };

parentPort!.on("message", ({ id, texts }: ToDeckWorker) => {
  try {
    say({ id, family: parseFamily(texts) });
  } catch (error) {
    say({ id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});

function say(message: FromDeckWorker): void {
  parentPort!.postMessage(message);
}
