/**
 * The decks: which there are is in the store, what they say is in their files. A file is parsed when it changed or when one
 * of its cards is to be shown, so that a start with nothing changed parses one deck.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AppProblem, Card, Deck, DeckLanguage, Diagnostic, Entry } from "../contract/index.ts";
import { diagnosticMessage } from "../decks/diagnostics.ts";
import { momentOf, type Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import { listDecks, type Origin, type StoredCard, type StoredDeck } from "../store/cards.ts";
import { fileChanges, knownFiles, readerOf, type FileChanges, type FoundFile } from "../store/files.ts";
import type { Store } from "../store/store.ts";
import { syncDecks, type ReadFile, type SyncReport } from "../store/sync.ts";
import { DeckParser } from "./deck-parser.ts";
import type { Family, FileText } from "./family.ts";
import { findDeckFiles, type DeckFolder } from "./folders.ts";
import { liftNeedsReview } from "./needs-review.ts";
import { Problem } from "./problem.ts";

/** Largest deck file, in bytes; a larger one is told and left alone. */
export const maxDeckBytes = 8_000_000;
/** Parsed decks that are kept in memory. */
export const maxParsedDecks = 32;

export interface Material {
  deck: Deck;
  entry: Entry;
  card: Card;
}

export interface ShelfOptions {
  store: Store;
  folders: () => DeckFolder[];
  /** Where last good versions of the learner's decks are kept. */
  dataDir: string;
  /** Version of the app: another one reads every file again. */
  reader: string;
  clock: Clock;
  log: Log;
}

interface Parsed extends Family {
  contentHash: string;
}

type FileState = FoundFile & { role: string; errors: number; warnings: number };
type FileName = Pick<FoundFile, "origin" | "path">;

/** Loaded when first needed: it comes with the parser, which a start with nothing changed can be without for a while. */
const loadOverlayNames = () => import("../decks/overlay.ts");
type OverlayOf = Awaited<ReturnType<typeof loadOverlayNames>>["overlayOf"];

const keyOf = ({ origin, path }: FileName) => `${origin}:${path}`;

export class Shelf {
  readonly #options: ShelfOptions;
  readonly #parsed = new Map<string, Parsed>();
  readonly #files = new Map<string, FileState>();
  readonly #parser = new DeckParser();
  #duplicates: SyncReport["duplicates"] = [];
  /** Cards that could be one of several others', by deck file: known from the reading of the file until its next. */
  readonly #questions = new Map<string, Diagnostic[]>();
  #problems: AppProblem[] = [];
  #loading: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(options: ShelfOptions) {
    this.#options = options;
  }

  /** Reads what changed since the last time and brings the store up to date, one load at a time. Rejects with a `Problem` where the store can't be written. */
  load(): Promise<{ wrote: boolean }> {
    const next = this.#loading.then(() => this.#loadNow());
    this.#loading = next.catch(() => undefined);
    return next;
  }

  /** What is being read is given up, and the store is left as it is. */
  close(): Promise<void> {
    this.#isClosed = true;
    return this.#parser.close();
  }

  /** What the card says now; null where its file no longer has it. */
  async material(card: StoredCard): Promise<Material | null> {
    const stored = listDecks(this.#options.store).find((deck) => deck.deckKey === card.deckKey);
    const deck = stored === undefined ? null : await this.deck(stored);
    return deck === null ? null : (materialsOf(deck).get(card.cardId) ?? null);
  }

  /** Null where neither the file nor its last good version can be read. */
  async deck(stored: StoredDeck): Promise<Deck | null> {
    const result = (await this.#parsedOf(stored))?.result;
    return result?.state === "deck" ? result.deck : this.#lastGood(stored);
  }

  /** Everything found in the files, built-in decks first. */
  async diagnostics(): Promise<Diagnostic[]> {
    const { overlayOf } = await loadOverlayNames();
    const all: Diagnostic[] = [];
    for (const file of [...this.#files.values()].filter((one) => one.errors + one.warnings > 0)) {
      const overlay = file.role === "overlay" ? overlayOf(file.path) : null;
      const parsed = await this.#parsedOf(overlay === null ? file : { origin: file.origin, path: overlay.base });
      if (overlay !== null) all.push(...(parsed?.overlays.get(file.path) ?? []));
      else if (parsed?.result.state === "deck") all.push(...parsed.result.deck.diagnostics);
      else if (parsed?.result.state === "broken") all.push(...parsed.result.diagnostics);
    }
    return [...all, ...[...this.#questions.values()].flat(), ...this.#duplicates.map(duplicateId)];
  }

  /** Problems of one file, counted when it was read. */
  counts(origin: Origin, path: string): { errors: number; warnings: number } {
    const { errors, warnings } = this.#files.get(keyOf({ origin, path })) ?? { errors: 0, warnings: 0 };
    return { errors, warnings: warnings + (this.#questions.get(keyOf({ origin, path }))?.length ?? 0) };
  }

  /** Languages that the file's deck is translated into, by the overlays that lie beside it. */
  async translations(origin: Origin, path: string): Promise<DeckLanguage[]> {
    const { overlayOf } = await loadOverlayNames();
    return this.#overlaysOf({ origin, path }, overlayOf).flatMap((file) => overlayOf(file.path)?.language ?? []);
  }

  /** Markdown files in the learner's folder that are no decks. */
  otherFiles(): number {
    return [...this.#files.values()].filter((file) => file.origin === "user" && file.role === "other").length;
  }

  /** Folders and files that could not be read. */
  problems(): AppProblem[] {
    return this.#problems;
  }

  async #loadNow(): Promise<{ wrote: boolean }> {
    const { store, reader, clock } = this.#options;
    const readBy = readerOf(store);
    const found = await this.#find();
    const changes = fileChanges(store, found, reader);
    this.#files.clear();
    for (const file of found) this.#files.set(keyOf(file), { ...file, role: "other", errors: 0, warnings: 0 });
    for (const file of changes.unchanged) this.#files.set(keyOf(file), file);
    const isWarm = changes.toRead.length + changes.vanished.length === 0;
    const { read, unchanged } = isWarm ? { read: [], unchanged: changes.unchanged } : await this.#readChanged(changes);
    if (this.#isClosed) return { wrote: false };
    const written = syncDecks(store, { read, unchanged, reader, at: clock.now() });
    if (!written.ok) throw new Problem(written.problem);
    this.#duplicates = written.value.duplicates;
    this.#ask(read, written.value.questions);
    if (written.value.wrote) liftNeedsReview(store, readBy !== reader, momentOf(clock));
    return written.value;
  }

  async #readChanged(changes: FileChanges): Promise<{ read: ReadFile[]; unchanged: FoundFile[] }> {
    const { overlayOf } = await loadOverlayNames();
    const { toRead, unchanged } = withCompanions(changes.toRead, changes.unchanged, overlayOf);
    for (const file of [...toRead, ...changes.vanished]) {
      this.#parsed.delete(keyOf(file));
      this.#parsed.delete(keyOf({ origin: file.origin, path: overlayOf(file.path)?.base ?? file.path }));
    }
    const known = new Map(knownFiles(this.#options.store).map((file) => [keyOf(file), file]));
    const read: ReadFile[] = [];
    const kept: FoundFile[] = [...unchanged];
    for (const file of toRead) {
      const one = await this.#readOne(file, overlayOf);
      const before = known.get(keyOf(file));
      if (one !== null) read.push(one);
      if (one !== null || before === undefined) continue;
      kept.push(before); // with the time and size of before, so that it is tried again
      this.#files.set(keyOf(file), before);
    }
    return { read, unchanged: kept };
  }

  #ask(read: readonly ReadFile[], questions: SyncReport["questions"]): void {
    const present = new Set(this.#files.keys());
    for (const key of this.#questions.keys()) if (!present.has(key)) this.#questions.delete(key);
    for (const file of read) {
      this.#questions.delete(keyOf(file));
      const { deck } = file;
      if (deck === null) continue;
      const asked = questions.flatMap((question) => ambiguousCard(deck, file.path, question) ?? []);
      if (asked.length > 0) this.#questions.set(keyOf(file), asked);
      for (const { message } of asked) this.#options.log.warn(`${file.path}: ${message}`);
    }
  }

  async #find(): Promise<FoundFile[]> {
    const found = await Promise.all(this.#options.folders().map(findDeckFiles));
    this.#problems = found.flatMap(({ problem }) => (problem === null ? [] : [problem]));
    return found.flatMap((folder) => folder.files);
  }

  /** Null where it can't be read: what is known of it stays as it was. */
  async #readOne(file: FoundFile, overlayOf: OverlayOf): Promise<ReadFile | null> {
    if (this.#isClosed) return null;
    try {
      if (file.sizeBytes > maxDeckBytes) throw new Problem(tooLarge(file.path));
      return (await this.#readOverlay(file, overlayOf)) ?? (await this.#readDeck(file));
    } catch (error) {
      this.#problems.push(error instanceof Problem ? error.problem : unreadableFile(file.path, error));
      this.#options.log.warn(`${file.path} can't be read`, error);
      return null;
    }
  }

  /** Null where the file is named like an overlay, but no deck lies beside it. */
  async #readOverlay(file: FoundFile, overlayOf: OverlayOf): Promise<ReadFile | null> {
    const overlay = overlayOf(file.path);
    const base = overlay === null ? undefined : this.#files.get(keyOf({ origin: file.origin, path: overlay.base }));
    const parsed = base === undefined ? null : await this.#parsedOf(base);
    const diagnostics = parsed?.overlays.get(file.path);
    if (parsed?.result.state !== "deck" || diagnostics === undefined) return null;
    return this.#remember(
      file,
      {
        role: "overlay",
        contentHash: hashOf(await this.#readText(file)),
        deck: null,
        overlayOf: parsed.result.deck.id,
        title: titleIn(parsed.result.deck, file),
      },
      diagnostics,
    );
  }

  async #readDeck(file: FoundFile): Promise<ReadFile> {
    const text = await this.#readText(file);
    const { result, contentHash } = await this.#parse(file, text);
    const plain = { contentHash, deck: null, overlayOf: null, title: null };
    if (result.state === "none") return this.#remember(file, { ...plain, role: "other" }, []);
    if (result.state === "broken") return this.#remember(file, { ...plain, role: "broken", deck: await this.#lastGood(file) }, result.diagnostics);
    await this.#keepLastGood(file, text);
    return this.#remember(file, { ...plain, role: "deck", deck: result.deck }, result.deck.diagnostics);
  }

  #remember(file: FoundFile, as: Pick<ReadFile, "role" | "contentHash" | "deck" | "overlayOf" | "title">, diagnostics: readonly Diagnostic[]): ReadFile {
    const errors = diagnostics.filter((one) => one.severity === "error").length;
    const warnings = diagnostics.filter((one) => one.severity === "warning").length;
    this.#files.set(keyOf(file), { ...file, role: as.role, errors, warnings });
    return { ...file, ...as, errors, warnings };
  }

  async #parsedOf(file: FileName): Promise<Parsed | null> {
    const known = this.#parsed.get(keyOf(file));
    if (known !== undefined) return known;
    try {
      return await this.#parse(file, await this.#readText(file));
    } catch (error) {
      this.#options.log.warn(`${file.path} can't be read`, error);
      return null;
    }
  }

  /** The file's deck with all its overlays. */
  async #parse(file: FileName, text: string): Promise<Parsed> {
    const { overlayOf } = await loadOverlayNames();
    const beside = this.#overlaysOf(file, overlayOf).map(async (other) => ({ path: other.path, text: await this.#readText(other).catch(() => null) }));
    const overlays = (await Promise.all(beside)).filter((one): one is FileText => one.text !== null); // one that can't be read says so itself
    const family = await this.#parser.parse({ deck: { path: file.path, text }, overlays });
    const parsed = { contentHash: hashOf(text), ...family };
    this.#parsed.delete(keyOf(file));
    this.#parsed.set(keyOf(file), parsed);
    const oldest = this.#parsed.size > maxParsedDecks ? this.#parsed.keys().next().value : undefined;
    if (oldest !== undefined) this.#parsed.delete(oldest);
    return parsed;
  }

  #overlaysOf(file: FileName, overlayOf: OverlayOf): FileState[] {
    return [...this.#files.values()].filter((other) => other.origin === file.origin && overlayOf(other.path)?.base === file.path);
  }

  #readText(file: FileName): Promise<string> {
    return readFile(this.#pathOf(file), "utf8");
  }

  #pathOf(file: FileName): string {
    const home = this.#options.folders().find((folder) => folder.origin === file.origin)?.folder ?? "";
    return join(home, file.path);
  }

  /** A deck whose front matter broke goes on as it was, after a restart too. */
  async #lastGood(file: FileName): Promise<Deck | null> {
    const text = await readFile(this.#lastGoodFile(file), "utf8").catch(() => null);
    if (text === null) return null;
    const { result } = await this.#parser.parse({ deck: { path: file.path, text }, overlays: [] });
    return result.state === "deck" ? result.deck : null;
  }

  async #keepLastGood(file: FoundFile, text: string): Promise<void> {
    if (file.origin !== "user") return; // built-in decks are whole as they come
    try {
      await mkdir(join(this.#options.dataDir, "last-good"), { recursive: true });
      await writeFile(this.#lastGoodFile(file), text);
    } catch (error) {
      this.#options.log.warn(`The last good version of ${file.path} can't be kept`, error);
    }
  }

  /** By its whole path: another deck folder may hold a file of the same name. */
  #lastGoodFile(file: FileName): string {
    return join(this.#options.dataDir, "last-good", `${hashOf(this.#pathOf(file)).slice(0, 32)}.md`);
  }
}

const materials = new WeakMap<Deck, ReadonlyMap<string, Material>>();

/** A deck's cards by their ids; made once for each parsed deck. */
export function materialsOf(deck: Deck): ReadonlyMap<string, Material> {
  const known = materials.get(deck) ?? new Map(deck.entries.flatMap((entry) => entry.cards.map((card) => [card.id, { deck, entry, card }])));
  materials.set(deck, known);
  return known;
}

/** A deck is read again with its overlays, and an overlay with its deck; decks come before their overlays. */
function withCompanions<Known extends FoundFile>(
  toRead: readonly FoundFile[],
  unchanged: readonly Known[],
  overlayOf: (path: string) => { base: string } | null,
): { toRead: FoundFile[]; unchanged: Known[] } {
  const familyOf = (file: FoundFile) => keyOf({ origin: file.origin, path: overlayOf(file.path)?.base ?? file.path });
  const families = new Set(toRead.map(familyOf));
  const isCompanion = (file: FoundFile) => families.has(familyOf(file));
  const all = [...toRead, ...unchanged.filter(isCompanion)];
  const isOverlay = (file: FoundFile) => overlayOf(file.path) !== null;
  return { toRead: [...all.filter((file) => !isOverlay(file)), ...all.filter(isOverlay)], unchanged: unchanged.filter((file) => !isCompanion(file)) };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function tooLarge(path: string): AppProblem {
  return {
    code: "decks.tooLarge",
    data: { path, limit: maxDeckBytes },
    message: `${path} is larger than ${maxDeckBytes} bytes and was left out. Split it into several decks.`,
  };
}

function unreadableFile(path: string, error: unknown): AppProblem {
  const detail = (error as NodeJS.ErrnoException).code ?? "";
  return { code: "decks.unreadableFile", data: { path, detail }, message: `${path} can't be read (${detail}). Its cards stay as they were.` };
}

/** What the overlay in that file calls the deck. */
function titleIn(deck: Deck, file: FileName): string | null {
  return Object.values(deck.overlays).find((overlay) => overlay.file === file.path)?.title ?? null;
}

/** Null where the card is another deck's. */
function ambiguousCard(deck: Deck, path: string, { cardId, candidates }: SyncReport["questions"][number]): Diagnostic | null {
  const entry = deck.entries.find(({ cards }) => cards.some((card) => card.id === cardId));
  if (entry === undefined) return null;
  const data = { card: cardId, candidates: candidates.map((one) => one.cardId).join(", ") };
  return { file: path, ...entry.place, severity: "warning", code: "ambiguous-card", message: diagnosticMessage("ambiguous-card", data), data };
}

function duplicateId({ deckId, path, keptBy }: SyncReport["duplicates"][number]): Diagnostic {
  const data = { id: deckId, other: keptBy };
  const place = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  return { file: path, ...place, severity: "error", code: "duplicate-deck", message: diagnosticMessage("duplicate-deck", data), data };
}
