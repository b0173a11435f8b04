/** All decks, the cards of the selected one, and what is wrong in the files. J and K move, Enter studies, S puts a card aside. */
import { useMemo, useRef, useState, type ReactNode, type Ref } from "react";
import type { AppInfo, DeckRow } from "../../../main/contract/index.ts";
import { useClient, useDeckProblems, useDecks } from "../../client/client.ts";
import { useStore } from "../../client/store.ts";
import { useMessages } from "../../messages/messages.ts";
import { Button } from "../../parts/button/button.tsx";
import { KeyHint } from "../../parts/keyboard/keycap.tsx";
import { bind } from "../../parts/keyboard/key-map.ts";
import { useKeys } from "../../parts/keyboard/use-keys.ts";
import { Loading } from "../../parts/progress/loading.tsx";
import { Notice } from "../../parts/notice/notice.tsx";
import { movedTo } from "../../parts/table/grid.tsx";
import { DeckCards } from "./deck-cards.tsx";
import { DeckGrid } from "./deck-grid.tsx";
import { DeckProblemList } from "./deck-problem-list.tsx";
import { FilterField } from "./filter-field.tsx";
import { matches } from "./filter.ts";
import "./decks.css";

export interface DecksProps {
  info: AppInfo;
  onStudy(): void;
}

export function Decks({ info, onStudy }: DecksProps) {
  const { t, told } = useMessages();
  const client = useClient();
  const decks = useDecks();
  if (decks.state === "loading") return <Loading screen="decks" />;
  if (decks.state === "failed") {
    const { code, data, message } = decks.problem;
    return (
      <main className="page" data-screen="decks">
        <Notice kind="failed" title={t("decks.failed")} action={<Button onPress={() => void client.decks.read()}>{t("common.tryAgain")}</Button>}>
          {told("problem", code, data, message)}
        </Notice>
      </main>
    );
  }
  return <DecksOf decks={decks.value} info={info} onStudy={onStudy} />;
}

function DecksOf({ decks, info, onStudy }: DecksProps & { decks: DeckRow[] }) {
  const { t } = useMessages();
  const { study, suspend, reloadDecks, cardsOf } = useClient();
  const [filter, setFilter] = useState("");
  const [pickedDeck, setDeck] = useState<number | null>(null);
  const [cardKey, setCard] = useState<number | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const cardsGrid = useRef<HTMLDivElement>(null);
  const shown = useMemo(() => decks.filter((deck) => matches(deck, filter)), [decks, filter]);
  const deck = shown.find(({ deckKey }) => deckKey === pickedDeck) ?? shown[0] ?? null;
  const select = (deckKey: number) => {
    setDeck(deckKey);
    setCard(null);
  };
  const studyDeck = (deckKey: number) => {
    void study.start({ deckKey, minutes: 0 });
    onStudy();
  };
  const studyCard = (cardKey: number) => {
    void study.openCard(cardKey);
    onStudy();
  };
  const inCards = () => cardsGrid.current?.contains(document.activeElement) ?? false;
  const move = (key: "ArrowUp" | "ArrowDown") => {
    // Within the cards the grid itself knows their order: the key is passed on to it.
    if (inCards()) {
      cardsGrid.current?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      return;
    }
    const ids = shown.map(({ deckKey }) => deckKey);
    const next = movedTo(ids, deck?.deckKey ?? null, key);
    if (next !== null) select(next);
  };
  const suspendCard = () => {
    const cards = deck === null ? null : cardsOf(deck.deckKey).store.get();
    const card = cards?.state === "ready" ? cards.value.find((row) => row.cardKey === cardKey) : undefined;
    if (card !== undefined) void suspend(card.cardKey, !card.suspended);
  };
  useKeys(
    // oxlint-disable-next-line react/refs -- read when the key is pressed
    bind("decks", {
      next: () => move("ArrowDown"),
      previous: () => move("ArrowUp"),
      filter: () => field.current?.focus(),
      study: () => {
        if (deck !== null) studyDeck(deck.deckKey);
      },
      suspend: suspendCard,
    }),
  );
  return (
    <>
      <main className="page decks" data-screen="decks">
        <h1 className="visually-hidden">{t("nav.decks")}</h1>
        <Head field={field} filter={filter} onFilter={setFilter} shown={shown} info={info} />
        {decks.length === 0 ? <NoDecks folder={info.places.decks} onReload={() => void reloadDecks()} /> : null}
        <Found decks={decks} shown={shown} selected={deck?.deckKey ?? null} onSelect={select} onOpen={studyDeck} />
        {deck === null ? null : (
          <DeckCards
            key={deck.deckKey}
            ref={cardsGrid}
            deck={deck}
            selected={cardKey}
            onSelect={setCard}
            onStudyDeck={() => studyDeck(deck.deckKey)}
            onStudyCard={studyCard}
          />
        )}
      </main>
      <Foot
        decks={decks}
        suspend={deck === null ? null : <SuspendHint deckKey={deck.deckKey} cardKey={cardKey} onPress={suspendCard} />}
        onMove={() => move("ArrowDown")}
        onCards={() => cardsGrid.current?.focus()}
        onFilter={() => field.current?.focus()}
      />
    </>
  );
}

interface HeadProps {
  field: Ref<HTMLInputElement>;
  filter: string;
  onFilter(filter: string): void;
  shown: readonly DeckRow[];
  info: AppInfo;
}

/** The filter with what it found, and what is wrong in the files. */
function Head({ field, filter, onFilter, shown, info }: HeadProps) {
  const { t } = useMessages();
  const { reloadDecks } = useClient();
  const problems = useDeckProblems();
  const [problemsShown, setProblemsShown] = useState(false);
  const count = problems.state === "ready" ? problems.value.diagnostics.length : 0;
  const result = t("decks.filtered", {
    decks: t("decks.count", { count: shown.length }),
    due: t("decks.dueCount", { count: sum(shown, "due") }),
    fresh: t("decks.newCount", { count: sum(shown, "unseen") }),
  });
  return (
    <>
      <div className="decks-head">
        <FilterField ref={field} value={filter} onChange={onFilter} result={result} />
        <ProblemsButton count={count} shown={problemsShown} onToggle={() => setProblemsShown((now) => !now)} />
      </div>
      {problemsShown && problems.state === "ready" ? (
        <DeckProblemList problems={problems.value} folder={info.places.decks} onReload={() => void reloadDecks()} />
      ) : null}
    </>
  );
}

/** The decks that the filter found, or that it found none. */
function Found({
  decks,
  shown,
  selected,
  onSelect,
  onOpen,
}: {
  decks: readonly DeckRow[];
  shown: readonly DeckRow[];
  selected: number | null;
  onSelect(key: number): void;
  onOpen(key: number): void;
}) {
  const { t } = useMessages();
  if (shown.length > 0) return <DeckGrid decks={shown} selected={selected} onSelect={onSelect} onOpen={onOpen} />;
  return decks.length === 0 ? null : <p className="dim">{t("decks.noneMatch")}</p>;
}

interface FootProps {
  decks: readonly DeckRow[];
  suspend: ReactNode;
  onMove(): void;
  onCards(): void;
  onFilter(): void;
}

function Foot({ decks, suspend, onMove, onCards, onFilter }: FootProps) {
  const { t } = useMessages();
  return (
    <footer className="page-bottom">
      <KeyHint label={t("decks.move")} keys="J K" onPress={onMove} />
      <KeyHint label={t("decks.intoCards")} keys="Tab" onPress={onCards} />
      <KeyHint label={t("decks.filter")} keys="/" onPress={onFilter} />
      {suspend}
      <span className="num">
        {t("decks.total", {
          decks: t("decks.count", { count: decks.length }),
          cards: t("decks.cardCount", { count: sum(decks, "cards") }),
        })}
      </span>
    </footer>
  );
}

/** What S does to the selected card, as it is now. */
function SuspendHint({ deckKey, cardKey, onPress }: { deckKey: number; cardKey: number | null; onPress(): void }) {
  const { t } = useMessages();
  const cards = useStore(useClient().cardsOf(deckKey).store);
  const card = cards.state === "ready" ? cards.value.find((row) => row.cardKey === cardKey) : undefined;
  return <KeyHint label={t(card?.suspended === true ? "decks.unsuspend" : "decks.suspend")} keys="S" disabled={card === undefined} onPress={onPress} />;
}

function sum(decks: readonly DeckRow[], of: "due" | "unseen" | "cards"): number {
  return decks.reduce((all, deck) => all + deck[of], 0);
}

function ProblemsButton({ count, shown, onToggle }: { count: number; shown: boolean; onToggle(): void }) {
  const { t } = useMessages();
  if (count === 0) return null;
  return (
    <Button icon="warning" pressed={shown} onPress={onToggle}>
      {t("decks.problems", { count })}
    </Button>
  );
}

function NoDecks({ folder, onReload }: { folder: string; onReload(): void }) {
  const { t } = useMessages();
  return (
    <Notice kind="empty" title={t("decks.none")} action={<Button onPress={onReload}>{t("decks.reload")}</Button>}>
      {t("decks.noneWhat", { folder })}
    </Notice>
  );
}
