/** Compute: facts follow from the settings; nothing is started. */
import type { Scenario } from "../../../main/lab/scenario.ts";
import { entry, host } from "./entry.ts";

export const sum: Scenario = {
  entry: entry({
    id: "test/sum",
    hosts: { client: host("sends", "wire-text", "192.0.2.1") },
    settings: { left: { type: "int", default: 1, min: 0, max: 99, summary: "One." }, right: { type: "int", default: 1, min: 0, max: 99, summary: "Other." } },
    facts: { sum: { type: "int", summary: "Both together." } },
    derive: ({ left, right }) => ({ sum: Number(left) + Number(right) }),
  }),
  start: () => Promise.reject(new Error("compute starts nothing")),
};

/** A scenario whose servers fail, and one whose step never ends. */
export const broken: Scenario = {
  entry: entry({ id: "test/broken", hosts: { client: host("sends", "wire-text", "192.0.2.1") } }),
  start: () => Promise.reject(new Error("no port")),
};
export const endless: Scenario = {
  entry: entry({ id: "test/endless", hosts: { client: host("sends", "wire-text", "192.0.2.1") } }),
  start: () => Promise.resolve({ step: () => new Promise(() => {}), facts: () => ({}), stop: () => Promise.resolve() }),
};
