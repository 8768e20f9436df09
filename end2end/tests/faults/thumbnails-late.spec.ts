// The breaker before the image service: the upload page says that thumbnails are late, and all of them come once it is back.
import { expect, expectReadyOnceEach, test } from "../../fixtures/broken-site";
import { signUp } from "../../fixtures/person";
import { query } from "../../fixtures/database";
import { PATIENCE_MS } from "../../fixtures/patience";

const LATE = "Thumbnails are late at the moment";

test("while the image service is gone, one job asks for it, and the upload page says so", async ({
  broken,
  startImages,
  sweep,
}) => {
  const person = await signUp(broken);
  const says = async () => (await person.client.get("/upload")).text().includes(LATE);
  expect(await says(), "it is well until it was asked").toBe(false);
  for (let number = 0; number < 2; number += 1) await person.photos.upload();
  await expect.poll(says, { timeout: PATIENCE_MS }).toBe(true);
  const third = await person.photos.upload();

  await startImages();
  // the cron rings for one, in case nobody asks just now; whoever finds out rings for the others
  await expect(async () => {
    await sweep();
    expect((await person.photos.show(third.id)).state).toBe("ready");
  }).toPass({ timeout: PATIENCE_MS, intervals: [1_000] });
  await expectReadyOnceEach(broken, person.handle, 3);
  expect(await says()).toBe(false);
  const [row] = await query<{ failures: number; probing: string | null }>(broken, "select failures, probing from image_service");
  expect(row).toEqual({ failures: 0, probing: null });
});
