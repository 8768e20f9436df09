// A password needs a script, on both sides of the door. Without, the pages say so, and why.
import { randomBytes } from "node:crypto";
import { expect, test } from "../../fixtures";
import { makeLink } from "../../fixtures/share";

test("a door with a password explains why it needs scripts, and sends nothing", async ({ page, goto, person }) => {
  const photo = await person.photos.ready({ visibility: "private" });
  await goto(await makeLink(person.client, photo.id, { stretched: randomBytes(32).toString("hex") }));
  // Playwright's locators by text and role pass over whatever is inside <noscript>
  const explanation = page.locator("noscript .problem");
  await expect(explanation).toBeVisible();
  await expect(explanation).toContainText("needs JavaScript, which is switched off here");
  await expect(page.getByLabel("Password"), "a form that could not work is not offered").toBeHidden();
  expect(await page.locator("form.account [name]").count(), "no field could be sent").toBe(0);
});

test("a link without a password is made without scripts, and one with a password is not offered", async ({
  page,
  goto,
  signedIn,
}) => {
  const photo = await signedIn.photos.ready();
  await goto(`${photo.url}/links`);
  await expect(page.getByLabel("Password")).toBeHidden();
  await expect(page.locator("noscript .hint")).toContainText("A link with a password needs JavaScript");
  await page.getByRole("button", { name: "Make the link" }).click();
  await expect(page.getByRole("heading", { name: "Your new link" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy" }), "a button that could not work is not offered").toBeHidden();
});
