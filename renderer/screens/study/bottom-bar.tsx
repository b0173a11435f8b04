/** The only place for rating and, unless the editor has it, for the primary action. While something is under way: how long, and a way to stop it. */
import type { AppProblem } from "../../../main/contract/index.ts";
import { isFinal, lastResult, type CardState } from "../../client/sitting.ts";
import { useMessages } from "../../messages/messages.ts";
import { Button } from "../../parts/button/button.tsx";
import { Keycap, KeyHint } from "../../parts/keyboard/keycap.tsx";
import { leaveField, useFieldFocus } from "../../parts/keyboard/use-keys.ts";
import { Waiting } from "../../parts/progress/progress.tsx";
import { BestRating, RatingBar } from "../../parts/rating/rating-bar.tsx";
import type { CardActions } from "./card-screen.tsx";
import { bestOf, canGiveUp, isPrimaryOpen, isWritten, livePromptOf, primaryOf } from "./phase.ts";
import "./bottom-bar.css";

export interface BottomBarProps {
  card: CardState;
  actions: CardActions;
  onLeave(): void;
  onHint(): void;
}

export function BottomBar({ card, actions, onLeave, onHint }: BottomBarProps) {
  const isRunning = card.busy === "act" || card.busy === "giveUp";
  return (
    <footer className="bottom-bar">
      {card.problem === null ? null : <ProblemLine problem={card.problem} />}
      {isRunning ? (
        <Running card={card} onStop={actions.stop} />
      ) : isFinal(card) ? (
        <Rate card={card} actions={actions} />
      ) : (
        <Before card={card} actions={actions} onLeave={onLeave} onHint={onHint} />
      )}
    </footer>
  );
}

function ProblemLine({ problem }: { problem: AppProblem }) {
  const { told } = useMessages();
  return (
    <p className="bottom-problem" role="alert">
      {told("problem", problem.code, problem.data, problem.message)}
    </p>
  );
}

function Running({ card, onStop }: { card: CardState; onStop(): void }) {
  const { t } = useMessages();
  const live = livePromptOf(card);
  return (
    <Waiting
      label={t(live === null ? "study.working" : "study.running")}
      sinceMs={card.busySinceMs}
      nowMs={Date.now}
      limitMs={live?.timeLimitMs ?? 0}
      onStop={live === null ? null : onStop}
    />
  );
}

function Before({ card, actions, onLeave, onHint }: BottomBarProps) {
  const { t } = useMessages();
  const field = useFieldFocus();
  const primary = primaryOf(card);
  const { hints } = card.showing;
  const written = isWritten(card.draft);
  return (
    <>
      <span className="bottom-leave">
        <KeyHint label={t(field ? "study.leaveField" : "study.leave")} keys="Esc" onPress={field ? () => void leaveField() : onLeave} />
        {/* The words that it has otherwise: whoever is about to press what stands beside finds it at its place. */}
        <span className="key-hint" aria-hidden="true">
          <span>{t(field ? "study.leave" : "study.leaveField")}</span>
          <Keycap keys="Esc" />
        </span>
      </span>
      <span className="bottom-rule" />
      {canGiveUp(card) ? <KeyHint label={t("study.showAnswer")} keys="Space" onPress={actions.reveal} /> : null}
      {hints.shown.length < hints.total ? <KeyHint label={t("study.hint")} keys="H" onPress={onHint} /> : null}
      <KeyHint label={t("study.bury")} keys="B" onPress={actions.bury} />
      <KeyHint label={t("study.suspend")} keys="S" onPress={actions.suspend} />
      <div className="bottom-end">
        {written ? (
          <BestRating best={bestOf(card)} />
        ) : (
          <>
            {livePromptOf(card) === null ? null : <span className="bottom-note">{t("study.local")}</span>}
            <Button kind="primary" size="large" keys={primary === "reveal" ? "Space" : "Enter"} disabled={!isPrimaryOpen(card)} onPress={actions.primary}>
              {t(primary === "reveal" ? "study.reveal" : primary === "check" ? "study.check" : "study.run")}
            </Button>
          </>
        )}
      </div>
    </>
  );
}

function Rate({ card, actions }: { card: CardState; actions: CardActions }) {
  const { t, told } = useMessages();
  const result = lastResult(card);
  if (result === null || result.intervals === null) {
    return (
      <div className="bottom-end">
        <span className="bottom-note">{t("study.notRated")}</span>
        <Button kind="primary" size="large" keys="Enter" onPress={actions.next}>
          {t(card.progress === null ? "study.leave" : "study.next")}
        </Button>
      </div>
    );
  }
  const { suggestedRating, suggestedBecause } = result;
  return (
    <>
      <RatingBar
        intervals={result.intervals}
        suggested={suggestedRating}
        disabled={card.busy !== null}
        onRate={(rating) => actions.rate(["again", "hard", "good", "easy"].indexOf(rating))}
      />
      <p className="bottom-why">{told("suggested", suggestedBecause, {}, "")}</p>
      {suggestedRating === null ? null : (
        <div className="bottom-end">
          <KeyHint label={t("rating.accept")} keys="Enter" onPress={actions.primary} />
        </div>
      )}
    </>
  );
}
