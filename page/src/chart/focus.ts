/** The stretch of time worth drawing. A record of a war also tells of treaties decades ago; drawn to scale they would press the war itself into a line. Pure. */
import { after, iso, number, type Unit } from "../words/days";

export interface Bin { start: string; total: number; disputed: number }
export interface Focus { from: string; to: string; before: number; after: number }

/** Share of incidents that the stretch must hold. */
const SHARE = 0.95;
/** How much shorter than the whole it must be, to be worth leaving anything out. */
const SHORTER = 2;

/** The shortest stretch of bins with nearly all incidents, or the whole where that is not much longer. What is left out is counted, never hidden. */
export function focus(bins: Bin[], unit: Unit): Focus | null {
  const first = bins[0];
  const last = bins.at(-1);
  if (!first || !last) return null;
  const end = (bin: Bin) => iso(number(after(bin.start, unit)) - 1);
  const total = bins.reduce((sum, bin) => sum + bin.total, 0);
  let best = { i: 0, j: bins.length - 1, days: number(end(last)) - number(first.start) };
  const whole = best.days;
  let sum = 0;
  let i = 0;
  bins.forEach((bin, j) => {
    sum += bin.total;
    for (let head = bins[i]; head && sum - head.total >= total * SHARE; head = bins[i]) {
      sum -= head.total;
      i += 1;
    }
    const days = number(end(bin)) - number(bins[i]?.start ?? bin.start);
    if (sum >= total * SHARE && days < best.days) best = { i, j, days };
  });
  if (best.days * SHORTER > whole) best = { i: 0, j: bins.length - 1, days: whole };
  const count = (part: Bin[]) => part.reduce((n, bin) => n + bin.total, 0);
  const [from, to] = [bins[best.i] ?? first, bins[best.j] ?? last];
  return { from: from.start, to: end(to), before: count(bins.slice(0, best.i)), after: count(bins.slice(best.j + 1)) };
}
