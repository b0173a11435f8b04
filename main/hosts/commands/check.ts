/** `retransmit check [PATH…] [--run] [--fix] [--json]`: lints decks and their translations; `--run` proves their exercises. */
import { readFile, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { Card, Diagnostic } from "../../contract/index.ts";
import { formatDiagnostic } from "../../decks/diagnostics.ts";
import { applyFixes } from "../../decks/fixes.ts";
import { overlayOf } from "../../decks/overlay.ts";
import { surveyDecks, type DeckFile, type Survey, type Surveyed } from "../../decks/survey.ts";
import { catalogue } from "../../exercise/catalogue.ts";
import { findDeckFiles } from "../../study/folders.ts";
import type { ProofRow } from "../../study/proof.ts";
import { exitCodes, type Command, type Io } from "./command.ts";
import { readCoverage, type Coverage } from "./coverage.ts";

const usage = "retransmit check [PATH…] [--run] [--fix] [--json]";

interface CheckFlags {
  paths: string[];
  run: boolean;
  fix: boolean;
  json: boolean;
}

export const check: Command = async (args, io) => {
  const flags = readFlags(args);
  if (flags === null) return misused(io, `Call it so: ${usage}`);
  const found = await findFiles(flags.paths, io);
  if (typeof found === "string") return misused(io, found);
  let survey = surveyDecks(found, catalogue);
  // Twice: the hashes that translations carry are those of the repaired originals.
  if (flags.fix) for (const kind of ["deck", "overlay"] as const) survey = await fixFiles(survey, found, kind, io);
  const rows = flags.run ? await prove(survey, io) : new Map<string, ProofRow>();
  const coverage = await readCoverage(coverageFolders(flags.paths, io), allCards(survey));
  const ok = isWell(survey, rows, coverage);
  if (flags.json) io.out(JSON.stringify(report(survey, rows, coverage, ok)));
  else print(survey, rows, coverage, io);
  return ok ? exitCodes.ok : exitCodes.found;
};

function readFlags(args: readonly string[]): CheckFlags | null {
  const flags: CheckFlags = { paths: [], run: false, fix: false, json: false };
  for (const argument of args) {
    if (argument === "--run") flags.run = true;
    else if (argument === "--fix") flags.fix = true;
    else if (argument === "--json") flags.json = true;
    else if (argument.startsWith("-")) return null;
    else flags.paths.push(argument);
  }
  return flags;
}

function misused(io: Io, message: string): number {
  io.err(message);
  return exitCodes.usage;
}

/** Files by the names that diagnostics carry: relative to the working directory where they lie in it. A sentence where a path can't be read. */
async function findFiles(paths: readonly string[], io: Io): Promise<DeckFile[] | string> {
  const files = new Map<string, DeckFile>();
  const add = async (path: string) => {
    const file = named(path, io.cwd);
    if (!files.has(file)) files.set(file, { file, text: await readFile(path, "utf8") });
  };
  const given = paths.length === 0 ? [io.places.builtIn, io.places.decks] : paths.map((path) => resolve(io.cwd, path));
  for (const path of given) {
    const kind = await stat(path).catch(() => null);
    if (kind?.isFile()) {
      const original = overlayOf(path)?.base;
      if (original !== undefined && (await stat(original).catch(() => null))?.isFile()) await add(original);
      await add(path);
    } else if (kind?.isDirectory()) {
      const found = await findDeckFiles({ origin: "user", folder: path });
      if (found.problem !== null) return found.problem.message;
      for (const file of found.files) await add(join(path, file.path));
    } else if (paths.length > 0) return `There is no file or folder ${path}. ${usage}`;
  }
  return [...files.values()];
}

function named(path: string, cwd: string): string {
  const near = relative(cwd, path);
  return near.startsWith("..") ? path : near;
}

/** Writes the repairs of one kind of file and looks again at all of them. */
async function fixFiles(survey: Survey, files: DeckFile[], kind: Surveyed["kind"], io: Io): Promise<Survey> {
  let written = 0;
  for (const surveyed of survey.files.filter((each) => each.kind === kind)) {
    const file = files.find((each) => each.file === surveyed.file)!;
    const { text, applied } = applyFixes(file.text, surveyed.diagnostics);
    if (applied === 0) continue;
    await writeFile(resolve(io.cwd, file.file), text);
    file.text = text;
    written += 1;
    io.err(`${file.file}: ${applied} repaired`);
  }
  return written === 0 ? survey : surveyDecks(files, catalogue);
}

/** The lab is loaded only when it is asked for: linting stays fast. */
async function prove(survey: Survey, io: Io): Promise<Map<string, ProofRow>> {
  const { proveExercises } = await import("../../study/proof.ts");
  const cards = allCards(survey).flatMap(({ id, body }) => (body.kind === "live" ? [{ id, exercise: body.exercise, options: body.options }] : []));
  const rows = await proveExercises(cards, { signal: io.signal });
  return new Map(rows.map((row) => [row.card, row]));
}

function allCards(survey: Survey): Card[] {
  return survey.files.flatMap((each) => (each.kind === "deck" ? each.deck.entries.flatMap((entry) => entry.cards) : []));
}

function isWell(survey: Survey, rows: ReadonlyMap<string, ProofRow>, coverage: Coverage | null): boolean {
  const found = survey.files.flatMap((each) => each.diagnostics).some(({ severity }) => severity !== "hint");
  return !found && [...rows.values()].every(isProved) && (coverage === null || coverage.unknownCards.length === 0);
}

/** What could not be tried here is told apart from what failed. */
function isProved(row: ProofRow): boolean {
  return row.reasons.every((reason) => reason.code === "unavailable");
}

/** The shape of `check --json` in DESIGN.md. */
function report(survey: Survey, rows: ReadonlyMap<string, ProofRow>, coverage: Coverage | null, ok: boolean) {
  const decks = survey.files.map((each) => {
    const cards = cardsOf(each);
    const proved = each.kind === "deck" ? cards.flatMap(({ id }) => rows.get(id) ?? []) : [];
    return {
      id: each.id,
      file: each.file,
      language: each.kind === "overlay" ? each.language : each.kind === "deck" ? each.deck.language : "",
      cards: cards.length,
      live: cards.filter((card) => card.body.kind === "live").length,
      diagnostics: each.diagnostics,
      exercises: proved,
    };
  });
  const unavailable = [...rows.values()].filter((row) => row.solution === "unavailable").length;
  return { decks, coverage, unavailable, others: survey.others.length, ok };
}

/** Of a translation: the cards that it has. */
function cardsOf(each: Surveyed): Pick<Card, "id" | "body">[] {
  if (each.kind === "broken") return [];
  if (each.kind === "deck") return each.deck.entries.flatMap((entry) => entry.cards);
  return Object.entries(each.overlay?.cards ?? {}).map(([id, { body }]) => ({ id, body }));
}

function print(survey: Survey, rows: ReadonlyMap<string, ProofRow>, coverage: Coverage | null, io: Io): void {
  const diagnostics = survey.files.flatMap((each) => [...each.diagnostics, ...proofDiagnostics(each, rows)]);
  for (const diagnostic of diagnostics) io.out(formatDiagnostic(diagnostic));
  for (const { row, card } of coverage?.unknownCards ?? []) io.out(`coverage.json: error unknown-card row ${row} names the card ${card}, which no deck has.`);
  const count = (severity: string) => diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  const decks = survey.files.filter((each) => each.kind !== "overlay");
  const cards = decks.flatMap(cardsOf);
  const live = cards.filter((card) => card.body.kind === "live").length;
  const translations = survey.files.length - decks.length;
  io.out(
    `${decks.length} decks (${survey.others.length} other Markdown files), ${translations} translations, ${cards.length} cards, ${live} of them live: ${count("error")} errors, ${count("warning")} warnings, ${count("hint")} hints.`,
  );
  if (coverage !== null) io.out(`Coverage: ${coverage.covered} of ${coverage.rows} rows.`);
  if (rows.size > 0) io.out(`Exercises: ${[...rows.values()].filter(isProved).length} of ${rows.size} proved.`);
}

/** What a proof found, at the heading of its card. */
function proofDiagnostics(each: Surveyed, rows: ReadonlyMap<string, ProofRow>): Diagnostic[] {
  if (each.kind !== "deck") return [];
  return each.deck.entries.flatMap(({ cards, place }) =>
    cards.flatMap(({ id }) =>
      (rows.get(id)?.reasons ?? []).map((reason): Diagnostic => ({
        ...place,
        file: each.file,
        severity: reason.code === "unavailable" ? "hint" : "error",
        code: reason.code,
        message: reason.message,
        data: {},
      })),
    ),
  );
}

/** `coverage.json` counts for the folder that it lies in. */
function coverageFolders(paths: readonly string[], io: Io): string[] {
  if (paths.length === 0) return [io.places.builtIn];
  return paths.map((path) => resolve(io.cwd, path)).map((path) => (basename(path).includes(".") ? dirname(path) : path));
}
