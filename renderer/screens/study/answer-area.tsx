/** Where the learner answers, by the kind of the card. Afterwards the same place shows what was right. Written answers have an editor of their own. */
import { useEffect, useRef } from "react";
import type { Answer, Mark, Prompt } from "../../../main/contract/index.ts";
import { readPrediction } from "../../../main/exercise/prediction.ts";
import { isFinal, lastResult, type CardState } from "../../client/sitting.ts";
import { useMessages } from "../../messages/messages.ts";
import { ChoiceList } from "../../parts/choice/choice-list.tsx";
import { MatchTable } from "../../parts/match/match-table.tsx";
import { OrderList } from "../../parts/order/order-list.tsx";
import { PredictionField } from "../../parts/prediction/prediction-field.tsx";
import { Cloze } from "./cloze.tsx";
import { Typed } from "./typed.tsx";
import "./answer-area.css";

export interface AnswerAreaProps {
  card: CardState;
  onEdit(draft: Answer): void;
}

export function AnswerArea({ card, onEdit }: AnswerAreaProps) {
  const { prompt } = card.showing;
  const { draft } = card;
  const marks = isFinal(card) ? (lastResult(card)?.reveal?.marks ?? []) : null;
  if (prompt.kind === "live") return <LiveAnswer card={card} prompt={prompt} marks={marks} onEdit={onEdit} />;
  if (prompt.kind === "choice" && draft.kind === "choice") {
    const onChange = (chosen: number[]) => onEdit({ kind: "choice", chosen });
    return <ChoiceList options={prompt.options} multiple={prompt.multiple} chosen={draft.chosen} marks={marks} onChange={onChange} />;
  }
  if (prompt.kind === "order" && draft.kind === "order") {
    return <OrderList items={prompt.items} order={draft.order} marks={marks} onChange={(order) => onEdit({ kind: "order", order })} />;
  }
  if (prompt.kind === "match" && draft.kind === "match") {
    const { leftLabel, rightLabel, left, right } = prompt;
    const onChange = (pairs: number[]) => onEdit({ kind: "match", pairs });
    return <MatchTable leftLabel={leftLabel} rightLabel={rightLabel} left={left} right={right} pairs={draft.pairs} marks={marks} onChange={onChange} />;
  }
  if (prompt.kind === "cloze" && draft.kind === "cloze") {
    return <Cloze text={prompt.text} blanks={prompt.blanks} texts={draft.texts} marks={marks} onChange={(texts) => onEdit({ kind: "cloze", texts })} />;
  }
  if (prompt.kind === "type" && draft.kind === "type") {
    return (
      <Typed text={draft.text} exact={prompt.exact} mark={marks?.[0] ?? null} isOver={marks !== null} onChange={(text) => onEdit({ kind: "type", text })} />
    );
  }
  return null;
}

function LiveAnswer({ card, prompt, marks, onEdit }: AnswerAreaProps & { prompt: Extract<Prompt, { kind: "live" }>; marks: Mark[] | null }) {
  const { draft } = card;
  if (draft.kind === "choice") {
    const onChange = (chosen: number[]) => onEdit({ kind: "choice", chosen });
    return <ChoiceList options={prompt.options} multiple={prompt.multiple} chosen={draft.chosen} marks={marks} onChange={onChange} />;
  }
  // Afterwards the verdict's table holds what was predicted.
  if (draft.kind !== "predictions" || isFinal(card)) return null;
  return <Predictions prompt={prompt} values={draft.values} disabled={card.busy !== null} onChange={(values) => onEdit({ kind: "predictions", values })} />;
}

interface PredictionsProps {
  prompt: Extract<Prompt, { kind: "live" }>;
  values: readonly string[];
  disabled: boolean;
  onChange(values: string[]): void;
}

function Predictions({ prompt, values, disabled, onChange }: PredictionsProps) {
  const { t } = useMessages();
  const first = useRef<HTMLInputElement>(null);
  // Also after a run that was stopped: its fields take words again.
  useEffect(() => {
    if (!disabled) first.current?.focus();
  }, [disabled]);
  return (
    <div className="predictions">
      <h2 className="section-title">{t("prediction.title", { count: prompt.asks.length })}</h2>
      <div className="prediction-fields">
        {prompt.asks.map((ask, index) => {
          const value = values[index] ?? "";
          const read = readPrediction(ask.type, value);
          return (
            <PredictionField
              key={ask.label}
              ref={index === 0 ? first : undefined}
              label={ask.after === null ? ask.label : t("prediction.after", { step: ask.after, label: ask.label })}
              type={ask.type}
              value={value}
              read={{ text: read.readAs, ok: read.ok }}
              disabled={disabled}
              onChange={(next) => onChange(values.with(index, next))}
            />
          );
        })}
      </div>
      <p className="predictions-note">{t("prediction.marked", { count: prompt.asks.length })}</p>
    </div>
  );
}
