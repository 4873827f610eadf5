/** A question to the API that follows the state of the page: asked anew when it changes, the old answer shown until the new one is there. */
import { access } from "./access.svelte";
import { get, Refused } from "../api/client";
import type { List, Problem } from "../api/types";
import { untrack } from "svelte";

/** What people are told of an error that is none of the API's own. */
function problem(error: unknown): Problem {
  if (error instanceof Refused) return error.problem;
  return { type: "about:blank", title: "Something went wrong in the page", status: 0, detail: String(error) };
}

/** Questions that follow each other faster, as while the brush is dragged, wait so long; of those that wait the last is asked. In milliseconds. */
const PACE = 50;

/** Calls `begin`, now or when the time before has passed; the answer takes it back. */
function paced(last: number, begin: () => void): () => void {
  const wait = last + PACE - performance.now();
  if (wait <= 0) {
    begin();
    return () => {};
  }
  const timer = setTimeout(begin, wait);
  return () => clearTimeout(timer);
}

export class Ask<T> {
  value = $state.raw<T | null>(null);
  problem = $state.raw<Problem | null>(null);
  busy = $state(true);
  #again = $state(0);
  #last = 0;

  /** `path` begins after `/api/v1`; null: nothing to ask for. */
  constructor(path: () => string | null) {
    // Before the view is drawn, so that the server works meanwhile.
    $effect.pre(() => {
      const asked = path();
      void this.#again;
      void access.token;
      const abort = new AbortController();
      if (asked === null) {
        this.busy = false;
        return;
      }
      untrack(() => (this.busy = true));
      const back = paced(this.#last, () => {
        this.#last = performance.now();
        get<T>(asked, abort.signal)
          .then((value) => {
            this.value = value;
            this.problem = null;
            this.busy = false;
          })
          .catch((error: unknown) => {
            if (abort.signal.aborted) return;
            this.problem = problem(error);
            this.busy = false;
          });
      });
      return () => {
        back();
        abort.abort();
      };
    });
  }

  again(): void {
    this.#again += 1;
  }
}

/** A list that grows page by page. */
export class Pages<T> {
  rows = $state.raw<T[]>([]);
  total = $state(0);
  of = $state(0);
  next = $state<string | null>(null);
  problem = $state.raw<Problem | null>(null);
  busy = $state(true);
  known = $state(false);
  #path = "";
  #again = $state(0);
  #last = 0;

  constructor(path: () => string | null) {
    // Before the view is drawn, so that the server works meanwhile.
    $effect.pre(() => {
      const asked = path();
      void this.#again;
      void access.token;
      const abort = new AbortController();
      if (asked === null) {
        this.busy = false;
        return;
      }
      this.#path = asked;
      untrack(() => (this.busy = true));
      const back = paced(this.#last, () => {
        this.#last = performance.now();
        this.#take(asked, [], abort.signal);
      });
      return () => {
        back();
        abort.abort();
      };
    });
  }

  #take(path: string, before: T[], signal?: AbortSignal): void {
    get<List<T>>(path, signal)
      .then((list) => {
        this.rows = [...before, ...list.rows];
        this.total = list.total;
        this.of = list.of;
        this.next = list.next;
        this.problem = null;
        this.known = true;
        this.busy = false;
      })
      .catch((error: unknown) => {
        if (signal?.aborted) return;
        this.problem = problem(error);
        this.busy = false;
      });
  }

  more(): void {
    if (!this.next || this.busy) return;
    this.busy = true;
    this.#take(`${this.#path}${this.#path.includes("?") ? "&" : "?"}after=${encodeURIComponent(this.next)}`, this.rows);
  }

  again(): void {
    this.#again += 1;
  }
}

export { problem as asProblem };
