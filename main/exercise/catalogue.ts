/** The one explicit list of scenarios and answer languages. A test fails when a file of scenarios/ or languages/ is missing here. */
import { agent } from "./languages/agent.ts";
import { formFields } from "./languages/form-fields.ts";
import { wireText } from "./languages/wire-text.ts";
import type { Language, ScenarioEntry } from "./scenario.ts";
import { httpOrigin } from "./scenarios/http-origin.ts";

export interface Catalogue {
  scenarios: ReadonlyMap<string, ScenarioEntry>;
  languages: ReadonlyMap<string, Language>;
}

const scenarios: ScenarioEntry[] = [httpOrigin];
const languages: Language[] = [wireText, agent, formFields];

export const catalogue: Catalogue = makeCatalogue(scenarios, languages);

export function makeCatalogue(entries: readonly ScenarioEntry[], known: readonly Language[]): Catalogue {
  return { scenarios: new Map(entries.map((entry) => [entry.id, entry])), languages: new Map(known.map((language) => [language.id, language])) };
}
