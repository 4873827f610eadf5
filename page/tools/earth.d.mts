/** Writes `coarse.json` and `fine.json`, the shapes of countries, into a folder; gives its path. */
export function write(folder: string): string;
