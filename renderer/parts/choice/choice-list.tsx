/** Options of which one or several hold. Digits pick; afterwards each shows whether it was right, and why. */
import { useId } from "react";
import type { Mark } from "../../../main/contract/index.ts";
import { useMessages } from "../../messages/messages.ts";
import { CheckMark } from "../goals/check-mark.tsx";
import { Keycap } from "../keyboard/keycap.tsx";
import { Markdown } from "../markdown/markdown.tsx";
import "./choice-list.css";

export interface ChoiceListProps {
  /** In the order to be shown; `index` is the option's own. */
  options: readonly { index: number; text: string }[];
  multiple: boolean;
  chosen: readonly number[];
  /** By the option's own index; null before the answer. */
  marks: readonly Mark[] | null;
  onChange(chosen: number[]): void;
}

/** What choosing this option makes of the chosen ones. */
export function toggled(chosen: readonly number[], index: number, multiple: boolean): number[] {
  if (!multiple) return [index];
  return chosen.includes(index) ? chosen.filter((other) => other !== index) : [...chosen, index];
}

export function ChoiceList({ options, multiple, chosen, marks, onChange }: ChoiceListProps) {
  const { t } = useMessages();
  const name = useId();
  return (
    <fieldset className="choices" data-marked={marks !== null}>
      <legend className="choices-legend">{multiple ? t("choice.several") : t("choice.one")}</legend>
      {options.map((option, place) => {
        const mark = marks?.find((one) => one.index === option.index);
        const picked = chosen.includes(option.index);
        return (
          <div key={option.index} className="choice" data-chosen={picked} data-passed={mark?.passed}>
            <label className="choice-row">
              <input
                type={multiple ? "checkbox" : "radio"}
                name={name}
                checked={picked}
                disabled={marks !== null}
                onChange={() => onChange(toggled(chosen, option.index, multiple))}
              />
              <span className="choice-text">
                <Markdown text={option.text} size="inline" />
              </span>
              {mark === undefined ? place < 9 ? <Keycap keys={String(place + 1)} /> : null : <MarkOf mark={mark} chosen={picked} />}
            </label>
            {mark === undefined || mark.reason === "" ? null : (
              <div className="choice-reason">
                <Markdown text={mark.reason} />
              </div>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

/** What is right about an option, in words beside the sign. */
function MarkOf({ mark, chosen }: { mark: Mark; chosen: boolean }) {
  const { t } = useMessages();
  if (mark.passed && !chosen) return <span className="choice-mark faint">{t("choice.rightlyLeft")}</span>;
  return (
    <span className="choice-mark" data-passed={mark.passed}>
      {mark.passed ? t("choice.right") : chosen ? t("choice.wrong") : t("choice.missed")}
      <CheckMark state={mark.passed ? "passed" : "failed"} />
    </span>
  );
}
