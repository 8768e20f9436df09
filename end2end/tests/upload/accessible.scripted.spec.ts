// Tiles in every state, as far as a machine can tell; and on the narrowest of screens.
import { expect, test } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";
import { Uploader, named } from "../../fixtures/uploader";

test("axe finds nothing on tiles in every state, and nothing is cut off at 320 pixels", async ({
  page,
  goto,
  signedIn,
  a11y,
}) => {
  const uploader = new Uploader(page);
  const known = photograph("tiny");
  await signedIn.photos.ready({ file: known });
  await goto("/upload");
  const letter = { name: "letter.jpg", mimeType: "image/jpeg", buffer: Buffer.from("Dear Sir") };
  await uploader.input.setInputFiles([named(known, "known.jpg"), named(photograph("tiny"), "ready.jpg"), letter]);
  await uploader.expectState("known.jpg", "duplicate");
  await uploader.expectState("ready.jpg", "ready");
  await uploader.expectState("letter.jpg", "failed");
  // neither of them gets an answer
  await page.route("**/api/v1/photos?*", () => new Promise(() => {}));
  const rest = ["a.jpg", "b.jpg", "c.jpg", "a_name_that_is_far_too_long_for_any_tile_there_has_ever_been.jpg"];
  await uploader.input.setInputFiles(rest.map((name) => named(photograph("tiny"), name)));
  await uploader.expectState("a.jpg", "sending");
  await uploader.expectState(rest[3] ?? "", "waiting");
  for (const fold of await uploader.tiles.getByText("More about this photo").all()) {
    if (await fold.isVisible()) await fold.click();
  }
  await a11y.audit();

  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  const small = await page.locator("main :is(button, a, input:not([type=checkbox]), select, textarea, summary, .pick)").evaluateAll((controls) =>
    controls
      .filter((control) => control.checkVisibility({ visibilityProperty: true }))
      .filter((control) => control.getBoundingClientRect().width < 44 || control.getBoundingClientRect().height < 44)
      .map((control) => control.outerHTML.slice(0, 100)),
  );
  expect(small).toEqual([]);
});
