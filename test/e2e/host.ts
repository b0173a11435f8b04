/** The built loopback host as a process of its own, on folders of its own; all that a test starts is ended with its world. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import Database from "better-sqlite3";
import { packageRoot } from "../../main/hosts/package.ts";
import { databaseName } from "../../main/store/places.ts";

export interface Host {
  /** With the token. */
  address: string;
  port: number;
  pid: number;
  /** Ends it as `kill` would; resolves to its exit code (null: ended by the signal). */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export interface HostOptions {
  /** 0: any free one. */
  port?: number;
  /** As the system's environment names it. */
  locale?: "en_US.UTF-8" | "zh_CN.UTF-8";
  env?: Record<string, string>;
}

const script = join(packageRoot, "dist/main/local.js");
const addressLine = /http:\/\/127\.0\.0\.1:(\d+)\/#token=[0-9a-f]{32}/u;

/** A learner's machine: a data folder and a deck folder, both empty at first. */
export class World {
  readonly root = mkdtempSync(join(tmpdir(), "retransmit-e2e-"));
  readonly data = join(this.root, "data");
  readonly decks = join(this.root, "decks");
  readonly #children: ChildProcess[] = [];

  constructor() {
    mkdirSync(this.decks);
  }

  writeDeck(name: string, content: string): void {
    writeFileSync(join(this.decks, name), content);
  }

  async start(options: HostOptions = {}): Promise<Host> {
    const child = this.#spawn(options);
    const refusal = text(child.stderr);
    for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
      const found = addressLine.exec(String(chunk));
      if (found !== null) return { address: found[0], port: Number(found[1]), pid: child.pid!, end: (signal) => end(child, signal) };
    }
    throw new Error(`The host ended without an address: ${await refusal}`);
  }

  /** A start that is refused: what was said, and the exit code. */
  async refused(options: HostOptions = {}): Promise<{ code: number | null; said: string }> {
    const child = this.#spawn(options);
    const [said] = await Promise.all([text(child.stderr), once(child, "exit")]);
    return { code: child.exitCode, said };
  }

  /** Reads the database of a host that has ended. */
  query<Row>(sql: string): Row[] {
    const database = new Database(join(this.data, databaseName), { readonly: true });
    try {
      return database.prepare(sql).all() as Row[];
    } finally {
      database.close();
    }
  }

  async end(): Promise<void> {
    await Promise.all(this.#children.map((child) => end(child, "SIGKILL")));
    rmSync(this.root, { recursive: true, force: true });
  }

  #spawn({ port = 0, locale = "en_US.UTF-8", env = {} }: HostOptions) {
    const args = [script, "--data", this.data, "--decks", this.decks, "--port", String(port)];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, LC_ALL: locale, ...env } });
    this.#children.push(child);
    return child;
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }
  return child.exitCode;
}
