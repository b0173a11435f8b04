/** The one explicit list of the lab's scenarios. A test holds it against the catalogue. */
import { originScenario } from "./http/origin/origin.ts";
import type { Scenario } from "./scenario.ts";

export const labScenarios: readonly Scenario[] = [originScenario];
