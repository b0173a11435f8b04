/** The goals of an exercise, one a line: not tried yet, met, or not met with what was expected and what came. */
import type { GoalOutcome } from "../../../main/contract/index.ts";
import { useMessages } from "../../messages/messages.ts";
import { Markdown } from "../markdown/markdown.tsx";
import { CheckMark } from "./check-mark.tsx";
import "./goal-list.css";

export type GoalRow = { label: string; outcome: GoalOutcome | null };

export function GoalList({ goals }: { goals: readonly GoalRow[] }) {
  return (
    <ul className="goals">
      {goals.map((goal) => (
        <li key={goal.label} className="goal" data-state={stateOf(goal)}>
          <CheckMark state={stateOf(goal)} />
          <div className="goal-text">
            <Markdown text={goal.label} size="inline" />
            {goal.outcome === null || goal.outcome.passed ? null : <Seen outcome={goal.outcome} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

function stateOf({ outcome }: GoalRow): "idle" | "passed" | "failed" {
  if (outcome === null) return "idle";
  return outcome.passed ? "passed" : "failed";
}

function Seen({ outcome }: { outcome: GoalOutcome }) {
  const { t } = useMessages();
  return (
    <dl className="goal-seen">
      {outcome.expected === null ? null : (
        <div>
          <dt>{t("goal.expected")}</dt>
          <dd className="mono">{outcome.expected}</dd>
        </div>
      )}
      <div>
        <dt>{t("goal.seen")}</dt>
        <dd className="mono bad">{outcome.absent ? t("goal.absent") : outcome.seen}</dd>
      </div>
    </dl>
  );
}
