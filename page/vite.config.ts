import { svelte } from "@sveltejs/vite-plugin-svelte";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { write } from "./tools/earth.mjs";

// In development the API is that of a running `dateline serve`; DATELINE_API tells where.
const api = process.env.DATELINE_API ?? "http://127.0.0.1:8477";

/** The frame, the views that come with it, and what they are made of. The map and what it is drawn with are not. */
const FIRST = /node_modules.(svelte|esm-env|clsx)|page.src.(state|words|api|style)|page.src.(main|views|App)|page.src.view.(Home|Timeline|Disputes|Toll)\.|page.src.ui.(Brush|Cite|Dialog|Drop|Empty|Filters|Incident|Mark|More|Token|Trouble|Twin)\.|page.src.chart.(Lanes|Matrix|Shape|Tolls|focus|matrix|scale|shapes)\./;

export default defineConfig({
  plugins: [svelte()],
  // The shapes of the map are made anew with each build.
  resolve: { alias: { earth: write(fileURLToPath(new URL("node_modules/.earth", import.meta.url))) } },
  server: { host: "127.0.0.1", proxy: { "/api": { target: api, changeOrigin: true } } },
  build: {
    target: "es2022",
    // The build of the program names the folder that it embeds.
    outDir: process.env.DATELINE_PAGE_OUT ?? "dist",
    emptyOutDir: true,
    // The content policy allows files of our own alone: nothing is inlined as data, and no script stands in the page.
    assetsInlineLimit: 0,
    // One file of styles: it is small, and a view never waits for its own.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    // What the page begins with is one file, whatever else uses parts of it.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "page", test: FIRST }] } } },
    sourcemap: false,
  },
  test: { include: ["test/unit/**/*.test.ts"] },
} as Parameters<typeof defineConfig>[0]);
