// The order of the home page, on a site where nobody else uploads meanwhile.
import { expect, test } from "../../fixtures";

test("the newest photo comes first, and only public ones are there", async ({ page, goto, person }) => {
  const titles = ["Oldest", "Middle", "Newest"];
  for (const title of titles) await person.photos.ready({ title, visibility: "public" });
  await person.photos.ready({ title: "Hidden", visibility: "unlisted" });
  await person.photos.ready({ title: "Mine", visibility: "private" });
  await goto("/");
  const shown = await page
    .locator(".tile img")
    .evaluateAll((images) => images.slice(0, 3).map((image) => image.getAttribute("alt")));
  expect(shown).toEqual(titles.toReversed());
  for (const title of ["Hidden", "Mine"]) await expect(page.getByRole("img", { name: title })).toHaveCount(0);
});
