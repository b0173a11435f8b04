/** Empty, waiting and failed states: a sentence, what is safe, one next step. Left aligned, no picture. */
import type { ReactNode } from "react";
import { Icon } from "../icon/icon.tsx";
import "./notice.css";

export interface NoticeProps {
  kind: "empty" | "failed" | "unsure";
  title: string;
  /** What is safe, or what to do. */
  children?: ReactNode;
  action?: ReactNode;
  /** Raw detail, folded away. */
  detail?: { label: string; text: string };
}

export function Notice({ kind, title, children, action, detail }: NoticeProps) {
  return (
    <div className="notice" data-kind={kind} role={kind === "failed" ? "alert" : undefined}>
      <h2 className="notice-title">
        {kind === "empty" ? null : <Icon name="warning" />}
        {title}
      </h2>
      {children === undefined ? null : <div className="notice-text">{children}</div>}
      {action === undefined ? null : <div className="notice-action">{action}</div>}
      {detail === undefined || detail.text === "" ? null : (
        <details className="notice-detail">
          <summary>{detail.label}</summary>
          <pre>{detail.text}</pre>
        </details>
      )}
    </div>
  );
}
