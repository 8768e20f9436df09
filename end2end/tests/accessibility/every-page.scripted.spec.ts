// Every page, as far as a machine can tell: axe finds nothing, in light and in dark.
import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures";
import { AccountForm } from "../../fixtures/account-form";
import { everyPage } from "../../fixtures/every-page";
import { photograph } from "../../fixtures/photographs";
import { Uploader } from "../../fixtures/uploader";
import { comeAs } from "../../fixtures/person";

/** Of pictures and rows that are all alike, a few are enough: the page of use has hundreds, over which axe takes minutes. */
async function thinOut(page: Page): Promise<void> {
  const alike = page.locator(".pictures figure:nth-of-type(n + 3), .wide-table tbody tr:nth-of-type(n + 4)");
  await alike.evaluateAll((elements) => elements.forEach((element) => element.remove()));
}

test("axe finds nothing on any page", async ({ page, goto, a11y, context, site, guard }) => {
  test.setTimeout(300_000);
  guard.allow(/answered 404$/);
  for (const { name, path, as, status } of await everyPage(site)) {
    await test.step(name, async () => {
      await context.clearCookies();
      if (as) await comeAs(context, site, as);
      expect((await goto(path))?.status()).toBe(status ?? 200);
      // what is folded is looked at as well
      for (const fold of await page.locator("summary").all()) await fold.click();
      await thinOut(page);
      await a11y.audit();
    });
  }
});

test("axe finds nothing on forms that were filled in wrongly", async ({ page, goto, a11y }) => {
  await goto("/sign-up");
  await new AccountForm(page).send({ name: "", handle: "x", email: "y", password: "z" });
  await expect(page.getByText("Please give a name of 1 to 60 characters.")).toBeVisible();
  await a11y.audit();
});

test("axe finds nothing on uploads, whatever became of them", async ({ page, goto, a11y, signedIn }) => {
  void signedIn;
  const uploader = new Uploader(page);
  await goto("/upload");
  await page.getByLabel("Who may see it").selectOption("private");
  const letter = { name: "letter.jpg", mimeType: "image/jpeg", buffer: Buffer.from("Dear Sir") };
  await uploader.input.setInputFiles([photograph("compact"), letter]);
  await uploader.expectState("compact.jpg", "ready");
  await uploader.expectState("letter.jpg", "failed");
  await a11y.audit();
});

test("axe finds nothing, and no id twice, while owners see their photo large with its details", async ({
  page,
  goto,
  a11y,
  signedIn,
}) => {
  const photo = await signedIn.photos.ready({ file: photograph("compact"), title: "Mine" });
  await goto(photo.url);
  await page.locator(".stage img").click();
  const viewer = page.getByRole("dialog", { name: "Photo viewer" });
  await expect(viewer).toHaveAttribute("data-opened");
  await page.keyboard.press("i");
  await expect(viewer.getByRole("heading", { name: "Mine" })).toBeVisible();
  await a11y.audit();
  const ids = await page.locator("[id]").evaluateAll((elements) => elements.map(({ id }) => id));
  expect(ids).toContain("photo-alt");
  expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
});
