/** What the Today screen shows. */
import type { Layer, TodayView } from "../contract/index.ts";
import { dayText, momentOf } from "../platform/clock.ts";
import { forgettingCurve } from "../scheduler/fsrs.ts";
import { orderQueue } from "../scheduler/queue.ts";
import { listDecks, translatedTitles } from "../store/cards.ts";
import { activity, deckCounts, forecast, nextDueAt } from "../store/statistics.ts";
import { type StudyEnvironment, weightsOf } from "./environment.ts";
import { fitting, readPace, secondsOf } from "./pace.ts";
import { readQueue } from "./sitting.ts";
import { layerOf } from "./topics.ts";

const layers: readonly Layer[] = ["app", "tls", "tcp", "net", "link"];
/** Time budgets offered, in minutes; 0: all that is due. */
export const offeredMinutes = [10, 25, 40, 0] as const;
const forecastDays = 14;
const activityDays = 90;

export function todayView({ store, clock, settings, language }: Pick<StudyEnvironment, "store" | "clock" | "settings" | "language">): TodayView {
  const moment = momentOf(clock);
  const due = readQueue(store, moment, settings());
  const queue = orderQueue(due);
  const pace = readPace(store);
  const decks = listDecks(store);
  const titles = translatedTitles(store, language());
  const counts = new Map(deckCounts(store, moment, forgettingCurve(weightsOf(store, ""))).map((row) => [row.deckKey, row]));
  const layersOfDecks = new Map(decks.map((deck) => [deck.deckKey, layerOf(deck.topic)]));
  return {
    day: dayText(moment.studyDay),
    due: queue.length,
    dueReviews: due.learning.length + due.reviews.length,
    dueNew: due.fresh.length,
    seconds: Math.round(secondsOf(pace, queue)),
    byLayer: tally(queue, (card) => layersOfDecks.get(card.deckKey) ?? "app")
      .map(([layer, count]) => ({ layer, count }))
      .toSorted((a, b) => layers.indexOf(a.layer) - layers.indexOf(b.layer)),
    byKind: tally(queue, (card) => card.kind)
      .map(([kind, count]) => ({ kind, count }))
      .toSorted((a, b) => b.count - a.count),
    budgets: offeredMinutes.map((minutes) => ({ minutes, covers: minutes === 0 || queue.length === 0 ? queue.length : fitting(pace, queue, minutes * 60) })),
    nextDueAt: nextDueAt(store, moment),
    forecast: forecast(store, moment, forecastDays).map(({ studyDay, due: count }) => ({ day: dayText(studyDay), due: count })),
    activity: activity(store, moment, activityDays).map(({ studyDay, reviews }) => ({ day: dayText(studyDay), reviews })),
    decks: decks.map(({ deckKey, title, topic }) => {
      const row = counts.get(deckKey);
      return {
        deckKey,
        title: titles.get(deckKey) ?? title,
        topic,
        layer: layerOf(topic),
        due: row?.due ?? 0,
        total: row?.cards ?? 0,
        recallNow: row?.recallNow ?? null,
      };
    }),
    firstRun: !settings().firstRunDone,
  };
}

function tally<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): [Key, number][] {
  const counts = new Map<Key, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return [...counts];
}
