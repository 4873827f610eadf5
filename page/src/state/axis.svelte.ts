/** The axis of time that brush and timeline share: all incidents that the filters let through, whatever the dates chosen. */
import { focus, type Focus } from "../chart/focus";
import { get } from "../api/client";
import type { Timeline } from "../api/types";
import type { Unit } from "../words/days";
import { access } from "./access.svelte";
import { asked, filterOf } from "./filter";
import { meta } from "./meta.svelte";
import { route } from "./route.svelte";

class Axis {
  /** The bins drawn, of the stretch worth drawing. */
  value = $state.raw<Timeline | null>(null);
  focus = $state.raw<Focus | null>(null);
  /** Incidents whose day nobody tells. */
  undated = $state(0);
  unit = $derived((this.value?.unit ?? "day") as Unit);
  #asked = "";

  /** Follows the filters; called once by the brush. */
  follow(): void {
    $effect(() => {
      const { from: _from, to: _to, ...others } = filterOf(route.query);
      const whole = route.query.get("axis") === "all";
      const question = JSON.stringify([others, whole, meta.value?.data_version, access.token]);
      if (question === this.#asked) return;
      this.#asked = question;
      void this.#ask(others, whole, question);
    });
  }

  async #ask(others: ReturnType<typeof filterOf>, whole: boolean, question: string): Promise<void> {
    try {
      const all = await get<Timeline>(`/timeline${asked(others, { lanes: "family" })}`);
      let shown = all;
      let found = focus(all.bins, all.unit as Unit);
      if (found && whole) found = { from: all.bins[0]?.start ?? found.from, to: all.to ?? found.to, before: 0, after: 0 };
      if (found && (found.before || found.after)) {
        const nearer = await get<Timeline>(`/timeline${asked({ ...others, from: found.from, to: found.to }, { lanes: "family" })}`);
        // What began before the stretch and lasts into it belongs to what is left out.
        const { from, to } = found;
        shown = { ...nearer, bins: nearer.bins.filter((b) => b.start >= from && b.start <= to) };
      }
      if (question !== this.#asked) return;
      this.undated = all.undated;
      this.value = shown;
      this.focus = found;
    } catch {
      // The view itself asks the same and tells what is wrong.
    }
  }
}

export const axis = new Axis();
