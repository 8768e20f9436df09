// A photo's life through the public API, with a token from `make token`.
import { expect, test } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";
import { readPicture } from "../../fixtures/pictures";
import type { Photo } from "../../fixtures/photos";
import { objectsOf } from "../../fixtures/storage";
import { PATIENCE_MS } from "../../fixtures/patience";

test("a photo is uploaded, becomes ready, is changed and deleted, and nothing is left of it", async ({
  api,
  stranger,
  site,
}) => {
  const file = photograph("camera");
  const uploaded = await api.photos.send({ file, title: "Tideline", visibility: "public" });
  expect(uploaded.status, uploaded.text()).toBe(201);
  const { id, state } = uploaded.json<Photo>();
  expect(uploaded.header("location")).toBe(`/api/v1/photos/${id}`);
  expect(["queued", "processing", "ready"]).toContain(state);

  const photo = await api.photos.settled(id);
  expect(photo).toMatchObject({
    id,
    state: "ready",
    reason: null,
    title: "Tideline",
    width: 6000,
    height: 4000,
    taken_at: "2014-04-18T20:33:53",
    visibility: "public",
    url: `/photos/${id}`,
    preview: null,
    camera: {
      make: "SONY",
      model: "ILCE-6000",
      lens: "E PZ 16-50mm F3.5-5.6 OSS",
      exposure: "6",
      aperture: 8,
      iso: 100,
      focal_length: 22,
    },
  });
  expect(photo.renditions.map(({ type, width }) => `${type} ${width}`)).toEqual([
    "image/webp 320",
    "image/webp 640",
    "image/webp 1280",
    "image/webp 2048",
    "image/jpeg 1280",
  ]);
  for (const { url, type, width, height } of photo.renditions) {
    const answer = await stranger.get(url);
    expect([answer.status, answer.header("content-type")]).toEqual([200, type]);
    expect(readPicture(answer.body)).toMatchObject({ type, width, height, extras: [] });
  }

  const again = await api.photos.send({ file });
  expect([again.status, again.json<Photo>().id], "the same bytes are the same photo").toEqual([200, id]);

  const edited = await api.photos.edit(id, { title: "Tide line", visibility: "unlisted" });
  expect(edited.status).toBe(200);
  expect(edited.json()).toMatchObject({ id, title: "Tide line", visibility: "unlisted" });
  const { renditions } = edited.json<Photo>();
  const urls = [photo.url, `/api/v1/photos/${id}`, photo.original ?? "", ...renditions.map(({ url }) => url)];
  for (const url of urls) expect((await api.client.get(url)).status, url).toBe(200);
  for (const { url } of photo.renditions) expect((await stranger.get(url)).status, "an old name of it").toBe(404);

  const token = photo.renditions[0]?.url.split("/")[3] ?? "";
  expect((await objectsOf(site, token)).length).toBe(1 + photo.renditions.length);
  const deleted = await api.photos.delete(id);
  expect([deleted.status, deleted.body.length]).toEqual([204, 0]);
  for (const url of [...urls, ...photo.renditions.map((file) => file.url)]) {
    for (const client of [api.client, stranger]) expect((await client.get(url)).status, url).toBe(404);
  }
  expect(await objectsOf(site, token), "storage holds nothing of it").toEqual([]);
  expect((await api.photos.delete(id)).status, "it cannot be deleted twice").toBe(404);
});

test("the same bytes can be sent again after they were deleted", async ({ api }) => {
  const file = photograph("compact");
  const first = await api.photos.ready({ file });
  expect((await api.photos.delete(first.id)).status).toBe(204);
  const second = await api.photos.ready({ file });
  expect(second.id).not.toBe(first.id);
});

test("a photo that was deleted while it was processed leaves nothing", async ({ api, site, stranger }) => {
  const { id, original } = await api.photos.upload({ file: photograph("camera"), visibility: "public" });
  const token = original?.split("/").at(-1) ?? "";
  await expect.poll(async () => (await api.photos.show(id)).state, { intervals: [20] }).not.toBe("queued");
  expect((await api.photos.delete(id)).status).toBe(204);
  expect((await stranger.get(`/api/v1/photos/${id}`)).status).toBe(404);
  // whatever the attempt still writes is removed when its report comes
  await expect.poll(() => objectsOf(site, token), { timeout: PATIENCE_MS }).toEqual([]);
});

test("the original comes back byte for byte", async ({ api }) => {
  const file = photograph("phone");
  const { original } = await api.photos.ready({ file });
  expect((await api.client.get(original ?? "")).body.equals(file.buffer)).toBe(true);
});
