/** A check, a cross, a dash or an empty ring: every colour is repeated in shape, and said to screen readers. */
import { useMessages } from "../../messages/messages.ts";
import { Icon } from "../icon/icon.tsx";
import "./check-mark.css";

export type CheckState = "idle" | "passed" | "failed" | "unsure";

const icons = { passed: "check", failed: "cross", unsure: "dash" } as const;
const words = { idle: "check.idle", passed: "check.passed", failed: "check.failed", unsure: "check.unsure" } as const;

export function CheckMark({ state }: { state: CheckState }) {
  const { t } = useMessages();
  return (
    <span className="check-mark" data-state={state} role="img" aria-label={t(words[state])}>
      {state === "idle" ? null : <Icon name={icons[state]} size={12} />}
    </span>
  );
}
