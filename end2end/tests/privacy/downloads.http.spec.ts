// Originals for others: not until their owner says so, then whole or without their metadata, and no longer than that.
import { expect, test } from "../../fixtures";
import type { Client } from "../../fixtures/http";
import { photograph } from "../../fixtures/photographs";
import { filesOn, makeLink } from "../../fixtures/share";
import { signUp, type Person } from "../../fixtures/person";

/** What the camera and the test wrote into the file. */
const TOLD = ["Exif", "iPhone", "Apple", "Heliograph test"];

/** A public photo taken at a place, with the addresses of its original in both forms. */
async function located({ photos }: Person) {
  const file = photograph("located");
  const photo = await photos.ready({ file, visibility: "public" });
  const whole = photo.original ?? "";
  expect(whole).toMatch(/^\/media\/o\/[0-9a-f]{32}$/);
  return { file, photo, whole, bare: whole.replace("/o/", "/b/") };
}

async function statuses(client: Client, paths: string[]): Promise<number[]> {
  return Promise.all(paths.map(async (path) => (await client.get(path)).status));
}

test("nobody else gets an original that is not offered, in any form", async ({ person, stranger, site }) => {
  const { photo, whole, bare } = await located(person);
  const other = (await signUp(site)).client;
  for (const client of [stranger, other]) {
    expect(await statuses(client, [whole, bare])).toEqual([404, 404]);
    expect((await client.get(`/api/v1/photos/${photo.id}`)).json()).toMatchObject({ original: null, download: null });
    expect((await client.get(photo.url)).text()).not.toMatch(/\/media\/[ob]\//);
  }
  expect(await statuses(person.client, [whole, bare])).toEqual([200, 200]);
});

test("without its metadata it is offered with nothing that was written into it", async ({ person, stranger }) => {
  const { file, photo, whole, bare } = await located(person);
  expect((await person.photos.edit(photo.id, { download: "bare" })).json()).toMatchObject({ download: "bare" });
  expect((await stranger.get(`/api/v1/photos/${photo.id}`)).json()).toMatchObject({ original: bare, download: null });
  expect((await stranger.get(photo.url)).text()).toContain(`href="${bare}"`);
  expect((await stranger.get(whole)).status).toBe(404);

  const answer = await stranger.get(bare);
  expect(answer.status).toBe(200);
  for (const word of TOLD) {
    expect(file.buffer.includes(word), word).toBe(true);
    expect(`${JSON.stringify(answer.headers)}${answer.body.toString("latin1")}`).not.toContain(word);
  }
  expect(answer.body.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
  expect(answer.body.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
  expect(answer.headers).toMatchObject({
    "content-type": "image/jpeg",
    "content-length": `${answer.body.length}`,
    "cache-control": "private, no-cache",
    "content-disposition": `attachment; filename="heliograph-${photo.id}.jpg"`,
    "accept-ranges": "none",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
  });
  expect((await stranger.get(bare)).body.equals(answer.body), "the same each time").toBe(true);
});

test("it has a length, a tag, and no parts", async ({ person, stranger }) => {
  const { photo, bare } = await located(person);
  await person.photos.edit(photo.id, { download: "bare" });
  const whole = await stranger.get(bare);
  const head = await stranger.head(bare);
  expect([head.status, head.body.length, head.header("etag")]).toEqual([200, 0, whole.header("etag")]);
  expect(head.header("content-length")).toBe(`${whole.body.length}`);
  const part = await stranger.get(bare, { range: "bytes=0-9" });
  expect([part.status, part.body.length]).toEqual([200, whole.body.length]);
  const known = await stranger.get(bare, { "if-none-match": whole.header("etag") });
  expect([known.status, known.body.length]).toEqual([304, 0]);
});

test("whole, it is what was uploaded, byte for byte", async ({ person, stranger }) => {
  const { file, photo, whole, bare } = await located(person);
  await person.photos.edit(photo.id, { download: "whole" });
  expect((await stranger.get(photo.url)).text()).toContain(`href="${whole}"`);
  expect((await stranger.get(whole)).body.equals(file.buffer)).toBe(true);
  expect((await stranger.get(bare)).status).toBe(404);
});

test("it ends at once when it is offered no more, or the photo is no longer seen", async ({ person, stranger }) => {
  const { photo, whole, bare } = await located(person);
  for (const [offered, path] of [
    ["bare", bare],
    ["whole", whole],
  ] as const) {
    for (const end of [{ download: "off" }, { visibility: "private" }] as const) {
      await person.photos.edit(photo.id, { download: offered, visibility: "unlisted" });
      const { headers } = await stranger.get(path);
      expect((await person.photos.edit(photo.id, end)).status).toBe(200);
      for (const more of [{}, { "if-none-match": headers.etag ?? "" }] as Record<string, string>[]) {
        const refused = await stranger.get(path, more);
        expect([refused.status, refused.header("cache-control")]).toEqual([404, "no-store"]);
      }
      expect((await stranger.head(path)).status).toBe(404);
    }
  }
  await person.photos.edit(photo.id, { download: "bare", visibility: "public" });
  expect((await stranger.get(bare)).status).toBe(200);
  await person.photos.delete(photo.id);
  expect((await stranger.get(bare)).status).toBe(404);
});

test("what is chosen for all photos holds where nothing else is chosen", async ({ person, stranger }) => {
  const { photo, whole, bare } = await located(person);
  const save = async (download: string) => {
    const answer = await person.client.form("/fn/save-privacy", { download });
    expect(answer.header("location")).toBe("/settings/privacy?saved=1");
    return statuses(stranger, [whole, bare]);
  };
  expect(await save("bare")).toEqual([404, 200]);
  expect(await save("whole")).toEqual([200, 404]);
  expect(await save("everything")).toEqual([404, 404]);
  expect(await save("whole")).toEqual([200, 404]);
  await person.photos.edit(photo.id, { download: "off" });
  expect(await statuses(stranger, [whole, bare])).toEqual([404, 404]);
  const odd = await person.client.form("/fn/edit-photo", { id: photo.id, download: "all" });
  expect(decodeURIComponent(odd.header("location"))).toContain("The original is not offered");
});

test("a share link that keeps metadata back offers the original without it", async ({ person, stranger }) => {
  const { file, photo, bare } = await located(person);
  await person.photos.edit(photo.id, { visibility: "private" });
  const path = await makeLink(person.client, photo.id, { may_download: "on" });
  const files = filesOn((await stranger.get(path)).text());
  const shared = files.find((found) => found.startsWith("/media/shared/bare?")) ?? "";
  const answer = await stranger.get(shared);
  expect([answer.status, answer.header("cache-control")]).toEqual([200, "private, no-store"]);
  expect(answer.header("content-disposition")).toBe('attachment; filename="heliograph.jpg"');
  for (const word of TOLD) expect(answer.body.includes(word), word).toBe(false);
  expect(answer.body.length).toBeLessThan(file.buffer.length);
  expect((await stranger.get(shared.replace("/bare?", "/original?"))).status).toBe(404);
  expect((await stranger.get(bare)).status, "its own address is not opened by that").toBe(404);
  const looking = await makeLink(person.client, photo.id);
  const pass = filesOn((await stranger.get(looking)).text())[0]?.split("?share=")[1];
  expect((await stranger.get(`/media/shared/bare?share=${pass}`)).status).toBe(404);
});
