/** Steered one step at a time: a door with a lock, its states, and refusals that name their rule. */
import type { Language } from "../../../main/exercise/scenario.ts";
import type { Scenario } from "../../../main/lab/scenario.ts";
import { entry, host } from "./entry.ts";

type Move = "open" | "close" | "lock" | "unlock";
const rules: Record<Move, { from: string; to: string; rule: string }> = {
  open: { from: "closed", to: "open", rule: "only a closed door that isn't locked can be opened" },
  close: { from: "open", to: "closed", rule: "only an open door can be closed" },
  lock: { from: "closed", to: "locked", rule: "only a closed door can be locked" },
  unlock: { from: "locked", to: "closed", rule: "only a locked door can be unlocked" },
};

const readMoves = (text: string): ReturnType<Language<Move>["answer"]> => {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const wrong = words.find((word) => !Object.hasOwn(rules, word));
  if (wrong !== undefined)
    return {
      ok: false,
      problems: [{ start: text.indexOf(wrong), end: text.indexOf(wrong) + wrong.length, code: "no-move", message: `“${wrong}” is no move.` }],
    };
  return { ok: true, value: words as Move[] };
};

export const moves: Language<Move> = {
  id: "moves",
  summary: "Moves of a door.",
  step: (words) => readMoves(words),
  answer: readMoves,
  format: (steps) => steps.join("\n"),
};

export const door: Scenario = {
  entry: entry({ id: "test/door", hosts: { door: host("sends", "moves", "192.0.2.1") }, wire: "simulated" }),
  async start() {
    let state = "open";
    return {
      async step(_host, step) {
        const { from, to, rule } = rules[step as Move];
        if (state !== from) return { accepted: false, refusedBy: { rule, source: "the lock's manual" }, states: [{ host: "door", state }] };
        state = to;
        return { accepted: true, states: [{ host: "door", state }] };
      },
      facts: () => ({}),
      async stop() {},
    };
  },
};
