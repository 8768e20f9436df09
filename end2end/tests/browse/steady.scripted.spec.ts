// Nothing moves while a page loads.
import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";

/** What has shifted on this page since it began, and how far, once every image that is to be seen is there. */
async function shifted(page: Page): Promise<string[]> {
  await page.waitForLoadState("load");
  await expect
    .poll(async () =>
      page
        .locator("img")
        .evaluateAll(
          (all) =>
            all.filter(
              (image) => !(image as HTMLImageElement).complete && image.getBoundingClientRect().top < innerHeight,
            ).length,
        ),
    )
    .toBe(0);
  return page.evaluate(
    async () =>
      new Promise<string[]>((resolve) => {
        interface Source {
          node: Node | null;
          previousRect: DOMRectReadOnly;
          currentRect: DOMRectReadOnly;
        }
        type Shift = PerformanceEntry & { value: number; sources: Source[] };
        const place = ({ x, y, width, height }: DOMRectReadOnly): string => [x, y, width, height].map(Math.round).join(" ");
        const told = ({ node, previousRect, currentRect }: Source): string =>
          `${node instanceof Element ? node.outerHTML.slice(0, 80) : node?.textContent}: ${place(previousRect)} to ${place(currentRect)}`;
        new PerformanceObserver((list) => {
          const shifts = list.getEntries() as Shift[];
          resolve(shifts.map(({ value, sources }) => [value, ...sources.map(told)].join("; ")));
        }).observe({ type: "layout-shift", buffered: true });
        // without any shift the observer says nothing: two frames later that is certain
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve([]))));
      }),
  );
}

test("nothing shifts on the home page", async ({ page, goto, gallery }) => {
  expect(gallery.ids.length).toBeGreaterThan(0);
  await goto("/");
  expect(await shifted(page)).toEqual([]);
});

test("nothing shifts on a photo's page", async ({ page, goto, person }) => {
  const photo = await person.photos.ready({ file: photograph("phone") });
  await goto(photo.url);
  expect(await shifted(page)).toEqual([]);
});

test("nothing shifts on the upload page when its scripts awake", async ({ page, goto, signedIn }) => {
  void signedIn;
  await goto("/upload");
  expect(await shifted(page)).toEqual([]);
});

test("nothing shifts on the page of signing in", async ({ page, goto }) => {
  await goto("/sign-in");
  expect(await shifted(page)).toEqual([]);
});
