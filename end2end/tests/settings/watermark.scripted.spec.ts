// A watermark lies on the renditions of public photos, and on no others.
import { expect, test } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";
import type { Photo } from "../../fixtures/photos";
import { difference } from "../../fixtures/pixels";
import { saveSettings } from "../../fixtures/settings";
import { PATIENCE_MS } from "../../fixtures/patience";

const WEBP = "image/webp";

function file(photo: Photo, type = WEBP): string {
  const url = photo.renditions.filter((rendition) => rendition.type === type).at(-1)?.url;
  if (!url) throw new Error(`no ${type}`);
  return url;
}

test("a public photo carries it, a private one does not, and each changes with who may see it", async ({
  page,
  goto,
  signedIn,
}) => {
  const upload = (visibility: "public" | "private") =>
    signedIn.photos.ready({ file: photograph("compact"), visibility });
  await goto("/");
  const before = await upload("public");
  await saveSettings(signedIn.client, { mark: "text", mark_text: "HELIOGRAPH", opacity: "80", scale: "60", position: "centre" });
  const [marked, plain] = [await upload("public"), await upload("private")];

  for (const type of [WEBP, "image/jpeg"]) {
    expect(await difference(page, file(before, type), file(marked, type)), `marked ${type}`).toBeGreaterThan(1);
    expect(await difference(page, file(before, type), file(plain, type)), `plain ${type}`).toBeLessThan(0.05);
  }

  // it stays visible while it is made anew
  const answer = await signedIn.photos.edit(plain.id, { visibility: "public" });
  expect(answer.json<Photo>().state).toBe("ready");
  await expect
    .poll(async () => difference(page, file(before), file(await signedIn.photos.show(plain.id))), { timeout: PATIENCE_MS })
    .toBeGreaterThan(1);
});

test("photos that were there before get it when that is asked for", async ({ page, goto, signedIn, awake }) => {
  const photo = await signedIn.photos.ready({ file: photograph("compact"), visibility: "public" });
  await saveSettings(signedIn.client, { mark: "text", mark_text: "HELIOGRAPH", opacity: "80", scale: "60", tiled: "on" });
  await goto("/settings/images");
  await expect(page.getByText("1 photo was made with earlier settings")).toBeVisible();
  const before = await signedIn.photos.show(photo.id);
  const kept = (await signedIn.client.get(file(before))).body.toString("base64");
  await page.getByRole("button", { name: "Make them again" }).click();
  await awake();
  await expect
    .poll(async () => file(await signedIn.photos.show(photo.id)), { timeout: PATIENCE_MS })
    .not.toBe(file(before));
  const made = await signedIn.photos.show(photo.id);
  expect((await signedIn.client.get(file(made))).body.toString("base64")).not.toBe(kept);
  await goto("/settings/images");
  await expect(page.getByRole("button", { name: "Make them again" })).toHaveCount(0);
});
