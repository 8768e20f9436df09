// Addresses that lead nowhere.
import { expect, test } from "../../fixtures";

for (const path of ["/nowhere", "/photos/1", `/photos/${"0".repeat(32)}`, "/users/nobody_at_all", "/photos", "/.env"]) {
  test(`${path} leads nowhere, and says where to go instead`, async ({ page, goto, guard }) => {
    guard.allow(/^GET \S+ answered 404$/);
    const response = await goto(path);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole("heading", { name: "Nothing to see here" })).toBeVisible();
    await expect(page).toHaveTitle("Nothing here · Heliograph");
    await expect(page.locator("main").getByRole("link", { name: "sign in" })).toHaveAttribute("href", "/sign-in");
    await page.getByRole("link", { name: "To the newest photos" }).click();
    await expect(page).toHaveURL("/");
  });
}
