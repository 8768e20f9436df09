// Messages come twice, sweeps run side by side, answers are lost: one result.
import { expect, expectReadyOnceEach } from "../../fixtures/broken-site";
import { storedPhotos } from "../../fixtures/database";
import { test } from "../../fixtures/middleman";
import { signUp, type Person } from "../../fixtures/person";
import type { Photo } from "../../fixtures/photos";
import type { Site } from "../../fixtures/site";
import { PATIENCE_MS } from "../../fixtures/patience";

test("many messages for one photo start one attempt", async ({ broken, middleman, startImages, sweep }) => {
  const person = await signUp(broken);
  const { id } = await person.photos.upload();
  await expect.poll(() => middleman.tickets.length, { message: "tries were lost" }).toBeGreaterThanOrEqual(2);
  // each sweep rings again for whatever waits: as many messages as sweeps
  await Promise.all(Array.from({ length: 10 }, sweep));

  const release = middleman.holdNextAnswer();
  await startImages();
  const before = middleman.tickets.length;
  await expect.poll(() => middleman.answered, { message: "an attempt is under way" }).toBeGreaterThan(0);
  await Promise.all(Array.from({ length: 10 }, sweep));
  release();

  await person.photos.settled(id);
  await Promise.all(Array.from({ length: 5 }, sweep));
  const [photo] = await expectReadyOnceEach(broken, person.handle, 1);
  const attempts = middleman.tickets.map(({ attempt }) => attempt);
  expect(new Set(attempts).size, "no attempt was made twice").toBe(attempts.length);
  expect(photo?.attempts, "and none after the one that succeeded").toBe(photo?.attempt);
  expect(before).toBeGreaterThan(0);
});

test("an attempt whose answer is lost is made again, and the two never mix", async ({
  broken,
  middleman,
  startImages,
}) => {
  const person = await signUp(broken);
  await startImages();
  middleman.loseNextAnswer();
  const { id } = await person.photos.upload();
  const photo = await person.photos.settled(id);
  expect(middleman.tickets.map(({ attempt }) => attempt)).toEqual([1, 2]);
  await expectOnlyTheSecond(broken, person, photo);
});

test("an attempt that was under way when the Worker died is made again after its lease", async ({
  broken,
  middleman,
  startImages,
  sweep,
}) => {
  const person = await signUp(broken);
  await startImages();
  const release = middleman.holdNextAnswer();
  const { id } = await person.photos.upload();
  await expect.poll(() => middleman.answered, { message: "the first attempt has stored its renditions" }).toBe(1);
  await broken.kill();
  release();
  await broken.restart();

  await expect(async () => {
    await sweep();
    expect((await person.photos.show(id)).state).toBe("ready");
  }).toPass({ timeout: PATIENCE_MS, intervals: [1_000] });
  await expectOnlyTheSecond(broken, person, await person.photos.show(id));
});

/** Expects a photo to show what its second attempt made, all of it, and nothing of the first. */
async function expectOnlyTheSecond(site: Site, person: Person, { renditions }: Photo): Promise<void> {
  const [row] = await storedPhotos(site, person.handle);
  expect(row).toMatchObject({ state: "ready", job: "done", attempt: 2, attempts: 2 });
  expect(renditions).toHaveLength(3);
  for (const { url } of renditions) {
    expect(url).toContain(`/${row?.token}/2/`);
    expect((await person.client.get(url)).status).toBe(200);
    expect((await person.client.get(url.replace("/2/", "/1/"))).status, "the first is never shown").toBe(404);
  }
  expect(row?.clean_after, "and removed as soon as nobody can write it any more").toBeGreaterThan(Date.now());
}
