// Photos over the grid that they were found in.
import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";

const viewer = (page: Page) => page.getByRole("dialog", { name: "Photo viewer" });
const button = (page: Page, name: string) => viewer(page).getByRole("button", { name, exact: true });
const tile = (page: Page, number: number) => page.locator(".tile > a").nth(number);

/** Opens the photo in a tile, and waits until it stands. */
async function open(page: Page, number: number): Promise<void> {
  await tile(page, number).click();
  await expect(viewer(page)).toBeVisible();
  await expect(viewer(page).locator(".pswp__item[aria-hidden=false] img.pswp__img").last()).toBeVisible();
  await standing(page);
}

/** PhotoSwipe takes no keys while it still grows out of the tile. */
async function standing(page: Page): Promise<void> {
  await expect(viewer(page)).toHaveAttribute("data-opened");
}

test("a click opens a photo over the grid, arrows move, Back closes", async ({ page, goto, gallery, isMobile }) => {
  const grid = `/users/${gallery.handle}`;
  await goto(grid);
  await expect(page.locator("script[src*=photoswipe], link[href*=lightbox]")).toHaveCount(0);
  await open(page, 0);
  await expect(page).toHaveURL(`/photos/${gallery.ids[0]}`);
  await expect(page).toHaveTitle(/^Gallery \d+ · Heliograph$/);
  // where there are only fingers there are no arrows
  if (!isMobile) await expect(button(page, "Previous photo")).toBeDisabled();

  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(`/photos/${gallery.ids[1]}`);
  if (isMobile) await page.keyboard.press("ArrowRight");
  else await button(page, "Next photo").click();
  await expect(page).toHaveURL(`/photos/${gallery.ids[2]}`);
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(`/photos/${gallery.ids[1]}`);

  await page.goBack();
  await expect(viewer(page)).toHaveCount(0);
  await expect(page).toHaveURL(grid);
  await expect(page).toHaveTitle(new RegExp(gallery.name));
  await page.goForward();
  await expect(viewer(page)).toBeVisible();
  await expect(page).toHaveURL(`/photos/${gallery.ids[1]}`);
});

test("Back closes a photo that is still opening, and others open after it", async ({ page, goto, gallery }) => {
  const grid = `/users/${gallery.handle}`;
  await goto(grid);
  const standsAtBack = page.evaluate(
    async () =>
      new Promise<boolean>((resolve) => {
        const look = () => {
          if (!location.pathname.startsWith("/photos/")) return void requestAnimationFrame(look);
          resolve(document.querySelector(".pswp[data-opened]") !== null);
          history.back();
        };
        look();
      }),
  );
  await tile(page, 0).click();
  expect(await standsAtBack, "it is opening").toBe(false);
  await expect(viewer(page)).toHaveCount(0);
  await expect(page).toHaveURL(grid);
  await expect(page).toHaveTitle(new RegExp(gallery.name));
  await open(page, 1);
  await expect(page).toHaveURL(`/photos/${gallery.ids[1]}`);
});

test("Enter opens, the focus stays inside, Esc closes and gives it back", async ({ page, goto, gallery }) => {
  await goto(`/users/${gallery.handle}`);
  await tile(page, 1).focus();
  await page.keyboard.press("Enter");
  await expect(viewer(page)).toBeVisible();
  await standing(page);
  for (let press = 0; press < 12; press += 1) {
    await page.keyboard.press("Tab");
    const inside = await page.evaluate(() => {
      const active = document.activeElement;
      return active === document.body || Boolean(active?.closest(".pswp"));
    });
    expect(inside).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(viewer(page)).toHaveCount(0);
  await expect(page).toHaveURL(`/users/${gallery.handle}`);
  await expect(tile(page, 1)).toBeFocused();
});

test("a click with a modifier key stays an ordinary link", async ({ page, goto, gallery, context }) => {
  await goto(`/users/${gallery.handle}`);
  const [opened] = await Promise.all([
    context.waitForEvent("page"),
    tile(page, 0).click({ modifiers: ["ControlOrMeta"] }),
  ]);
  await opened.waitForURL(`/photos/${gallery.ids[0]}`);
  await expect(viewer(page)).toHaveCount(0);
  await opened.close();
});

test("reloading while a photo is open gives its page", async ({ page, goto, gallery }) => {
  await goto(`/users/${gallery.handle}`);
  await open(page, 0);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Gallery/);
  await expect(viewer(page)).toHaveCount(0);
  await page.goBack();
  await expect(page).toHaveURL(`/users/${gallery.handle}`);
  await expect(tile(page, 0)).toBeVisible();
});

test("the details are those of the photo's page, and follow", async ({ page, goto, gallery }) => {
  await goto(`/users/${gallery.handle}`);
  await open(page, 0);
  await page.keyboard.press("i");
  const details = viewer(page).getByRole("region", { name: "Details" });
  const title = async () => (await page.title()).replace(" · Heliograph", "");
  await expect(details.getByRole("heading", { level: 1 })).toHaveText(await title());
  await expect(details.locator(".facts")).toContainText("Uploaded");
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(`/photos/${gallery.ids[1]}`);
  await expect(details.getByRole("heading", { level: 1 })).toHaveText(await title());
  await page.keyboard.press("i");
  await expect(details).toBeHidden();
});

test("details that do not come can be asked for again", async ({ page, goto, gallery, guard }) => {
  guard.allow(/failed: net::ERR_FAILED/);
  await goto(`/users/${gallery.handle}`);
  await open(page, 0);
  const address = `**/photos/${gallery.ids[0]}`;
  await page.route(address, async (route) => route.abort());
  await page.keyboard.press("i");
  const details = viewer(page).getByRole("region", { name: "Details" });
  await expect(details.getByText("The details could not be loaded.")).toBeVisible();
  await expect(details.getByRole("link", { name: "Open the page" })).toHaveAttribute("href", /photos/);
  await page.unroute(address);
  await details.getByRole("button", { name: "Try again" }).click();
  await expect(details.locator(".facts")).toBeVisible();
});

test("a photo that does not come says so, and comes at another try", async ({ page, goto, person, guard }) => {
  guard.allow(/failed: net::ERR_FAILED/);
  await person.photos.ready({ file: photograph("compact"), visibility: "public", title: "Late" });
  await goto(`/users/${person.handle}`);
  await page.route("**/media/**", async (route) => route.abort());
  await tile(page, 0).click();
  await expect(viewer(page).getByText("This photo could not be loaded.")).toBeVisible();
  await expect(viewer(page).getByRole("link", { name: "Open the page" })).toBeVisible();
  await page.unroute("**/media/**");
  await button(page, "Try again").click();
  await expect(viewer(page).getByRole("img", { name: "Late" })).toBeVisible();
});

test("the keyboard sheet lists every shortcut, and Esc closes only the sheet", async ({ page, goto, gallery }) => {
  await goto(`/users/${gallery.handle}`);
  await open(page, 0);
  await page.keyboard.press("?");
  const sheet = viewer(page).getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet).toBeVisible();
  await expect(sheet.locator("kbd")).toHaveText(["← →", "Z", "I", "F", "S / Space", "?", "Esc"]);
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(viewer(page)).toBeVisible();
});

test("a slideshow moves on by itself until somebody does something", async ({ page, goto, gallery }) => {
  await goto(`/users/${gallery.handle}`);
  await open(page, 0);
  await page.keyboard.press("s");
  await expect(button(page, "Pause slideshow")).toBeVisible();
  await expect(page).toHaveURL(`/photos/${gallery.ids[1]}`);
  await page.keyboard.press("ArrowRight");
  await expect(button(page, "Play slideshow")).toBeVisible();
});

test("the photo fills the screen", async ({ page, goto, gallery }) => {
  await goto(`/users/${gallery.handle}`);
  await open(page, 0);
  await page.keyboard.press("f");
  await expect.poll(() => page.evaluate(() => document.fullscreenElement?.className ?? "")).toContain("pswp");
  await page.keyboard.press("f");
  await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBeNull();
});

test("a link to the photo is copied where there is nothing to share with", async ({ page, goto, gallery, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.addInitScript(() => Object.defineProperty(navigator, "share", { value: undefined }));
  await goto(`/users/${gallery.handle}`);
  await open(page, 0);
  await button(page, "Share").click();
  await expect(viewer(page).getByText("Link copied")).toBeVisible();
  expect(await page.evaluate(async () => navigator.clipboard.readText())).toMatch(`/photos/${gallery.ids[0]}`);
});

test("nothing moves for those who want less motion", async ({ page, goto, gallery }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await goto(`/users/${gallery.handle}`);
  await tile(page, 0).click();
  await standing(page);
  expect(await viewer(page).evaluate((element) => element.style.getPropertyValue("--pswp-transition-duration"))).toBe(
    "0ms",
  );
});

test("axe finds nothing while a photo is open, with and without its details", async ({ page, goto, gallery, a11y }) => {
  await goto(`/users/${gallery.handle}`);
  await open(page, 0);
  await a11y.audit();
  await page.keyboard.press("i");
  await expect(viewer(page).locator(".facts")).toBeVisible();
  await a11y.audit();
  await page.keyboard.press("?");
  await a11y.audit();
});

test("on its own page a photo opens as large as it is", async ({ page, goto, person }) => {
  const photo = await person.photos.ready({ file: photograph("phone"), title: "Large" });
  await goto(photo.url);
  await page.locator(".stage img").click();
  await expect(viewer(page)).toBeVisible();
  await standing(page);
  const large = viewer(page).getByRole("img", { name: "Large" });
  const width = async () => large.evaluate((image) => image.getBoundingClientRect().width);
  const fitting = await width();
  await button(page, "Zoom").click();
  await expect.poll(width).toBeGreaterThan(fitting * 1.5);
  await page.keyboard.press("Escape");
  await expect(viewer(page)).toHaveCount(0);
  await expect(page).toHaveURL(photo.url);
});
