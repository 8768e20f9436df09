// Whether others may download originals: chosen for all photos, and for one; with scripts and without.
import { expect, test } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";

test("an owner offers originals, of all photos and of one", async ({ page, goto, awake, signedIn, stranger }) => {
  const photo = await signedIn.photos.ready({ file: photograph("located"), visibility: "public" });
  const offered = async () => {
    const text = (await stranger.get(photo.url)).text();
    return text.includes(photo.original ?? "") ? "whole" : /\/media\/b\//.test(text) ? "bare" : "nothing";
  };
  const save = async () => {
    await page.getByRole("button", { name: "Save" }).click();
    await awake();
  };
  const choose = async (choice: string) => {
    await goto(photo.url);
    await page.getByText("Edit", { exact: true }).click();
    await page.getByLabel("Original for others").selectOption(choice);
    await save();
  };
  await goto("/settings/privacy");
  const all = page.getByLabel("Originals for others");
  await expect(all, "nobody chose anything").toHaveValue("off");
  expect(await offered()).toBe("nothing");
  await all.selectOption("Offer them without their metadata");
  await save();
  await expect(page.getByRole("status").getByText("Saved.")).toBeVisible();
  await expect(all).toHaveValue("bare");
  expect(await offered(), "the account says so").toBe("bare");

  await choose("Offer it as you uploaded it");
  expect(await offered(), "but of this photo, all of it").toBe("whole");
  await choose("Nobody but you may download it");
  expect(await offered()).toBe("nothing");
  await choose("As in your privacy settings");
  expect(await offered()).toBe("bare");
});

test("whoever sees the photo downloads what is offered", async ({ page, goto, person }) => {
  const photo = await person.photos.ready({ file: photograph("located"), visibility: "public" });
  const original = page.getByRole("link", { name: "Original" });
  await goto(photo.url);
  await page.getByText("Download", { exact: true }).click();
  await expect(original).toHaveCount(0);
  await person.photos.edit(photo.id, { download: "bare" });
  await goto(photo.url);
  await page.getByText("Download", { exact: true }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), original.click()]);
  expect(download.suggestedFilename()).toBe(`heliograph-${photo.id}.jpg`);
  expect(await download.failure()).toBeNull();
});
