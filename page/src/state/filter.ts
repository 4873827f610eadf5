/** The filters that all views share, and how they stand in the address. Pure. */

export const FIELDS = ["words", "actor", "against", "type", "place", "source", "standing", "from", "to", "bbox", "as_of"] as const;
export type FilterName = (typeof FIELDS)[number];
export type Filter = Partial<Record<FilterName, string>>;

/** The filters that a query holds; anything else in it belongs to the view. */
export function filterOf(query: URLSearchParams): Filter {
  const filter: Filter = {};
  for (const name of FIELDS) {
    const value = query.get(name)?.trim();
    if (value) filter[name] = value;
  }
  return filter;
}

/** What the lanes of the timeline can be. */
export const LANES = ["party", "family", "type", "country"] as const;

/** The lanes that a query asks for; without, or with others, those of the parties. */
export function lanesOf(query: URLSearchParams): (typeof LANES)[number] {
  return LANES.find((l) => l === query.get("lanes")) ?? "party";
}

/** The same query with some of its values set, or taken out where they are empty. Names keep one order, so that equal states have equal addresses. */
export function withValues(query: URLSearchParams, patch: Record<string, string | null | undefined>): URLSearchParams {
  const all = new Map<string, string>(query);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null || value === undefined || value.trim() === "") all.delete(name);
    else all.set(name, value.trim());
  }
  const order = (name: string) => {
    const at = (FIELDS as readonly string[]).indexOf(name);
    return at < 0 ? FIELDS.length : at;
  };
  const names = [...all.keys()].sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1));
  return new URLSearchParams(names.map((name) => [name, all.get(name) ?? ""]));
}

/** What the API is asked for a filter. */
export function asked(filter: Filter, more: Record<string, string | number | undefined> = {}): string {
  const query = new URLSearchParams();
  for (const name of FIELDS) {
    const value = filter[name];
    if (value) query.set(name, value);
  }
  for (const [name, value] of Object.entries(more)) if (value !== undefined && value !== "") query.set(name, String(value));
  const text = query.toString();
  return text ? `?${text}` : "";
}

/** The part of a query that goes along from one view to the next: filters, not what belongs to one view. */
export function carried(query: URLSearchParams): string {
  return asked(filterOf(query));
}

/** How many filters are set, the dates counted as one. */
export function count(filter: Filter): number {
  const { from, to, ...others } = filter;
  return Object.keys(others).length + (from || to ? 1 : 0);
}
