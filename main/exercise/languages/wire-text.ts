/** Wire text: how bytes are written, in decks and in the editor. The one grammar; parser, highlighter and help all use it. */
import type { Language, Parsed } from "../scenario.ts";

/** Connections count from 1; `@on` opens the next ones. */
export type WireStep =
  | { kind: "send"; connection: number; bytes: Uint8Array }
  | { kind: "pause"; connection: number; ms: number }
  | { kind: "half-close"; connection: number }
  | { kind: "reset"; connection: number };

/** Ranges are UTF-16 offsets in the text, in order, without overlap; line ends belong to no token. */
export interface WireToken {
  start: number;
  end: number;
  kind: "method" | "target" | "version" | "status" | "reason" | "header-name" | "colon" | "header-value" | "body" | "escape" | "no-line-end" | "directive" | "argument" | "separator" | "error";
  /** For `error`: why. */
  message?: string;
}

export interface WireLine {
  start: number;
  end: number;
  kind: "request-line" | "status-line" | "header" | "end-of-headers" | "body" | "directive" | "separator";
  /** Does a CRLF follow on the wire? */
  crlf: boolean;
  tokens: WireToken[];
}

/** For the highlighter: every line of a text as shown in the editor. Never fails. */
export function tokenise(_text: string): WireLine[] {
  throw new Error("being written");
}

/** Text as shown in the editor, to steps. */
export function parseWireText(_text: string): Parsed<WireStep[]> {
  throw new Error("being written");
}

export const wireText: Language<WireStep> | null = null;
