// Lists go on by cursors.
import { expect, test } from "../../fixtures";
import { PHOTOS } from "../../fixtures/gallery";
import { Photos, type Photo } from "../../fixtures/photos";

test("a list is read to its end, none twice and none left out", async ({ stranger, gallery }) => {
  const photos = new Photos(stranger);
  for (const limit of [1, 10, 100]) {
    const read: Photo[] = [];
    let pages = 0;
    for (let cursor: string | null = ""; cursor !== null; pages += 1) {
      const page = await photos.list({ limit: `${limit}`, ...(cursor && { cursor }) }, gallery.handle);
      expect(page.items.length).toBeLessThanOrEqual(limit);
      read.push(...page.items);
      cursor = page.next;
    }
    expect(read.map(({ id }) => id)).toEqual(gallery.ids);
    expect(pages).toBe(Math.ceil(PHOTOS / limit));
    const times = read.map((photo) => photo.created_at);
    expect(times).toEqual([...times].sort((a, b) => b - a));
  }
});

test("a limit is kept within bounds", async ({ stranger, gallery }) => {
  const photos = new Photos(stranger);
  for (const [limit, length] of [
    ["0", 1],
    ["-3", 30],
    ["x", 30],
    ["1000", PHOTOS],
    ["", 30],
  ] as const) {
    expect((await photos.list({ limit }, gallery.handle)).items.length, limit).toBe(length);
  }
});

test("the list of all goes on as well", async ({ stranger, gallery }) => {
  expect(gallery.ids.length).toBe(PHOTOS);
  const photos = new Photos(stranger);
  const first = await photos.list({ limit: "20" });
  expect(first.items).toHaveLength(20);
  const second = await photos.list({ limit: "20", cursor: first.next ?? "" });
  const last = first.items.at(-1)?.created_at ?? 0;
  for (const photo of second.items) expect(photo.created_at).toBeLessThanOrEqual(last);
  const seen = new Set(first.items.map(({ id }) => id));
  expect(second.items.filter(({ id }) => seen.has(id))).toEqual([]);
});

test("lists show to everybody what they may see, and no more", async ({ person, stranger }) => {
  const made: Record<string, string> = {};
  for (const visibility of ["public", "unlisted", "private"] as const) {
    made[visibility] = (await person.photos.ready({ visibility })).id;
  }
  const ids = async (photos: Photos) => (await photos.list({}, person.handle)).items.map(({ id }) => id);
  expect(await ids(person.photos)).toEqual([made["private"], made["unlisted"], made["public"]]);
  expect(await ids(new Photos(stranger))).toEqual([made["public"]]);
  const all = (await new Photos(stranger).list({ limit: "100" })).items.map(({ id }) => id);
  expect(all).not.toContain(made["unlisted"]);
  expect(all).not.toContain(made["private"]);
  expect((await stranger.get("/api/v1/users/nobody_at_all/photos")).status).toBe(404);
});
