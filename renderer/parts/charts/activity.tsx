/** Reviews on each past day, week by week: four strengths of copper, and nothing where nothing was done. */
import { useMessages } from "../../messages/messages.ts";
import "./activity.css";

const steps = 4;
const daysOfWeek = 7;

/** 0 for none, else 1 to 4 by the share of the busiest day. */
export function strengthOf(reviews: number, most: number): number {
  return reviews === 0 ? 0 : Math.max(1, Math.ceil((reviews / most) * steps));
}

/** Weeks begin on Monday; the first is filled up with nulls. Days are YYYY-MM-DD, in order. */
export function weeksOf<Day extends { day: string }>(days: readonly Day[]): (Day | null)[][] {
  const first = days[0];
  if (first === undefined) return [];
  const lead = (new Date(`${first.day}T12:00:00`).getDay() + 6) % daysOfWeek;
  const cells = [...Array.from<null>({ length: lead }).fill(null), ...days];
  return Array.from({ length: Math.ceil(cells.length / daysOfWeek) }, (_, week) => cells.slice(week * daysOfWeek, (week + 1) * daysOfWeek));
}

function firstOf<Day>(week: readonly (Day | null)[]): Day | null {
  return week.find((day) => day !== null) ?? null;
}

export function Activity({ days }: { days: readonly { day: string; reviews: number }[] }) {
  const { t, month } = useMessages();
  const most = Math.max(1, ...days.map(({ reviews }) => reviews));
  const active = days.filter(({ reviews }) => reviews > 0).length;
  const weeks = weeksOf(days);
  return (
    <div className="activity" role="img" aria-label={t("today.activeDays", { active, count: days.length })}>
      {weeks.map((week, index) => {
        const first = firstOf(week);
        const before = firstOf(weeks[index - 1] ?? []);
        const isNewMonth = first !== null && index > 0 && index < weeks.length - 2 && before !== null && month(before.day) !== month(first.day);
        return (
          <div key={first?.day ?? index} className="activity-week">
            <span className="activity-month">{isNewMonth ? month(first.day) : ""}</span>
            {week.map((day, place) => (
              // oxlint-disable-next-line react/no-array-index-key -- a day of the week is its place
              <i key={place} data-strength={day === null ? "none" : strengthOf(day.reviews, most)} />
            ))}
          </div>
        );
      })}
    </div>
  );
}
