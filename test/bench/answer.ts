/** From the rating to the next card, durable write included, against a bare durable insert. Aim: at most 1.5 times. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { createApp } from "../../main/app.ts";
import type { Next } from "../../main/contract/index.ts";
import { bigDeck, recallOnly } from "./big-deck.ts";
import { measurement, median, timed, type Measurement } from "./measurement.ts";
import { newFolder } from "./world.ts";

export async function measure(): Promise<Measurement[]> {
  const folder = newFolder();
  const places = { data: join(folder, "data"), decks: join(folder, "decks"), builtIn: join(folder, "none"), log: join(folder, "log") };
  mkdirSync(places.decks);
  mkdirSync(places.builtIn);
  writeFileSync(join(places.decks, "big.md"), bigDeck(2_000, "big", recallOnly));
  const app = await createApp({ host: "loopback", version: "bench", places, systemLanguage: "en" });
  const { api } = app;
  const signal = new AbortController().signal;
  await api.settings.set({ newPerDay: 9999, reviewsPerDay: 9999 }, signal);
  const bare = bareInsert(join(folder, "bare.db"));
  const own: number[] = [];
  const other: number[] = [];
  let next: Next = await api.sitting.start({ minutes: 0 }, signal);
  for (let round = -20; round < 300; round += 1) {
    if (next.state !== "card") throw new Error(`no card: ${next.state}`);
    const { session } = next.showing;
    await api.session.act({ session, answer: { kind: "reveal" } }, signal);
    const ownMs = await timed(async () => {
      await api.session.rate({ session, rating: "good", thinkMs: 3000 }, signal);
      next = await api.sitting.next(undefined, signal);
    });
    const bareMs = await timed(bare);
    if (round < 0) continue;
    own.push(ownMs);
    other.push(bareMs);
  }
  await app.close();
  return [measurement("answer: rating to next card", median(own), "ms", own.length, { name: "bare durable insert", value: median(other) })];
}

/** One row a transaction, WAL, synchronous=FULL: what durability alone costs on this disk. */
function bareInsert(file: string): () => void {
  const database = new Database(file);
  database.pragma("journal_mode = wal");
  database.pragma("synchronous = full");
  database.exec("create table reviews (id integer primary key, at integer not null, card integer not null, rating text not null, note text not null) strict");
  const insert = database.prepare(
    "insert into reviews (at, card, rating, note) values (?, ?, 'good', 'a review as long as ours: session, seed, hash, language and numbers')",
  );
  let n = 0;
  return () => void insert.run(Date.now(), (n += 1));
}
