/** The goals of an exercise as far as they are known, and its hints. Predictions have a table of their own. */
import { isFinal, lastResult, type CardState } from "../../client/sitting.ts";
import { useMessages } from "../../messages/messages.ts";
import { GoalList } from "../../parts/goals/goal-list.tsx";
import { HintRungs } from "../../parts/hints/hint-rungs.tsx";
import { livePromptOf } from "./phase.ts";

export function ExtraGoals({ card }: { card: CardState }) {
  const { t } = useMessages();
  const live = livePromptOf(card);
  if (live === null || live.goals.length === 0 || live.options.length > 0) return null;
  const outcomes = lastResult(card)?.verdict.goals ?? [];
  const goals = live.goals.map(({ label }, index) => ({ label, outcome: outcomes[index] ?? null }));
  return (
    <section className="study-section">
      <h2 className="section-title">{t("goal.title", { count: goals.length })}</h2>
      <GoalList goals={goals} />
    </section>
  );
}

export function Hints({ card, onHint }: { card: CardState; onHint(): void }) {
  const { t, told } = useMessages();
  const { total, shown, nextCost } = card.showing.hints;
  // Once it is over, only what was asked for is still worth its place.
  const isOver = isFinal(card);
  if (total === 0 || (isOver && shown.length === 0)) return null;
  const cost = nextCost === null ? "" : told("hintCost", nextCost, {}, nextCost);
  return (
    <section className="study-section">
      <h2 className="section-title">{t("hint.title")}</h2>
      <HintRungs total={isOver ? shown.length : total} shown={shown} nextCost={cost} onNext={isOver ? null : onHint} />
    </section>
  );
}
