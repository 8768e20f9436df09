// The image service is killed again and again while it works: every photo ends once, whole, or failed with a reason.
import { randomInt } from "node:crypto";
import { expect, test } from "../../fixtures/broken-site";
import { query, storedPhotos, type StoredPhoto } from "../../fixtures/database";
import { Client, ownAddress } from "../../fixtures/http";
import { signUp, type Person } from "../../fixtures/person";
import { photograph } from "../../fixtures/photographs";
import type { Site } from "../../fixtures/site";
import { objects } from "../../fixtures/storage";
import { PATIENCE_MS } from "../../fixtures/patience";

const PHOTOS = 200;

/** Each may upload 120 photos a minute. */
const PEOPLE = 4;

const KILLS = 12;

/** Between a start and the kill that follows, in milliseconds. */
const [SHORTEST, LONGEST] = [50, 1500];

/** Numbers from 0 to 1, the same for the same seed (Mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("200 photos, and an image service that is killed at random moments", async ({ broken, startImages, sweep }) => {
  test.setTimeout(300_000);
  const seed = Number(process.env["KILL_SEED"] ?? randomInt(2 ** 31));
  console.log(`KILL_SEED=${seed}`);
  const next = random(seed);
  const people = await Promise.all(Array.from({ length: PEOPLE }, () => signUp(broken)));

  const uploading = Promise.all(people.map((person) => uploadAll(person, PHOTOS / PEOPLE)));
  let killedAtWork = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const images = await startImages();
    await wait(SHORTEST + next() * (LONGEST - SHORTEST));
    if (await running(broken)) killedAtWork += 1;
    await images.kill();
  }
  await uploading;
  await startImages();
  expect(killedAtWork, "kills while jobs were under way").toBeGreaterThan(0);

  const rows = await ended(broken, people, sweep);
  expect(rows).toHaveLength(PHOTOS);
  expect(new Set(rows.map(({ token }) => token)).size).toBe(PHOTOS);
  await expectWhole(broken, people, rows);
});

async function uploadAll(person: Person, count: number): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    await person.photos.upload({ file: photograph("tiny"), visibility: "public" });
  }
}

async function running(site: Site): Promise<boolean> {
  const [row] = await query<{ count: number }>(site, "select count(*) as count from jobs where state = 'running'");
  return (row?.count ?? 0) > 0;
}

/** Waits until nothing is under way any more, sweeping as the cron would. */
async function ended(site: Site, people: Person[], sweep: () => Promise<void>): Promise<StoredPhoto[]> {
  const all = async () => (await Promise.all(people.map(({ handle }) => storedPhotos(site, handle)))).flat();
  await expect
    .poll(
      async () => {
        await sweep();
        return (await all()).filter(({ state }) => state !== "ready" && state !== "failed").length;
      },
      { timeout: PATIENCE_MS, intervals: [2000] },
    )
    .toBe(0);
  return all();
}

/** Rows, jobs, objects and what is served agree. */
async function expectWhole(site: Site, people: Person[], rows: StoredPhoto[]): Promise<void> {
  const originals = await objects(site, "heliograph-private", "o/");
  expect(originals.sort(), "one original each, and no other").toEqual(rows.map(({ token }) => `o/${token}`).sort());
  expect(await objects(site, "heliograph-private", "r/"), "nothing of public photos among what is private").toEqual([]);
  const renditions = await objects(site, "heliograph-public", "r/");
  for (const row of rows) {
    expect([row.state, row.job]).toEqual(row.state === "ready" ? ["ready", "done"] : ["failed", "failed"]);
    const own = renditions.filter((name) => name.startsWith(`r/${row.token}/`));
    // what lost attempts wrote is removed once they can write no more; until then it is counted
    const attempts = own.map((name) => Number(name.split("/")[2]));
    for (const attempt of attempts) expect(attempt).toBeLessThanOrEqual(row.attempts ?? 0);
    const lost = attempts.some((attempt) => attempt !== row.attempt);
    if (lost) expect(row.clean_after, "and the sweep knows of it").not.toBeNull();
  }
  const stranger = new Client(site.url, { "cf-connecting-ip": ownAddress() });
  const ready = rows.filter(({ state }) => state === "ready");
  console.log(`${ready.length} ready, ${rows.length - ready.length} failed`);
  expect(ready.length, "the service was well most of the time").toBeGreaterThan(PHOTOS / 2);
  for (const person of people) {
    const photos = (await person.photos.list({ limit: "100" }, person.handle)).items;
    expect(photos).toHaveLength(PHOTOS / PEOPLE);
    for (const photo of photos) {
      if (photo.state === "failed") {
        expect(photo.reason).toBeTruthy();
        continue;
      }
      expect(photo.renditions.length).toBeGreaterThan(0);
      for (const { url, bytes } of photo.renditions) {
        const answer = await stranger.get(url);
        expect([answer.status, answer.body.length], url).toEqual([200, bytes]);
      }
    }
  }
}
