// From page to page by ordinary links, as without scripts. With scripts: endless.scripted.spec.ts.
import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures";
import { PAGE, PHOTOS } from "../../fixtures/gallery";

const older = (page: Page) => page.getByRole("link", { name: "Older photos" });

/** The ids of the photos on this page, in their order. */
async function idsOn(page: Page): Promise<string[]> {
  const links = page.locator(".tile > a");
  return links.evaluateAll((all) => all.map((link) => link.getAttribute("href")?.split("/").at(-1) ?? ""));
}

test("a person's photos go on from page to page, none twice and none left out", async ({ page, goto, gallery }) => {
  await goto(`/users/${gallery.handle}`);
  await expect(page.getByRole("heading", { name: gallery.name })).toBeVisible();
  const first = await idsOn(page);
  expect(first).toEqual(gallery.ids.slice(0, PAGE));
  await expect(page.getByRole("link", { name: "Newest photos" })).toHaveCount(0);

  await older(page).click();
  await expect(page).toHaveURL(/\?cursor=/);
  await expect(page.locator(".tile")).toHaveCount(PHOTOS - PAGE);
  expect(await idsOn(page)).toEqual(gallery.ids.slice(PAGE));
  await expect(older(page)).toHaveCount(0);

  await page.getByRole("link", { name: "Newest photos" }).click();
  await expect(page).toHaveURL(`/users/${gallery.handle}`);
  expect(await idsOn(page)).toEqual(first);
});

test("the home page goes on to older photos, none twice, until the oldest", async ({ page, goto, gallery }) => {
  await goto("/");
  const seen = await idsOn(page);
  expect(seen.length).toBe(PAGE);
  // how many pages there are depends on what other tests have uploaded
  while ((await older(page).count()) > 0) {
    await older(page).click();
    await expect(page).toHaveURL(/^[^?]*\/\?cursor=/);
    await expect(page.locator(`.tile > a[href$="${seen.at(-1)}"]`)).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Newest photos" })).toBeVisible();
    seen.push(...(await idsOn(page)));
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toEqual(expect.arrayContaining(gallery.ids));
  await page.getByRole("link", { name: "Newest photos" }).click();
  await expect(page.getByRole("link", { name: "Newest photos" })).toHaveCount(0);
});

test("a tile leads to its photo", async ({ page, goto, gallery }) => {
  await goto(`/users/${gallery.handle}`);
  const tile = page.locator(".tile").first();
  const image = tile.getByRole("img");
  await expect(image).toHaveAttribute("alt", /^Gallery \d+$/);
  await expect(image).toHaveJSProperty("complete", true);
  expect(await image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(0);
  await tile.getByRole("link").click();
  await expect(page).toHaveURL(`/photos/${gallery.ids[0]}`);
});
