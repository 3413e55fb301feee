import { defineConfig } from "@playwright/test";

import { chromiumFlags, findChromium } from "./scripts/tools.ts";

const executablePath = findChromium();

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: true,
  // Each worker has a world of its own: an embedded AWS, devices and a served console.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    // A trace takes a quarter of the time: npx playwright test --trace retain-on-failure writes one.
    trace: "off",
    screenshot: "only-on-failure",
    // Only the specs of the offline shell need one; in all others it would fetch the whole console a second time.
    serviceWorkers: "block",
    timezoneId: "Asia/Tokyo",
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [...chromiumFlags],
    },
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1440, height: 900 } } },
    { name: "tablet", use: { viewport: { width: 1024, height: 768 }, hasTouch: true } },
  ],
});
