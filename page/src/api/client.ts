/** The one way to ask the API. Errors come as problem details; a missing token is asked for once and kept for the tab. */
import { access } from "../state/access.svelte";
import type { Job, JobStarted, Problem } from "./types";

export const API = "/api/v1";

/** What went wrong, with what to do, as the API tells it. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

function headers(more: Record<string, string> = {}): HeadersInit {
  return access.token ? { ...more, Authorization: `Bearer ${access.token}` } : more;
}

async function refusal(response: Response): Promise<Refused> {
  if (response.status === 401) access.needed = true;
  const problem = await response.json().catch(() => null);
  const title = typeof problem?.title === "string" ? problem.title : `The server answered ${response.status}`;
  const detail = typeof problem?.detail === "string" ? problem.detail : response.statusText;
  return new Refused({ type: String(problem?.type ?? "about:blank"), title, status: response.status, detail, parameter: problem?.parameter ?? null });
}

/** How often a busy server is asked again before people are told. */
const BUSY = 30;

async function send(path: string, init: RequestInit, left = BUSY): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(API + path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Refused({ type: "about:blank", title: "The server cannot be reached", status: 0, detail: "It may have been stopped. Start `dateline serve` again and reload." });
  }
  if (response.status === 503 && left > 0 && (init.method ?? "GET") === "GET") {
    // Busy for the moment: as it joins the record anew for a day in the past. What only asks is asked again when the server says.
    const seconds = Number(response.headers.get("Retry-After")) || 1;
    await new Promise((wake) => setTimeout(wake, Math.min(seconds, 5) * 1000));
    init.signal?.throwIfAborted();
    return send(path, init, left - 1);
  }
  if (!response.ok) throw await refusal(response);
  return response;
}

/** Asks; `path` begins after `/api/v1`. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await send(path, { headers: headers(), signal: signal ?? null });
  return (await response.json()) as T;
}

/** Sends JSON. */
export async function post<T>(path: string, body: unknown): Promise<T> {
  const response = await send(path, { method: "POST", headers: headers({ "Content-Type": "application/json" }), body: JSON.stringify(body) });
  return (await response.json()) as T;
}

/** Sends files and follows the work until it ends; `told` hears of each step. */
export async function work(path: string, files: File[], told: (job: Job) => void): Promise<Job> {
  const form = new FormData();
  for (const file of files) form.append("files", file, file.name);
  const response = await send(path, { method: "POST", headers: headers(), body: form });
  const started = (await response.json()) as JobStarted;
  const local = (href: string) => (href.startsWith(API) ? href.slice(API.length) : href);
  await follow(local(started.events), told).catch(() => null);
  for (;;) {
    // The stream can be cut; the job itself tells how it ended.
    const job = await get<Job>(local(started.href));
    told(job);
    if (job.state !== "running") return job;
    await new Promise((wake) => setTimeout(wake, 300));
  }
}

/** Server-sent events by fetch, since an EventSource cannot send a token. */
async function follow(path: string, told: (job: Job) => void): Promise<void> {
  const response = await send(path, { headers: headers({ Accept: "text/event-stream" }) });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (let step = await reader?.read(); step && !step.done; step = await reader?.read()) {
    held += step.value;
    const events = held.split("\n\n");
    held = events.pop() ?? "";
    for (const event of events) {
      const data = event.split("\n").filter((line) => line.startsWith("data:")).map((line) => line.slice(5)).join("\n");
      if (data) told(JSON.parse(data) as Job);
    }
  }
}

/** Downloads a file where a token is needed, which a plain link cannot send. */
export async function download(path: string, name: string): Promise<void> {
  const response = await send(path, { headers: headers() });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
