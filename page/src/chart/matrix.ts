/** Questions by claimants. Those who only repeat what others say come after those who contradict; beyond a few, they are counted. Pure. */
import type { Cell, Claimant, Dispute } from "../api/types";

/** Columns that are drawn before the rest is asked for. */
export const COLUMNS = 6;

/** The numbers of the claimants, those that bear the contradiction first: who denies, then who says most; of equals the earlier. */
export function order(dispute: Dispute): number[] {
  const denials = (n: number) => dispute.questions.some((q) => q.cells.some((c) => c.claimant === n && c.denies));
  const words = (n: number) => dispute.questions.reduce((sum, q) => sum + q.cells.filter((c) => c.claimant === n).reduce((s, c) => s + c.count, 0), 0);
  const all = dispute.claimants.map((_, n) => n);
  const speaks = all.filter((n) => words(n) > 0);
  const deniers = speaks.filter(denials);
  const others = speaks.filter((n) => !deniers.includes(n)).sort((a, b) => words(b) - words(a) || a - b);
  // Assertion before denial, as a reader asks; both always within what is drawn.
  const room = Math.max(1, COLUMNS - deniers.length);
  return [...others.slice(0, room), ...deniers, ...others.slice(room)];
}

/** What one claimant says on one question: denials last. */
export function cells(dispute: Dispute, question: number, claimant: number): Cell[] {
  const own = dispute.questions[question]?.cells.filter((c) => c.claimant === claimant) ?? [];
  return [...own.filter((c) => !c.denies), ...own.filter((c) => c.denies)];
}

export const name = (claimant: Claimant | undefined) => claimant?.name ?? "";
