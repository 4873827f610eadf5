/** A text cut where claims begin and end, so that claims that overlap can all be shown. Offsets count code points. Pure. */

export interface Stretch { id: string; start: number; end: number }
export interface Piece { text: string; start: number; end: number; ids: string[] }
export interface Paragraph { start: number; pieces: Piece[] }

/** The pieces of a text between `from` and `to`, in order, none empty; each with the ids of all stretches that cover it, the shortest first. */
function cut(points: string[], from: number, to: number, stretches: Stretch[]): Piece[] {
  const here = stretches.filter((s) => s.start < to && s.end > from);
  const edges = new Set([from, to]);
  for (const s of here) {
    edges.add(Math.max(from, s.start));
    edges.add(Math.min(to, s.end));
  }
  const sorted = [...edges].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  for (let i = 0; i + 1 < sorted.length; i += 1) {
    const start = sorted[i] ?? from;
    const end = sorted[i + 1] ?? to;
    const over = here.filter((s) => s.start <= start && s.end >= end);
    over.sort((a, b) => a.end - a.start - (b.end - b.start) || a.start - b.start || (a.id < b.id ? -1 : 1));
    pieces.push({ text: points.slice(start, end).join(""), start, end, ids: over.map((s) => s.id) });
  }
  return pieces;
}

/** Paragraphs of a text, each in pieces. Line breaks part paragraphs, so that each can have its own direction of writing. Stretches outside the text are left out. */
export function paragraphs(text: string, stretches: Stretch[]): Paragraph[] {
  const points = [...text];
  const valid = stretches.filter((s) => Number.isInteger(s.start) && s.start >= 0 && s.start < s.end && s.end <= points.length);
  valid.sort((a, b) => a.start - b.start || a.end - b.end);
  const out: Paragraph[] = [];
  let start = 0;
  for (let at = 0; at <= points.length; at += 1) {
    if (at < points.length && points[at] !== "\n") continue;
    if (points.slice(start, at).some((c) => c.trim() !== "")) out.push({ start, pieces: cut(points, start, at, valid) });
    start = at + 1;
  }
  return out;
}

/** The words of a text between two offsets in code points. */
export function words(text: string, start: number, end: number): string {
  return [...text].slice(start, end).join("");
}

/** A text in parts, those marked in which one of the words of a question stands. */
export function found(text: string, question: string): { text: string; hit: boolean }[] {
  const asked = question.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((w) => w.length > 1);
  if (asked.length === 0) return [{ text, hit: false }];
  const hit = (word: string) => asked.some((a) => word.toLowerCase().startsWith(a));
  const parts: { text: string; hit: boolean }[] = [];
  for (const part of text.split(/([\p{L}\p{N}]+)/u)) {
    if (!part) continue;
    const is = hit(part);
    const last = parts.at(-1);
    if (last && last.hit === is) last.text += part;
    else parts.push({ text: part, hit: is });
  }
  return parts;
}
