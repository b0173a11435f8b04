/** Hints as rungs, in order. Each names what it costs before it is shown. */
import { useMessages } from "../../messages/messages.ts";
import { Keycap } from "../keyboard/keycap.tsx";
import { Markdown } from "../markdown/markdown.tsx";
import "./hint-rungs.css";

export interface HintRungsProps {
  total: number;
  shown: readonly string[];
  /** What the next one costs, in the reader's words; "" where nothing more is lost. */
  nextCost: string;
  /** Null where no more hints may be asked for. */
  onNext: (() => void) | null;
}

export function HintRungs({ total, shown, nextCost, onNext }: HintRungsProps) {
  const { t } = useMessages();
  const rungs = Array.from({ length: total }, (_, index) => index);
  return (
    <ol className="hint-rungs">
      {rungs.map((index) => (
        <li key={index} data-state={index < shown.length ? "shown" : index === shown.length ? "next" : "later"}>
          <span className="hint-dot" aria-hidden="true" />
          {index < shown.length ? (
            <div className="hint-text">
              <Markdown text={shown[index] ?? ""} size="inline" />
            </div>
          ) : index === shown.length && onNext !== null ? (
            <button type="button" className="hint-next" onClick={onNext} aria-keyshortcuts="H">
              <span>{t("hint.show", { number: index + 1 })}</span>
              <Keycap keys="H" />
              {nextCost === "" ? null : <span className="hint-cost">{nextCost}</span>}
            </button>
          ) : (
            <span className="faint">{t("hint.numbered", { number: index + 1 })}</span>
          )}
        </li>
      ))}
    </ol>
  );
}
