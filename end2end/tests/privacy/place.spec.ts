// Who sees where a photo was taken: chosen for all photos, and for one; with scripts and without.
import { expect, test } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";

const PLACE = "37.88500° N, 122.62250° W";

test("a place is shown where its owner chose so", async ({ page, goto, awake, signedIn, stranger }) => {
  const photo = await signedIn.photos.ready({ file: photograph("located"), visibility: "public" });
  const seen = async () => (await stranger.get(photo.url)).text().includes(PLACE);
  const choose = async (choice: string) => {
    await goto(photo.url);
    await page.getByText("Edit", { exact: true }).click();
    await page.getByLabel("Where it was taken").selectOption(choice);
    await page.getByRole("button", { name: "Save" }).click();
    await awake();
  };
  expect(await seen(), "nobody chose anything").toBe(false);
  await goto(photo.url);
  await expect(page.getByText(PLACE)).toBeVisible();
  await expect(page.getByText("Only you can see this.")).toBeVisible();

  await goto("/settings/privacy");
  const box = page.getByLabel("Show where my photos were taken");
  await expect(box).not.toBeChecked();
  await box.check();
  await page.getByRole("button", { name: "Save" }).click();
  await awake();
  await expect(page.getByRole("status").getByText("Saved.")).toBeVisible();
  await expect(box).toBeChecked();
  expect(await seen(), "the account says so").toBe(true);

  await choose("hide");
  expect(await seen(), "but not of this photo").toBe(false);
  await choose("account");
  await expect(page.getByText("Whoever may see this photo sees this too.")).toBeVisible();
  expect(await seen()).toBe(true);

  await goto("/settings/privacy");
  await box.uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await awake();
  await expect(box).not.toBeChecked();
  expect(await seen()).toBe(false);
  await choose("show");
  expect(await seen(), "of this photo alone").toBe(true);
});

test("who is not signed in is asked to sign in first", async ({ page, goto }) => {
  await goto("/settings/privacy");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings%2Fprivacy$/);
});
