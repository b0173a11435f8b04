/** Only cards in their learning steps are left: the next one comes back at a set time. */
import { useEffect, useState } from "react";
import { useMessages } from "../../messages/messages.ts";
import { Button } from "../../parts/button/button.tsx";
import { useKeys } from "../../parts/keyboard/use-keys.ts";

const secondMs = 1000;

export function Pause({ until, onContinue, onLeave }: { until: number; onContinue(): void; onLeave(): void }) {
  const { t, interval } = useMessages();
  const [now, setNow] = useState(Date.now);
  // Not Enter: it would carry a learner who goes on rating out of the sitting.
  useKeys({ Esc: onLeave });
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), secondMs);
    return () => clearInterval(timer);
  }, []);
  const isTime = now >= until;
  useEffect(() => {
    if (isTime) onContinue();
  }, [isTime, onContinue]);
  return (
    <main className="study-message" data-screen="study">
      <h1 className="page-title">{t("pause.title")}</h1>
      <p className="study-lead">{t("pause.next", { time: interval(Math.max(1, (until - now) / secondMs)) })}</p>
      <div className="notice-action">
        <Button keys="Esc" onPress={onLeave}>
          {t("study.backToToday")}
        </Button>
      </div>
    </main>
  );
}
