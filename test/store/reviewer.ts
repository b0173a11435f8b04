/** Reviews one card for ever and prints how many reviews are on disk; to be killed. Arguments: data folder, card key. */
import { systemChance } from "../../main/platform/chance.ts";
import { momentOf, systemClock } from "../../main/platform/clock.ts";
import { uuidv7Ids } from "../../main/platform/ids.ts";
import { defaultWeights, replay, review } from "../../main/scheduler/fsrs.ts";
import { memoryOf } from "../../main/store/memory.ts";
import { appendReview, reviewsEver } from "../../main/store/reviews.ts";
import { openStore } from "../../main/store/store.ts";

const [, , dataDir = "", key = ""] = process.argv;
const log = { file: "", info: () => undefined, warn: () => undefined, error: () => undefined };
const ids = uuidv7Ids(systemClock, systemChance);
const opened = await openStore(dataDir, {
  clock: systemClock,
  chance: systemChance,
  ids,
  log,
  replay: (memory, reviewed) => replay(memory, reviewed, defaultWeights),
});
if (!opened.ok) throw new Error(opened.problem.message);
const { store } = opened;
const cardKey = Number(key);
const settings = { desiredRetention: 0.9, learningStepsMin: [1], relearningStepsMin: [1], weights: defaultWeights };
for (;;) {
  const moment = momentOf(systemClock);
  const decision = review(memoryOf(store, cardKey), "good", moment, settings, "seed");
  const written = appendReview(store, {
    cardKey,
    rating: "good",
    moment,
    decision,
    purpose: "study",
    showing: "s",
    seed: "s",
    versionHash: "v",
    language: "en",
    thinkMs: 1,
    hints: 0,
    attempts: 1,
    outcome: null,
    suggested: null,
  });
  if (!written.ok) throw new Error(written.problem.message);
  process.stdout.write(`${reviewsEver(store, cardKey)}\n`);
}
