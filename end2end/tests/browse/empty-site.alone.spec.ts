// A site on which nobody has shown anything yet.
import { expect, test as base } from "../../fixtures";
import { Site, type Place } from "../../fixtures/site";
import { PATIENCE_MS } from "../../fixtures/patience";

const test = base.extend<{ emptySite: Place }>({
  emptySite: [
    async ({}, use) => {
      const site = await Site.start({ images: false });
      await use(site);
      await site.stop();
    },
    { timeout: 2 * PATIENCE_MS },
  ],
});

test("a new site's home page invites the first photo", async ({ page, emptySite, a11y }) => {
  await page.goto(emptySite.url);
  await expect(page.getByRole("heading", { name: "No photos yet" })).toBeVisible();
  await a11y.audit();
  await page.getByRole("link", { name: "Upload a photo" }).click();
  await expect(page.getByRole("heading", { name: "Sign in to upload" })).toBeVisible();
});
