/** What the wire (or the card) said: the sentence, prediction by prediction, why, the source. Faults of the lab are told as such and never scored. */
import type { Ref } from "react";
import type { ActResult, AppInfo } from "../../../main/contract/index.ts";
import { isFinal, lastResult, type CardState } from "../../client/sitting.ts";
import { useMessages, type Messages } from "../../messages/messages.ts";
import { Button } from "../../parts/button/button.tsx";
import { Citations } from "../../parts/citation/citation.tsx";
import { Code } from "../../parts/code/code.tsx";
import { CheckMark } from "../../parts/goals/check-mark.tsx";
import { Markdown } from "../../parts/markdown/markdown.tsx";
import { Notice } from "../../parts/notice/notice.tsx";
import { Caret } from "./caret.tsx";
import { ExtraGoals } from "./goals.tsx";
import { livePromptOf, score, singleMiss } from "./phase.ts";
import { PredictionTable } from "./prediction-table.tsx";
import { Report } from "./report.tsx";
import "./verdict.css";

export interface VerdictProps {
  card: CardState;
  info: AppInfo;
  onRunAgain(): void;
  onNext(): void;
  onShowMessage(message: number): void;
  ref: Ref<HTMLHeadingElement>;
}

export function Verdict({ card, info, onRunAgain, onNext, onShowMessage, ref }: VerdictProps) {
  const result = lastResult(card);
  if (result === null) return null;
  const { outcome, caret } = result.verdict;
  if (outcome === "error" || outcome === "unavailable")
    return <LabFailure result={result} isAlone={card.progress === null} log={info.places.log} onRunAgain={onRunAgain} onNext={onNext} ref={ref} />;
  return (
    <div className="verdict" data-outcome={outcome}>
      <Heading card={card} result={result} ref={ref} />
      {outcome === "failed" && result.verdict.reason !== null ? <Reason reason={result.verdict.reason} /> : null}
      {outcome === "disagrees" ? <Disagrees what={result.verdict.reason?.text ?? ""} /> : null}
      <PredictionTable card={card} result={result} />
      <ExtraGoals card={card} />
      {caret === null || result.run === null ? null : <Caret caret={caret} run={result.run} onShow={onShowMessage} />}
      <Revealed card={card} result={result} />
      <Report card={card} result={result} />
    </div>
  );
}

function Heading({ card, result, ref }: { card: CardState; result: ActResult; ref: Ref<HTMLHeadingElement> }) {
  const messages = useMessages();
  const { outcome } = result.verdict;
  const isRecall = card.showing.prompt.kind === "recall";
  return (
    <h2 ref={ref} className="verdict-title" tabIndex={-1}>
      {isRecall ? null : <CheckMark state={outcome === "disagrees" ? "unsure" : outcome === "passed" ? "passed" : "failed"} />}
      <span>{isRecall ? messages.t("verdict.answer") : sentence(card, result, messages)}</span>
    </h2>
  );
}

/** Says what happened, without praise or blame. */
function sentence(card: CardState, result: ActResult, { t }: Messages): string {
  const { outcome } = result.verdict;
  if (outcome === "disagrees") return t("verdict.disagrees");
  if (result.suggestedBecause === "gaveUp") return t("verdict.gaveUp");
  const { held, of } = score(card, result);
  const live = livePromptOf(card);
  if (live === null || card.draft.kind === "choice") {
    if (outcome === "passed") return t("verdict.right");
    const isOneOfMany = "multiple" in card.showing.prompt && !card.showing.prompt.multiple;
    return of > 1 && !isOneOfMany ? t("verdict.partsRight", { held, of }) : t("verdict.wrong");
  }
  if (card.draft.kind === "predictions") {
    if (outcome === "passed") return of === 2 ? t("verdict.heldBoth") : t("verdict.held", { count: of });
    const miss = singleMiss(card, result);
    if (miss !== null) return t("verdict.missed", miss);
    return of === 1 ? t("verdict.notHeld") : t("verdict.someHeld", { held, of });
  }
  if (outcome === "passed") return of === 2 ? t("verdict.metBoth") : t("verdict.met", { count: of });
  return of === 1 ? t("verdict.notMet") : t("verdict.someMet", { held, of });
}

/** Why the answer could not be run, or not to its end. */
function Reason({ reason: { code, text, data } }: { reason: NonNullable<ActResult["verdict"]["reason"]> }) {
  const { told } = useMessages();
  return (
    <div className="verdict-note">
      <p>{told("reason", code, data ?? {}, text)}</p>
    </div>
  );
}

function Disagrees({ what }: { what: string }) {
  const { t } = useMessages();
  return (
    <div className="verdict-note">
      <p>{t("verdict.disagreesWhat")}</p>
      <p className="mono">{what}</p>
    </div>
  );
}

/** The card's answer side, the solution and the sources: there once the card is solved or given up. */
function Revealed({ card, result }: { card: CardState; result: ActResult }) {
  const { t } = useMessages();
  const { reveal } = result;
  if (reveal === null || !isFinal(card)) return null;
  return (
    <div className="verdict-reveal" lang={card.showing.card.language}>
      {reveal.answer.trim() === "" ? null : <Markdown text={reveal.answer} />}
      {reveal.solution === null || reveal.solution === "" ? null : (
        <details className="verdict-solution" open={result.verdict.outcome !== "passed"}>
          <summary>{t("verdict.solution")}</summary>
          <Code text={reveal.solution} label={t("verdict.solution")} />
        </details>
      )}
      <Citations citations={reveal.citations} label={t("verdict.sources")} />
    </div>
  );
}

interface LabFailureProps {
  result: ActResult;
  /** Opened outside the queue: no card comes after it. */
  isAlone: boolean;
  log: string;
  onRunAgain(): void;
  onNext(): void;
  ref: Ref<HTMLHeadingElement>;
}

/** What failed, what is safe, one next step. */
function LabFailure({ result, isAlone, log, onRunAgain, onNext, ref }: LabFailureProps) {
  const { t, told } = useMessages();
  const { outcome, reason } = result.verdict;
  return (
    <div className="verdict" data-outcome={outcome}>
      <h2 ref={ref} className="visually-hidden" tabIndex={-1}>
        {t(outcome === "error" ? "verdict.labFailed" : "verdict.unavailable")}
      </h2>
      <Notice
        kind={outcome === "error" ? "failed" : "unsure"}
        title={t(outcome === "error" ? "verdict.labFailed" : "verdict.unavailable")}
        detail={{ label: t("verdict.detail"), text: [reason?.text ?? "", t("verdict.logAt", { path: log })].filter(Boolean).join("\n") }}
        action={
          <>
            {outcome === "error" ? <Button onPress={onRunAgain}>{t("study.runAgain")}</Button> : null}
            <Button onPress={onNext}>{t(isAlone ? "study.leave" : "study.next")}</Button>
          </>
        }
      >
        <p>{reason === null ? "" : told("reason", reason.code, reason.data ?? {}, reason.text)}</p>
        <p>{t("verdict.safe")}</p>
      </Notice>
    </div>
  );
}
