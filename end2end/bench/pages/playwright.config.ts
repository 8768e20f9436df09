// `make bench-pages`: what a visit costs, page by page. One measurement, alone, in a browser of its own.
import { defineConfig } from "@playwright/test";
import { chromium } from "../../fixtures/chromium";

export default defineConfig({
  testDir: ".",
  testMatch: "measure.ts",
  outputDir: "../../test-results/bench",
  workers: 1,
  reporter: "./reporter.ts",
  timeout: 900_000,
  use: { ...chromium },
});
