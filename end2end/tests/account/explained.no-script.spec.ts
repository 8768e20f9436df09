// Signing in needs a script. Without, the page says so, and why.
import { expect, test } from "../../fixtures";

for (const path of ["/sign-in", "/sign-up"]) {
  test(`${path} explains why it needs scripts, and what works without`, async ({ page, goto }) => {
    await goto(path);
    // Playwright's locators by text and role pass over whatever is inside <noscript>
    const explanation = page.locator("noscript .problem");
    await expect(explanation).toBeVisible();
    await expect(explanation).toContainText("needs JavaScript, which is switched off here");
    await expect(explanation).toContainText("the password itself never leaves it");
    await expect(page.getByLabel("Password"), "a form that could not work is not offered").toBeHidden();
    await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);

    await explanation.locator("a", { hasText: "To the newest photos" }).click();
    await expect(page).toHaveURL("/");
  });
}

test("a form sent before its scripts are awake carries no password", async ({ page, goto }) => {
  await goto("/sign-in");
  const names = await page.locator("form.account [name]").count();
  expect(names, "no field has a name under which it could be sent").toBe(0);
  await expect(page.locator("form.account button:not([disabled])")).toHaveCount(0);
});
