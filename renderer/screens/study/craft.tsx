/** Where the learner writes: the wire editor or the fields of a form; running, starting over, and the attempts so far. */
import { lazy, Suspense, useState } from "react";
import type { Answer, LivePrompt } from "../../../main/contract/index.ts";
import { isFinal, type CardState } from "../../client/sitting.ts";
import { useMessages } from "../../messages/messages.ts";
import { Button } from "../../parts/button/button.tsx";
import { livePromptOf } from "./phase.ts";
import "./craft.css";

const WireEditor = lazy(() => import("../../parts/wire-editor/wire-editor.tsx").then(({ WireEditor }) => ({ default: WireEditor })));

export interface CraftProps {
  card: CardState;
  onEdit(draft: Answer): void;
  onRun(): void;
  onEarlier(): void;
  onReset(): void;
}

export function Craft({ card, onEdit, onRun, onEarlier, onReset }: CraftProps) {
  const { t } = useMessages();
  const live = livePromptOf(card);
  if (live === null) return null;
  const isOver = isFinal(card);
  const to = live.hosts.find((host) => host.name !== live.play && host.acts === "serves" && host.hostname !== "");
  return (
    <div className="craft">
      <div className="pane-head">
        <h2>{t(live.shape === "serve" ? "craft.reply" : "craft.request")}</h2>
        {to === undefined ? null : <span className="faint">{t("craft.sentTo", { host: to.hostname })}</span>}
        <div className="pane-tools">
          {isOver ? null : (
            <Button size="small" disabled={card.busy !== null} onPress={onReset}>
              {t("craft.reset")}
            </Button>
          )}
          {isOver ? null : (
            <Button kind="primary" size="small" icon="play" keys="Ctrl Enter" disabled={card.busy !== null} onPress={onRun}>
              {t("craft.run")}
            </Button>
          )}
        </div>
      </div>
      <Written card={card} live={live} onEdit={onEdit} onRun={onRun} onEarlier={onEarlier} />
    </div>
  );
}

interface WrittenProps {
  card: CardState;
  live: LivePrompt;
  onEdit(draft: Answer): void;
  onRun(): void;
  onEarlier(): void;
}

function Written({ card, live, onEdit, onRun, onEarlier }: WrittenProps) {
  const { t } = useMessages();
  const { draft } = card;
  const isOver = isFinal(card);
  const [first] = useState(card.attempts.length === 0);
  if (draft.kind === "fields")
    return <Fields values={draft.values} names={live.form?.fields ?? []} disabled={isOver} onChange={(values) => onEdit({ kind: "fields", values })} />;
  if (draft.kind !== "text") return null;
  return (
    <Suspense fallback={<div className="craft-editor-place" />}>
      <WireEditor
        value={draft.text}
        label={t("craft.editor", { part: live.play ?? "" })}
        placeholder={t("craft.placeholder")}
        plain={live.language !== "wire-text"}
        readOnly={isOver}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the card asks for writing
        autoFocus={first}
        onChange={(text) => onEdit({ kind: "text", text })}
        onRun={onRun}
        onEarlier={onEarlier}
        onLeave={() => undefined}
      />
    </Suspense>
  );
}

function Fields({
  values,
  names,
  disabled,
  onChange,
}: {
  values: Record<string, string>;
  names: readonly string[];
  disabled: boolean;
  onChange(values: Record<string, string>): void;
}) {
  return (
    <div className="craft-fields">
      {names.map((name) => (
        <label key={name}>
          <span className="mono">{name}</span>
          <input
            className="field mono"
            value={values[name] ?? ""}
            disabled={disabled}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            onChange={(event) => onChange({ ...values, [name]: event.target.value })}
          />
        </label>
      ))}
    </div>
  );
}
