/** One line to be typed; compared leniently unless the card asks for it exactly. */
import { useEffect, useId, useRef } from "react";
import type { Mark } from "../../../main/contract/index.ts";
import { useMessages } from "../../messages/messages.ts";
import { CheckMark } from "../../parts/goals/check-mark.tsx";
import { Markdown } from "../../parts/markdown/markdown.tsx";
import "./typed.css";

export interface TypedProps {
  text: string;
  exact: boolean;
  mark: Mark | null;
  isOver: boolean;
  onChange(text: string): void;
}

export function Typed({ text, exact, mark, isOver, onChange }: TypedProps) {
  const { t } = useMessages();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  if (isOver && mark !== null) return <TypedMark mark={mark} />;
  return (
    <div className="typed">
      <label className="prediction-label" htmlFor={id}>
        {t("typed.label")}
      </label>
      <input
        ref={input}
        id={id}
        className="field"
        value={text}
        disabled={isOver}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-describedby={`${id}-how`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-how`} className="predictions-note">
        {exact ? t("typed.exact") : t("typed.lenient")}
      </p>
    </div>
  );
}

function TypedMark({ mark }: { mark: Mark }) {
  const { t } = useMessages();
  return (
    <dl className="typed-mark" data-passed={mark.passed}>
      <div>
        <dt>{t("verdict.youSaid")}</dt>
        <dd>
          <CheckMark state={mark.passed ? "passed" : "failed"} />
          {mark.given === "" ? <span className="faint">{t("typed.nothing")}</span> : <span className="mono">{mark.given}</span>}
        </dd>
      </div>
      {mark.passed ? null : (
        <div>
          <dt>{t("typed.right")}</dt>
          <dd>
            <Markdown text={mark.right} size="inline" />
          </dd>
        </div>
      )}
    </dl>
  );
}
