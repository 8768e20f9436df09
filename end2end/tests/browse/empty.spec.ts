// Pages with nothing on them say so, and lead on.
import { expect, test } from "../../fixtures";
import { signUp } from "../../fixtures/person";

test("somebody without photos has a page that says so", async ({ page, goto, site }) => {
  const nobody = await signUp(site, "Nadar");
  await goto(`/users/${nobody.handle}`);
  await expect(page.getByRole("heading", { name: nobody.name })).toBeVisible();
  await expect(page.getByText(`${nobody.name} has nothing to show here just now.`)).toBeVisible();
  await page.getByRole("link", { name: "To the newest photos" }).click();
  await expect(page).toHaveURL("/");
});

test("one's own empty page leads to the upload", async ({ page, goto, signedIn }) => {
  await goto(`/users/${signedIn.handle}`);
  await page.getByRole("link", { name: "Upload your first" }).click();
  await expect(page.getByRole("heading", { name: "Upload photos" })).toBeVisible();
});

test("the end of the home page says that it is the end", async ({ page, goto }) => {
  await goto(`/?cursor=0-${"0".repeat(32)}`);
  await expect(page.getByRole("heading", { name: "No older photos" })).toBeVisible();
  await page.getByRole("link", { name: "To the newest photos" }).click();
  await expect(page).toHaveURL("/");
});

test("a cursor that is none begins at the newest", async ({ page, goto, gallery }) => {
  for (const cursor of ["x", "1-", "-1", "%00", "99999999999999999999-0", "1'--"]) {
    await goto(`/users/${gallery.handle}?cursor=${cursor}`);
    await expect(page.locator(".tile").first().getByRole("link")).toHaveAttribute("href", `/photos/${gallery.ids[0]}`);
  }
});
