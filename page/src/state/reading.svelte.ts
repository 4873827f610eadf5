/** Texts that were dropped or pasted: read by the server, kept in this page alone until they are added to the record. */
import { get, post, work } from "../api/client";
import type { Job, Problem, ReadAnswer } from "../api/types";
import { asProblem } from "./ask.svelte";
import { meta } from "./meta.svelte";

class Reading {
  busy = $state(false);
  job = $state.raw<Job | null>(null);
  answer = $state.raw<ReadAnswer | null>(null);
  problem = $state.raw<Problem | null>(null);
  files = $state.raw<File[]>([]);
  added = $state.raw<Job | null>(null);

  #begin(): void {
    this.busy = true;
    this.job = this.answer = this.problem = this.added = null;
  }

  async text(text: string, date: string, publisher: string): Promise<void> {
    this.#begin();
    const told = date || publisher ? `${publisher ? `Publisher: ${publisher}\n` : ""}${date ? `Date: ${date}\n` : ""}\n` : "";
    this.files = [new File([told + text], "pasted.txt", { type: "text/plain" })];
    try {
      this.answer = await post<ReadAnswer>("/read", { text, date: date || null, publisher: publisher || null, title: null });
    } catch (error) {
      this.problem = asProblem(error);
    }
    this.busy = false;
  }

  async read(files: File[]): Promise<void> {
    this.#begin();
    this.files = files;
    try {
      const job = await work("/read/files", files, (job) => (this.job = job));
      if (job.state === "failed") throw new Error(job.error ?? "the work failed");
      this.answer = job.answer ?? (await get<Job>(`/jobs/${job.id}`)).answer;
    } catch (error) {
      this.problem = asProblem(error);
    }
    this.busy = false;
  }

  /** Adds what was read to the record; only where the server says that it may be written, and only when asked. */
  async add(): Promise<void> {
    this.busy = true;
    this.problem = null;
    try {
      const job = await work("/record/add", this.files, (job) => (this.job = job));
      if (job.state === "failed") throw new Error(job.error ?? "the work failed");
      this.added = job;
      await meta.ask();
    } catch (error) {
      this.problem = asProblem(error);
    }
    this.busy = false;
  }
}

export const reading = new Reading();
