// An owner makes a link, sees what use is made of it, and revokes it: by plain forms.
import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures";

const fact = (page: Page, name: string) =>
  page
    .locator(".links li div")
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator("dd");

test("a link is made, shown once, used, and revoked", async ({ page, goto, awake, signedIn, stranger, site }) => {
  const photo = await signedIn.photos.ready({ title: "Shared quietly", visibility: "private" });
  await goto(photo.url);
  await page.getByRole("link", { name: "Share links" }).click();
  await expect(page.getByText("There is none yet.")).toBeVisible();
  await awake();
  await page.getByRole("button", { name: "Make the link" }).click();

  await expect(page.getByRole("heading", { name: "Your new link" })).toBeVisible();
  await expect(page).toHaveURL(`${photo.url}/links`);
  const address = await page.getByLabel("Link", { exact: true }).inputValue();
  expect(address).toMatch(new RegExp(`^${site.url}/s/[0-9a-f]{32}$`));
  expect((await stranger.get(new URL(address).pathname)).text()).toContain("Shared quietly");

  await page.reload();
  await awake();
  await expect(page.getByRole("heading", { name: "Your new link" })).toHaveCount(0);
  expect(await page.content()).not.toContain(address);
  await expect(fact(page, "Opened")).toHaveText("1 time");
  await expect(fact(page, "Last opened")).toHaveText(/\d{4}/);

  await page.getByRole("link", { name: "Back to the photo" }).click();
  await expect(page.getByText("1 share link opens this photo.")).toBeVisible();
  await page.goBack();
  await awake();
  await page.getByRole("button", { name: /^Revoke link 1, made on \d+ [A-Z][a-z]+ \d{4}$/ }).click();
  await expect(page.getByText("There is none yet.")).toBeVisible();
  expect((await stranger.get(new URL(address).pathname)).status).toBe(404);
});

test("what a link lets others do is chosen, and said in the list", async ({ page, goto, awake, signedIn, stranger }) => {
  const photo = await signedIn.photos.ready({ visibility: "private" });
  await goto(`${photo.url}/links`);
  await page.getByLabel("How long it lasts").selectOption({ label: "7 days" });
  await page.getByLabel("How often it may be opened").fill("2");
  await page.getByLabel("Offer the files to be kept").check();
  await expect(page.getByLabel("Keep back camera and date"), "kept back unless somebody says so").toBeChecked();
  await page.getByLabel("Keep back camera and date").uncheck();
  await page.getByRole("button", { name: "Make the link" }).click();
  await expect(page.getByRole("heading", { name: "Your new link" })).toBeVisible();
  await awake();
  await expect(fact(page, "Opened")).toHaveText("0 of 2 times");
  await expect(fact(page, "With it")).toHaveText("Files to keep · Camera and date");
  const day = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  const ends = await fact(page, "Ends").locator("time").getAttribute("datetime");
  // midnight may have passed meanwhile
  expect(Math.abs(Date.parse(ends ?? "") - Date.parse(day))).toBeLessThanOrEqual(86_400_000);
  const path = new URL(await page.getByLabel("Link", { exact: true }).inputValue()).pathname;
  expect((await stranger.get(path)).text()).toContain("Show the photo");
});

test("a number of views that cannot be is refused with a sentence", async ({ page, goto, signedIn }) => {
  const photo = await signedIn.photos.ready();
  await goto(`${photo.url}/links`);
  const views = page.getByLabel("How often it may be opened");
  // browsers refuse it by themselves, unless somebody takes that away
  await views.evaluate((input: HTMLInputElement) => (input.type = "text"));
  await views.fill("many");
  await page.getByRole("button", { name: "Make the link" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "between 1 and 10,000" })).toBeVisible();
  await expect(page.getByText("There is none yet.")).toBeVisible();
});
