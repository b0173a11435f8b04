/** The window: language and theme, the shell around the screens, and what holds everywhere (keys, palette, notices, a lost connection). */
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import type { AppInfo } from "../main/contract/index.ts";
import { keepAppearance, recallAppearance, showAppearance } from "./appearance.ts";
import { useClient, useHistory, useInfo } from "./client/client.ts";
import { useStore } from "./client/store.ts";
import { makeMessages, MessagesContext, useMessages } from "./messages/messages.ts";
import { Button } from "./parts/button/button.tsx";
import { bind } from "./parts/keyboard/key-map.ts";
import { leaveField, useKeys } from "./parts/keyboard/use-keys.ts";
import { Notice } from "./parts/notice/notice.tsx";
import { Waiting } from "./parts/progress/progress.tsx";
import { Toasts } from "./parts/toasts/toasts.tsx";
import { go, useScreen, type Screen } from "./route.ts";
import { Today } from "./screens/today/today.tsx";
import { Shell } from "./shell/shell.tsx";
import "./app.css";

const loadStudy = () => import("./screens/study/study.tsx");
/** The letters of the wire, so that the first card does not change its face while it is read. */
const loadMonoFont = () => document.fonts.load(`1em "JetBrains Mono Variable"`);
const loadDecks = () => import("./screens/decks/decks.tsx");
const Study = lazy(() => loadStudy().then(({ Study }) => ({ default: Study })));
const Decks = lazy(() => loadDecks().then(({ Decks }) => ({ default: Decks })));
const Settings = lazy(() => import("./screens/settings/settings.tsx").then(({ Settings }) => ({ default: Settings })));
const FirstRun = lazy(() => import("./screens/first-run/first-run.tsx").then(({ FirstRun }) => ({ default: FirstRun })));
const loadPalette = () => import("./shell/palette.tsx");
const Palette = lazy(() => loadPalette().then(({ Palette }) => ({ default: Palette })));
const Keys = lazy(() => import("./shell/keys.tsx").then(({ Keys }) => ({ default: Keys })));

export function App() {
  const info = useInfo();
  const kept = useMemo(() => recallAppearance(document.documentElement, localStorage), []);
  const language = info.state === "ready" ? info.value.language : kept;
  const theme = info.state === "ready" ? info.value.settings.theme : null;
  useEffect(() => {
    if (theme === null) return;
    showAppearance(document.documentElement, { theme, language });
    keepAppearance(localStorage, { theme, language });
  }, [theme, language]);
  const messages = useMemo(() => makeMessages(language), [language]);
  return <MessagesContext value={messages}>{info.state === "ready" ? <Window info={info.value} /> : <Unconnected />}</MessagesContext>;
}

/** Before the app has answered for the first time. */
function Unconnected() {
  const { t } = useMessages();
  const { connection } = useClient();
  const [sinceMs] = useState(Date.now);
  const state = useStore(connection.state);
  return (
    <main className="unconnected">
      <h1 className="visually-hidden">Retransmit</h1>
      {state === "lost" ? (
        <Notice kind="failed" title={t("connection.none")} action={<Button onPress={connection.retry}>{t("connection.retry")}</Button>}>
          {t("connection.noneWhat")}
        </Notice>
      ) : (
        <Waiting label={t("connection.connecting")} sinceMs={sinceMs} nowMs={Date.now} limitMs={0} onStop={null} />
      )}
    </main>
  );
}

function Window({ info }: { info: AppInfo }) {
  const client = useClient();
  const screen = useScreen();
  const [overlay, setOverlay] = useState<"palette" | "keys" | null>(null);
  const close = () => setOverlay(null);
  const showKeys = () => setOverlay("keys");
  useKeys(
    bind("global", {
      palette: () => setOverlay("palette"),
      today: () => leaveTo(screen, "today"),
      decks: () => leaveTo(screen, "decks"),
      settings: () => leaveTo(screen, "settings"),
      keys: showKeys,
      undo: () => void (screen === "study" ? client.study.undo() : client.undo()),
      redo: () => void client.redo(),
      back: () => {
        if (!leaveField() && screen !== "study") go("today");
      },
    }),
  );
  useEffect(() => {
    // What comes next is fetched while the learner reads this: studying at once, the rest when nothing else is to be done.
    void Promise.all([loadStudy(), loadMonoFont()]);
    const idle = requestIdleCallback(() => void Promise.all([loadDecks(), loadPalette()]));
    return () => cancelIdleCallback(idle);
  }, []);
  // Whatever way led to the first sitting, the first run is over.
  const isFirstSitting = screen === "study" && !info.settings.firstRunDone;
  useEffect(() => {
    if (isFirstSitting) void client.saveSettings({ firstRunDone: true });
  }, [isFirstSitting, client]);
  const isFirstRun = !info.settings.firstRunDone && screen === "today";
  return (
    <>
      <Suspense fallback={null}>
        {screen === "study" ? (
          <Study info={info} onLeave={() => go("today")} onKeys={showKeys} />
        ) : isFirstRun ? (
          <FirstRun info={info} onStart={() => go("study")} />
        ) : (
          <Shell screen={screen} info={info} onPalette={() => setOverlay("palette")}>
            <ShellScreen screen={screen} info={info} />
          </Shell>
        )}
      </Suspense>
      <Suspense fallback={null}>
        {overlay === "palette" ? <Palette onClose={close} onKeys={showKeys} /> : null}
        {overlay === "keys" ? <Keys screen={screen} onClose={close} /> : null}
      </Suspense>
      <Lost />
      <Notices />
    </>
  );
}

/** Leaving a sitting in progress needs no question: it can be resumed. */
function leaveTo(from: Screen, to: Screen): void {
  if (from !== "study") go(to);
}

function ShellScreen({ screen, info }: { screen: Screen; info: AppInfo }) {
  const study = () => go("study");
  if (screen === "decks") return <Decks info={info} onStudy={study} />;
  if (screen === "settings") return <Settings info={info} />;
  return <Today info={info} onStudy={study} onDecks={() => go("decks")} />;
}

/** The connection was there and is gone: said at the top, whatever screen is shown. */
function Lost() {
  const { t } = useMessages();
  const { connection } = useClient();
  if (useStore(connection.state) !== "lost") return null;
  return (
    <div className="lost" role="alert">
      <span>{t("connection.lost")}</span>
      <Button size="small" onPress={connection.retry}>
        {t("connection.retry")}
      </Button>
    </div>
  );
}

function Notices() {
  const client = useClient();
  const { told } = useMessages();
  const history = useHistory();
  const notices = useStore(client.notices);
  const toasts = notices.map(({ id, kind, message, undo }) => ({
    id,
    kind,
    text: told(
      kind === "done" ? "done" : "problem",
      message.code,
      { ...message.data, action: told("action", message.fallback, {}, message.fallback) },
      message.fallback,
    ),
    onUndo: undo && history.undo !== null ? () => void client.undo() : null,
  }));
  return <Toasts toasts={toasts} onDismiss={client.dismiss} />;
}
