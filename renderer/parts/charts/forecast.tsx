/** Cards due on each of the coming days. Today is copper, the rest grey; the tallest day is labelled, the axis starts at zero. */
import { useMessages } from "../../messages/messages.ts";
import "./forecast.css";

export function Forecast({ days }: { days: readonly { day: string; due: number }[] }) {
  const { t, number, weekdayLetter, longDay } = useMessages();
  const most = Math.max(1, ...days.map(({ due }) => due));
  const tallest = days.findIndex(({ due }) => due === most);
  return (
    <ol className="forecast" aria-label={t("today.forecast", { count: days.length })}>
      {days.map(({ day, due }, index) => (
        <li key={day} data-today={index === 0}>
          <span className="forecast-count num" data-shown={index === 0 || index === tallest} aria-hidden="true">
            {number(due)}
          </span>
          <span className="forecast-bar" aria-hidden="true">
            <i style={{ height: `${(due / most) * 100}%` }} />
          </span>
          <span className="forecast-day" aria-hidden="true">
            {weekdayLetter(day)}
          </span>
          <span className="visually-hidden">{t("today.dueOn", { day: longDay(day), count: due })}</span>
        </li>
      ))}
    </ol>
  );
}
