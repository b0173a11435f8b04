/** How much of something is done: a bar with words on both sides; and the ring of a wait, with its time, limit and a way to stop it. */
import { useEffect, useState } from "react";
import { useMessages } from "../../messages/messages.ts";
import { Button } from "../button/button.tsx";
import "./progress.css";

/** `share` in [0, 1]. */
export function Progress({ share, before, after, label }: { share: number; before: string; after: string; label: string }) {
  return (
    <div className="progress">
      <span>{before}</span>
      <div className="progress-track" role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share * 100)}>
        <i style={{ width: `${share * 100}%` }} />
      </div>
      <span>{after}</span>
    </div>
  );
}

/** Below this a wait shows nothing. */
export const quietWaitMs = 300;
const tickMs = 100;

export interface WaitingProps {
  label: string;
  sinceMs: number;
  nowMs(): number;
  /** 0: none is known. */
  limitMs: number;
  onStop: (() => void) | null;
}

/** Keeps its place from the start, so that the layout never jumps. */
export function Waiting({ label, sinceMs, nowMs, limitMs, onStop }: WaitingProps) {
  const { t, elapsed } = useMessages();
  const [now, setNow] = useState(nowMs());
  useEffect(() => {
    const timer = setInterval(() => setNow(nowMs()), tickMs);
    return () => clearInterval(timer);
  }, [nowMs]);
  const waitedMs = Math.max(0, now - sinceMs);
  if (waitedMs < quietWaitMs) return <div className="waiting" aria-hidden="true" />;
  const tenths = elapsed(Math.floor(waitedMs / tickMs) * tickMs);
  return (
    <div className="waiting" role="status">
      <span className="waiting-ring" aria-hidden="true" />
      <span>{label}</span>
      <span className="num faint" aria-hidden="true">
        {limitMs > 0 ? t("waiting.of", { elapsed: tenths, limit: elapsed(limitMs) }) : tenths}
      </span>
      {onStop === null ? null : (
        <Button size="small" keys="Esc" onPress={onStop}>
          {t("waiting.stop")}
        </Button>
      )}
    </div>
  );
}
