/** Short messages that pass by themselves, said politely to screen readers. Nothing is told only here that cannot be found elsewhere. */
import { useEffect } from "react";
import { useMessages } from "../../messages/messages.ts";
import { Button } from "../button/button.tsx";
import { Icon } from "../icon/icon.tsx";
import "./toasts.css";

export interface Toast {
  id: number;
  kind: "done" | "problem";
  text: string;
  onUndo: (() => void) | null;
}

/** How long one stays. A problem stays until it is closed. */
export const toastMs = 6000;

export function Toasts({ toasts, onDismiss }: { toasts: readonly Toast[]; onDismiss(id: number): void }) {
  return (
    <div className="toasts" role="status">
      {toasts.map((toast) => (
        <ToastRow key={toast.id} toast={toast} onDismiss={onDismiss} />
      ))}
    </div>
  );
}

function ToastRow({ toast, onDismiss }: { toast: Toast; onDismiss(id: number): void }) {
  const { t } = useMessages();
  const { id, kind } = toast;
  useEffect(() => {
    if (kind === "problem") return undefined;
    const timer = setTimeout(() => onDismiss(id), toastMs);
    return () => clearTimeout(timer);
  }, [id, kind, onDismiss]);
  return (
    <div className="toast" data-kind={kind}>
      <Icon name={kind === "done" ? "check" : "warning"} />
      <span>{toast.text}</span>
      {toast.onUndo === null ? null : (
        <Button size="small" onPress={toast.onUndo} keys="Ctrl Z">
          {t("common.undo")}
        </Button>
      )}
      <Button kind="quiet" size="small" onPress={() => onDismiss(id)}>
        {t("common.close")}
      </Button>
    </div>
  );
}
