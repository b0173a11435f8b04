/** What the entries of the small scenarios have in common. */
import type { ScenarioEntry } from "../../../main/exercise/scenario.ts";

export function entry(given: Pick<ScenarioEntry, "id" | "hosts"> & Partial<ScenarioEntry>): ScenarioEntry {
  return {
    summary: `${given.id} of the lab's tests.`,
    settings: {},
    documents: {},
    needs: [],
    planned: {},
    facts: {},
    resources: [],
    wire: "real",
    plan: () => ({}),
    ...given,
  };
}

export function host(acts: "sends" | "serves", language: string, address: string, ports: number[] = []): ScenarioEntry["hosts"][string] {
  return { language, playable: true, acts, address, hostname: "", ports, protocols: ["lines"], role: acts };
}
