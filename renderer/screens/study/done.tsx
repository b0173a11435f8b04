/** The end of a sitting: what was done, and when there is more. */
import { useState } from "react";
import type { SittingSummary } from "../../../main/contract/index.ts";
import { useMessages } from "../../messages/messages.ts";
import { Button } from "../../parts/button/button.tsx";
import { useKeys } from "../../parts/keyboard/use-keys.ts";

export function Done({ summary, onLeave }: { summary: SittingSummary; onLeave(): void }) {
  const { t, relativeDay, clock } = useMessages();
  const [nowMs] = useState(Date.now);
  useKeys({ Enter: onLeave, Esc: onLeave });
  const { reviews, again, minutes, nextDueAt } = summary;
  return (
    <main className="study-message" data-screen="study">
      <h1 className="page-title">{t("done.title")}</h1>
      <p className="study-lead">
        {reviews === 0
          ? t("done.nothing")
          : [
              t("done.reviews", { count: reviews }),
              again > 0 ? t("done.again", { count: again }) : "",
              t("done.time", { count: Math.max(1, Math.round(minutes)) }),
            ].join(" ")}
      </p>
      {nextDueAt === null ? null : <p className="dim">{t("today.nextDue", { day: relativeDay(nextDueAt, nowMs), time: clock(nextDueAt) })}</p>}
      <div className="notice-action">
        <Button kind="primary" size="large" keys="Enter" onPress={onLeave}>
          {t("study.backToToday")}
        </Button>
      </div>
    </main>
  );
}
