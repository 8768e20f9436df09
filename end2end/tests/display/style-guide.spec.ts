// The style guide shows every part, on a site that runs on somebody's own machine.
import { expect, test } from "../../fixtures";

test("every kind of part is shown", async ({ page, goto }) => {
  await goto("/styleguide");
  await expect(page.getByRole("heading", { name: "Colour", exact: true })).toBeVisible();
  expect(await page.locator(".styleguide > section").count()).toBeGreaterThan(7);
  await expect(page.locator(".tile")).toHaveCount(6);
});
