// A smaller copy that takes the place of what was uploaded, for owners who want that.
import { expect, test } from "../../fixtures";
import { difference } from "../../fixtures/pixels";
import { png } from "../../fixtures/png";
import { saveSettings } from "../../fixtures/settings";
import { PATIENCE_MS } from "../../fixtures/patience";

const FILE = { name: "sky.png", mimeType: "image/png", buffer: png(400, 300, (x, y) => [x / 2, y / 2, 160, 255]) };

test("a smaller original is kept that looks the same, and its owner reads what it saved", async ({
  page,
  goto,
  signedIn,
}) => {
  const before = await signedIn.photos.ready({ file: FILE, visibility: "private" });
  const original = async () => (await signedIn.client.get(before.original ?? "")).body;
  expect((await original()).equals(FILE.buffer)).toBe(true);
  await goto(before.url);
  await expect(page.getByText("A copy that looks the same is kept")).toHaveCount(0);

  await saveSettings(signedIn.client, { original: "smaller" });
  await goto("/settings/images");
  await page.getByRole("button", { name: "Make them again" }).click();
  await expect.poll(async () => (await original()).length, { timeout: PATIENCE_MS }).toBeLessThan(FILE.buffer.length * 0.9);

  await goto(before.url);
  await page.route("/uploaded.png", async (route) => route.fulfill({ body: FILE.buffer, contentType: FILE.mimeType }));
  expect(await difference(page, "/uploaded.png", before.original ?? "")).toBe(0);
  await expect(page.getByText(/^A copy that looks the same is kept: .+ instead of .+ less\.$/)).toBeVisible();
});
