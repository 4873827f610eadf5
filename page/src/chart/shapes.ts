/** The marks of standings as paths, so that hundreds of them are drawn as a few elements. The same shapes as in words. Pure. */

/** What is filled with the colour of the sheet and drawn round, and what is filled with the colour of the standing. */
export interface Drawn { hollow: string; full: string }

const circle = (x: number, y: number, r: number) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;

/** The mark of a standing around a point; `r`: its radius. */
export function shape(standing: string, x: number, y: number, r = 4.2): Drawn {
  switch (standing) {
    case "disputed":
      return { hollow: `M${x} ${y - r * 1.3}L${x + r * 1.3} ${y}L${x} ${y + r * 1.3}L${x - r * 1.3} ${y}Z`, full: `M${x} ${y - r * 1.3}L${x + r * 1.3} ${y}L${x} ${y + r * 1.3}Z` };
    case "corroborated":
      return { hollow: circle(x, y, r + 0.4), full: circle(x, y, r * 0.5) };
    case "admitted":
      return { hollow: "", full: `M${x - r * 0.9} ${y - r * 0.9}h${r * 1.8}v${r * 1.8}h${-r * 1.8}Z` };
    case "claimed":
      return { hollow: circle(x, y, r), full: "" };
    case "denied":
      return { hollow: `${circle(x, y, r + 0.2)}M${x - r * 0.55} ${y - r * 0.55}l${r * 1.1} ${r * 1.1}M${x + r * 0.55} ${y - r * 0.55}l${-r * 1.1} ${r * 1.1}`, full: "" };
    case "retracted":
      return { hollow: `${circle(x, y, r + 0.2)}M${x - r * 0.6} ${y}h${r * 1.2}`, full: "" };
    default:
      return { hollow: "", full: circle(x, y, r * 0.85) };
  }
}

export interface Mark { standing: string; faint: boolean; x: number; y: number }

/** Marks that look alike, drawn together; in the order of their first. */
export function together(marks: Mark[]): { standing: string; faint: boolean; drawn: Drawn }[] {
  const groups = new Map<string, { standing: string; faint: boolean; drawn: Drawn }>();
  for (const { standing, faint, x, y } of marks) {
    const key = `${standing} ${faint}`;
    const group = groups.get(key) ?? { standing, faint, drawn: { hollow: "", full: "" } };
    groups.set(key, group);
    const { hollow, full } = shape(standing, Math.round(x * 10) / 10, Math.round(y * 10) / 10);
    group.drawn.hollow += hollow;
    group.drawn.full += full;
  }
  return [...groups.values()];
}
