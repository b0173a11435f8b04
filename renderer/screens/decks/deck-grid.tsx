/** The table of decks. */
import { useMemo } from "react";
import type { DeckRow } from "../../../main/contract/index.ts";
import { useMessages, type Messages } from "../../messages/messages.ts";
import { topicName } from "../../messages/topics.ts";
import { LayerMark, ShareBar } from "../../parts/charts/layer-mark.tsx";
import { Icon } from "../../parts/icon/icon.tsx";
import { Grid, type Column } from "../../parts/table/grid.tsx";

export interface DeckGridProps {
  decks: readonly DeckRow[];
  selected: number | null;
  onSelect(deckKey: number): void;
  onOpen(deckKey: number): void;
}

const keyOf = ({ deckKey }: DeckRow) => deckKey;

export function DeckGrid({ decks, selected, onSelect, onOpen }: DeckGridProps) {
  const messages = useMessages();
  const columns = useMemo(() => columnsIn(messages), [messages]);
  return (
    <div className="deck-grid">
      <Grid label={messages.t("nav.decks")} columns={columns} rows={decks} idOf={keyOf} selected={selected} onSelect={onSelect} onOpen={onOpen} />
    </div>
  );
}

function columnsIn({ t, told, number, percent, relativeDay }: Messages): Column<DeckRow>[] {
  return [
    {
      key: "title",
      title: t("decks.deck"),
      track: "minmax(0, 1fr)",
      cell: (deck) => (
        <span className="deck-title">
          <b>{deck.title}</b>
          {deck.problems.errors + deck.problems.warnings === 0 ? null : (
            <span className="warn deck-problem">
              <Icon name="warning" size={12} />
              {t("decks.problems", { count: deck.problems.errors + deck.problems.warnings })}
            </span>
          )}
        </span>
      ),
    },
    {
      key: "topic",
      title: t("decks.topic"),
      track: "minmax(0, 120px)",
      cell: (deck) => <LayerMark layer={deck.layer}>{topicName({ told }, deck.topic)}</LayerMark>,
    },
    { key: "cards", title: t("decks.cards"), track: "56px", align: "right", cell: (deck) => number(deck.cards) },
    { key: "live", title: t("decks.live"), track: "48px", align: "right", wideOnly: true, cell: (deck) => <span className="faint">{number(deck.live)}</span> },
    {
      key: "due",
      title: t("decks.due"),
      track: "56px",
      align: "right",
      cell: (deck) => (deck.due > 0 ? <b>{number(deck.due)}</b> : <span className="faint">0</span>),
    },
    {
      key: "new",
      title: t("decks.new"),
      track: "56px",
      align: "right",
      cell: (deck) => <span className={deck.unseen === 0 ? "faint" : undefined}>{number(deck.unseen)}</span>,
    },
    {
      key: "recall",
      title: t("decks.recallNow"),
      track: "148px",
      cell: (deck) =>
        deck.recallNow === null ? (
          <span className="faint">{t("decks.notStudied")}</span>
        ) : (
          <span className="deck-recall-cell">
            <ShareBar layer={deck.layer} share={deck.recallNow} />
            <span className="num">{percent(deck.recallNow)}</span>
          </span>
        ),
    },
    {
      key: "studied",
      title: t("decks.lastStudied"),
      track: "92px",
      cell: (deck) => <span className="dim">{deck.lastStudiedAt === null ? t("decks.never") : relativeDay(deck.lastStudiedAt, Date.now())}</span>,
    },
  ];
}
