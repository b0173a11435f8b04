/** The transcript of a run: the ladder above, the fields beside the bytes of the selected message below. */
import { useEffect, useMemo, useState } from "react";
import type { Field, TranscriptView, Verdict } from "../../../main/contract/index.ts";
import { ladder } from "../../../main/wire/ladder.ts";
import { useClient } from "../../client/client.ts";
import { useMessages } from "../../messages/messages.ts";
import { KeyHint } from "../../parts/keyboard/keycap.tsx";
import { Inspector } from "../../parts/inspector/inspector.tsx";
import { bind } from "../../parts/keyboard/key-map.ts";
import { useKeys } from "../../parts/keyboard/use-keys.ts";
import { LadderDiagram, nextMessage } from "../../parts/ladder/ladder.tsx";
import "./wire.css";

export interface WireProps {
  run: { id: string; transcript: TranscriptView };
  /** The learner's part, called "You" in the ladder. */
  play: string | null;
  selected: number | null;
  onSelect(message: number | null): void;
  command: string;
  /** Number of the attempt; null where there is only one. */
  attempt: number | null;
  /** Live choice: the option that was sent here; null elsewhere. */
  option: string | null;
  elapsedMs: number;
  /** Where the learner's bytes first went wrong: shown when that message is. */
  caret: Verdict["caret"];
}

export function Wire({ run, play, selected, onSelect, command, attempt, option, elapsedMs, caret }: WireProps) {
  const { t, elapsed } = useMessages();
  const rows = useMemo(() => ladder(run.transcript), [run.transcript]);
  const message = run.transcript.messages.find((one) => one.id === selected) ?? null;
  const move = (by: 1 | -1) => onSelect(nextMessage(rows, selected, by) ?? selected);
  useKeys(bind("wire", { next: () => move(1), previous: () => move(-1) }));
  const names = useMemo(() => (play === null ? {} : { [play]: t("wire.you") }), [play, t]);
  return (
    <div className="wire">
      <div className="pane-head">
        <h2>{t("wire.transcript")}</h2>
        {option === null ? null : <span className="mono wire-option">{option}</span>}
        <span className="faint">{attempt === null ? elapsed(elapsedMs) : t("wire.attempt", { number: attempt, time: elapsed(elapsedMs) })}</span>
      </div>
      {rows.rows.length === 0 ? (
        <p className="wire-nothing">{t("wire.nothing")}</p>
      ) : (
        <div className="wire-ladder">
          <LadderDiagram ladder={rows} label={t("wire.ladder")} selected={selected} onSelect={onSelect} names={names} />
        </div>
      )}
      {message === null ? null : (
        <>
          <div className="pane-head">
            <h2>{message.summary}</h2>
            <span className="faint">
              {t("wire.fromTo", { bytes: t("wire.bytes", { count: message.range.to - message.range.from }), from: message.by, to: message.to })}
            </span>
            <div className="pane-tools">
              <KeyHint label={t("wire.previous")} keys="K" onPress={() => move(-1)} />
              <KeyHint label={t("wire.next")} keys="J" onPress={() => move(1)} />
            </div>
          </div>
          <Message run={run.id} message={message} command={message.by === play ? command : ""} at={caret?.message === message.id ? caret.offset : null} />
        </>
      )}
    </div>
  );
}

interface MessageProps {
  run: string;
  message: TranscriptView["messages"][number];
  command: string;
  at: number | null;
}

function Message({ run, message, command, at }: MessageProps) {
  const { api } = useClient();
  const id = `${run}/${message.id}`;
  const [loaded, setLoaded] = useState<{ id: string; fields: Field[] } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    api.run.fields({ run, message: message.id }).then(
      (fields) => isCurrent && setLoaded({ id, fields }),
      () => isCurrent && setLoaded({ id, fields: [] }), // the run is gone: its bytes say so too
    );
    return () => {
      isCurrent = false;
    };
  }, [api, id, run, message.id]);
  const { flow, by, from, to } = message.range;
  const loadBytes = async (first: number, last: number) => {
    const page = await api.run.bytes({ run, flow, by, from: from + first, to: Math.min(to, from + last) });
    return page.bytes;
  };
  return (
    <div className="wire-message">
      <Inspector id={id} fields={loaded?.id === id ? loaded.fields : null} size={to - from} loadBytes={loadBytes} command={command} at={at} />
    </div>
  );
}
