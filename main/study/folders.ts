/** Deck folders: which Markdown files lie in them, and word when that changes. Never writes there. */
import { type FSWatcher, watch } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import type { AppProblem } from "../contract/index.ts";
import type { Origin } from "../store/cards.ts";
import type { FoundFile } from "../store/files.ts";
import { Problem } from "./problem.ts";

export interface DeckFolder {
  origin: Origin;
  /** Absolute. */
  folder: string;
}

/** Markdown files of one folder that are looked at; beyond it the rest is left out and said so. */
export const maxDeckFiles = 5_000;
/** How deep folders may be nested below a deck folder. */
export const maxFolderDepth = 12;
/** Changes that follow each other faster than this are one change: editors write in several steps. */
export const settleMs = 150;

export interface Found {
  /** Paths relative to the folder, with `/`, in their order. */
  files: FoundFile[];
  problem: AppProblem | null;
}

/** A folder that isn't there holds nothing; one that can't be read is a problem, and the other folders go on. */
export async function findDeckFiles({ origin, folder }: DeckFolder): Promise<Found> {
  const files: FoundFile[] = [];
  try {
    for await (const path of markdownFiles(folder, "", 0)) {
      if (files.length === maxDeckFiles) return { files, problem: tooManyFiles(folder) };
      const { size, mtimeMs } = await stat(join(folder, path));
      files.push({ origin, path, sizeBytes: size, modifiedAt: Math.floor(mtimeMs) });
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    if (code !== "ENOENT") return { files, problem: unreadable(folder, code) };
  }
  return { files, problem: null };
}

async function* markdownFiles(folder: string, below: string, depth: number): AsyncGenerator<string> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith(".")) continue;
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory() && entry.name !== "node_modules" && depth < maxFolderDepth) yield* markdownFiles(folder, path, depth + 1);
    else if (entry.isFile() && entry.name.toLowerCase().endsWith(".md")) yield path;
  }
}

/** Before the learner's decks are looked for there. "" stands for the default place. Rejects with a `Problem`. */
export async function requireFolder(folder: string): Promise<void> {
  if (folder === "") return;
  if (!isAbsolute(folder)) throw new Problem(noFolder(folder)); // it would depend on where the app was started
  let isFolder: boolean;
  try {
    isFolder = (await stat(folder)).isDirectory();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Problem(code === "ENOENT" ? noFolder(folder) : unreadable(folder, code));
  }
  if (!isFolder) throw new Problem(notFolder(folder));
}

function noFolder(folder: string): AppProblem {
  return {
    code: "decks.noFolder",
    data: { folder },
    message: `There is no folder ${folder}, so the deck folder stays as it was. Make it first, or give the whole path of one that is there.`,
  };
}

function notFolder(folder: string): AppProblem {
  return {
    code: "decks.notFolder",
    data: { folder },
    message: `${folder} is a file, so the deck folder stays as it was. Choose the folder that it lies in, or another.`,
  };
}

function tooManyFiles(folder: string): AppProblem {
  return {
    code: "decks.tooManyFiles",
    data: { folder, limit: maxDeckFiles },
    message: `${folder} holds more than ${maxDeckFiles} Markdown files; those after the first ${maxDeckFiles} are left out. Choose a smaller folder.`,
  };
}

function unreadable(folder: string, detail: string): AppProblem {
  return {
    code: "decks.unreadable",
    data: { folder, detail },
    message: `The deck folder ${folder} can't be read (${detail}). Give this user the right to read it, or choose another.`,
  };
}

/** Calls `changed` when a Markdown file under the folder may have changed. A folder that can't be watched is only read when asked. */
export function watchDeckFolder(folder: string, changed: () => void): { close(): void } {
  let settling: NodeJS.Timeout | undefined;
  const close = () => {
    clearTimeout(settling);
    watcher?.close();
  };
  const watcher = tryWatch(folder, (name) => {
    if (name !== null && !name.toLowerCase().endsWith(".md")) return;
    clearTimeout(settling);
    settling = setTimeout(changed, settleMs);
  });
  watcher?.on("error", close); // the folder went away
  return { close };
}

function tryWatch(folder: string, event: (name: string | null) => void): FSWatcher | null {
  try {
    return watch(folder, { recursive: true, persistent: false }, (_kind, name) => event(name));
  } catch {
    return null;
  }
}
