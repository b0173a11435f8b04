/** The first start: one sentence, one action. */
import type { AppInfo, TodayView } from "../../../main/contract/index.ts";
import { useClient, useToday } from "../../client/client.ts";
import { useMessages } from "../../messages/messages.ts";
import { Button } from "../../parts/button/button.tsx";
import { Mark } from "../../parts/icon/icon.tsx";
import { useKeys } from "../../parts/keyboard/use-keys.ts";
import "./first-run.css";

export function FirstRun({ info, onStart }: { info: AppInfo; onStart(): void }) {
  const { t, interval } = useMessages();
  const today = useToday();
  const { study } = useClient();
  const start = () => {
    void study.start({ minutes: info.settings.minutesPerDay });
    onStart();
  };
  const sitting = ({ due, budgets, seconds }: TodayView) => {
    const count = budgets.find(({ minutes }) => minutes === info.settings.minutesPerDay)?.covers ?? due;
    return t("firstRun.sitting", { count, time: interval((seconds * count) / due) });
  };
  useKeys({ Enter: start });
  return (
    <main className="first-run" data-screen="first-run">
      <div className="first-run-mark">
        <Mark />
        <span>Retransmit</span>
      </div>
      <h1>{t("firstRun.sentence")}</h1>
      <div className="notice-action">
        <Button kind="primary" size="large" keys="Enter" onPress={start}>
          {t("firstRun.start")}
        </Button>
      </div>
      <p className="faint first-run-note">
        {t("firstRun.local")}
        <br />
        {today.state === "ready" && today.value.due > 0 ? sitting(today.value) : ""}
      </p>
    </main>
  );
}
