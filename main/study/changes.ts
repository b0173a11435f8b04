/** Word to the renderer that something changed. Bounded by nature: what a reader has not taken yet is remembered once a kind. */

export type Change = "decks" | "queue" | "settings" | "problems";

export class Changes {
  readonly #readers = new Set<{ pending: Set<Change>; wake: () => void }>();
  #isClosed = false;

  tell(...changes: Change[]): void {
    for (const reader of this.#readers) {
      for (const change of changes) reader.pending.add(change);
      reader.wake();
    }
  }

  /** Ends when the signal is aborted or the app closes. Remembers what is told from the call on, not only from the first read. */
  read(signal: AbortSignal): AsyncGenerator<{ what: Change }> {
    const reader = { pending: new Set<Change>(), wake: () => undefined as void };
    this.#readers.add(reader);
    return this.#drain(reader, signal);
  }

  close(): void {
    this.#isClosed = true;
    for (const reader of this.#readers) reader.wake();
  }

  async *#drain(reader: { pending: Set<Change>; wake: () => void }, signal: AbortSignal): AsyncGenerator<{ what: Change }> {
    const stop = () => reader.wake();
    signal.addEventListener("abort", stop);
    try {
      while (!this.#isClosed && !signal.aborted) {
        for (const what of reader.pending) {
          reader.pending.delete(what);
          yield { what };
        }
        if (reader.pending.size === 0 && !this.#isClosed && !signal.aborted) await new Promise<void>((wake) => (reader.wake = wake));
      }
    } finally {
      signal.removeEventListener("abort", stop);
      this.#readers.delete(reader);
    }
  }
}
