/** Leave, where we are, how far, and the three things that are always at hand. */
import { doneShare, type CardState } from "../../client/sitting.ts";
import { useHistory } from "../../client/client.ts";
import { useMessages } from "../../messages/messages.ts";
import { Button } from "../../parts/button/button.tsx";
import { Keycap } from "../../parts/keyboard/keycap.tsx";
import { Progress } from "../../parts/progress/progress.tsx";

export interface TopBarProps {
  card: CardState;
  onLeave(): void;
  onUndo(): void;
  /** Null where this card has no wire to show. */
  onWire: (() => void) | null;
  wireShown: boolean;
  onKeys(): void;
}

export function TopBar({ card, onLeave, onUndo, onWire, wireShown, onKeys }: TopBarProps) {
  const { t, interval, number } = useMessages();
  const history = useHistory();
  const { progress } = card;
  return (
    <header className="study-top">
      <div className="study-where">
        <button type="button" className="study-leave" onClick={onLeave} aria-keyshortcuts="Escape">
          <Keycap keys="Esc" />
          <span className="visually-hidden">{t("study.leave")}</span>
        </button>
        <span className="study-deck">{card.showing.card.deckTitle}</span>
      </div>
      {progress === null ? (
        <span className="faint">{t("study.oneCard")}</span>
      ) : (
        <Progress
          label={t("study.progress")}
          share={doneShare(progress)}
          before={t("study.place", { done: number(Math.min(progress.total, progress.done + 1)), total: number(progress.total) })}
          after={t("study.timeLeft", { time: interval(Math.max(60, progress.secondsLeft)) })}
        />
      )}
      <div className="study-tools">
        <Button kind="quiet" size="small" keys="U" disabled={history.undo === null} onPress={onUndo}>
          {t("common.undo")}
        </Button>
        {onWire === null ? null : (
          <Button kind="quiet" size="small" keys="W" pressed={wireShown} onPress={onWire}>
            {t("study.wire")}
          </Button>
        )}
        <Button kind="quiet" size="small" keys="?" onPress={onKeys}>
          {t("study.keys")}
        </Button>
      </div>
    </header>
  );
}
