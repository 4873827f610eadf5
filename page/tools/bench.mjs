// How fast the page is on a large record, in a browser, from a visitor's side: `npm run bench`.
//
//   DATELINE_BIN   the program; else target/release/dateline
//   RECORD         a record to measure on; else one of ROWS rows (100,000) is made as `many.mjs` does, which takes some minutes, and kept where KEEP says
//   PAGE           a page that runs already (`npm run dev`, with DATELINE_API set), in place of the one in the program
//   ROUNDS         how often each is measured (5); the best, the middle and the worst are printed
//
// Beside the time stands the work: seconds of processor that page and server had for it, which say more than the clock on a busy machine (Linux; the
// server's in steps of 10 ms).
// A time begins with the visitor's act and ends with the frame after the last change that it makes: what is asked of the server, drawn and laid out is in it.
// Every question is a new one to the server, so that nothing comes from answers that it keeps; of the first view the first round is cold, and told apart.
// Each opening is in a browser that has seen nothing yet, so that the start of a process for the page is in the time, too. The first lines tell what that alone
// takes: the icon of the page, opened from the same server in the same way.
import { chromium } from "@playwright/test";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { many } from "./many.mjs";
import { serve } from "./serve.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const bin = resolve(process.env.DATELINE_BIN ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "release/dateline"));
const rounds = Number(process.env.ROUNDS ?? 5);
const work = mkdtempSync(join(tmpdir(), "dateline-bench-"));

function record() {
  if (process.env.RECORD) return resolve(process.env.RECORD);
  const folder = process.env.KEEP ? resolve(process.env.KEEP) : work;
  mkdirSync(folder, { recursive: true });
  return many(bin, folder, Number(process.env.ROWS ?? 100_000));
}

/** Runs in the page before anything else: notes frames, and when the document last changed. */
function watch() {
  window.bench = { changed: 0, frames: [] };
  const frame = (now) => {
    window.bench.frames.push(now);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const begin = () => new MutationObserver(() => (window.bench.changed = performance.now())).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  begin();
  // Once all is drawn: nothing busy, nothing changed for a quarter of a second. Gives the frame in which the last change was shown.
  window.bench.still = () =>
    new Promise((done) => {
      const look = () => {
        const now = performance.now();
        const { changed, frames } = window.bench;
        const there = document.querySelector("h1") ?? (document.documentElement.localName === "svg" && document.readyState === "complete");
        if (!document.querySelector("[aria-busy=true]") && there && now - changed > 250) done((frames.find((f) => f >= changed) ?? now));
        else setTimeout(look, 20);
      };
      look();
    });
}

/** Milliseconds of processor that the server has had so far. */
function served() {
  try {
    const stat = readFileSync(`/proc/${server.pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

/** The same of the page. */
async function worked(page) {
  const { metrics } = await page.cdp.send("Performance.getMetrics");
  return (metrics.find((m) => m.name === "TaskDuration")?.value ?? 0) * 1000;
}

const middle = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const ms = (n) => `${Math.round(n)} ms`;
/** One line of the table; `work` is the work of each, of page and of server. */
const tell = (what, numbers, { work = [], note = "" } = {}) => {
  const mean = (at) => (work.length ? ms(work.reduce((n, w) => n + w[at], 0) / work.length) : "");
  console.log(`${what.padEnd(50)} ${ms(Math.min(...numbers)).padStart(8)} ${ms(middle(numbers)).padStart(8)} ${ms(Math.max(...numbers)).padStart(8)} ${mean(0).padStart(8)} ${mean(1).padStart(8)}  ${note}`);
};

const db = record();
const server = await serve(bin, ["--db", db], work);
const base = () => process.env.PAGE?.replace(/\/$/, "") ?? server.url;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** A page of a browser that has seen nothing yet. */
async function fresh() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
  const page = await context.newPage();
  page.cdp = await context.newCDPSession(page);
  await page.cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.addInitScript(watch);
  return page;
}

/** Opens a view; time to the first paint of words, and until it is whole. */
async function open(path) {
  const page = await fresh();
  const [own, other] = [await worked(page), served()];
  await page.goto(base() + path);
  const whole = await page.evaluate(() => window.bench.still());
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0);
  return { page, whole, paint, work: [(await worked(page)) - own, served() - other] };
}

try {
  const meta = await (await fetch(`${server.url}/api/v1/meta`)).json();
  console.log(`record: ${JSON.stringify(meta.counts)}, ${meta.from} to ${meta.to}; load ${(await import("node:os")).loadavg()[0].toFixed(1)}`);
  console.log(`${"".padEnd(50)} ${"best".padStart(8)} ${"middle".padStart(8)} ${"worst".padStart(8)} ${"page".padStart(8)} ${"server".padStart(8)}`);
  for (const [name, path] of [["nothing but the icon", "/icon.svg"], ["beginning", "/"], ["timeline", "/timeline"], ["map", "/map"], ["disputes", "/disputes"], ["toll", "/toll"]]) {
    const paint = [];
    const whole = [];
    const work = [];
    for (let i = 0; i < rounds; i += 1) {
      const opened = await open(path);
      paint.push(opened.paint);
      whole.push(opened.whole);
      work.push(opened.work);
      await opened.page.context().close();
    }
    tell(`${name}: first ${path.endsWith(".svg") ? "paint" : "words"}`, paint);
    tell(`${name}: whole view`, whole, { work, note: `first round ${ms(whole[0])}` });
  }

  // Filters: each choice is one that was not asked before.
  let work = [];
  const act = async (page, does) => {
    const [own, other] = [await worked(page), served()];
    const begin = await page.evaluate(() => performance.now());
    await does();
    // The act changes the address at once; then the answers come.
    await page.waitForFunction((b) => window.bench.changed > b, begin);
    const took = (await page.evaluate(() => window.bench.still())) - begin;
    work.push([(await worked(page)) - own, served() - other]);
    return took;
  };
  const told = (what, numbers) => {
    tell(what, numbers, { work });
    work = [];
  };
  const timeline = (await open("/timeline")).page;
  const kinds = [...meta.values.types, ...meta.values.modes].map((v) => v.key).slice(0, rounds);
  const times = [];
  for (const kind of kinds) times.push(await act(timeline, () => timeline.getByRole("combobox", { name: /^Kind/ }).selectOption(kind)));
  told("filter by kind, on the timeline", times);
  await timeline.goto(`${base()}/timeline`);
  await timeline.evaluate(() => window.bench.still());
  const parties = [];
  for (const party of meta.values.parties.slice(0, rounds)) {
    parties.push(await act(timeline, async () => {
      // As one who chooses from the list: the whole name at once.
      await timeline.getByRole("combobox", { name: /^Party/ }).evaluate((field, value) => {
        field.value = value;
        field.dispatchEvent(new Event("change", { bubbles: true }));
      }, party.label);
    }));
  }
  told("filter by party, on the timeline", parties);
  const map = (await open("/map")).page;
  const lands = [];
  for (const place of meta.values.countries.slice(0, rounds)) {
    lands.push(await act(map, async () => {
      await map.getByRole("combobox", { name: /^Place/ }).evaluate((field, value) => {
        field.value = value;
        field.dispatchEvent(new Event("change", { bubbles: true }));
      }, place.label);
    }));
  }
  told("filter by country, on the map", lands);
  // A page that nobody looks at any more would go on drawing frames.
  await map.context().close();

  // The brush: dragged over a half of all, a step a frame; then each end by one key.
  await timeline.goto(`${base()}/timeline`);
  await timeline.evaluate(() => window.bench.still());
  const frames = [];
  const after = [];
  for (let i = 0; i < rounds; i += 1) {
    const box = await timeline.locator(".brush svg").boundingBox();
    const x = (share) => box.x + box.width * share;
    const from = 0.1 + i * 0.013;
    await timeline.mouse.move(x(from), box.y + 15);
    await timeline.mouse.down();
    const begin = await timeline.evaluate(() => performance.now());
    for (let step = 1; step <= 40; step += 1) await timeline.mouse.move(x(from + step * 0.0127), box.y + 15);
    const end = await timeline.evaluate(() => performance.now());
    await timeline.mouse.up();
    const still = await timeline.evaluate(() => window.bench.still());
    after.push(still - end);
    const during = await timeline.evaluate(([b, e]) => window.bench.frames.filter((f) => f >= b && f <= e), [begin, still]);
    for (let f = 1; f < during.length; f += 1) frames.push(during[f] - during[f - 1]);
  }
  tell("brush: from the last move to all redrawn", after);
  const sorted = frames.sort((a, b) => a - b);
  tell("brush: a frame while dragging", frames, { note: `95 of 100 within ${ms(sorted[Math.floor(sorted.length * 0.95)])}, ${frames.length} frames` });
  const keys = [];
  for (let i = 0; i < rounds; i += 1) {
    await timeline.getByRole("slider", { name: /Begin/ }).focus();
    keys.push(await act(timeline, () => timeline.keyboard.press("ArrowRight")));
  }
  told("brush: an end moved by a key, all redrawn", keys);

  // Lanes, and from columns to single incidents.
  const lanes = [];
  for (const by of ["family", "type", "country", "party"]) lanes.push(await act(timeline, () => timeline.getByLabel("Lanes by").selectOption(by)));
  told("timeline: other lanes", lanes);
  const near = [];
  await timeline.context().close();
  for (let i = 0; i < rounds; i += 1) {
    const opened = await open(`/timeline?from=2021-03-${10 + i}&to=2021-03-${16 + i}`);
    near.push(opened.whole);
    work.push(opened.work);
    await opened.page.context().close();
  }
  told("timeline: a week, single incidents, opened", near);
  const pan = [];
  const earth = (await open("/map")).page;
  const sheet = await earth.locator("section.map svg").boundingBox();
  await earth.mouse.move(sheet.x + 400, sheet.y + 200);
  await earth.mouse.down();
  const begin = await earth.evaluate(() => performance.now());
  for (let step = 1; step <= 60; step += 1) await earth.mouse.move(sheet.x + 400 + step * 4, sheet.y + 200 + step);
  await earth.mouse.up();
  const end = await earth.evaluate(() => performance.now());
  const moved = await earth.evaluate(([b, e]) => window.bench.frames.filter((f) => f >= b && f <= e), [begin, end]);
  for (let f = 1; f < moved.length; f += 1) pan.push(moved[f] - moved[f - 1]);
  const ordered = [...pan].sort((a, b) => a - b);
  tell("map: a frame while moving it", pan, { note: `95 of 100 within ${ms(ordered[Math.floor(ordered.length * 0.95)])}, ${pan.length} frames` });
} finally {
  await browser.close();
  server.stop();
  rmSync(work, { recursive: true, force: true });
}
