/** One prediction: a field of the type that is asked for, and under it how what stands there is read. */
import { useId, type Ref } from "react";
import type { AskType } from "../../../main/contract/index.ts";
import { useMessages } from "../../messages/messages.ts";
import { Markdown } from "../markdown/markdown.tsx";
import "./prediction-field.css";

export interface PredictionFieldProps {
  label: string;
  type: AskType;
  value: string;
  /** How it is read; "" while nothing stands there. `ok` is false where it can't be read as that type. */
  read: { text: string; ok: boolean };
  disabled: boolean;
  onChange(value: string): void;
  ref?: Ref<HTMLInputElement> | undefined;
}

export function PredictionField({ label, type, value, read, disabled, onChange, ref }: PredictionFieldProps) {
  const { t } = useMessages();
  const id = useId();
  return (
    <div className="prediction" data-type={type}>
      <label className="prediction-label" htmlFor={id}>
        <Markdown text={label} size="inline" />
        <span className="prediction-type">{t(`askType.${type}`)}</span>
      </label>
      {type === "bool" ? (
        <YesNo id={id} label={label} value={value} disabled={disabled} onChange={onChange} />
      ) : (
        <input
          ref={ref}
          id={id}
          className="field mono"
          value={value}
          disabled={disabled}
          inputMode={type === "int" ? "numeric" : "text"}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-describedby={`${id}-read`}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      <p className="prediction-read" id={`${id}-read`} data-ok={read.ok}>
        {value.trim() === "" || type === "bool" ? null : read.ok ? (
          <>
            {t("prediction.readAs")} <span className="chip mono">{read.text}</span>
          </>
        ) : (
          t("prediction.unreadable", { type: t(`askType.${type}`) })
        )}
      </p>
    </div>
  );
}

/** A truth is picked, not typed; what is kept are the words that CEL reads. */
function YesNo({ id, label, value, disabled, onChange }: { id: string; label: string; value: string; disabled: boolean; onChange(value: string): void }) {
  const { t } = useMessages();
  return (
    <div className="yes-no" role="radiogroup" aria-label={label}>
      {(["true", "false"] as const).map((truth, index) => (
        <label key={truth} className="yes-no-option">
          <input id={index === 0 ? id : undefined} type="radio" name={id} checked={value === truth} disabled={disabled} onChange={() => onChange(truth)} />
          <span>{t(truth === "true" ? "prediction.yes" : "prediction.no")}</span>
        </label>
      ))}
    </div>
  );
}
