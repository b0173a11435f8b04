/** `retransmit run DECK/ENTRY [--answer FILE] [--seed N] [--json]`: one exercise; without an answer its solution. */
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Answer, Card, CardBody, Field, Message, Transcript } from "../../contract/index.ts";
import { surveyDecks, type DeckFile } from "../../decks/survey.ts";
import { catalogue } from "../../exercise/catalogue.ts";
import { prepare, type Prepared } from "../../exercise/prepare.ts";
import { createLab, type RunResult } from "../../lab/lab.ts";
import { findDeckFiles } from "../../study/folders.ts";
import { suggest } from "../../study/rating.ts";
import { streamBytes } from "../../wire/capture.ts";
import { fieldsOf } from "../../wire/dissect.ts";
import { exitCodes, type Command, type Io } from "./command.ts";

const usage = "retransmit run DECK/ENTRY [--answer FILE] [--seed N] [--json]";

interface RunArguments {
  card: string;
  answer: string | null;
  seed: string;
  json: boolean;
}

type LiveCard = Card & { body: CardBody & { kind: "live" } };

export const run: Command = async (args, io) => {
  const read = readArguments(args);
  if (typeof read === "string") return misused(io, read);
  const card = await findCard(read.card, io);
  if (typeof card === "string") return misused(io, card);
  const prepared = prepare(card.body.exercise, catalogue, read.seed, undefined, card.body.options);
  const answer = await answerOf(prepared, read.answer, io);
  if (typeof answer === "string") return misused(io, answer);
  const lab = createLab();
  try {
    const result = await lab.open(prepared).attempt(answer, io.signal);
    if (read.json) io.out(JSON.stringify(report(card.id, result), bytesAsBase64));
    else print(card.id, result, io);
    return exitCodeOf(result);
  } finally {
    await lab.close();
  }
};

function readArguments(args: readonly string[]): RunArguments | string {
  const read: RunArguments = { card: "", answer: null, seed: "1", json: false };
  for (let at = 0; at < args.length; at++) {
    const argument = args[at]!;
    if (argument === "--json") read.json = true;
    else if (argument === "--save") return "--save is not there yet: writing pcapng files comes with the dissector of capture files.";
    else if (argument === "--answer" || argument === "--seed") {
      const value = args[++at];
      if (value === undefined) return `${argument} needs a value.`;
      if (argument === "--answer") read.answer = value;
      else read.seed = value;
    } else if (argument.startsWith("--")) return `There is no flag ${argument}.`;
    else if (read.card === "") read.card = argument;
    else return `One exercise at a time: “${argument}” is one too many.`;
  }
  return read.card === "" ? "Which exercise? Name it as DECK/ENTRY." : read;
}

async function findCard(id: string, io: Io): Promise<LiveCard | string> {
  const files: DeckFile[] = [];
  for (const [folder, origin] of [
    [io.places.builtIn, "built-in"],
    [io.places.decks, "user"],
  ] as const) {
    const found = await findDeckFiles({ origin, folder });
    if (found.problem !== null) io.err(found.problem.message);
    for (const { path } of found.files) files.push({ file: join(folder, path), text: await readFile(join(folder, path), "utf8") });
  }
  const [deckId] = id.split("/");
  const decks = surveyDecks(files, catalogue).files.flatMap((each) => (each.kind === "deck" ? [each.deck] : []));
  const deck = decks.find((each) => each.id === deckId);
  if (deck === undefined) return `There is no deck “${deckId}”. There are: ${decks.map((each) => each.id).join(", ")}.`;
  const card = deck.entries.flatMap(({ cards }) => cards).find((each) => each.id === id);
  if (card === undefined) return `The deck ${deck.id} has no card “${id}”, or the card has errors: retransmit check says which.`;
  return isLive(card) ? card : `${id} is no live exercise; it is of kind ${card.body.kind}.`;
}

function isLive(card: Card): card is LiveCard {
  return card.body.kind === "live";
}

/** A file holds the text, or one prediction a line, or the numbers of the options chosen, counted from 1. */
async function answerOf(prepared: Prepared, file: string | null, io: Io): Promise<Answer | string> {
  const { shape, play } = prepared.exercise;
  if (file === null) {
    if (shape === "choice") return { kind: "choice", chosen: prepared.options.filter(({ correct }) => correct).map(({ index }) => index) };
    if (play === null) return { kind: "predictions", values: prepared.expect ?? [] };
    return prepared.solution === null ? "The exercise has no solution: give an answer with --answer FILE." : { kind: "text", text: prepared.solution };
  }
  let text: string;
  try {
    text = await readFile(resolve(io.cwd, file), "utf8");
  } catch (error) {
    return `${file} can't be read (${(error as NodeJS.ErrnoException).code ?? "unknown"}).`;
  }
  const body = text.replace(/\r?\n$/, "");
  if (shape === "choice") return { kind: "choice", chosen: (body.match(/\d+/g) ?? []).map((digits) => Number(digits) - 1) };
  return play === null ? { kind: "predictions", values: body.split(/\r?\n/) } : { kind: "text", text: body };
}

/** The shape of `run --json`. */
function report(card: string, { verdict, transcript }: RunResult) {
  const passed = verdict.outcome === "passed";
  const rated = passed || verdict.outcome === "failed";
  const suggestedRating = rated ? suggest({ ended: passed ? "solved" : "wrong", attempts: 1, hints: 0 }).rating : null;
  const { outcome, goals, reason, command } = verdict;
  const findings = transcript.messages.flatMap((message) => findingsOf(message, transcript).map((finding) => ({ message: message.id, ...finding })));
  return { card, outcome, passed, goals, suggestedRating, reason, command, findings, transcript };
}

function bytesAsBase64(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
}

function print(card: string, { verdict, transcript }: RunResult, io: Io): void {
  io.out(`${card}: ${verdict.outcome}${verdict.reason === null ? "" : ` (${verdict.reason.text})`}`);
  for (const { label, passed, expected, seen } of verdict.goals) io.out(`  ${passed ? "✓" : "✗"} ${label}: expected ${expected ?? "true"}, seen ${seen}`);
  if (verdict.command !== "") io.out(`  ${verdict.command}`);
  for (const line of wireLines(transcript)) io.out(line);
}

/** What is odd about a message; offsets count from its first byte. */
function findingsOf({ protocol, value, range }: Message, transcript: Transcript) {
  const bytes = streamBytes(transcript, range.flow, range.by).subarray(range.from, range.to);
  return odd(fieldsOf({ protocol, value }, bytes));
}

function odd(fields: readonly Field[]): (NonNullable<Field["finding"]> & Pick<Field, "start" | "end" | "source">)[] {
  return fields.flatMap(({ finding, start, end, source, children }) => [
    ...(finding === undefined ? [] : [{ ...finding, start, end, source }]),
    ...odd(children),
  ]);
}

function wireLines(transcript: Transcript): string[] {
  const { messages, events, limits } = transcript;
  const ms = (micros: number) => `${(micros / 1000).toFixed(3).padStart(10)} ms`;
  const lines = [
    ...messages.flatMap((message) => {
      const { at, by, to, summary, detail } = message;
      const found = findingsOf(message, transcript).map(({ level, code, text }) => ({ at, text: `  ${level} ${code}: ${text}` }));
      return [{ at, text: `${by} → ${to}  ${summary}${detail === "" ? "" : `  ${detail}`}` }, ...found];
    }),
    ...events.map(({ at, host, name, value }) => ({ at, text: `${host}: ${name} ${value}` })),
    ...limits.map(({ at, limit, value }) => ({ at, text: `stopped at the limit ${limit} ${value}` })),
  ];
  return lines.sort((a, b) => a.at - b.at).map(({ at, text }) => `${ms(at)}  ${text}`);
}

function exitCodeOf({ verdict }: RunResult): number {
  if (verdict.outcome === "passed") return exitCodes.ok;
  return verdict.outcome === "error" || verdict.outcome === "unavailable" ? exitCodes.lab : exitCodes.found;
}

function misused(io: Io, message: string): number {
  io.err(message);
  io.err(`Usage: ${usage}`);
  return exitCodes.usage;
}
