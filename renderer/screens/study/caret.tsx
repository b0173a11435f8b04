/** Where the learner's own bytes first went wrong: the line they stand in, a caret under the byte, why, and the section that says so. */
import { useEffect, useState } from "react";
import type { TranscriptView, Verdict } from "../../../main/contract/index.ts";
import { useClient } from "../../client/client.ts";
import { useWireTexts } from "../../messages/findings.ts";
import { useMessages } from "../../messages/messages.ts";
import { Button } from "../../parts/button/button.tsx";
import { contextBytes, excerptOf, type Excerpt } from "./excerpt.ts";

export interface CaretProps {
  caret: NonNullable<Verdict["caret"]>;
  run: { id: string; transcript: TranscriptView };
  /** Shows the message in the ladder and the inspector. */
  onShow(message: number): void;
}

export function Caret({ caret, run, onShow }: CaretProps) {
  const { t } = useMessages();
  const texts = useWireTexts();
  const excerpt = useExcerpt(caret, run);
  return (
    <div className="verdict-caret">
      <h3>{t("verdict.wireSays")}</h3>
      {excerpt === null ? null : (
        <pre className="verdict-excerpt mono" aria-hidden="true">
          {excerpt.text}
          {"\n"}
          {" ".repeat(excerpt.at)}
          <b>^</b>
        </pre>
      )}
      <p>{texts.finding({ code: caret.code, text: caret.text, level: "error" })}</p>
      <p className="faint">
        {t("verdict.atByte", { offset: caret.offset })}
        {caret.source === "" ? "" : ` · ${caret.source}`}
      </p>
      <Button kind="quiet" size="small" onPress={() => onShow(caret.message)}>
        {t("verdict.showBytes")}
      </Button>
    </div>
  );
}

function useExcerpt({ message: id, offset }: CaretProps["caret"], { id: run, transcript }: CaretProps["run"]): Excerpt | null {
  const { api } = useClient();
  const [excerpt, setExcerpt] = useState<Excerpt | null>(null);
  const range = transcript.messages.find((one) => one.id === id)?.range ?? null;
  useEffect(() => {
    if (range === null) return undefined;
    let isCurrent = true;
    const from = Math.max(range.from, range.from + offset - contextBytes.before);
    const to = Math.min(range.to, range.from + offset + contextBytes.after);
    api.run.bytes({ run, flow: range.flow, by: range.by, from, to }).then(
      ({ bytes }) => isCurrent && setExcerpt(excerptOf(bytes, range.from + offset - from)),
      () => isCurrent && setExcerpt(null), // the run is gone: the sentence stands without its bytes
    );
    return () => {
      isCurrent = false;
    };
  }, [api, run, range, offset]);
  return excerpt;
}
