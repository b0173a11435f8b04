/** Exercises and lab parts for the lab's tests. */
import { performance } from "node:perf_hooks";
import type { Exercise } from "../../main/contract/index.ts";
import { compileExercise, type ExerciseSource } from "../../main/exercise/compile.ts";
import { catalogue as shipped, type Catalogue } from "../../main/exercise/catalogue.ts";
import { prepare, type Prepared } from "../../main/exercise/prepare.ts";
import { seededRandom } from "../../main/exercise/random.ts";
import { CaptureWriter } from "../../main/lab/capture.ts";
import { LabClock } from "../../main/lab/clock.ts";
import { LabEnv } from "../../main/lab/env.ts";
import { httpOrigin } from "../../main/exercise/scenarios/http-origin.ts";
import { runLimits, type LimitReached, type RunLimits } from "../../main/lab/limits.ts";

export function compiled(source: ExerciseSource, catalogue: Catalogue = shipped): Exercise {
  const { exercise, problems } = compileExercise(source, catalogue);
  if (exercise === null) throw new Error(JSON.stringify(problems));
  return exercise;
}

export function prepared(source: ExerciseSource, catalogue: Catalogue = shipped, seed = "test"): Prepared {
  return prepare(compiled(source, catalogue), catalogue, seed);
}

/** A request for /video that must yield 206; the simplest whole exercise. */
export const rangeExercise = {
  scenario: "http/origin",
  play: "client",
  vary: "first = between(0, 400)\nlast = between(first + 1, 900)\n",
  goals: 'Status is 206: response.status == 206\nThe right bytes: header(response, "Content-Range") == "bytes ${first}-${last}/1000"\n',
  solution: "GET /video HTTP/1.1\nHost: origin.test\nRange: bytes=${first}-${last}\n",
  wrong: ["GET /video HTTP/1.1\nHost: origin.test\n", "GET /article HTTP/1.1\nHost: origin.test\n"] as [string, string],
} satisfies ExerciseSource;

/** An environment of `http/origin`'s hosts, with what its limits did. */
export function openEnv(limits: Partial<RunLimits> = {}): { env: LabEnv; clock: LabClock; capture: CaptureWriter; hits: LimitReached[] } {
  const hits: LimitReached[] = [];
  const clock = new LabClock(Date.UTC(2026, 0, 1), () => performance.now() * 1000);
  const capture = new CaptureWriter(clock, { ...runLimits, ...limits }, (limit) => hits.push(limit));
  return { env: new LabEnv(httpOrigin, clock, seededRandom("env"), capture), clock, capture, hits };
}

export const never = new AbortController().signal;
