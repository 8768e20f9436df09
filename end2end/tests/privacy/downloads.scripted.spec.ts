// An original without its metadata is the same picture, as a browser decodes it.
import { expect, test } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";
import { difference } from "../../fixtures/pixels";

test("no pixel of it is another", async ({ page, goto, signedIn }) => {
  // of three cameras, one of them edited
  for (const motif of ["located", "compact", "phone"] as const) {
    const photo = await signedIn.photos.ready({ file: photograph(motif) });
    const whole = photo.original ?? "";
    await goto(photo.url);
    expect(await difference(page, whole, whole.replace("/o/", "/b/")), motif).toBe(0);
  }
});
