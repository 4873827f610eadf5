// Screenshots of the views for docs/screens, from the program itself on its example reports. `npm run screens`; DATELINE_BIN names the program.
// SCREENS=all takes every view wide and narrow, light and dark, into a folder to look at (OUT); otherwise the few that the docs show.
import { chromium } from "@playwright/test";
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "./serve.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const bin = resolve(process.env.DATELINE_BIN ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "release/dateline"));
const every = process.env.SCREENS === "all";
const out = resolve(process.env.OUT ?? join(root, "docs/screens"));
const db = process.env.DATELINE_DB;
mkdirSync(out, { recursive: true });

const { url, stop } = await serve(bin, [...(db ? ["--db", resolve(db)] : []), ...(process.env.WRITE ? ["--write"] : [])], mkdtempSync(join(tmpdir(), "dateline-screens-")));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  const disputes = await (await fetch(`${url}/api/v1/disputes?limit=100`)).json();
  const pick = disputes.rows.filter((d) => d.incident.family === "violence").sort((a, b) => b.incident.reports - a.incident.reports || b.claimants.length - a.claimants.length || b.incident.claims - a.incident.claims || (a.incident.id < b.incident.id ? -1 : 1))[0]?.incident.id;
  const report = process.env.REPORT ?? "sudan-2023-05-21";
  const all = [
    ["home", "/"], ["incident", `/incident/${pick}`], ["disputes", "/disputes"], ["report", `/report/${report}`], ["timeline", "/timeline"], ["map", "/map"], ["agreements", "/agreements"],
    ["toll", "/toll"], ["control", "/control"], ["sources", "/sources"], ["search", "/search?q=ceasefire"], ["reports", "/reports"], ["read", "/read"], ["review", "/review"],
  ];
  const wanted = every ? all.flatMap(([name, path]) => ["wide-light", "wide-dark", "narrow-light", "narrow-dark"].map((how) => [name, path, how])) : [
    ["incident", all[1][1], "wide-light"], ["disputes", "/disputes", "wide-dark"], ["report", all[3][1], "wide-light"], ["timeline", "/timeline", "wide-light"], ["map", "/map", "wide-dark"], ["timeline", "/timeline", "narrow-dark"],
  ];
  for (const [name, path, how] of wanted) {
    const wide = how.startsWith("wide");
    const context = await browser.newContext({ viewport: wide ? { width: 1440, height: 900 } : { width: 390, height: 844 }, colorScheme: how.endsWith("dark") ? "dark" : "light", reducedMotion: "reduce", locale: "en-GB" });
    const page = await context.newPage();
    page.on("console", (m) => m.type() === "error" && console.error(name, how, m.text()));
    await page.goto(url + path);
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(300);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) console.error(`${name} ${how}: ${over} pixels stick out`);
    await page.screenshot({ path: join(out, `${name}-${how}.png`), fullPage: !!process.env.FULL });
    await context.close();
  }
} finally {
  await browser.close();
  stop();
}
