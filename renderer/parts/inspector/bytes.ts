/** A message's bytes in pages, fetched when they come into view, and as text to copy. */
import { useCallback, useEffect, useRef, useState } from "react";

/** Bytes fetched at once. */
export const pageBytes = 16_384;

export interface Pages {
  /** The byte at an offset; null while its page is on its way. */
  at: (offset: number) => number | null;
  /** Asks for the pages of a range. */
  want: (from: number, to: number) => void;
  failed: boolean;
}

type LoadBytes = (from: number, to: number) => Promise<Uint8Array>;

/** `id` names the message: another id forgets all pages. */
export function usePages(id: string, size: number, loadBytes: LoadBytes): Pages {
  const [state, setState] = useState<{ id: string; pages: ReadonlyMap<number, Uint8Array>; failed: boolean }>({ id, pages: new Map(), failed: false });
  const asked = useRef({ id, pages: new Set<number>() });
  const load = useRef(loadBytes);
  useEffect(() => {
    load.current = loadBytes;
  });
  const pages = state.id === id ? state.pages : new Map<number, Uint8Array>();
  const want = useCallback(
    (from: number, to: number) => {
      if (asked.current.id !== id) asked.current = { id, pages: new Set() };
      for (let page = Math.floor(from / pageBytes); page * pageBytes < Math.min(to, size); page += 1) {
        if (asked.current.pages.has(page)) continue;
        asked.current.pages.add(page);
        load.current(page * pageBytes, Math.min((page + 1) * pageBytes, size)).then(
          (bytes) => setState((now) => ({ id, pages: new Map(now.id === id ? now.pages : []).set(page, bytes), failed: now.id === id && now.failed })),
          () => setState((now) => ({ id, pages: now.id === id ? now.pages : new Map(), failed: true })),
        );
      }
    },
    [id, size],
  );
  const at = (offset: number) => pages.get(Math.floor(offset / pageBytes))?.[offset % pageBytes] ?? null;
  return { at, want, failed: state.id === id && state.failed };
}

/** All bytes of a range, however many pages that is. */
export async function loadRange(loadBytes: LoadBytes, from: number, to: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(to - from);
  for (let at = from; at < to; at += pageBytes) bytes.set(await loadBytes(at, Math.min(at + pageBytes, to)), at - from);
  return bytes;
}

export function asHex(bytes: Uint8Array): string {
  return Array.from(bytes, hexOf).join(" ");
}

/** UTF-8 where the bytes are that, else each byte as one character. */
export function asText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  }
}

export function hexOf(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

/** One character for one byte; what can't be printed is a dot. */
export function printable(byte: number): string {
  return byte >= 32 && byte < 127 ? String.fromCharCode(byte) : "·";
}
