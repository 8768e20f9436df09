// `make pictures`: screenshots of the main pages, into target/pictures. Each project is one way of looking at them.
import { defineConfig, type PlaywrightTestConfig } from "@playwright/test";
import { chromium } from "../fixtures/chromium";

const SCREENS = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1440, height: 900 } },
} as const;
const SCHEMES = ["light", "dark"] as const;
const LANGUAGES = { en: "en-GB", zh: "zh-CN" } as const;

const projects: NonNullable<PlaywrightTestConfig["projects"]> = Object.entries(SCREENS).flatMap(([screen, size]) =>
  SCHEMES.flatMap((colorScheme) =>
    Object.entries(LANGUAGES).map(([language, locale]) => ({
      name: `${screen}-${colorScheme}-${language}`,
      use: { ...size, colorScheme, locale },
    })),
  ),
);

export default defineConfig({
  testDir: ".",
  testMatch: "pages.ts",
  globalSetup: "./site",
  outputDir: "../test-results/pictures",
  workers: 2,
  fullyParallel: true,
  reporter: [["list"]],
  timeout: 60_000,
  use: { ...chromium, reducedMotion: "reduce" },
  projects,
});
