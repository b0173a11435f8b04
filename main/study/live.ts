/** Live cards made concrete. Apart from the rest because it loads the exercise language, which a card of another kind doesn't need. */
import type { CardBody, LivePrompt, Markdown } from "../contract/index.ts";
import { catalogue } from "../exercise/catalogue.ts";
import { fillProse, prepare, type Prepared } from "../exercise/prepare.ts";
import { seededRandom } from "../exercise/random.ts";
import { runLimits } from "../lab/limits.ts";
import { livePrompt } from "./prompt.ts";

export interface Live {
  prepared: Prepared;
  prompt: LivePrompt;
  /** Fills the drawn and planned values into prose. */
  fill(markdown: Markdown): Markdown;
}

export function prepareLive(question: Markdown, body: Extract<CardBody, { kind: "live" }>, seed: string): Live {
  const prepared = prepare(body.exercise, catalogue, seed, undefined, body.options);
  const scenario = catalogue.scenarios.get(body.exercise.scenario);
  if (scenario === undefined) throw new Error(`A checked exercise names an unknown scenario: ${body.exercise.scenario}`);
  const fill = (markdown: Markdown) => fillProse(prepared, markdown);
  const options = body.options.map((option) => ({ ...option, text: fill(option.text) }));
  return { prepared, prompt: livePrompt(fill(question), prepared, scenario, options, runLimits.timeMs, seededRandom(`${seed}/prompt`)), fill };
}
