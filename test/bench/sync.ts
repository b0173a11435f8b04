/** Bringing 10,000 cards in 20 files into the store: cold (nothing known), and warm (nothing changed). Aim: warm at most 50 ms. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Shelf } from "../../main/study/shelf.ts";
import { bigDeck } from "./big-deck.ts";
import { measurement, median, timed, type Measurement } from "./measurement.ts";
import { environment, newFolder, openBenchStore } from "./world.ts";

export async function measure(): Promise<Measurement[]> {
  const decks = join(newFolder(), "decks");
  mkdirSync(decks);
  for (let n = 0; n < 20; n += 1) writeFileSync(join(decks, `deck-${n}.md`), bigDeck(500, `deck-${n}`));
  const cold: number[] = [];
  const warm: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const dataDir = newFolder();
    const store = await openBenchStore(dataDir);
    const shelf = () =>
      new Shelf({ store, folders: () => [{ origin: "user", folder: decks }], dataDir, reader: "1", clock: environment.clock, log: environment.log });
    cold.push(await timed(() => shelf().load()));
    const count = store.get<{ count: number }>("select count(*) as count from cards")?.count;
    if (count !== 10_000) throw new Error(`${count} cards, not 10,000`);
    // A shelf of its own each time: what a start finds.
    for (let again = 0; again < 4; again += 1) warm.push(await timed(() => shelf().load()));
    store.close();
  }
  return [
    measurement("sync: cold, 10,000 cards", median(cold), "ms", cold.length),
    measurement("sync: warm, nothing changed", median(warm), "ms", warm.length),
  ];
}
