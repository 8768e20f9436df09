// What the uploader does with files that cannot be taken, and when the connection is lost.
import { truncateSync, writeFileSync } from "node:fs";
import { expect, test } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";
import { Uploader, named } from "../../fixtures/uploader";
import { PATIENCE_MS } from "../../fixtures/patience";

test("what cannot be taken is refused before it is sent, with a sentence", async ({ page, goto, signedIn }, info) => {
  const uploader = new Uploader(page);
  const sent: string[] = [];
  page.on("request", (request) => request.method() !== "GET" && sent.push(request.url()));
  const large = info.outputPath("large.jpg");
  writeFileSync(large, photograph("compact").buffer);
  truncateSync(large, 50 * 1024 * 1024 + 1);

  await goto("/upload");
  await uploader.input.setInputFiles([
    { name: "letter.jpg", mimeType: "image/jpeg", buffer: Buffer.from("Dear Sir, this is no photograph.") },
    { name: "moving.gif", mimeType: "image/gif", buffer: Buffer.from("a GIF only by its name") },
    { name: "nothing.jpg", mimeType: "image/jpeg", buffer: Buffer.alloc(0) },
  ]);
  await uploader.input.setInputFiles(large);

  for (const [name, sentence] of [
    ["letter.jpg", "Heliograph takes JPEG, PNG, WebP, AVIF and GIF photos."],
    ["moving.gif", "Heliograph takes JPEG, PNG, WebP, AVIF and GIF photos."],
    ["nothing.jpg", "This file is empty."],
    ["large.jpg", "This file is larger than 50 MB, the most Heliograph takes."],
  ] as const) {
    await uploader.expectState(name, "failed");
    await expect(uploader.tile(name).getByText(sentence)).toBeVisible();
    await expect(page.getByRole("button", { name: `Retry ${name}` }), "another try would change nothing").toBeHidden();
  }
  expect(sent).toEqual([]);
  expect((await signedIn.photos.list({}, signedIn.handle)).items).toEqual([]);
});

test("one that was lost on its way is sent again alone", async ({ page, goto, signedIn, guard }) => {
  guard.allow(/POST \S+\/api\/v1\/photos\?\S+ failed/);
  const uploader = new Uploader(page);
  await page.route("**/api/v1/photos?*", (route) => route.abort("connectionreset"), { times: 1 });
  await goto("/upload");
  await page.getByLabel("Who may see it").selectOption("unlisted");
  await uploader.input.setInputFiles(
    ["one.jpg", "two.jpg", "three.jpg"].map((name) => named(photograph("compact"), name)),
  );

  const failed = uploader.tiles.and(page.locator("[data-state=failed]"));
  await expect(failed).toHaveCount(1);
  await expect(failed.getByText("The connection was lost. Check it, then try again.")).toBeVisible();
  await expect(uploader.tiles.and(page.locator("[data-state=ready]"))).toHaveCount(2, { timeout: PATIENCE_MS });
  expect((await signedIn.photos.list({}, signedIn.handle)).items).toHaveLength(2);

  await failed.getByRole("button", { name: /^Retry/ }).click();
  await expect(uploader.tiles.and(page.locator("[data-state=ready]"))).toHaveCount(3, { timeout: PATIENCE_MS });
  expect((await signedIn.photos.list({}, signedIn.handle)).items).toHaveLength(3);
});

test("a file that is a photo only at first sight fails with a reason", async ({ page, goto, signedIn }) => {
  const uploader = new Uploader(page);
  const { buffer } = photograph("compact");
  await goto("/upload");
  await uploader.input.setInputFiles({ name: "torn.jpg", mimeType: "image/jpeg", buffer: buffer.subarray(0, 40_000) });
  await uploader.expectState("torn.jpg", "failed");
  await expect(uploader.tile("torn.jpg").locator(".said")).toHaveText(/^This file .+\.$/);
  const [photo] = (await signedIn.photos.list({}, signedIn.handle)).items;
  expect(photo).toMatchObject({ state: "failed", renditions: [] });
});
