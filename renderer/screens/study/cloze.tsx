/** A text with blanks to be typed. Afterwards each blank shows what is right, and what stood there instead. */
import { useEffect, useRef } from "react";
import type { Mark } from "../../../main/contract/index.ts";
import { useMessages } from "../../messages/messages.ts";
import { CheckMark } from "../../parts/goals/check-mark.tsx";
import { Markdown } from "../../parts/markdown/markdown.tsx";
import "./cloze.css";

export interface ClozeProps {
  text: string;
  /** Numbers of the blanks to be typed, in the order of `texts`. */
  blanks: readonly number[];
  texts: readonly string[];
  marks: readonly Mark[] | null;
  onChange(texts: string[]): void;
}

/** Characters that an empty blank is wide, and the most it grows to. */
const widthsCh = { least: 8, most: 36 };

export function Cloze({ text, blanks, texts, marks, onChange }: ClozeProps) {
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const draw = (index: number) => {
    const place = blanks.indexOf(index);
    const mark = marks?.find((one) => one.index === index);
    if (mark !== undefined) return <Filled mark={mark} />;
    const value = texts[place] ?? "";
    return (
      <Blank ref={place === 0 ? first : undefined} number={place + 1} of={blanks.length} value={value} onChange={(next) => onChange(texts.with(place, next))} />
    );
  };
  return (
    <div className="cloze">
      <Markdown text={text} drawBlank={draw} />
    </div>
  );
}

function Blank({
  number,
  of,
  value,
  onChange,
  ref,
}: {
  number: number;
  of: number;
  value: string;
  onChange(value: string): void;
  ref: React.Ref<HTMLInputElement> | undefined;
}) {
  const { t } = useMessages();
  const width = Math.min(widthsCh.most, Math.max(widthsCh.least, value.length + 2));
  return (
    <input
      ref={ref}
      className="cloze-blank"
      aria-label={t("cloze.blank", { number, of })}
      style={{ width: `${width}ch` }}
      value={value}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function Filled({ mark }: { mark: Mark }) {
  return (
    <span className="cloze-filled" data-passed={mark.passed}>
      {mark.passed || mark.given === "" ? null : <del>{mark.given}</del>}
      <ins>{mark.right}</ins>
      <CheckMark state={mark.passed ? "passed" : "failed"} />
    </span>
  );
}
