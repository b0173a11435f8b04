/** Memory: a cache of the effective log, one row a reviewed card. */
import type { Memory } from "../contract/index.ts";
import type { ReadableStore, WritableStore, Written } from "./database.ts";
import { cardAfter, cardEvents, count, effective, readMemory, untouched, writeStanding, type CardEvent, type CardStanding } from "./effects.ts";
import type { Store } from "./store.ts";

/** Null: never (effectively) reviewed. */
export function memoryOf(store: ReadableStore, cardKey: number): Memory | null {
  return readMemory(store, cardKey);
}

/** Memory, queue and counters made anew from the log: after weights change, or an import. */
export function rebuildMemory(store: Store): Written<{ cards: number; reviews: number }> {
  return store.act((writable) => {
    clear(writable);
    markUndone(writable);
    const counted = { cards: 0, reviews: 0 };
    const last = writable.get<{ key: number | null }>("select max(card_key) as key from cards")?.key ?? 0;
    for (let from = 1; from <= last; from += cardsAtOnce) {
      const standings = new Map<number, CardStanding>();
      for (const event of writable.all<CardEvent>(cardLog, from, from + cardsAtOnce - 1)) {
        standings.set(event.cardKey, cardAfter(standings.get(event.cardKey) ?? untouched, event, store.environment));
        if (event.rating === null) continue;
        count(writable, event, 1);
        counted.reviews++;
      }
      for (const [cardKey, standing] of standings) writeStanding(writable, cardKey, standing);
      counted.cards += standings.size;
    }
    return counted;
  });
}

/** A cursor must not see its own tables change, and a whole log may not fit into memory: so many cards are read, then written. */
const cardsAtOnce = 1000;
const cardLog = `${cardEvents} where e.card_key between ? and ? and ${effective} order by e.card_key, e.at_ms, e.seq`;

function clear(store: WritableStore): void {
  for (const table of ["undone", "memory", "days", "pace"]) store.run(`delete from ${table}`);
  store.run("update queue set state = 'new', due_at = null, last_day = null, suspended = 0, suspended_because = '', buried_day = null, flag = 0");
}

/** What undoes comes after what it undoes, so from the end each undo or redo is known to hold or not. */
function markUndone(store: WritableStore): void {
  const undone = new Set<number>();
  for (const { seq, undoes } of store.all<{ seq: number; undoes: number }>("select seq, undoes from events where undoes is not null order by seq desc")) {
    if (!undone.has(seq)) undone.add(undoes);
  }
  for (const action of undone) store.run("insert into undone (action) values (?)", action);
}
