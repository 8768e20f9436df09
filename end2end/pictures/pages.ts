// One picture of each main page, for every project of the configuration.
import { test as base, type Page } from "@playwright/test";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { demoPhoto, MEMBER } from "../fixtures/demo-site";
import { folder } from "./folder";
import { toWebp } from "./webp";

/** A photo of the demo that looks good by itself. */
const PHOTO = "The committee";
/** How long something may take to appear that may not be there at all. */
const PATIENCE_MS = 4_000;
/** How tall a picture may be: pages can be very long. */
const TALLEST = 4_000;
/** In which project the README's pictures are taken. */
const README = "desktop-light-en";

const url = () => process.env["PICTURES_URL"] ?? "";

const test = base.extend({ baseURL: async ({}, use) => use(url()) });

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForLoadState("networkidle");
}

/** Scrolls through the page, so that lazy images load. */
async function loadAll(page: Page): Promise<void> {
  await page.evaluate(async (tallest) => {
    for (let top = 0; top < Math.min(document.body.scrollHeight, tallest); top += 400) {
      window.scrollTo(0, top);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    window.scrollTo(0, 0);
  }, TALLEST);
  await page.waitForLoadState("networkidle");
}

async function take(page: Page, name: string, whole = true): Promise<void> {
  const project = test.info().project.name;
  mkdirSync(path.join(folder, "readme"), { recursive: true });
  if (project === README && (name === "home" || name === "photo")) {
    writeFileSync(path.join(folder, "readme", `${name}.webp`), await toWebp(page.context(), await page.screenshot()));
  }
  if (whole) await loadAll(page);
  const { width, height } = await page.evaluate(() => ({
    width: document.documentElement.clientWidth,
    height: document.documentElement.scrollHeight,
  }));
  const clip = { x: 0, y: 0, width, height: Math.min(height, TALLEST) };
  await page.screenshot({
    path: path.join(folder, `${name}--${project}.png`),
    ...(whole ? { fullPage: true, clip } : {}),
  });
}

async function signIn(page: Page, who: "PICTURES_SESSION" | "PICTURES_ADMIN" = "PICTURES_SESSION"): Promise<void> {
  const value = process.env[who] ?? "";
  await page.context().addCookies([{ name: "session", value, url: url(), httpOnly: true, sameSite: "Lax" }]);
}

for (const [name, address] of Object.entries({
  home: "/",
  person: `/users/${MEMBER}`,
  "sign-in": "/sign-in",
  "sign-up": "/sign-up",
  "not-found": "/nowhere",
})) {
  test(name, async ({ page }) => {
    await open(page, address);
    await take(page, name);
  });
}

test("photo", async ({ page }) => {
  await open(page, (await demoPhoto(url(), PHOTO)).url);
  await take(page, "photo");
});

test("upload", async ({ page }) => {
  await signIn(page);
  await open(page, "/upload");
  await take(page, "upload");
});

for (const name of ["usage", "stats", "jobs", "settings"]) {
  test(`admin-${name}`, async ({ page }) => {
    await signIn(page, "PICTURES_ADMIN");
    await open(page, `/admin/${name}`);
    await take(page, `admin-${name}`);
  });
}

test("lightbox", async ({ page }) => {
  await open(page, "/");
  await page.locator(".tile a").nth(1).click();
  const dialog = page.getByRole("dialog").locator("img").first();
  const shown = await dialog.waitFor({ timeout: PATIENCE_MS }).then(
    () => true,
    () => false,
  );
  test.skip(!shown, "this site has no lightbox");
  await page.waitForLoadState("networkidle");
  await take(page, "lightbox", false);
});

test("styleguide", async ({ page }) => {
  const answer = await page.goto("/styleguide");
  test.skip(answer?.status() !== 200, "this site does not show its styleguide");
  await page.waitForLoadState("networkidle");
  await take(page, "styleguide");
});
