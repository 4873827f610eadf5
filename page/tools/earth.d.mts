type Box = [[number, number], [number, number]];
/** Shapes of countries and the borders between them on the map's plane, no line farther than `far` units from where it is. */
export function shapes(far: number): { countries: { number: string | null; name: string; d: string; box: Box }[]; borders: { d: string; box: Box }[] };
/** How far from where it is a line of each file may lie. */
export const LEVELS: { coarse: number; fine: number };
/** Writes `coarse.json` and `fine.json` into a folder; gives its path. */
export function write(folder: string): string;
