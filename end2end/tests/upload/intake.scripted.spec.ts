// The other ways in: pasting, and whole folders.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { TestInfo } from "@playwright/test";
import { expect, test } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";
import { Uploader, named } from "../../fixtures/uploader";

/** A folder with two photos, one of them in a folder within, and with what is left out. */
function folder(info: TestInfo): string {
  const place = info.outputPath("holiday");
  mkdirSync(path.join(place, "day two", ".thumbnails"), { recursive: true });
  writeFileSync(path.join(place, "beach.jpg"), photograph("tiny").buffer);
  writeFileSync(path.join(place, "day two", "harbour.JPG"), photograph("tiny").buffer);
  writeFileSync(path.join(place, "notes.txt"), "Bring a hat.");
  writeFileSync(path.join(place, ".hidden.jpg"), photograph("tiny").buffer);
  writeFileSync(path.join(place, "day two", ".thumbnails", "small.jpg"), photograph("tiny").buffer);
  return place;
}

test("a pasted image is uploaded, but not while somebody writes", async ({ page, goto, signedIn }) => {
  void signedIn;
  const uploader = new Uploader(page);
  await goto("/upload");
  await uploader.paste([named(photograph("tiny"), "written.png")], uploader.settings.getByLabel("Tags"));
  await uploader.paste([named(photograph("tiny"), "pasted.png")], page.locator("body"));
  await uploader.expectState("pasted.png", "ready");
  await expect(uploader.tiles).toHaveCount(1);
});

test("a folder is chosen with the folders in it; what is no photo is left out", async ({ page, goto, signedIn }, info) => {
  void signedIn;
  const uploader = new Uploader(page);
  await goto("/upload");
  await uploader.folder.setInputFiles(folder(info));
  for (const name of ["beach.jpg", "harbour.JPG"]) await uploader.expectState(name, "ready");
  await expect(uploader.tiles).toHaveCount(2);
  await expect(page.getByText("1 file was left out")).toBeVisible();
});

test("a folder is dropped with the folders in it", async ({ page, goto, signedIn }, info) => {
  void signedIn;
  const uploader = new Uploader(page);
  await goto("/upload");
  await uploader.dropFromDisk(folder(info));
  for (const name of ["beach.jpg", "harbour.JPG"]) await uploader.expectState(name, "ready");
  await expect(uploader.tiles).toHaveCount(2);
  await expect(page.getByText("1 file was left out")).toBeVisible();
});
