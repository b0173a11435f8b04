/** The Study screen: one card at a time, its answer, the verdict, the rating. Which of these is shown follows from the sitting's state. */
import { useEffect, useState } from "react";
import type { AppInfo } from "../../../main/contract/index.ts";
import { useClient, useSitting } from "../../client/client.ts";
import { useMessages } from "../../messages/messages.ts";
import { Button } from "../../parts/button/button.tsx";
import { useKeys } from "../../parts/keyboard/use-keys.ts";
import { Notice } from "../../parts/notice/notice.tsx";
import { Waiting } from "../../parts/progress/progress.tsx";
import { CardScreen } from "./card-screen.tsx";
import { Done } from "./done.tsx";
import { Pause } from "./pause.tsx";
import "./study.css";

export interface StudyProps {
  info: AppInfo;
  onLeave(): void;
  onKeys(): void;
}

export function Study({ info, onLeave, onKeys }: StudyProps) {
  const { study } = useClient();
  const state = useSitting();
  const leave = () => {
    void study.leave();
    onLeave();
  };
  // A reload comes here without a sitting in hand: the app still has it.
  useEffect(() => {
    if (study.state.get().phase === "idle") void study.resume();
  }, [study]);
  // The card from Decks was rated or put away: there is no next one.
  const isOver = state.phase === "idle";
  useEffect(() => {
    if (!isOver) return undefined;
    const timer = setTimeout(() => {
      if (study.state.get().phase === "idle") onLeave();
    }, 0);
    return () => clearTimeout(timer);
  }, [isOver, study, onLeave]);
  switch (state.phase) {
    case "idle":
    case "opening":
      return <Opening onLeave={leave} />;
    case "failed":
      return <Failed code={state.problem.code} data={state.problem.data} message={state.problem.message} onLeave={leave} />;
    case "waiting":
      return <Pause until={state.until} onContinue={() => void study.resume()} onLeave={leave} />;
    case "done":
      return <Done summary={state.summary} onLeave={leave} />;
    default:
      return <CardScreen key={state.card.showing.session} card={state.card} info={info} onLeave={leave} onKeys={onKeys} />;
  }
}

function Opening({ onLeave }: { onLeave(): void }) {
  const { t } = useMessages();
  const [sinceMs] = useState(Date.now);
  useKeys({ Esc: onLeave });
  return (
    <main className="study-message" data-screen="study">
      <h1 className="visually-hidden">{t("study.opening")}</h1>
      <Waiting label={t("study.opening")} sinceMs={sinceMs} nowMs={Date.now} limitMs={0} onStop={null} />
    </main>
  );
}

function Failed({ code, data, message, onLeave }: { code: string; data: Record<string, string | number>; message: string; onLeave(): void }) {
  const { t, told } = useMessages();
  useKeys({ Esc: onLeave, Enter: onLeave });
  return (
    <main className="study-message" data-screen="study">
      <h1 className="visually-hidden">{t("study.failed")}</h1>
      <Notice
        kind="failed"
        title={t("study.failed")}
        action={
          <Button kind="primary" keys="Enter" onPress={onLeave}>
            {t("study.backToToday")}
          </Button>
        }
      >
        {told("problem", code, data, message)}
      </Notice>
    </main>
  );
}
