// AVIF, for owners who want it: offered by pages, shown by the browser, and never told to programs.
import { expect, test } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";
import { saveSettings } from "../../fixtures/settings";

test("a page offers AVIF first, and the browser shows it, also when it is enlarged", async ({
  page,
  goto,
  signedIn,
  stranger,
  site,
}) => {
  await saveSettings(signedIn.client, { avif: "on", largest: "1280" });
  const photo = await signedIn.photos.ready({ file: photograph("compact"), visibility: "public" });
  const types = photo.renditions.map(({ type, width }) => `${type} ${width}`);
  expect(types).toEqual([
    "image/webp 320",
    "image/webp 640",
    "image/avif 320",
    "image/avif 640",
    "image/jpeg 640",
  ]);
  await goto(photo.url);
  const stage = page.getByRole("article").locator("picture");
  await expect(stage.locator("source")).toHaveAttribute("type", "image/avif");
  const image = stage.locator("img");
  const shown = () =>
    image.evaluate((element: HTMLImageElement) => ({ url: element.currentSrc, width: element.naturalWidth }));
  await expect.poll(async () => (await shown()).url).toMatch(/\.avif$/);
  expect((await shown()).width).toBeGreaterThan(0);
  const url = new URL((await shown()).url).pathname;
  expect((await stranger.get(url)).header("content-type")).toBe("image/avif");

  await page.getByRole("button", { name: "View the photo large" }).click();
  const large = page.locator(".pswp__img:not(.pswp__img--placeholder)").first();
  await expect(large).toHaveAttribute("srcset", /\.avif 640w$/);
  await page.keyboard.press("Escape");

  // programs are told of JPEG and WebP
  const oembed = await stranger.get(`/oembed?url=${encodeURIComponent(site.url + photo.url)}`);
  const feeds = await Promise.all(["feed.atom", "feed.json"].map((feed) => stranger.get(`/users/${signedIn.handle}/${feed}`)));
  for (const answer of [oembed, ...feeds]) {
    expect(answer.status).toBe(200);
    expect(answer.text()).not.toContain(".avif");
  }
  const data = await page.locator('script[type="application/ld+json"]').textContent();
  expect(data).toContain(".webp");
  expect(data).not.toContain(".avif");
});

test("a tile of a grid offers AVIF as well, and one without stays as it was", async ({ page, goto, signedIn }) => {
  await signedIn.photos.ready({ file: photograph("compact"), title: "Plain", visibility: "public" });
  await saveSettings(signedIn.client, { avif: "on", largest: "640" });
  await signedIn.photos.ready({ file: photograph("compact"), title: "Modern", visibility: "public" });
  await goto(`/users/${signedIn.handle}`);
  const tile = (title: string) => page.locator(".tile", { hasText: title });
  await expect(tile("Modern").locator('picture > source[type="image/avif"]')).toHaveCount(1);
  await expect
    .poll(() => tile("Modern").locator("img").evaluate((image: HTMLImageElement) => image.currentSrc))
    .toMatch(/\.avif$/);
  await expect(tile("Plain").locator("picture")).toHaveCount(0);
  const sides = await Promise.all(["Modern", "Plain"].map(async (title) => tile(title).locator("img").boundingBox()));
  // a fraction of a pixel apart, by where each stands
  expect(Math.abs((sides[0]?.height ?? 0) - (sides[1]?.height ?? 1))).toBeLessThan(0.5);
});
