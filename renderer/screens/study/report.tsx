/** "This should have passed": keeps the attempt with its transcript in a file beside the data, for whoever mends the card. */
import { useId, useState } from "react";
import type { ActResult } from "../../../main/contract/index.ts";
import { useClient } from "../../client/client.ts";
import type { CardState } from "../../client/sitting.ts";
import { useMessages } from "../../messages/messages.ts";
import { Button } from "../../parts/button/button.tsx";
import { Dialog } from "../../parts/dialog/dialog.tsx";

export const maxNoteLength = 10_000;

export function Report({ card, result }: { card: CardState; result: ActResult }) {
  const { t } = useMessages();
  const [isOpen, setOpen] = useState(false);
  const [file, setFile] = useState<string | null>(null);
  if (
    card.showing.prompt.kind !== "live" ||
    result.verdict.outcome === "passed" ||
    (result.verdict.reason !== null && result.verdict.outcome === "failed") ||
    result.suggestedBecause === "gaveUp"
  )
    return null;
  if (file !== null) return <p className="report">{t("report.kept", { file })}</p>;
  return (
    <div className="report">
      <Button kind="quiet" size="small" onPress={() => setOpen(true)}>
        {t(result.verdict.outcome === "disagrees" ? "report.openDisagreement" : "report.open")}
      </Button>
      {isOpen ? <ReportDialog onKept={setFile} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function ReportDialog({ onKept, onClose }: { onKept(file: string): void; onClose(): void }) {
  const { t } = useMessages();
  const { study } = useClient();
  const [note, setNote] = useState("");
  const id = useId();
  const keep = async () => {
    const file = await study.report(note);
    if (file !== null) onKept(file);
    onClose();
  };
  return (
    <Dialog title={t("report.title")} onClose={onClose}>
      <p className="dim">{t("report.what")}</p>
      <label className="report-label" htmlFor={id}>
        {t("report.note")}
      </label>
      <textarea id={id} className="report-note" value={note} maxLength={maxNoteLength} onChange={(event) => setNote(event.target.value)} />
      <div className="dialog-actions">
        <Button keys="Esc" onPress={onClose}>
          {t("common.cancel")}
        </Button>
        <Button kind="primary" onPress={() => void keep()}>
          {t("report.keep")}
        </Button>
      </div>
    </Dialog>
  );
}
