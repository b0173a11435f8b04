/** A screen that waits for its first values: empty while that is short, then it says what it waits for. */
import { useState } from "react";
import { useMessages } from "../../messages/messages.ts";
import { Waiting } from "./progress.tsx";

export function Loading({ screen }: { screen: "today" | "decks" }) {
  const { t } = useMessages();
  const [sinceMs] = useState(Date.now);
  return (
    <main className="page" data-screen={screen} aria-busy="true">
      <Waiting label={t("common.reading")} sinceMs={sinceMs} nowMs={Date.now} limitMs={0} onStop={null} />
    </main>
  );
}
