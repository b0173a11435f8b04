/** What a learner typed as a prediction, read by the static type of what is asked. */
import type { AskType } from "../contract/index.ts";

export type PredictionValue = bigint | number | string | boolean | Uint8Array | PredictionValue[];
export type ReadPrediction = { ok: true; value: PredictionValue; readAs: string } | { ok: false; readAs: string };

/** Tolerant: `304`, `"304"`, yes/no, `0 B`, `[a, b]` or `a, b`. `readAs` is "" for an empty text. */
export function readPrediction(_type: AskType, _text: string): ReadPrediction {
  throw new Error("being written");
}
