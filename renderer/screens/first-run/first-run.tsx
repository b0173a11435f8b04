/** The first start: one sentence, one action. */
import { useClient } from "../../client/client.ts";
import { useMessages } from "../../messages/messages.ts";
import { Button } from "../../parts/button/button.tsx";
import { Mark } from "../../parts/icon/icon.tsx";
import { useKeys } from "../../parts/keyboard/use-keys.ts";
import "./first-run.css";

/** Minutes of the very first sitting: short enough to be finished. */
export const firstSittingMinutes = 10;

export function FirstRun({ onStart }: { onStart(): void }) {
  const { t } = useMessages();
  const { study, saveSettings } = useClient();
  const start = () => {
    void saveSettings({ firstRunDone: true });
    void study.start({ minutes: firstSittingMinutes });
    onStart();
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
      <p className="faint">{t("firstRun.local")}</p>
    </main>
  );
}
