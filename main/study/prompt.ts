/** A card made concrete for one showing: options shuffled, blanks made, live values filled in. Nothing in it gives the answer away. */
import type { Card, CardBody, Deck, DeckLanguage, DeckOption, Entry, LivePrompt, Markdown, Prompt } from "../contract/index.ts";
import type { Prepared } from "../exercise/prepare.ts";
import type { Random, ScenarioEntry } from "../exercise/scenario.ts";

/** What a card says in the language it is shown in. */
export interface Wording {
  language: DeckLanguage;
  heading: Markdown;
  question: Markdown;
  answer: Markdown;
  body: CardBody;
}

/** The overlay's text where the deck has one for that language and this card, else the deck's own. */
export function wordingOf(deck: Deck, entry: Entry, card: Card, language: DeckLanguage): Wording {
  const translated = deck.language === language ? undefined : deck.overlays[language]?.cards[card.id];
  if (translated !== undefined) return { language, ...translated };
  return { language: deck.language, heading: entry.heading, question: card.question, answer: card.answer, body: card.body };
}

/** What the deck and the card's section are called in that language: also where the card itself has no translation. */
export function chapterOf(deck: Deck, entry: Entry, language: DeckLanguage): { deckTitle: string; section: string } {
  const overlay = deck.language === language ? undefined : deck.overlays[language];
  return { deckTitle: overlay?.title ?? deck.title, section: overlay?.sections[entry.section] ?? entry.section };
}

/** U+E000 and U+E001 stand around the number of a blank in a cloze's text. */
const blank = /\uE000(\d+)\uE001/gu;

/** Prompts of all kinds but live ones, which need a scenario: see `livePrompt`. */
export function makePrompt(question: Markdown, body: Exclude<CardBody, { kind: "live" }>, random: Random): Prompt {
  switch (body.kind) {
    case "choice":
      return { kind: "choice", question, multiple: body.multiple, options: shownOptions(body.options, random) };
    case "order":
      return { kind: "order", question, items: displaced(random.shuffle(indexed(body.items))) };
    case "match": {
      const { leftLabel, rightLabel, pairs } = body;
      const right = displaced(random.shuffle(indexed(pairs.map((pair) => pair.right))));
      return { kind: "match", question, leftLabel, rightLabel, left: indexed(pairs.map((pair) => pair.left)), right };
    }
    case "cloze": {
      const text = body.text.replace(blank, (whole, n: string) => (body.hidden.includes(Number(n)) ? whole : (body.blanks[Number(n)] ?? "")));
      return { kind: "cloze", question, text, blanks: [...body.hidden] };
    }
    case "type":
      return { kind: "type", question, exact: body.exact };
    default: // recall, rows, interview: reveal and rate
      return { kind: "recall", question };
  }
}

export function livePrompt(
  question: Markdown,
  prepared: Prepared,
  scenario: ScenarioEntry,
  options: readonly DeckOption[],
  timeLimitMs: number,
  random: Random,
): LivePrompt {
  const { exercise } = prepared;
  const { play } = exercise;
  const hosts = Object.entries(scenario.hosts).map(([name, { address, hostname, role, acts }]) => ({ name, address, hostname, role, acts }));
  return {
    kind: "live",
    shape: exercise.shape,
    question,
    scenario: { id: scenario.id, summary: scenario.summary },
    hosts,
    play,
    language: play === null ? null : (scenario.hosts[play]?.language ?? scenario.documents[play] ?? null),
    stepwise: exercise.stepwise,
    steps: prepared.stepsText,
    asks: exercise.ask.map(({ label, type, after }) => ({ label, type, after })),
    goals: prepared.goals.map(({ label }) => ({ label })),
    options: shownOptions(options, random),
    multiple: options.filter(({ correct }) => correct).length !== 1,
    form: exercise.form,
    start: prepared.start,
    waitsMs: deliberateWaitsMs(prepared.stepsText),
    timeLimitMs,
    wire: scenario.wire,
  };
}

/** What is shown below a card's question once it is answered: its explanation; for an interview also what a good answer names, and what may be asked next. */
export function shownAnswer({ answer, body }: Wording): Markdown {
  if (body.kind !== "interview") return answer;
  const rubric = body.rubric.map(({ text }) => `- ${text}`).join("\n");
  const followUps = body.followUps.map((text, place) => `${place + 1}. ${text}`).join("\n");
  return [answer, rubric, followUps].filter((part) => part !== "").join("\n\n");
}

function shownOptions(options: readonly DeckOption[], random: Random): { index: number; text: Markdown }[] {
  return random.shuffle(options.map(({ index, text }) => ({ index, text })));
}

function indexed(texts: readonly Markdown[]): { index: number; text: Markdown }[] {
  return texts.map((text, index) => ({ index, text }));
}

/** A shuffle may leave everything where it was; then the card would be shown solved. */
function displaced<Item extends { index: number }>(shuffled: readonly Item[]): Item[] {
  const isInPlace = shuffled.every((item, place) => item.index === place);
  return isInPlace ? [...shuffled.slice(1), ...shuffled.slice(0, 1)] : [...shuffled];
}

/** Sum of the `@pause 200ms` lines in the deck's own steps. */
function deliberateWaitsMs(steps: string): number {
  return [...steps.matchAll(/^\s*@pause (\d+)ms\s*$/gmu)].reduce((sum, [, ms]) => sum + Number(ms), 0);
}
