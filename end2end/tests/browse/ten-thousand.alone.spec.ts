// A grid with ten thousand photos, on a site of its own.
import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures";
import { addPhotos } from "../../fixtures/database";

const MANY = 10_000;
const MOST_TILES = 300;

const more = (page: Page) => page.getByRole("button", { name: "More photos" });

/** Scrolls in the page itself, so that ten thousand photos do not take ten thousand calls; notes every tile that it meets. */
async function travel(page: Page, direction: 1 | -1): Promise<{ seen: string[]; most: number }> {
  return page.evaluate(async (way) => {
    const seen = new Set<string>();
    let most = 0;
    let still = 0;
    while (still < 60) {
      const tiles = document.querySelectorAll(".grid > .tile:not(.awaited) > a");
      most = Math.max(most, document.querySelectorAll(".grid > .tile").length);
      tiles.forEach((tile) => seen.add(tile.getAttribute("href") ?? ""));
      [...document.querySelectorAll<HTMLButtonElement>(".more:not([hidden]) > button")].at(0)?.click();
      const before = scrollY;
      scrollBy(0, way * innerHeight * 0.9);
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const loading = document.querySelector(".gallery[data-stage=loading], .gallery[data-stage=waiting]");
      const end = way > 0 ? document.querySelector(".gallery[data-stage=end]") !== null : true;
      still = scrollY === before && (end || !loading) ? still + 1 : 0;
    }
    return { seen: [...seen], most };
  }, direction);
}

test.describe("ten thousand photos", () => {
  test("loading pauses after five pages, so that the footer can be reached", async ({ page, goto, site, person }) => {
    await addPhotos(site, person.handle, 400);
    await goto(`/users/${person.handle}`);
    await expect(async () => {
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await expect(more(page)).toBeVisible({ timeout: 300 });
    }).toPass();
    const photos = async () => page.evaluate(() => document.body.scrollHeight);
    await expect(page.getByRole("contentinfo")).toBeInViewport();
    const before = await photos();
    await expect(page.locator(".gallery"), "nothing is asked for while nobody wants it").toHaveAttribute("data-stage", "paused");
    expect(await photos()).toBe(before);
    await more(page).click();
    await expect.poll(photos).toBeGreaterThan(before);
    await expect(page.locator(".tile > a:focus")).toHaveCount(1);
  });

  test("all are shown in their order, few at a time, and back again", async ({ page, goto, site, person }) => {
    test.setTimeout(600_000);
    const ids = await addPhotos(site, person.handle, MANY);
    await goto(`/users/${person.handle}`);
    const down = await travel(page, 1);
    expect(down.seen.length).toBe(MANY);
    expect(down.seen).toEqual(ids.map((id) => `/photos/${id}`));
    expect(down.most).toBeLessThanOrEqual(MOST_TILES);
    const up = await travel(page, -1);
    expect(up.seen.length).toBe(MANY);
    expect(up.most).toBeLessThanOrEqual(MOST_TILES);
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });
});
