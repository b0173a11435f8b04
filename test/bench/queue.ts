/** Picking the next card among 100,000 cards with 1,000,000 reviews. Aim: at most 5 ms. */
import { momentOf } from "../../main/platform/clock.ts";
import { orderQueue } from "../../main/scheduler/queue.ts";
import { readQueue } from "../../main/study/sitting.ts";
import { largeLog } from "./large-log.ts";
import { measurement, median, timed, type Measurement } from "./measurement.ts";
import { environment } from "./world.ts";

export async function measure(): Promise<Measurement[]> {
  const store = await largeLog(100_000, 1_000_000);
  const reviews = store.get<{ count: number }>("select count(*) as count from reviews")?.count;
  const pick = (limits: { newPerDay: number; reviewsPerDay: number }) => orderQueue(readQueue(store, momentOf(environment.clock), limits));
  const usual = { newPerDay: 20, reviewsPerDay: 200 };
  const unlimited = { newPerDay: 9999, reviewsPerDay: 9999 };
  if (reviews !== 1_000_000 || pick(usual).length < 200) throw new Error(`the queue is too short: ${pick(usual).length} of ${reviews} reviews`);
  const rows: Measurement[] = [];
  for (const [name, limits] of [
    ["20 new and 200 reviews a day", usual],
    ["9,999 of each", unlimited],
  ] as const) {
    const times: number[] = [];
    for (let n = 0; n < 200; n += 1) times.push(await timed(() => pick(limits)));
    rows.push(measurement(`queue: ${name}`, median(times), "ms", times.length));
  }
  return rows;
}
