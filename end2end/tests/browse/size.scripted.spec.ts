// How much code a first visit loads. Images are what people come for; everything else is overhead.
import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures";
import { Weight } from "../../fixtures/weight";
import { comeAs } from "../../fixtures/person";

/** The budget of DESIGN.md 7. */
const BUDGET = 100_000;

/** Everything but images that a page loads, in bytes. */
async function weigh(page: Page, name: string, open: () => Promise<unknown>): Promise<number> {
  const weight = new Weight(page);
  await open();
  await page.waitForLoadState("load");
  const code = (await weight.parts()).filter(({ image }) => !image);
  const total = code.reduce((sum, { bytes }) => sum + bytes, 0);
  const lines = code.map((part) => `  ${part.bytes} ${part.name}`);
  console.log([`${name}: ${(total / 1000).toFixed(1)} kB compressed`, ...lines].join("\n"));
  return total;
}

test("everything that the home page loads, images aside, is under 100 kB compressed", async ({
  page,
  goto,
  gallery,
}) => {
  expect(gallery.ids.length, "a full page of photos").toBeGreaterThanOrEqual(30);
  const bytes = await weigh(page, "/", () => goto("/"));
  expect(bytes).toBeGreaterThan(1_000);
  expect(bytes).toBeLessThan(BUDGET);
});

for (const whose of ["a person", "a photo"]) {
  test(`what the page of ${whose} loads is under 100 kB as well`, async ({ page, goto, gallery }) => {
    const path = whose === "a photo" ? `/photos/${gallery.ids[0]}` : `/users/${gallery.handle}`;
    const bytes = await weigh(page, path, () => goto(path));
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(BUDGET);
  });
}

for (const path of ["/sign-in", "/upload"]) {
  test(`what ${path} loads is weighed as well`, async ({ page, goto, person, context, site }) => {
    if (path === "/upload") await comeAs(context, site, person);
    // no budget says how much; twice that of a first view would be a mistake
    expect(await weigh(page, path, () => goto(path))).toBeLessThan(2 * BUDGET);
  });
}
