import { defineConfig } from "@playwright/test";

// Debian's Chromium, or the one that CHROMIUM names. It runs as root in containers, hence no sandbox; it is kept from the network, hence the other flags.
export default defineConfig({
  testDir: "test/browser",
  globalSetup: "./test/browser/serve.ts",
  fullyParallel: true,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  workers: Number(process.env.WORKERS ?? 2),
  forbidOnly: !!process.env.CI,
  // A busy machine may starve the browser once.
  retries: process.env.CI ? 3 : 0,
  reporter: [["list"]],
  use: {
    viewport: { width: 1280, height: 900 },
    locale: "en-GB",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
  },
});
