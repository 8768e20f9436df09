// Grids that go on by themselves, over ordinary links.
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../../fixtures";
import { PAGE, PHOTOS } from "../../fixtures/gallery";
import { openAccountMenu } from "../../fixtures/header";

const toTheEnd = async (page: Page) => page.evaluate(() => scrollTo(0, document.body.scrollHeight));

/** Waits for the end. That the link to older photos is gone would not say it alone: it hides while they are being fetched. */
async function allShown(page: Page): Promise<void> {
  await expect(page.getByText("You have seen them all.", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Older photos" })).toHaveCount(0);
}

/** How far from the screen's top it is, once it does not move any more. */
async function whereItStays(locator: Locator): Promise<number> {
  let top = NaN;
  await expect
    .poll(async () => {
      const before = top;
      top = (await locator.boundingBox())?.y ?? NaN;
      return top - before;
    })
    .toBe(0);
  return top;
}

test("more photos come as the end comes near, none twice and none left out", async ({ page, goto, gallery }) => {
  await goto(`/users/${gallery.handle}`);
  await toTheEnd(page);
  await expect(page.getByRole("status").filter({ hasText: `${PHOTOS - PAGE} more photos` })).toBeAttached();
  await toTheEnd(page);
  await expect(page.locator(`.tile > a[href="/photos/${gallery.ids.at(-1)}"]`)).toBeVisible();
  await allShown(page);
});

test("a page that does not come can be asked for again, by the link as well", async ({ page, goto, gallery, guard }) => {
  guard.allow(/failed: net::ERR_FAILED/);
  await page.route("**/*cursor=*", async (route) => route.abort());
  await goto(`/users/${gallery.handle}`);
  await toTheEnd(page);
  const trouble = page.getByRole("alert").filter({ hasText: "More photos could not be loaded" });
  await expect(trouble).toBeVisible();
  await expect(page.getByRole("link", { name: "Older photos" })).toBeVisible();
  await page.unroute("**/*cursor=*");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(trouble).toBeHidden();
  await allShown(page);
});

test("whoever comes online again gets what was missing", async ({ page, goto, gallery, context, guard }) => {
  guard.allow(/failed: net::ERR_INTERNET_DISCONNECTED/);
  await goto(`/users/${gallery.handle}`);
  await context.setOffline(true);
  await toTheEnd(page);
  await expect(page.getByText("More photos could not be loaded")).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText("More photos could not be loaded")).toBeHidden();
  await allShown(page);
});

test("coming back and reloading lead to the same photo at the same place", async ({ page, goto, gallery }) => {
  await goto(`/users/${gallery.handle}`);
  await toTheEnd(page);
  await allShown(page);
  await toTheEnd(page);
  const last = page.locator(`.tile > a[href="/photos/${gallery.ids.at(-1)}"]`);
  await expect(last).toBeInViewport();
  const before = await whereItStays(last);
  await page.evaluate(() => location.assign(document.querySelector<HTMLAnchorElement>(".tile > a")?.href ?? ""));
  await expect(page).toHaveURL(/photos/);
  for (const again of [async () => page.goBack(), async () => page.reload()]) {
    await again();
    await expect(last).toBeInViewport();
    await expect.poll(async () => Math.abs(((await last.boundingBox())?.y ?? 0) - before)).toBeLessThan(2);
  }
});

test("the place in a grid is kept for who left it, and forgotten once somebody else looks", async ({
  page,
  goto,
  awake,
  gallery,
  signedIn,
}) => {
  const kept = async () => page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.startsWith("gallery:")));
  await goto(`/users/${gallery.handle}`);
  await toTheEnd(page);
  await allShown(page);
  await page.reload();
  await awake();
  const mine = new RegExp(`^gallery:${signedIn.handle}:\\d+$`);
  expect(await kept()).toEqual([expect.stringMatching(mine)]);

  await openAccountMenu(page);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await goto(`/users/${gallery.handle}`);
  expect(await kept(), "tiles may be of photos that only they may see").toEqual([]);
});

test("the viewer goes on to photos that were not there yet", async ({ page, goto, gallery }) => {
  test.setTimeout(90_000);
  await goto(`/users/${gallery.handle}`);
  await page.locator(".tile > a").nth(PAGE - 3).click();
  await expect(page.getByRole("dialog", { name: "Photo viewer" })).toHaveAttribute("data-opened");
  for (const id of gallery.ids.slice(PAGE - 2)) {
    // a key pressed before there is a next photo goes nowhere
    await expect(page.locator(`.tile > a[href="/photos/${id}"]`)).toBeAttached();
    await page.keyboard.press("ArrowRight");
    await expect(page).toHaveURL(`/photos/${id}`);
  }
  await page.keyboard.press("Escape");
  await expect(page.locator(`.tile > a[href="/photos/${gallery.ids.at(-1)}"]`)).toBeFocused();
});
