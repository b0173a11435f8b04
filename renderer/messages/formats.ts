/** Numbers, times and days as a language writes them. Instants are ms since the epoch, days YYYY-MM-DD; zones are the learner's. */
import type { DeckLanguage } from "../../main/contract/index.ts";

export interface Formats {
  number(value: number): string;
  /** 0.84 -> "84%" */
  percent(share: number): string;
  /** "Friday 20 November" */
  longDay(day: string): string;
  /** "20 Nov" */
  shortDay(day: string): string;
  /** "F" / "五" */
  weekdayLetter(day: string): string;
  /** "Sunday" / "星期日" */
  weekday(day: string): string;
  /** "Nov" / "11月" */
  month(day: string): string;
  /** "14:05" */
  clock(atMs: number): string;
  /** Today, yesterday, a weekday within the last six days, else the date. */
  relativeDay(atMs: number, nowMs: number): string;
  /** An interval in its one fitting unit: "10 min", "9 d", "1.2 y". */
  interval(seconds: number): string;
  /** Sentences one after the other, as the language sets them; empty ones are left out. */
  sentences(texts: readonly string[]): string;
  /** "1.9 ms", "2.4 s" */
  elapsed(ms: number): string;
}

const secondsPerMinute = 60;
const secondsPerHour = 3600;
const secondsPerDay = 86_400;
const msPerDay = 86_400_000;
/** Below this many days an interval is told in days, then in months, then in years. */
const daysAsMonths = 60;
const daysAsYears = 365;

const units = {
  en: { millisecond: "ms", second: "s", minute: "min", hour: "h", day: "d", month: "mo", year: "y" },
  "zh-CN": { millisecond: "毫秒", second: "秒", minute: "分钟", hour: "小时", day: "天", month: "个月", year: "年" },
} as const;

export function makeFormats(language: DeckLanguage): Formats {
  const unit = units[language];
  const locale = language === "en" ? "en-GB" : language;
  const whole = new Intl.NumberFormat(language);
  const tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const share = new Intl.NumberFormat(language, { style: "percent" });
  const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const longDay = of({ weekday: "long", day: "numeric", month: "long" });
  const shortDay = of({ day: "numeric", month: "short" });
  const letter = of({ weekday: "narrow" });
  const weekday = of({ weekday: "long" });
  const month = new Intl.DateTimeFormat(language, { month: "short" });
  const clock = of({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const say = (value: number, format: Intl.NumberFormat, of_: keyof typeof unit) => `${format.format(value)} ${unit[of_]}`;

  return {
    number: (value) => whole.format(value),
    percent: (value) => share.format(value),
    longDay: (day) => longDay.format(noon(day)).replace(",", ""),
    shortDay: (day) => shortDay.format(noon(day)),
    weekdayLetter: (day) => letter.format(noon(day)),
    weekday: (day) => weekday.format(noon(day)),
    month: (day) => month.format(noon(day)),
    clock: (atMs) => clock.format(atMs),
    relativeDay: (atMs, nowMs) => {
      const days = Math.round((startOfDay(atMs) - startOfDay(nowMs)) / msPerDay);
      if (Math.abs(days) <= 1) return capital(relative.format(days, "day"));
      return Math.abs(days) < 7 ? weekday.format(atMs) : shortDay.format(atMs);
    },
    interval: (seconds) => {
      if (seconds < secondsPerMinute) return say(Math.max(1, Math.round(seconds)), whole, "second");
      if (seconds < secondsPerHour) return say(Math.round(seconds / secondsPerMinute), whole, "minute");
      if (seconds < secondsPerDay) return say(Math.round(seconds / secondsPerHour), whole, "hour");
      const days = seconds / secondsPerDay;
      if (days < daysAsMonths) return say(Math.round(days), whole, "day");
      return days < daysAsYears ? say(days / 30.44, tenths, "month") : say(days / daysAsYears, tenths, "year");
    },
    sentences: (texts) => texts.filter((text) => text !== "").join(language === "en" ? " " : ""),
    elapsed: (ms) => (ms < 1000 ? say(ms, tenths, "millisecond") : say(ms / 1000, tenths, "second")),
  };
}

/** Noon keeps the day the same whatever the zone does at midnight. */
function noon(day: string): Date {
  return new Date(`${day}T12:00:00`);
}

function startOfDay(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
