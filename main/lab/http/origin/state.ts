/** What the origin remembers during a run. */
import type { Plan } from "../../../exercise/scenario.ts";

export interface OriginState {
  notes: Map<number, string>;
  /** Content and entity tag of /documents/plan. */
  planStored: string;
  planTag: string;
  orders: number;
  uploads: number;
  wiki: { revision: number; text: string };
  /** The current window of /limited: when it began, and how many requests it has seen. */
  window: { startedAtMs: number; requests: number } | null;
  /** /dav/: path below it -> content. */
  files: Map<string, Uint8Array>;
  collections: Set<string>;
  fullUsed: number;
}

export function initialState(plan: Plan): OriginState {
  return {
    notes: new Map([[Number(plan["note"]), "Remember the wire.\n"]]),
    planStored: "Step one: listen.\n",
    planTag: String(plan["planTag"]),
    orders: 0,
    uploads: 0,
    wiki: { revision: Number(plan["revision"]), text: "A page that several people edit.\n" },
    window: null,
    files: new Map([
      ["locked.txt", Buffer.from("Held by somebody's lock.\n")],
      ["free.txt", Buffer.from("Nobody holds this.\n")],
      ["shelf/book.txt", Buffer.from("A book.\n")],
    ]),
    collections: new Set(["shelf", "full", "loop", "bindings"]),
    fullUsed: 0,
  };
}
