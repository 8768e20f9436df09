// Light and dark: as the visitor's system is, or as they chose, on pages from the cache too.
import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures";

const ground = async (page: Page) =>
  page.locator("html").evaluate((html) => getComputedStyle(html).backgroundColor);

const DARK = "rgb(19, 19, 18)";
const LIGHT = "rgb(251, 250, 249)";

test("the system decides", async ({ page, goto }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await goto("/");
  expect(await ground(page)).toBe(DARK);
  await page.emulateMedia({ colorScheme: "light" });
  expect(await ground(page)).toBe(LIGHT);
});

test("a choice is kept, whatever the system says, and can be taken back", async ({ page, goto, awake }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await goto("/");
  const choose = async (name: string) => {
    await page.getByRole("button", { name: "Language and appearance" }).click();
    await page.getByRole("button", { name, exact: true }).click();
    await awake();
    await page.getByRole("button", { name: "Language and appearance" }).click();
    await expect(page.getByRole("button", { name, exact: true })).toHaveAttribute("aria-current", "true");
    await page.keyboard.press("Escape");
  };
  await choose("Dark");
  expect(await ground(page)).toBe(DARK);
  // twice, so that it comes from the cache as well
  for (const path of ["/sign-in", "/", "/"]) {
    await goto(path);
    expect(await ground(page), path).toBe(DARK);
  }
  await choose("Automatic");
  expect(await ground(page)).toBe(LIGHT);
});
