/** What of the plane is in view: a centre and a scale. Pure. */
export interface View { x: number; y: number; k: number }

export const MOST = 400;

/** The view that shows all points with a margin; a single point from not too near. */
export function fit(points: [number, number][], width: number, height: number, nearest = 28): View {
  if (points.length === 0) return { x: 500, y: 420, k: width / 1000 };
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const k = Math.min(nearest, (width * 0.84) / Math.max(1, x1 - x0), (height * 0.78) / Math.max(1, y1 - y0));
  return { x: (x0 + x1) / 2, y: (y0 + y1) / 2, k: Math.max(width / 1000, k) };
}

/** The same place nearer or farther. */
export function zoom(view: View, by: number, width: number, at?: [number, number]): View {
  const k = Math.min(MOST, Math.max(width / 1000, view.k * by));
  if (!at) return { ...view, k };
  return { k, x: at[0] - ((at[0] - view.x) * view.k) / k, y: at[1] - ((at[1] - view.y) * view.k) / k };
}

export interface Label { x: number; y: number; text: string; end: boolean }

/** Names beside points, the first ones first, none over another name or point. */
export function labels(points: { x: number; y: number; r: number; text: string }[], width: number, height: number, most: number): Label[] {
  const taken: [number, number, number, number][] = [];
  const out: Label[] = [];
  const free = (box: [number, number, number, number]) => taken.every((t) => box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3]);
  for (const p of points) taken.push([p.x - p.r * 0.6, p.y - p.r * 0.6, p.x + p.r * 0.6, p.y + p.r * 0.6]);
  for (const p of points) {
    if (out.length >= most) break;
    const w = p.text.length * 6.6 + 4;
    for (const end of [false, true]) {
      const x = end ? p.x - p.r - 4 - w : p.x + p.r + 4;
      const box: [number, number, number, number] = [x, p.y - 8, x + w, p.y + 8];
      if (box[0] < 2 || box[2] > width - 2 || box[1] < 2 || box[3] > height - 2 || !free(box)) continue;
      taken.push(box);
      out.push({ x: end ? p.x - p.r - 4 : p.x + p.r + 4, y: p.y + 4, text: p.text, end });
      break;
    }
  }
  return out;
}

/** Points that lie so near each other that they could not be told apart. Drawn where the first of them, the one with most incidents, truly is. */
export interface Group<T> { first: T; places: number; total: number; disputed: number }

/** Groups points by cells of the drawing, `cell` pixels wide; the points come with most incidents first, and so do the groups' own. */
export function gather<T extends { x: number; y: number; point: { total: number; disputed: number } }>(points: T[], cell: number): Group<T>[] {
  const cells = new Map<string, Group<T>>();
  for (const p of points) {
    const key = `${Math.floor(p.x / cell)} ${Math.floor(p.y / cell)}`;
    const group = cells.get(key);
    if (!group) cells.set(key, { first: p, places: 1, total: p.point.total, disputed: p.point.disputed });
    else {
      group.places += 1;
      group.total += p.point.total;
      group.disputed += p.point.disputed;
    }
  }
  return [...cells.values()].sort((a, b) => b.total - a.total);
}
