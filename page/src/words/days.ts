/** Days in words. ISO dates in, so that no time zone of the reader can move a day. Pure. */

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const SHORT = MONTHS.map((m) => m.slice(0, 3));

interface Day { y: number; m: number; d: number }

/** Year, month and day of an ISO date or date-time; null for anything else. */
export function parts(iso: string | null | undefined): Day | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? "");
  if (!found) return null;
  return { y: Number(found[1]), m: Number(found[2]), d: Number(found[3]) };
}

/** Days since 1970-01-01. */
export function number(iso: string): number {
  const day = parts(iso);
  return day ? Math.floor(Date.UTC(day.y, day.m - 1, day.d) / 864e5) : NaN;
}

/** The ISO date of a number of days. */
export function iso(days: number): string {
  return new Date(Math.round(days) * 864e5).toISOString().slice(0, 10);
}

function lastOf(y: number, m: number): number {
  return new Date(Date.UTC(y, m, 0)).getUTCDate();
}

/** `21 May 2023`. */
export function day(text: string | null | undefined, short = false): string {
  const p = parts(text);
  if (!p) return text ?? "";
  return `${p.d} ${(short ? SHORT : MONTHS)[p.m - 1]} ${p.y}`;
}

/** A stretch of days as briefly as it can be told: `15–21 May 2023`, `May 2023`, `2020`, `21 May – 3 June 2023`. */
export function stretch(from: string | null | undefined, to: string | null | undefined, short = false): string {
  const a = parts(from);
  const b = parts(to) ?? a;
  if (!a || !b) return "no day told";
  const names = short ? SHORT : MONTHS;
  if (a.y === b.y && a.m === b.m && a.d === b.d) return `${a.d} ${names[a.m - 1]} ${a.y}`;
  const whole = a.d === 1 && b.d === lastOf(b.y, b.m);
  if (whole && a.m === 1 && b.m === 12) return a.y === b.y ? `${a.y}` : `${a.y}–${b.y}`;
  if (whole && a.y === b.y) return a.m === b.m ? `${names[a.m - 1]} ${a.y}` : `${names[a.m - 1]}–${names[b.m - 1]} ${a.y}`;
  if (a.y === b.y && a.m === b.m) return `${a.d}–${b.d} ${names[a.m - 1]} ${a.y}`;
  if (a.y === b.y) return `${a.d} ${names[a.m - 1]} – ${b.d} ${names[b.m - 1]} ${a.y}`;
  return `${a.d} ${names[a.m - 1]} ${a.y} – ${b.d} ${names[b.m - 1]} ${b.y}`;
}

/** What a claim tells of its time: days as a stretch; with hours, both ends in full. */
export function span(from: string | null | undefined, to: string | null | undefined): string {
  if (!from && !to) return "not told";
  if (!from) return `until ${day(to)}`;
  const hour = (iso: string) => /T(\d{2}:\d{2})/.exec(iso)?.[1];
  if (!hour(from) && !(to && hour(to))) return stretch(from, to ?? from);
  const told = (iso: string) => [day(iso), hour(iso)].filter(Boolean).join(", ");
  if (!to || to === from) return told(from);
  return day(from) === day(to) ? `${told(from)} – ${hour(to) ?? day(to)}` : `${told(from)} – ${told(to)}`;
}

export type Unit = "day" | "week" | "month" | "year";

/** The first day after a bin. */
export function after(start: string, unit: Unit): string {
  const p = parts(start);
  if (!p) return start;
  if (unit === "month") return iso(Date.UTC(p.y, p.m, 1) / 864e5);
  if (unit === "year") return iso(Date.UTC(p.y + 1, 0, 1) / 864e5);
  return iso(number(start) + (unit === "week" ? 7 : 1));
}

/** A bin in words. */
export function bin(start: string, unit: Unit): string {
  return stretch(start, iso(number(after(start, unit)) - 1));
}

/** Marks of an axis: at most `most`, on round days, months or years. */
export function ticks(from: number, to: number, most: number): { at: number; label: string }[] {
  const days = Math.max(1, to - from);
  const out: { at: number; label: string }[] = [];
  const a = parts(iso(from));
  const b = parts(iso(to));
  if (!a || !b) return out;
  const years = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500].find((step) => days / 365.25 / step <= most) ?? 1000;
  const months = [1, 2, 3, 6].find((step) => days / 30.44 / step <= most);
  const stepDays = [1, 2, 5, 7, 14].find((step) => days / step <= most);
  if (stepDays && days < 70) {
    for (let at = Math.ceil(from); at <= to; at += 1) {
      const p = parts(iso(at));
      const round = stepDays === 1 || (stepDays === 7 || stepDays === 14 ? (at + 3) % stepDays === 0 : p !== null && (p.d - 1) % stepDays === 0 && p.d <= 26);
      if (p && round) out.push({ at, label: `${p.d} ${SHORT[p.m - 1]}` });
    }
  } else if (months) {
    for (let m = a.y * 12 + a.m - 1; m <= b.y * 12 + b.m; m += 1) {
      if (m % months) continue;
      const at = Date.UTC(Math.floor(m / 12), m % 12, 1) / 864e5;
      if (at >= from && at <= to) out.push({ at, label: m % 12 === 0 || out.length === 0 ? `${SHORT[m % 12]} ${Math.floor(m / 12)}` : (SHORT[m % 12] ?? "") });
    }
  } else {
    for (let y = Math.ceil(a.y / years) * years; y <= b.y; y += years) {
      const at = Date.UTC(y, 0, 1) / 864e5;
      if (at >= from && at <= to) out.push({ at, label: `${y}` });
    }
  }
  return out;
}
