/** What is due, how long it takes, and one button to begin. Below: how well each deck is held, the days ahead, the days behind. */
import { useEffect, useRef, useState } from "react";
import type { AppInfo, TodayView } from "../../../main/contract/index.ts";
import { useClient, useToday } from "../../client/client.ts";
import { useMessages } from "../../messages/messages.ts";
import { Button } from "../../parts/button/button.tsx";
import { Activity } from "../../parts/charts/activity.tsx";
import { Forecast } from "../../parts/charts/forecast.tsx";
import { LayerBar } from "../../parts/charts/layer-bar.tsx";
import { bind } from "../../parts/keyboard/key-map.ts";
import { useKeys } from "../../parts/keyboard/use-keys.ts";
import { Loading } from "../../parts/progress/loading.tsx";
import { Notice } from "../../parts/notice/notice.tsx";
import { Segmented } from "../../parts/segmented/segmented.tsx";
import { DeckRecall } from "./deck-recall.tsx";
import "./today.css";

export interface TodayProps {
  info: AppInfo;
  onStudy(): void;
  onDecks(): void;
}

export function Today(props: TodayProps) {
  const { t, told } = useMessages();
  const { today } = useClient();
  const view = useToday();
  if (view.state === "loading") return <Loading screen="today" />;
  if (view.state === "failed") {
    const { code, data, message } = view.problem;
    return (
      <main className="page" data-screen="today">
        <Notice kind="failed" title={t("today.failed")} action={<Button onPress={() => void today.read()}>{t("common.tryAgain")}</Button>}>
          {told("problem", code, data, message)}
        </Notice>
      </main>
    );
  }
  return <TodayOf view={view.value} {...props} />;
}

function TodayOf({ view, info, onStudy, onDecks }: TodayProps & { view: TodayView }) {
  const { study } = useClient();
  const [minutes, setMinutes] = useState(info.settings.minutesPerDay);
  const budget = nearestBudget(view.budgets, minutes);
  const start = () => {
    void study.start({ minutes: budget });
    onStudy();
  };
  const pick = (place: number) => {
    const picked = view.budgets[place];
    if (picked !== undefined) setMinutes(picked.minutes);
  };
  useKeys(bind("today", { start: view.due > 0 ? start : onDecks, budget: pick }));
  return (
    <main className="page" data-screen="today">
      <section className="today-hero">
        {view.due > 0 ? <Due view={view} budget={budget} onBudget={setMinutes} onStart={start} /> : <NothingDue view={view} onDecks={onDecks} />}
        <ByLayer view={view} />
      </section>
      <section className="today-rest">
        <DeckRecall decks={view.decks} newPerDay={info.settings.newPerDay} />
        <Days view={view} />
      </section>
    </main>
  );
}

/** The offered budget that is closest to what the settings say; 0 is all that is due. */
export function nearestBudget(budgets: TodayView["budgets"], minutes: number): number {
  const offered = budgets.map((budget) => budget.minutes);
  if (offered.includes(minutes)) return minutes;
  const timed = offered.filter((one) => one > 0).toSorted((a, b) => Math.abs(a - minutes) - Math.abs(b - minutes));
  return minutes === 0 ? 0 : (timed[0] ?? 0);
}

function Due({ view, budget, onBudget, onStart }: { view: TodayView; budget: number; onBudget(minutes: number): void; onStart(): void }) {
  const { t, sentences } = useMessages();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  const options = view.budgets.map(({ minutes }) => ({ value: minutes, label: minutes === 0 ? t("today.allDue") : t("today.minutes", { minutes }) }));
  const covers = view.budgets.find(({ minutes }) => minutes === budget)?.covers ?? view.due;
  const left = Math.max(0, view.due - covers);
  const both = t("today.split", { reviews: t("today.reviews", { count: view.dueReviews }), fresh: t("today.new", { count: view.dueNew }) });
  const split = view.dueReviews === 0 ? "" : view.dueNew === 0 ? t("today.onlyReviews", { count: view.dueReviews }) : both;
  const waits = left === 0 ? "" : t("today.canWait", { count: left });
  return (
    <div>
      <h1 className="page-title">{view.dueReviews === 0 ? t("today.dueNew", { count: view.due }) : t("today.due", { count: view.due })}</h1>
      <p className="today-lead">{sentences([split, t("today.time", { count: Math.max(1, Math.round(view.seconds / 60)) })])}</p>
      <div className="today-start">
        <Button ref={button} kind="primary" size="large" keys="Enter" onPress={onStart}>
          {t("today.start")}
        </Button>
        <Segmented label={t("today.budget")} value={budget} options={options} onChange={onBudget} />
      </div>
      <p className="today-covers">{budget === 0 ? t("today.coversAll") : sentences([t("today.covers", { minutes: budget, count: covers }), waits])}</p>
    </div>
  );
}

function NothingDue({ view, onDecks }: { view: TodayView; onDecks(): void }) {
  const { t, relativeDay, clock } = useMessages();
  const [nowMs] = useState(Date.now);
  const next = view.nextDueAt;
  return (
    <div>
      <h1 className="page-title">{t("today.nothing")}</h1>
      <p className="today-lead">{next === null ? t("today.nothingEver") : t("today.nextDue", { day: relativeDay(next, nowMs), time: clock(next) })}</p>
      <div className="today-start">
        <Button kind="primary" size="large" keys="Enter" onPress={onDecks}>
          {t("today.lookAtDecks")}
        </Button>
      </div>
    </div>
  );
}

/** Kinds that have one name for the learner are counted as one; the most frequent come first. */
export function countsByName(counts: readonly { name: string; count: number }[]): { name: string; count: number }[] {
  const sums = new Map<string, number>();
  for (const { name, count } of counts) sums.set(name, (sums.get(name) ?? 0) + count);
  return [...sums]
    .filter(([, count]) => count > 0)
    .map(([name, count]) => ({ name, count }))
    .toSorted((a, b) => b.count - a.count);
}

function ByLayer({ view }: { view: TodayView }) {
  const { t } = useMessages();
  if (view.due === 0) return null;
  const kinds = countsByName(view.byKind.map(({ kind, count }) => ({ name: t(`kind.${kind}`), count })));
  return (
    <div>
      <h2 className="section-title">{t("today.byLayer")}</h2>
      <LayerBar counts={view.byLayer} />
      <p className="today-kinds">{kinds.map(({ name, count }) => t("today.kindCount", { kind: name, count })).join(" · ")}</p>
    </div>
  );
}

function Days({ view }: { view: TodayView }) {
  const { t } = useMessages();
  const active = view.activity.filter(({ reviews }) => reviews > 0).length;
  return (
    <div className="today-days">
      <div>
        <h2 className="section-title">{t("today.forecast", { count: view.forecast.length })}</h2>
        {view.forecast.some(({ due }) => due > 0) ? <Forecast days={view.forecast} /> : <p className="today-note">{t("today.forecastNone")}</p>}
      </div>
      <div>
        <div className="section-head">
          <h2 className="section-title">{t("today.activity")}</h2>
          <span className="faint">{t("today.activeDays", { active, count: view.activity.length })}</span>
        </div>
        <Activity days={view.activity} />
      </div>
    </div>
  );
}
