// What is to be touched is large enough for a finger.
import { expect, test } from "../../fixtures";
import { everyPage } from "../../fixtures/every-page";
import { comeAs } from "../../fixtures/person";

/** Links within a sentence may be as small as its letters (WCAG 2.2, 2.5.8); these are not within one. */
const CONTROLS = "header a, button, .button, input:not([type=hidden]), select, summary, .tile > a";

test("every main control is at least 44 pixels high and wide", async ({ page, goto, context, site, guard }) => {
  test.setTimeout(180_000);
  guard.allow(/answered 404$/);
  for (const { name, path, as } of await everyPage(site)) {
    await test.step(name, async () => {
      await context.clearCookies();
      if (as) await comeAs(context, site, as);
      await goto(path);
      for (const fold of await page.locator("summary").all()) await fold.tap();
      const small = await page.locator(CONTROLS).evaluateAll((controls) =>
        controls
          .filter((control) => control.checkVisibility({ visibilityProperty: true }))
          // a box to tick is touched by its label, all of it
          .map((control) => ({ control, touched: control.matches("[type=checkbox]") ? control.closest("label") : control }))
          .map(({ control, touched }) => ({
            html: control.outerHTML.slice(0, 80),
            box: (touched ?? control).getBoundingClientRect(),
          }))
          .filter(({ box }) => box.width < 44 || box.height < 44)
          .map(({ html, box }) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${html}`),
      );
      expect(small).toEqual([]);
    });
  }
});
