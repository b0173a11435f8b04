/** The cards of one deck. */
import { useMemo, type Ref } from "react";
import type { CardRow, DeckRow } from "../../../main/contract/index.ts";
import { useCards } from "../../client/client.ts";
import { useMessages, type Messages } from "../../messages/messages.ts";
import { Button } from "../../parts/button/button.tsx";
import { Markdown } from "../../parts/markdown/markdown.tsx";
import { Grid, type Column } from "../../parts/table/grid.tsx";
import { byDue } from "./filter.ts";

export interface DeckCardsProps {
  deck: DeckRow;
  selected: number | null;
  onSelect(cardKey: number): void;
  onStudyDeck(): void;
  onStudyCard(cardKey: number): void;
  ref: Ref<HTMLDivElement>;
}

const keyOf = ({ cardKey }: CardRow) => cardKey;

export function DeckCards({ deck, selected, onSelect, onStudyDeck, onStudyCard, ref }: DeckCardsProps) {
  const messages = useMessages();
  const { t } = messages;
  const cards = useCards(deck.deckKey);
  const rows = useMemo(() => (cards.state === "ready" ? byDue(cards.value) : []), [cards]);
  const columns = useMemo(() => columnsIn(messages), [messages]);
  return (
    <section className="deck-cards">
      <div className="deck-cards-head">
        <h2 className="section-title">{deck.title}</h2>
        <span className="faint">
          {t("decks.ofDeck", {
            cards: t("decks.cardCount", { count: deck.cards }),
            due: t("decks.dueCount", { count: deck.due }),
            fresh: t("decks.newCount", { count: deck.unseen }),
          })}
        </span>
        <div className="pane-tools">
          <Button size="small" keys="Enter" disabled={deck.due + deck.unseen === 0} onPress={onStudyDeck}>
            {t("decks.study")}
          </Button>
        </div>
      </div>
      <Grid
        ref={ref}
        label={t("decks.cardsOf", { deck: deck.title })}
        columns={columns}
        rows={rows}
        idOf={keyOf}
        selected={selected}
        onSelect={onSelect}
        onOpen={onStudyCard}
        rowHeightPx={32}
      />
    </section>
  );
}

function columnsIn({ t, number, percent, relativeDay }: Messages): Column<CardRow>[] {
  return [
    { key: "question", title: t("decks.card"), track: "minmax(0, 1fr)", cell: (card) => <Markdown text={asked(card)} size="inline" /> },
    { key: "kind", title: t("decks.kind"), track: "88px", cell: (card) => <span className="dim">{kindOf(card, t)}</span> },
    {
      key: "state",
      title: t("decks.state"),
      track: "108px",
      wideOnly: true,
      cell: (card) => <span className={card.needsReview ? "warn" : "dim"}>{stateOf(card, t)}</span>,
    },
    {
      key: "due",
      title: t("decks.due"),
      track: "96px",
      cell: (card) => (
        <span className={card.dueAt !== null && card.dueAt <= Date.now() ? undefined : "dim"}>
          {card.dueAt === null ? "" : card.dueAt <= Date.now() ? t("decks.dueNow") : relativeDay(card.dueAt, Date.now())}
        </span>
      ),
    },
    { key: "recall", title: t("decks.recallNow"), track: "84px", align: "right", cell: (card) => (card.recallNow === null ? "" : percent(card.recallNow)) },
    {
      key: "reviews",
      title: t("decks.reviews"),
      track: "64px",
      align: "right",
      wideOnly: true,
      cell: (card) => (card.reviews === 0 ? "" : <span className="dim">{number(card.reviews)}</span>),
    },
  ];
}

/** Rows of one table share what stands before their own question. */
export function asked({ kind, question }: Pick<CardRow, "kind" | "question">): string {
  return kind === "rows"
    ? (question
        .trim()
        .split(/\n\s*\n/u)
        .at(-1) ?? "")
    : question;
}

function kindOf(card: CardRow, t: Messages["t"]): string {
  if (card.kind !== "live") return t(`kind.${card.kind}`);
  const shapes = ["observe", "craft", "serve", "steer", "attack", "defend", "compute", "choice"] as const;
  const shape = shapes.find((one) => one === card.shape);
  return shape === undefined ? t("kind.live") : t(`shape.${shape}`);
}

function stateOf(card: CardRow, t: Messages["t"]): string {
  if (card.needsReview) return t("cardState.needsReview");
  if (card.suspended) return t("cardState.suspended");
  if (card.buriedToday) return t("cardState.buried");
  return t(`cardState.${card.state}`);
}
