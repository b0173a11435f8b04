/** Sidebar, top bar and the screen. Below the breakpoint the sidebar is a rail of icons whose names screen readers still read. */
import type { ReactNode } from "react";
import type { AppInfo } from "../../main/contract/index.ts";
import { useToday } from "../client/client.ts";
import { useMessages } from "../messages/messages.ts";
import { Icon, Mark, type IconName } from "../parts/icon/icon.tsx";
import { Keycap, shortcutOf } from "../parts/keyboard/keycap.tsx";
import type { Screen } from "../route.ts";
import "./shell.css";

export interface ShellProps {
  screen: Screen;
  info: AppInfo;
  onPalette(): void;
  children: ReactNode;
}

export function Shell({ screen, info, onPalette, children }: ShellProps) {
  const { t, longDay, number } = useMessages();
  const today = useToday();
  const due = today.state === "ready" && today.value.due > 0 ? number(today.value.due) : "";
  const title =
    screen === "today" ? (today.state === "ready" ? longDay(today.value.day) : t("nav.today")) : t(screen === "decks" ? "nav.decks" : "nav.settings");
  return (
    <div className="shell">
      <aside className="sidebar">
        <div className="brand">
          <Mark />
          <span>Retransmit</span>
        </div>
        <nav aria-label={t("nav.label")}>
          <NavLink screen="today" current={screen} icon="today" label={t("nav.today")} count={due} keys="G T" />
          <NavLink screen="decks" current={screen} icon="decks" label={t("nav.decks")} count="" keys="G D" />
        </nav>
        <nav className="nav-end" aria-label={t("nav.settings")}>
          <NavLink screen="settings" current={screen} icon="gear" label={t("nav.settings")} count="" keys="Ctrl ," />
        </nav>
        <LabState lab={info.lab} />
      </aside>
      <div className="shell-main">
        <header className="top-bar">
          <span className="top-title" data-strong={screen !== "today"}>
            {title}
          </span>
          <button type="button" className="palette-button" onClick={onPalette} aria-keyshortcuts={shortcutOf("Ctrl K")}>
            <Icon name="search" size={14} />
            <span>{t("palette.open")}</span>
            <Keycap keys="Ctrl K" />
          </button>
        </header>
        <Problems info={info} />
        {children}
      </div>
    </div>
  );
}

function NavLink({
  screen,
  current,
  icon,
  label,
  count,
  keys,
}: {
  screen: Screen;
  current: Screen;
  icon: IconName;
  label: string;
  count: string;
  keys: string;
}) {
  return (
    <a className="nav-link" href={`#/${screen}`} aria-current={screen === current ? "page" : undefined} aria-keyshortcuts={shortcutOf(keys)}>
      <Icon name={icon} />
      <span className="nav-label">{label}</span>
      <span className="nav-count num">{count}</span>
    </a>
  );
}

/** Ready, ready without what this machine can't do, or failed to start. */
function LabState({ lab: { ready, unavailable } }: { lab: AppInfo["lab"] }) {
  const { t } = useMessages();
  const count = unavailable.length;
  return (
    <div className="lab-state" data-ready={ready}>
      <i aria-hidden="true" />
      <span>
        {!ready ? t("lab.failed") : count > 0 ? t("lab.partly", { count }) : t("lab.ready")}
        <br />
        {t("lab.offline")}
      </span>
    </div>
  );
}

/** What main has to say once: a read-only folder, decks that could not be read. */
function Problems({ info }: { info: AppInfo }) {
  const { told } = useMessages();
  if (info.problems.length === 0) return null;
  return (
    <ul className="problems" role="alert">
      {info.problems.map((problem) => (
        <li key={problem.code + problem.message}>
          <Icon name="warning" size={14} />
          <span>{told("problem", problem.code, problem.data, problem.message)}</span>
        </li>
      ))}
    </ul>
  );
}
