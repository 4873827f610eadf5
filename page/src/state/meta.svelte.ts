/** What the record holds and what filters can take: asked once, and again after the record was written. */
import { get } from "../api/client";
import type { Meta, Problem } from "../api/types";
import { country } from "../words/countries";
import { asProblem } from "./ask.svelte";

class Known {
  value = $state.raw<Meta | null>(null);
  problem = $state.raw<Problem | null>(null);

  async ask(): Promise<void> {
    try {
      this.value = await get<Meta>("/meta");
      this.problem = null;
    } catch (error) {
      this.problem = asProblem(error);
    }
  }
}

export const meta = new Known();

/** The name of a party, place or source that a filter holds. A country's code stands for all its parties, so it is called by the country's name, not by that of one of them. */
export function named(list: "parties" | "places" | "countries" | "sources", key: string): string {
  return country(key) ?? meta.value?.values[list].find((v) => v.key === key)?.label ?? key;
}
