/** The answers that prove an exercise: the right one, the tempting ones, and nothing at all. */
import type { Answer, AskType, Verdict } from "../contract/index.ts";
import { readPrediction } from "../exercise/prediction.ts";
import type { Prepared } from "../exercise/prepare.ts";

export interface ProofAnswer {
  role: "solution" | "wrong" | "empty" | "start";
  /** Which wrong answer, counted from 0; null otherwise. */
  index: number | null;
  /** Does it hold what the deck pins (`expect`, `[x]`) against the wire? */
  pinned: boolean;
  verdict: Verdict;
}

type Attempt = (answer: Answer) => Promise<Verdict>;

export async function* proofAnswers(prepared: Prepared, attempt: Attempt): AsyncGenerator<ProofAnswer> {
  if (prepared.exercise.shape === "choice") yield* choices(prepared, attempt);
  else if (prepared.exercise.play === null) yield* predictions(prepared, attempt);
  else yield* texts(prepared, attempt);
}

async function* choices(prepared: Prepared, attempt: Attempt): AsyncGenerator<ProofAnswer> {
  const right = prepared.options.filter(({ correct }) => correct).map(({ index }) => index);
  const chosen = (indices: number[]) => attempt({ kind: "choice", chosen: indices });
  yield { role: "solution", index: null, pinned: true, verdict: await chosen(right) };
  // The other wrong answers follow: an option counts by its own run alone.
  yield { role: "empty", index: null, pinned: false, verdict: await chosen([]) };
}

/** `expect` is the solution; without one, what the wire shows is. Wrong answers change one line. */
async function* predictions(prepared: Prepared, attempt: Attempt): AsyncGenerator<ProofAnswer> {
  const predicted = (values: string[]) => attempt({ kind: "predictions", values });
  const empty = await predicted(prepared.asks.map(() => ""));
  const solution = prepared.expect ?? empty.goals.slice(prepared.goals.length).map(({ seen }) => seen);
  yield { role: "solution", index: null, pinned: prepared.expect !== null, verdict: await predicted(solution) };
  for (const [index, value] of solution.entries()) {
    const values = solution.with(index, changed(prepared.exercise.ask[index]!.type, value));
    yield { role: "wrong", index, pinned: false, verdict: await predicted(values) };
  }
  yield { role: "empty", index: null, pinned: false, verdict: empty };
}

async function* texts(prepared: Prepared, attempt: Attempt): AsyncGenerator<ProofAnswer> {
  const written = (text: string) => attempt({ kind: "text", text });
  if (prepared.solution !== null) yield { role: "solution", index: null, pinned: false, verdict: await written(prepared.solution) };
  for (const [index, text] of prepared.wrong.entries()) yield { role: "wrong", index, pinned: false, verdict: await written(text) };
  yield { role: "empty", index: null, pinned: false, verdict: await written("") };
  if (prepared.start !== "") yield { role: "start", index: null, pinned: false, verdict: await written(prepared.start) };
}

/** Another value of the same type: what a learner could have written. */
export function changed(type: AskType, text: string): string {
  const read = readPrediction(type, text);
  if (!read.ok) return `${text}~`;
  const { value } = read;
  if (typeof value === "bigint") return String(value + 1n);
  if (typeof value === "number") return String(value + 1);
  if (typeof value === "boolean") return String(!value);
  if (typeof value === "string") return JSON.stringify(`${value}~`);
  return Array.isArray(value) ? listWithOneMore(text) : JSON.stringify("another text");
}

function listWithOneMore(text: string): string {
  const inner = text
    .trim()
    .replace(/^\[|\]$/g, "")
    .trim();
  return `[${inner}${inner === "" ? "" : ", "}"~"]`;
}
