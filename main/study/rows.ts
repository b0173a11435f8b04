/** What the Decks screen lists: decks, and the cards of one. */
import type { CardRow, DeckLanguage, DeckRow } from "../contract/index.ts";
import { momentOf } from "../platform/clock.ts";
import { forgettingCurve, retrievability } from "../scheduler/fsrs.ts";
import { cardsOfDeck, listDecks, translatedTitles, type StoredCard } from "../store/cards.ts";
import { deckCounts } from "../store/statistics.ts";
import { type StudyEnvironment, weightsOf } from "./environment.ts";
import { Problem } from "./problem.ts";
import { chapterOf, wordingOf } from "./prompt.ts";
import { materialsOf, type Material } from "./shelf.ts";
import { layerOf } from "./topics.ts";

export async function deckRows({ store, clock, shelf, language: shownIn }: StudyEnvironment): Promise<DeckRow[]> {
  const titles = translatedTitles(store, shownIn());
  const counts = new Map(deckCounts(store, momentOf(clock), forgettingCurve(weightsOf(store, ""))).map((row) => [row.deckKey, row]));
  const rows = listDecks(store).map(async ({ deckKey, id, title, topic, origin, path, language }): Promise<DeckRow> => {
    const row = counts.get(deckKey);
    const languages: DeckLanguage[] = [...new Set([language, ...(await shelf.translations(origin, path))])];
    return {
      deckKey,
      id,
      title: titles.get(deckKey) ?? title,
      topic,
      layer: layerOf(topic),
      origin,
      file: path,
      cards: row?.cards ?? 0,
      live: row?.live ?? 0,
      due: row?.due ?? 0,
      unseen: row?.unseen ?? 0,
      suspended: row?.suspended ?? 0,
      recallNow: row?.recallNow ?? null,
      lastStudiedAt: row?.lastStudiedAt ?? null,
      languages,
      problems: shelf.counts(origin, path),
    };
  });
  return Promise.all(rows);
}

export async function cardRows(environment: StudyEnvironment, deckKey: number): Promise<CardRow[]> {
  const { store, clock, shelf } = environment;
  const stored = listDecks(store).find((deck) => deck.deckKey === deckKey);
  if (stored === undefined) throw new Problem({ code: "decks.gone", data: { deckKey }, message: "This deck is no longer there." });
  const deck = await shelf.deck(stored);
  const texts = deck === null ? null : materialsOf(deck);
  const weights = weightsOf(store, stored.topic);
  const now = clock.now();
  return cardsOfDeck(store, deckKey, momentOf(clock)).map((card) => {
    const recallNow = card.memory === null ? null : retrievability(card.memory, now, weights);
    return { ...rowOf(card), ...textOf(texts?.get(card.cardId), environment.language()), recallNow };
  });
}

function rowOf({ cardKey, cardId, kind, state, suspended, suspendedBecause, buriedToday, memory }: StoredCard) {
  return {
    cardKey,
    cardId,
    kind,
    state,
    suspended,
    buriedToday,
    needsReview: suspendedBecause === "needs-review",
    dueAt: memory?.dueAt ?? null,
    reviews: memory?.reps ?? 0,
  };
}

/** A card whose text can't be read now is listed by its name. */
function textOf(material: Material | undefined, language: DeckLanguage): Pick<CardRow, "question" | "shape" | "section" | "tags"> {
  if (material === undefined) return { question: "", shape: "", section: "", tags: [] };
  const { deck, entry, card } = material;
  const { heading, question, body } = wordingOf(deck, entry, card, language);
  const isHeadingAsked = question.trim() === "" || body.kind !== "rows";
  return {
    question: isHeadingAsked ? heading : question,
    shape: body.kind === "live" ? body.exercise.shape : "",
    section: chapterOf(deck, entry, language).section,
    tags: entry.tags,
  };
}
