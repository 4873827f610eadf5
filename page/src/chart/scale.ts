/** Straight scales, round marks, and dots that don't cover each other. Pure. */

/** Maps `from…to` on `a…b`. */
export function linear(from: number, to: number, a: number, b: number): (value: number) => number {
  const span = to - from || 1;
  return (value) => a + ((value - from) / span) * (b - a);
}

/** Round marks from 0 to at least `top`, at most about `most`. */
export function rounds(top: number, most: number): number[] {
  if (top <= 0) return [0, 1];
  const rough = top / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((s) => s * power >= rough) ?? 10) * power);
  const out = [];
  for (let at = 0; at < top + step; at += step) out.push(at);
  return out;
}

/** Heights of dots on one line: each gets the lowest row in which it touches no earlier one. Sorted by place; at most `most` rows, then they share the highest. */
export function rows(places: number[], width: number, most: number): number[] {
  const ends: number[] = [];
  return places.map((x) => {
    let row = ends.findIndex((end) => end <= x - width);
    if (row < 0) row = ends.length < most ? ends.length : most - 1;
    ends[row] = x;
    return row;
  });
}

/** The keys of the lanes in which an incident stands, by party: those that the server counts there. Mediators and the people of a country are no side. */
export function sides(row: { parties: { key: string; role: string; code: string | null; kind: string }[] }): string[] {
  const kinds = ["state", "government", "armed_group", "party", "igo", "ngo"];
  const side = row.parties.filter((p) => (p.role === "actor" || p.role === "recipient") && ((p.code !== null && p.kind !== "population") || kinds.includes(p.kind)));
  return [...new Set(side.map((p) => p.key))];
}
