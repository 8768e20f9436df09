// Choosing files: several at once, with the keyboard alone, the same one twice.
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";
import { Uploader, named } from "../../fixtures/uploader";
import { PATIENCE_MS } from "../../fixtures/patience";

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

  // in the order in which it stands there
  const tile = uploader.tile("compact.jpg");
  for (const next of [
    uploader.settings.getByLabel("Who may see it"),
    page.getByRole("link", { name: "See your photos" }),
    page.getByRole("button", { name: "Titles from file names" }),
    tile.getByRole("checkbox", { name: "Select compact.jpg" }),
    tile.getByRole("link", { name: "Open compact.jpg" }),
    tile.getByLabel("Title"),
  ]) {
    await tabTo(page, next);
  }
  await page.keyboard.type("By keyboard");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Nothing but keys");
  await page.keyboard.press("Tab");
  await expect(tile.getByText("Saved", { exact: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(tile.getByLabel("Tags")).toBeVisible();

  const [photo] = (await signedIn.photos.list({}, signedIn.handle)).items;
  expect(photo).toMatchObject({ title: "By keyboard", alt: "Nothing but keys" });
});

/** Presses Tab until this has the focus. */
async function tabTo(page: Page, place: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("Tab");
    expect(await place.evaluate((element) => element === document.activeElement)).toBe(true);
  }).toPass({ intervals: [0] });
}

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

test("the same photograph twice in one go is one photo, sent once", async ({ page, goto, signedIn }) => {
  const uploader = new Uploader(page);
  const file = photograph("compact");
  const sent: string[] = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
  await goto("/upload");
  await uploader.input.setInputFiles([named(file, "first.jpg"), named(file, "second.jpg")]);
  const states = () => uploader.tiles.evaluateAll((tiles) => tiles.map((tile) => (tile as HTMLElement).dataset["state"]));
  await expect.poll(async () => (await states()).sort(), { timeout: PATIENCE_MS }).toEqual(["duplicate", "ready"]);

  // the duplicate was found while the photo was still processed, and shows what has become of it
  const duplicate = uploader.tiles.and(page.locator("[data-state=duplicate]"));
  await expect(duplicate.locator("img")).toHaveAttribute("src", /^\/media\/r\//, { timeout: PATIENCE_MS });
  expect(sent.filter((url) => url.includes("/api/v1/photos?"))).toHaveLength(1);
  expect((await signedIn.photos.list({}, signedIn.handle)).items).toHaveLength(1);
});
