/** How likely each deck's cards are recalled now, the weakest first. */
import type { TodayView } from "../../../main/contract/index.ts";
import { useDecks } from "../../client/client.ts";
import { useMessages } from "../../messages/messages.ts";
import { LayerMark, ShareBar } from "../../parts/charts/layer-mark.tsx";
import "./deck-recall.css";

/** Rows beyond this many are on the Decks screen. */
export const maxDeckRows = 10;

/** Weakest first; decks never studied come last. */
export function byRecall(decks: TodayView["decks"]): TodayView["decks"] {
  return decks.toSorted((a, b) => (a.recallNow ?? 2) - (b.recallNow ?? 2) || b.due - a.due).slice(0, maxDeckRows);
}

export function DeckRecall({ decks, newPerDay }: { decks: TodayView["decks"]; newPerDay: number }) {
  const { t, number, percent, sentences } = useMessages();
  const rows = useDecks();
  const unseen = new Map(rows.state === "ready" ? rows.value.map((row) => [row.deckKey, row.unseen]) : []);
  if (decks.length === 0) return <div />;
  return (
    <div>
      <h2 className="section-title">{t("today.recall")}</h2>
      <table className="deck-recall">
        <thead>
          <tr>
            <th scope="col">{t("decks.deck")}</th>
            <th scope="col">
              <span className="visually-hidden">{t("today.recallBar")}</span>
            </th>
            <th scope="col">{t("decks.recallNow")}</th>
            <th scope="col">{t("decks.due")}</th>
            <th scope="col">{t("decks.new")}</th>
          </tr>
        </thead>
        <tbody>
          {byRecall(decks).map((deck) => (
            <tr key={deck.deckKey}>
              {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- a header cell, named by the title in it */}
              <th scope="row">
                <LayerMark layer={deck.layer}>
                  <span className="deck-recall-title">{deck.title}</span>
                </LayerMark>
              </th>
              <td className="deck-recall-bar" aria-hidden="true">
                <ShareBar layer={deck.layer} share={deck.recallNow ?? 0} />
              </td>
              <td className="num">{deck.recallNow === null ? <span className="faint">{t("decks.notStudied")}</span> : percent(deck.recallNow)}</td>
              <td className="num">{deck.due === 0 ? <span className="faint">0</span> : <b>{number(deck.due)}</b>}</td>
              <td className="num">
                <Unseen count={unseen.get(deck.deckKey)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="today-note">{sentences([t("today.recallNote"), newPerDay === 0 ? t("today.noNewNote") : t("today.newNote", { limit: newPerDay })])}</p>
    </div>
  );
}

/** Empty until the decks have been read. */
function Unseen({ count }: { count: number | undefined }) {
  const { number } = useMessages();
  if (count === undefined) return null;
  return count === 0 ? <span className="faint">0</span> : number(count);
}
