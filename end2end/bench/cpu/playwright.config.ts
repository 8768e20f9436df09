// `make bench-cpu`: what a request costs the Worker's processor. One measurement, without a browser.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "measure.ts",
  outputDir: "../../test-results/bench",
  workers: 1,
  reporter: "../pages/reporter.ts",
  timeout: 900_000,
});
