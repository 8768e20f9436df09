// After the last try a photo has failed, with a reason that a person can read; its owner can have it tried again.
import { expect, expectReadyOnceEach, test } from "../../fixtures/broken-site";
import { query } from "../../fixtures/database";
import { comeAs, signUp } from "../../fixtures/person";
import { photograph } from "../../fixtures/photographs";
import { Uploader } from "../../fixtures/uploader";
import { PATIENCE_MS } from "../../fixtures/patience";

const AWAY = "The image service could not be reached for a long time. Your original is safe: try again when you like.";

test.describe("after its last try", () => {
  test.use({ vars: { RETRY_DELAYS: "1,1" } });

  test("a photo has failed, and is tried again from its tile", async ({ page, goto, context, broken, startImages }) => {
    const person = await signUp(broken);
    await comeAs(context, broken, person);
    const uploader = new Uploader(page);
    await goto("/upload");
    await uploader.input.setInputFiles([photograph("compact")]);
    await uploader.expectState("compact.jpg", "failed", 30_000);
    await expect(uploader.tile("compact.jpg").getByText(AWAY)).toBeVisible();

    await startImages();
    await page.getByRole("button", { name: "Retry compact.jpg" }).click();
    await uploader.expectState("compact.jpg", "ready", 30_000);
    await expectReadyOnceEach(broken, person.handle, 1);
  });
});

test.describe("when the queue gives up first", () => {
  // more tries than the queue has retries
  test.use({ vars: { RETRY_DELAYS: Array(100).fill(1).join(","), SWEEP_AFTER_SECONDS: "0" } });

  test("the dead letter is recorded, and the next sweep brings the photo back", async ({
    broken,
    startImages,
    sweep,
  }) => {
    const person = await signUp(broken);
    const { id } = await person.photos.upload();
    const letters = () => query<{ body: string }>(broken, "select body from dead_letters");
    await expect.poll(async () => (await letters()).map(({ body }) => body), { timeout: PATIENCE_MS }).toEqual([id]);
    expect((await person.photos.show(id)).state).toBe("queued");

    await startImages();
    await expect(async () => {
      await sweep();
      expect((await person.photos.show(id)).state).toBe("ready");
    }).toPass({ timeout: PATIENCE_MS, intervals: [1_000] });
    await expectReadyOnceEach(broken, person.handle, 1);
  });
});
