/** The attempts of this showing, newest first, each with what came back. Pressing one puts its text into the editor again. */
import { isFinal, type CardState } from "../../client/sitting.ts";
import { useMessages } from "../../messages/messages.ts";
import { livePromptOf } from "./phase.ts";
import { CheckMark } from "../../parts/goals/check-mark.tsx";
import "./attempts.css";

export function Attempts({ card, onRestore }: { card: CardState; onRestore(index: number): void }) {
  const { t } = useMessages();
  if (card.attempts.length < 2) return null;
  return (
    <section className="attempts">
      <h2>{t("attempts.title")}</h2>
      <ol reversed>
        {card.attempts
          .map((attempt, index) => ({ ...attempt, index }))
          .toReversed()
          .map(({ result, answer, index }) => (
            <li key={index}>
              <button type="button" disabled={isFinal(card)} onClick={() => onRestore(index)} aria-label={t("attempts.restore", { number: index + 1 })}>
                <CheckMark state={result.verdict.outcome === "passed" ? "passed" : result.verdict.outcome === "failed" ? "failed" : "unsure"} />
                <span className="num">{index + 1}</span>
                <span className="mono attempts-came">{cameBack(result, livePromptOf(card)?.play ?? null) ?? t("attempts.nothing")}</span>
                <span className="mono attempts-sent">{answer.kind === "text" ? firstDifference(answer.text, card.attempts[index - 1]) : ""}</span>
              </button>
            </li>
          ))}
      </ol>
    </section>
  );
}

/** The last reply: its status code where it begins with one. */
function cameBack({ run }: CardState["attempts"][number]["result"], play: string | null): string | null {
  const summary = run?.transcript.messages.findLast(({ by }) => by !== play)?.summary ?? null;
  return summary === null ? null : (/^\d{3}(?= )/.exec(summary)?.[0] ?? summary);
}

/** The last line that the attempt before did not have: what was tried. */
function firstDifference(text: string, before: CardState["attempts"][number] | undefined): string {
  const lines = text.split("\n");
  const old = before?.answer.kind === "text" ? before.answer.text.split("\n") : [];
  return lines.findLast((line) => line.trim() !== "" && !old.includes(line)) ?? lines[0] ?? "";
}
