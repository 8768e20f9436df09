// Choosing files: several at once, with the keyboard alone, the same one twice.
import { expect, test } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";
import { Uploader, named } from "../../fixtures/uploader";

test("several files are chosen at once, and each becomes a tile", async ({ page, goto, signedIn }) => {
  const uploader = new Uploader(page);
  await goto("/upload");
  await page.getByLabel("Who may see it").selectOption("private");
  const names = ["one.jpg", "two.jpg", "three.jpg", "four.jpg"];
  await uploader.input.setInputFiles(names.map((name) => named(photograph("compact"), name)));
  await expect(uploader.tiles).toHaveCount(4);
  for (const name of names) await uploader.expectState(name, "ready");
  await expect(page.getByRole("status").filter({ hasText: "photos" })).toHaveText("4 photos: 4 ready.");

  const { items } = await signedIn.photos.list({}, signedIn.handle);
  expect(items.map(({ visibility }) => visibility)).toEqual(["private", "private", "private", "private"]);
});

test("everything can be done with the keyboard", async ({ page, goto, signedIn }) => {
  void signedIn;
  const uploader = new Uploader(page);
  await goto("/upload");
  await page.getByRole("link", { name: "Skip to the content" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(uploader.input).toBeFocused();

  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("Enter");
  await (await chooser).setFiles([photograph("compact")]);
  await uploader.expectState("compact.jpg", "ready");

  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Who may see it")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Open compact.jpg" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/photos\/[0-9a-f]{32}$/);
});

test("the same photograph twice is one photo", async ({ page, goto, signedIn }) => {
  const uploader = new Uploader(page);
  const file = photograph("compact");
  await goto("/upload");
  await page.getByLabel("Who may see it").selectOption("unlisted");
  await uploader.input.setInputFiles([named(file, "first.jpg")]);
  await uploader.expectState("first.jpg", "ready");
  await uploader.input.setInputFiles([named(file, "again.jpg")]);
  await uploader.expectState("again.jpg", "duplicate");
  const again = uploader.tile("again.jpg");
  await expect(again.getByText("You already have this photo")).toBeVisible();

  const first = await page.getByRole("link", { name: "Open first.jpg" }).getAttribute("href");
  await expect(page.getByRole("link", { name: "Open again.jpg" })).toHaveAttribute("href", first ?? "");
  expect((await signedIn.photos.list({}, signedIn.handle)).items).toHaveLength(1);
});
