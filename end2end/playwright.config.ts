// Which specs run where. A file's name says what it needs:
//
//   *.spec.ts            a browser: with scripts, without, and on a phone
//   *.scripted.spec.ts   a browser with scripts
//   *.no-script.spec.ts  a browser without
//   *.phone.spec.ts      a phone
//   *.http.spec.ts       no browser at all
//   *.alone.spec.ts      a site that nobody else uses meanwhile
//   tests/faults         sites of their own, which they break
//   tests/watch          a copy of the checkout, which it edits (`npm run watch`)
import { defineConfig, devices } from "@playwright/test";
import type { WorkerOptions } from "./fixtures";
import { chromium } from "./fixtures/chromium";

const elsewhere = ["**/*.http.spec.ts", "**/*.alone.spec.ts", "**/tests/faults/**", "**/tests/watch/**"];

const desktop = { ...devices["Desktop Chrome"], channel: undefined };

export default defineConfig<object, WorkerOptions>({
  testDir: "tests",
  outputDir: "test-results",
  globalSetup: "./fixtures/global-setup",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  failOnFlakyTests: true,
  forbidOnly: Boolean(process.env["CI"]),
  reporter: [["list"]],
  timeout: 180_000,
  expect: { timeout: 20_000 },
  use: { ...chromium, trace: "retain-on-failure" },
  projects: [
    { name: "http", testMatch: "**/*.http.spec.ts" },
    {
      name: "hydrated",
      testIgnore: [...elsewhere, "**/*.no-script.spec.ts", "**/*.phone.spec.ts"],
      use: { ...desktop },
    },
    {
      name: "no-script",
      testIgnore: [...elsewhere, "**/*.scripted.spec.ts", "**/*.phone.spec.ts"],
      use: { ...desktop, javaScriptEnabled: false },
    },
    {
      name: "phone",
      testIgnore: [...elsewhere, "**/*.no-script.spec.ts"],
      use: { ...devices["Pixel 7"], channel: undefined },
    },
    {
      name: "alone",
      testMatch: "**/*.alone.spec.ts",
      fullyParallel: false,
      workers: 1,
      use: { ...desktop, ownSite: true },
    },
    {
      name: "faults",
      testMatch: "**/tests/faults/**/*.spec.ts",
      fullyParallel: false,
      workers: 1,
      timeout: 600_000,
      use: { ...desktop },
    },
    {
      name: "watch",
      testMatch: "**/tests/watch/**/*.spec.ts",
      timeout: 1_200_000,
      use: { ...desktop },
    },
  ],
});
