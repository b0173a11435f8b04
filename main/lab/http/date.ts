/** HTTP-date, RFC 9110 §5.6.7: one form is written, all three are read. */
export { imfFixdate } from "../../exercise/scenarios/http-origin.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const month = `(?<month>${months.join("|")})`;
const clock = String.raw`(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)`;
const forms = [
  new RegExp(String.raw`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\d\d) ${month} (?<year>\d{4}) ${clock} GMT$`),
  new RegExp(String.raw`^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\d\d)-${month}-(?<year>\d\d) ${clock} GMT$`),
  new RegExp(String.raw`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ${month} (?<day>[ \d]\d) ${clock} (?<year>\d{4})$`),
];

/** Milliseconds since 1970, or null for what is no HTTP-date. `nowMs` resolves two-digit years. */
export function parseHttpDate(text: string, nowMs: number): number | null {
  const found = forms.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (found === undefined) return null;
  const [day, hour, minute, second] = [found["day"], found["hour"], found["minute"], found["second"]].map(Number) as [number, number, number, number];
  const monthIndex = months.indexOf(found["month"]!);
  const year = found["year"]!.length === 2 ? fullYear(Number(found["year"]), nowMs) : Number(found["year"]);
  const ms = Date.UTC(year, monthIndex, day, hour, minute, second === 60 ? 59 : second);
  // Date.UTC carries over: 31 February would become a day in March.
  const valid = hour < 24 && minute < 60 && second <= 60 && new Date(ms).getUTCDate() === day;
  return valid ? ms : null;
}

/** A date that looks more than 50 years ahead is in the past (RFC 9110 §5.6.7). */
function fullYear(twoDigits: number, nowMs: number): number {
  const thisYear = new Date(nowMs).getUTCFullYear();
  const year = Math.floor(thisYear / 100) * 100 + twoDigits;
  return year > thisYear + 50 ? year - 100 : year;
}
