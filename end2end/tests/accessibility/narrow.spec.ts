// On the narrowest of screens nothing is cut off and nothing needs scrolling sideways (WCAG 2.2, 1.4.10).
import { expect, test } from "../../fixtures";
import { everyPage } from "../../fixtures/every-page";
import { comeAs } from "../../fixtures/person";

const WIDTH = 320;

test("no page scrolls sideways at 320 pixels", async ({ page, goto, context, site, guard }) => {
  test.setTimeout(180_000);
  guard.allow(/answered 404$/);
  await page.setViewportSize({ width: WIDTH, height: 640 });
  for (const { name, path, as } of await everyPage(site)) {
    await test.step(name, async () => {
      await context.clearCookies();
      if (as) await comeAs(context, site, as);
      await goto(path);
      for (const fold of await page.locator("summary").all()) await fold.click();
      const { wide, sticking } = await page.evaluate((width) => {
        const outside = [...document.body.querySelectorAll("*:not(.unseen, .skip)")].filter(
          (element) => element.getBoundingClientRect().right > width + 0.5,
        );
        return {
          wide: document.documentElement.scrollWidth - width,
          sticking: outside.map((element) => `${element.tagName} ${element.className}`),
        };
      }, WIDTH);
      expect(wide, `${sticking}`).toBeLessThanOrEqual(0);
    });
  }
});
