/** A store with many cards and a long log, written in bulk as studying would have left it. */
import { momentOf } from "../../main/platform/clock.ts";
import { rebuildMemory } from "../../main/store/memory.ts";
import type { Store } from "../../main/store/store.ts";
import { environment, newFolder, openBenchStore, valueOf } from "./world.ts";

/** `cards` cards in 50 decks, `reviews` reviews over the last 400 days; a tenth of the cards is new. */
export async function largeLog(cards: number, reviews: number): Promise<Store> {
  const store = await openBenchStore(newFolder());
  const { at, studyDay } = momentOf(environment.clock);
  const numbers = (count: number) => `with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${count})`;
  const statements = [
    `insert into decks (deck_key, origin, deck_id, path, title, topic, language, content_hash, seen_at)
     ${numbers(50)} select n, 'user', 'deck-' || n, n || '.md', 'Deck ' || n, 'http', 'en', '', ${at} from numbers`,
    `insert into entries (entry_key, deck_key, entry_id, text_hash, position)
     ${numbers(cards)} select n, 1 + n % 50, 'e' || n, n, n / 50 from numbers`,
    `insert into cards (card_key, entry_key, card_id, part, sibling_group, kind, version_hash, place, added_at)
     select entry_key, entry_key, 'deck-' || deck_key || '/e' || entry_key, '', '', 'recall', '', position, ${at} from entries`,
    `insert into queue (card_key, deck_key, entry_key, sibling_group, kind, place, state)
     select entry_key, deck_key, entry_key, '', 'recall', position, 'new' from entries`,
    `insert into events (seq, event_id, action, at_ms, utc_offset_min, study_day, type, card_key)
     ${numbers(reviews)} select n, 'event-' || n, n, ${at} - 86400000 - (${reviews} - n) * (400 * 86400000 / ${reviews}), 0,
       ${studyDay} - 1 - (${reviews} - n) * 400 / ${reviews}, 'review', 1 + (n * 7919) % (${cards} * 9 / 10) from numbers`,
    `insert into reviews (seq, rating, showing, seed, version_hash, kind, language, purpose, schedules, think_ms, hints, attempts, state_before, state_after, step_after, due_at, interval_days, desired_retention)
     select seq, case seq % 10 when 0 then 'again' when 1 then 'hard' when 2 then 'easy' else 'good' end, 's', 's', '', 'recall', 'en', 'study', 1, 4000, 0, 1,
       'review', 'review', 0, at_ms + (3 + seq % 40) * 86400000, 3 + seq % 40, 0.9 from events`,
  ];
  valueOf(store.act((writable) => statements.forEach((sql) => writable.run(sql))));
  valueOf(rebuildMemory(store));
  valueOf(store.act((writable) => writable.run("analyze")));
  return store;
}
