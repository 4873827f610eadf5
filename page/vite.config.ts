import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

// In development the API is that of a running `dateline serve`; DATELINE_API tells where.
const api = process.env.DATELINE_API ?? "http://127.0.0.1:8477";

export default defineConfig({
  plugins: [svelte()],
  server: { host: "127.0.0.1", proxy: { "/api": { target: api, changeOrigin: true } } },
  build: {
    target: "es2022",
    // The build of the program names the folder that it embeds.
    outDir: process.env.DATELINE_PAGE_OUT ?? "dist",
    emptyOutDir: true,
    // The content policy allows files of our own alone: nothing is inlined as data, and no script stands in the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
  test: { include: ["test/unit/**/*.test.ts"] },
} as Parameters<typeof defineConfig>[0]);
