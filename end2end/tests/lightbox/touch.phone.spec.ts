// Photos under fingers.
import type { CDPSession, Page } from "@playwright/test";
import { expect, test } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";

interface Point {
  x: number;
  y: number;
}

const viewer = (page: Page) => page.getByRole("dialog", { name: "Photo viewer" });
const photo = (page: Page) => viewer(page).locator(".pswp__item[aria-hidden=false] img.pswp__img").last();

async function open(page: Page, number: number): Promise<CDPSession> {
  await page.locator(".tile > a").nth(number).tap();
  await expect(photo(page)).toBeVisible();
  await expect(viewer(page)).toHaveAttribute("data-opened");
  return page.context().newCDPSession(page);
}

/** Waits until the photo stands still: for some frames, since a movement does not begin in the one it is asked for. */
async function still(page: Page): Promise<void> {
  await photo(page).evaluate(
    async (image) =>
      new Promise<void>((resolve) => {
        let [before, frames] = ["", 0];
        const look = () => {
          const { x, y, width: wide } = image.getBoundingClientRect();
          const place = [x, y, wide].join();
          frames = place === before ? frames + 1 : 0;
          before = place;
          if (frames < 6) requestAnimationFrame(look);
          else resolve();
        };
        look();
      }),
  );
}

/** Moves fingers from some points to others. */
async function move(fingers: CDPSession, from: Point[], to: Point[]): Promise<void> {
  const STEPS = 8;
  await fingers.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: from });
  for (let step = 1; step <= STEPS; step += 1) {
    const between = (start: Point, end: Point) => ({
      x: start.x + ((end.x - start.x) * step) / STEPS,
      y: start.y + ((end.y - start.y) * step) / STEPS,
    });
    const touchPoints = from.map((start, finger) => between(start, to[finger] ?? start));
    await fingers.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints });
    await new Promise((resolve) => setTimeout(resolve, 16));
  }
  await fingers.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

const width = async (page: Page) => (await photo(page).boundingBox())?.width ?? 0;

test("a finger moves on and back, and downwards closes", async ({ page, goto, gallery }) => {
  await goto(`/users/${gallery.handle}`);
  const fingers = await open(page, 0);
  await move(fingers, [{ x: 330, y: 400 }], [{ x: 60, y: 400 }]);
  await expect(page).toHaveURL(`/photos/${gallery.ids[1]}`);
  await still(page);
  await move(fingers, [{ x: 60, y: 400 }], [{ x: 330, y: 400 }]);
  await expect(page).toHaveURL(`/photos/${gallery.ids[0]}`);
  await still(page);
  await move(fingers, [{ x: 200, y: 300 }], [{ x: 200, y: 700 }]);
  await expect(viewer(page)).toHaveCount(0);
  await expect(page).toHaveURL(`/users/${gallery.handle}`);
});

test("two fingers and two taps zoom", async ({ page, goto, person }) => {
  await person.photos.ready({ file: photograph("phone"), visibility: "public" });
  await goto(`/users/${person.handle}`);
  const fingers = await open(page, 0);
  const before = await width(page);
  await move(
    fingers,
    [
      { x: 180, y: 420 },
      { x: 230, y: 420 },
    ],
    [
      { x: 60, y: 420 },
      { x: 350, y: 420 },
    ],
  );
  await expect.poll(() => width(page)).toBeGreaterThan(before * 1.5);
  await still(page);
  for (const tap of [1, 2]) await page.touchscreen.tap(200, 420 + tap);
  await expect.poll(() => width(page)).toBeLessThan(before * 1.1);
  await still(page);
  for (const tap of [1, 2]) await page.touchscreen.tap(200, 420 + tap);
  await expect.poll(() => width(page)).toBeGreaterThan(before * 1.5);
});

test("every button of the viewer is large enough, and details come up from below", async ({ page, goto, gallery }) => {
  await goto(`/users/${gallery.handle}`);
  await open(page, 0);
  const boxes = await viewer(page)
    .locator("button")
    .evaluateAll((buttons) =>
      buttons
        .filter((button) => button.checkVisibility({ visibilityProperty: true }))
        .map((button) => button.getBoundingClientRect()),
    );
  expect(boxes.length).toBeGreaterThan(4);
  for (const { width: wide, height: high } of boxes) expect(Math.min(wide, high)).toBeGreaterThanOrEqual(44);
  await viewer(page).getByRole("button", { name: "Details" }).tap();
  const drawer = await viewer(page).getByRole("region", { name: "Details" }).boundingBox();
  const screen = page.viewportSize();
  expect(drawer?.width).toBe(screen?.width);
  expect(drawer?.y).toBeGreaterThan((screen?.height ?? 0) / 3);
});

test("Back closes", async ({ page, goto, gallery }) => {
  await goto(`/users/${gallery.handle}`);
  await open(page, 2);
  await page.goBack();
  await expect(viewer(page)).toHaveCount(0);
  await expect(page).toHaveURL(`/users/${gallery.handle}`);
});
