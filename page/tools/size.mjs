// How much the first view weighs: what index.html names, and the files of the view at `/`, each as gzip sends it.
// More than 100 kB is an error. The shapes of the map and the other views are fetched when they are first seen.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const MOST = 100_000;
const out = process.env.DATELINE_PAGE_OUT ?? "dist";
const files = readdirSync(join(out, "assets"));
const size = (path) => gzipSync(readFileSync(join(out, path))).length;
const html = readFileSync(join(out, "index.html"), "utf8");
const first = new Set([...html.matchAll(/(?:src|href)="\/([^"]+)"/g)].map((m) => m[1]));
// The first view, and whatever its files import at once.
const queue = [...first, ...files.filter((f) => /^Home-.*\.(js|css)$/.test(f)).map((f) => `assets/${f}`)];
for (const path of queue) {
  first.add(path);
  if (!path.endsWith(".js")) continue;
  for (const [, name] of readFileSync(join(out, path), "utf8").matchAll(/(?:from|import)\s*["']\.\/([^"']+)["']/g)) {
    const more = `assets/${name}`;
    if (!first.has(more)) queue.push(more);
  }
}
// Styles of what Home imports are named after it.
for (const f of files) if (f.endsWith(".css") && [...first].some((p) => p.startsWith(`assets/${f.split("-")[0]}-`) && p.endsWith(".js"))) first.add(`assets/${f}`);
const total = size("index.html") + [...first].reduce((sum, path) => sum + size(path), 0);
const all = files.filter((f) => /\.(js|css)$/.test(f)).reduce((sum, f) => sum + size(`assets/${f}`), 0);
const shapes = files.filter((f) => f.endsWith(".json")).reduce((sum, f) => sum + size(`assets/${f}`), 0);
console.log(`first view: ${(total / 1000).toFixed(1)} kB gzip in ${first.size + 1} files; all views ${(all / 1000).toFixed(1)} kB; shapes of the map ${(shapes / 1000).toFixed(1)} kB`);
if (total > MOST) {
  console.error(`the first view is larger than ${MOST / 1000} kB`);
  process.exit(1);
}
