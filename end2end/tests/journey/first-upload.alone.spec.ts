// The site's main promise, from end to end: real photographs, dropped, seen at once, finished within seconds.
import { expect, test } from "../../fixtures";
import { AccountForm } from "../../fixtures/account-form";
import { newcomer } from "../../fixtures/person";
import { photograph } from "../../fixtures/photographs";
import { readPicture } from "../../fixtures/pictures";
import { Uploader } from "../../fixtures/uploader";
import { PATIENCE_MS } from "../../fixtures/patience";

test("three photographs are seen at once, ready within ten seconds, and first on the home page", async ({
  page,
  goto,
  awake,
  request,
}) => {
  const who = newcomer("Anna");
  const uploader = new Uploader(page);
  await goto("/sign-up?next=/upload");
  await new AccountForm(page).send({ ...who, password: "Oxidised silver, 1839" });
  await expect(page.getByRole("heading", { name: "Upload photos" })).toBeVisible();
  await awake();

  const moments = await uploader.watch();
  await uploader.drop([photograph("camera"), photograph("phone"), photograph("compact")]);
  const images = uploader.tiles.locator("img");
  await expect(images).toHaveCount(3);
  await expect(uploader.tiles.and(page.locator("[data-state=ready]"))).toHaveCount(3, { timeout: PATIENCE_MS });
  const { chosen, shown, answered } = await moments();
  const seen = Math.max(...shown.slice(0, 3)) - chosen;
  const stored = Math.min(...answered) - chosen;
  console.log(`three previews after ${seen.toFixed(0)} ms, first upload answered after ${stored.toFixed(0)} ms`);
  expect(shown.length).toBeGreaterThanOrEqual(3);
  expect(answered).toHaveLength(3);
  expect(seen, "every preview is there before the first upload has arrived").toBeLessThan(stored);
  expect(seen, "and that is soon").toBeLessThan(3_000);

  for (const image of await images.all()) {
    await expect(image, "the tile has become the rendition, on the same page").toHaveJSProperty("complete", true);
    expect(await image.evaluate((element: HTMLImageElement) => element.currentSrc)).toMatch(
      /\/media\/r\/[0-9a-f]{32}\/1\/w\d+\.webp$/,
    );
    expect(await image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(0);
  }
  expect((await moments()).chosen, "no page was loaded in between").toBe(chosen);
  await expect(page.getByRole("status").filter({ hasText: "3 photos" })).toHaveText("3 photos: 3 ready.");

  await page.getByRole("link", { name: "Open camera.jpg" }).click();
  await expect(page).toHaveURL(/\/photos\/[0-9a-f]{32}$/);
  await expect(page.getByText("SONY ILCE-6000")).toBeVisible();
  await expect(page.getByText("f/8")).toBeVisible();
  const image = page.getByRole("img", { name: `Photo by ${who.name}` });
  await expect(image).toHaveJSProperty("complete", true);
  expect(await image.evaluate((element: HTMLImageElement) => element.currentSrc)).toMatch(/\/media\/r\/.*\.webp$/);
  const srcset = (await image.getAttribute("srcset")) ?? "";
  const files = srcset.split(", ").map((entry) => entry.split(" "));
  expect(files.map(([, width]) => width)).toEqual(["320w", "640w", "1280w", "2048w"]);
  for (const [url, width] of files) {
    const answer = await request.get(url ?? "");
    expect(answer.status()).toBe(200);
    expect(`${readPicture(await answer.body()).width}w`).toBe(width);
  }

  await goto("/");
  await page.reload();
  const owners = await page
    .locator(".tile .caption")
    .evaluateAll((all) => all.slice(0, 3).map((caption) => caption.textContent));
  expect(owners, "they are the first on the home page").toEqual([who.name, who.name, who.name]);
  await expect(page.locator(".tile").first().locator("img")).toHaveJSProperty("complete", true);
});
