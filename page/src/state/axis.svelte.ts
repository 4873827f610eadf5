/**
 * The axis of time that brush and timeline share: all incidents that the filters let through, whatever the dates chosen. The answer has the lanes that the
 * timeline draws, so that without dates chosen brush and timeline need one question between them.
 */
import { focus, type Focus } from "../chart/focus";
import { get } from "../api/client";
import type { Problem, Timeline } from "../api/types";
import type { Unit } from "../words/days";
import { access } from "./access.svelte";
import { asProblem } from "./ask.svelte";
import { asked, filterOf, lanesOf } from "./filter";
import { meta } from "./meta.svelte";
import { route } from "./route.svelte";

class Axis {
  /** The bins drawn, of the stretch worth drawing, and the lanes of the timeline over it. */
  value = $state.raw<Timeline | null>(null);
  focus = $state.raw<Focus | null>(null);
  problem = $state.raw<Problem | null>(null);
  busy = $state(true);
  /** Incidents whose day nobody tells. */
  undated = $state(0);
  unit = $derived((this.value?.unit ?? "day") as Unit);
  #asked = "";
  #version: number | undefined;
  #abort: AbortController | null = null;

  /** Follows the filters; called once by the brush. */
  follow(): void {
    $effect.pre(() => {
      const { from: _from, to: _to, ...others } = filterOf(route.query);
      const whole = route.query.get("axis") === "all";
      const lanes = lanesOf(route.query);
      const question = JSON.stringify([others, whole, lanes, access.token]);
      // That the version of the record comes to be known is no change of it.
      const version = meta.value?.data_version ?? this.#version;
      const written = this.#version !== undefined && version !== this.#version;
      this.#version = version;
      if (question === this.#asked && !written) return;
      this.#asked = question;
      this.#abort?.abort();
      this.#abort = new AbortController();
      this.busy = true;
      void this.#ask(others, whole, lanes, this.#abort.signal);
    });
  }

  /** Asks the same again, after a trouble. */
  again(): void {
    this.#abort?.abort();
    this.#abort = new AbortController();
    this.busy = true;
    const { from: _from, to: _to, ...others } = filterOf(route.query);
    void this.#ask(others, route.query.get("axis") === "all", lanesOf(route.query), this.#abort.signal);
  }

  async #ask(others: ReturnType<typeof filterOf>, whole: boolean, lanes: string, signal: AbortSignal): Promise<void> {
    try {
      const all = await get<Timeline>(`/timeline${asked(others, { lanes })}`, signal);
      let shown = all;
      let found = focus(all.bins, all.unit as Unit);
      if (found && whole) found = { from: all.bins[0]?.start ?? found.from, to: all.to ?? found.to, before: 0, after: 0 };
      if (found && (found.before || found.after)) {
        const nearer = await get<Timeline>(`/timeline${asked({ ...others, from: found.from, to: found.to }, { lanes })}`, signal);
        // What began before the stretch and lasts into it belongs to what is left out.
        const { from, to } = found;
        shown = { ...nearer, bins: nearer.bins.filter((b) => b.start >= from && b.start <= to) };
      }
      if (signal.aborted) return;
      this.undated = all.undated;
      this.value = shown;
      this.focus = found;
      this.problem = null;
      this.busy = false;
    } catch (error) {
      if (signal.aborted) return;
      this.problem = asProblem(error);
      this.busy = false;
    }
  }
}

export const axis = new Axis();
