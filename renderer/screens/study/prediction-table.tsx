/** Prediction by prediction: what was said, what the wire said. */
import type { ActResult } from "../../../main/contract/index.ts";
import type { CardState } from "../../client/sitting.ts";
import { useMessages } from "../../messages/messages.ts";
import { CheckMark } from "../../parts/goals/check-mark.tsx";
import { Markdown } from "../../parts/markdown/markdown.tsx";
import { askedOf, livePromptOf } from "./phase.ts";
import "./prediction-table.css";

export function PredictionTable({ card, result }: { card: CardState; result: ActResult }) {
  const { t } = useMessages();
  const asks = livePromptOf(card)?.asks ?? [];
  const outcomes = askedOf(card, result);
  const rows = asks.flatMap((ask, index) => {
    const goal = outcomes[index];
    return goal === undefined ? [] : [{ label: ask.label, said: result.readAs[index] ?? "", goal }];
  });
  if (rows.length === 0) return null;
  return (
    <table className="prediction-table">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t("verdict.asked")}</span>
          </th>
          <th scope="col">{t("verdict.youSaid")}</th>
          <th scope="col">{t("verdict.wireSaid")}</th>
          <th scope="col">
            <span className="visually-hidden">{t("match.mark")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, said, goal }) => (
          <tr key={label} data-passed={goal.passed}>
            <th scope="row">
              <Markdown text={label} size="inline" />
            </th>
            {said === "" ? <td className="faint">{t("verdict.nothing")}</td> : <td className="mono">{said}</td>}
            <td className="mono">{goal.absent ? t("goal.absent") : goal.seen}</td>
            <td>
              <CheckMark state={goal.passed ? "passed" : "failed"} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
