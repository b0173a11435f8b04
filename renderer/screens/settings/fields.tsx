/** Fields that save when they are left or Enter is pressed, and say what is wrong instead of saving it. */
import { useId, useState } from "react";
import { useMessages } from "../../messages/messages.ts";
import { maxStepMin, maxSteps } from "../../../main/contract/setting-limits.ts";
import { readNumber, readSteps } from "./limits.ts";

interface FieldProps {
  label: string;
  note: string;
  /** As it is saved. */
  text: string;
  unit?: string;
  placeholder?: string;
  width: "number" | "wide";
  /** What is wrong with the text; null: it can be saved. */
  wrong(text: string): string | null;
  onSave(text: string): void;
}

function Field({ label, note, text, unit, placeholder, width, wrong, onSave }: FieldProps) {
  const id = useId();
  // A text saved meanwhile gives the field another key, and so starts it anew.
  const [draft, setDraft] = useState(text);
  const problem = wrong(draft);
  const save = () => {
    if (problem === null && draft !== text) onSave(draft);
  };
  return (
    <div className="setting">
      <div>
        <label className="setting-label" htmlFor={id}>
          {label}
        </label>
        <p className="setting-note" id={`${id}-note`}>
          {problem === null ? note : <span className="bad">{problem}</span>}
        </p>
      </div>
      <span className="setting-value">
        <input
          id={id}
          className="setting-input"
          data-width={width}
          value={draft}
          placeholder={placeholder}
          inputMode={width === "number" ? "numeric" : "text"}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-note`}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setDraft(event.target.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === "Enter") save();
          }}
        />
        {unit === undefined ? null : <span className="faint">{unit}</span>}
      </span>
    </div>
  );
}

export interface NumberFieldProps {
  label: string;
  note: string;
  unit: string;
  value: number;
  limits: { min: number; max: number };
  onSave(value: number): void;
}

export function NumberField({ label, note, unit, value, limits, onSave }: NumberFieldProps) {
  const { t } = useMessages();
  const wrong = (text: string) => (readNumber(text, limits) === null ? t("settings.wrongNumber", limits) : null);
  return (
    <Field
      key={String(value)}
      label={label}
      note={note}
      text={String(value)}
      unit={unit}
      width="number"
      wrong={wrong}
      onSave={(text) => onSave(Number(text))}
    />
  );
}

export function StepsField({ label, note, value, onSave }: { label: string; note: string; value: readonly number[]; onSave(steps: number[]): void }) {
  const { t } = useMessages();
  const wrong = (text: string) => (readSteps(text) === null ? t("settings.wrongSteps", { count: maxSteps, max: maxStepMin }) : null);
  return (
    <Field
      key={value.join(" ")}
      label={label}
      note={note}
      text={value.join(" ")}
      unit={t("settings.minutes")}
      width="number"
      wrong={wrong}
      onSave={(text) => onSave(readSteps(text) ?? [])}
    />
  );
}

export function TextField({
  label,
  note,
  value,
  placeholder,
  onSave,
}: {
  label: string;
  note: string;
  value: string;
  placeholder: string;
  onSave(text: string): void;
}) {
  return (
    <Field
      key={value}
      label={label}
      note={note}
      text={value}
      placeholder={placeholder}
      width="wide"
      wrong={() => null}
      onSave={(text) => onSave(text.trim())}
    />
  );
}
