/** Four ratings with their next intervals; the suggested one is marked, and Enter takes it. Before a rating is open: the best one still to be had. */
import { ratings, type Rating } from "../../../main/contract/index.ts";
import { useMessages } from "../../messages/messages.ts";
import { Keycap } from "../keyboard/keycap.tsx";
import "./rating-bar.css";

export interface RatingBarProps {
  intervals: Record<Rating, number>;
  suggested: Rating | null;
  disabled: boolean;
  onRate(rating: Rating): void;
}

export function RatingBar({ intervals, suggested, disabled, onRate }: RatingBarProps) {
  const { t, interval } = useMessages();
  return (
    <div className="rating-bar" role="group" aria-label={t("rating.group")}>
      {ratings.map((rating, index) => (
        <button
          key={rating}
          type="button"
          className="rate"
          data-rating={rating}
          data-suggested={rating === suggested}
          disabled={disabled}
          aria-keyshortcuts={rating === suggested ? `${index + 1} Enter` : String(index + 1)}
          onClick={() => onRate(rating)}
        >
          <Keycap keys={String(index + 1)} />
          <b>{t(`rating.${rating}`)}</b>
          <small>{interval(intervals[rating])}</small>
          {rating === suggested ? <span className="visually-hidden">{t("rating.suggested")}</span> : null}
        </button>
      ))}
    </div>
  );
}

/** Ratings above the best are gone: struck through, not only grey. */
export function BestRating({ best }: { best: Rating }) {
  const { t } = useMessages();
  const limit = ratings.indexOf(best);
  // Easy is never suggested, so it is open as long as nothing was lost.
  const isGone = (index: number) => best !== "good" && index > limit;
  return (
    <div className="best-rating">
      <span>{t("rating.best")}</span>
      <ol>
        {ratings.map((rating, index) => (
          <li key={rating} data-state={index === limit ? "best" : isGone(index) ? "gone" : "open"}>
            {t(`rating.${rating}`)}
            {isGone(index) ? <span className="visually-hidden">{t("rating.gone")}</span> : null}
          </li>
        ))}
      </ol>
    </div>
  );
}
