// From the newest photos to the popular ones and back, by ordinary links.
import { expect, test } from "../../fixtures";

test("the home page leads to popular photos, and they lead back", async ({ page, goto, gallery }) => {
  expect(gallery.ids.length).toBeGreaterThan(0);
  await goto("/");
  const orders = page.getByRole("navigation", { name: "Order of photos" });
  await expect(orders.getByRole("link", { name: "Newest" })).toHaveAttribute("aria-current", "page");
  await orders.getByRole("link", { name: "Popular" }).click();
  await expect(page).toHaveURL("/popular");
  await expect(page.getByRole("heading", { level: 1, name: "Popular photos" })).toBeAttached();
  await expect(page.locator(".tile").first()).toBeVisible();
  await orders.getByRole("link", { name: "Newest" }).click();
  await expect(page).toHaveURL("/");
});
