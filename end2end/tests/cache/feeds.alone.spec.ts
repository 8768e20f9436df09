// The site's feeds come from a cache, and never show what is no longer so.
import { expect, test } from "../../fixtures";
import { cached } from "../../fixtures/cached";
import type { Client } from "../../fixtures/http";

const FEEDS = ["/feed.atom", "/feed.json", "/feed.atom?language=zh-Hans", "/feed.json?language=zh-Hans"];

/** Waits until a feed holds this: what becomes ready is there a moment later. */
async function holds(stranger: Client, path: string, text: string): Promise<void> {
  await expect(async () => expect((await stranger.get(path)).text(), path).toContain(text)).toPass({ timeout: 3_000 });
}

test("the second reader's feed is answered from the cache, in each format and language", async ({ person, stranger }) => {
  const { url } = await person.photos.ready({ visibility: "public" });
  const texts = new Set<string>();
  for (const path of FEEDS) {
    await holds(stranger, path, url);
    const hit = await cached(stranger, path);
    expect(hit.text(), path).toContain(url);
    expect(hit.header("cache-control"), path).toBe("public, max-age=300");
    const known = await stranger.get(path, { "if-none-match": hit.header("etag") });
    expect([known.status, known.body.length], path).toEqual([304, 0]);
    texts.add(hit.text());
  }
  expect(texts.size, "each is kept by itself").toBe(FEEDS.length);
});

test("whoever is signed in reads the same feed", async ({ person, stranger }) => {
  const hit = await cached(stranger, "/feed.atom");
  expect((await cached(person.client, "/feed.atom")).text()).toBe(hit.text());
});

test("what is changed or hidden is so in the next reader's feed", async ({ person, stranger }) => {
  const { id, url } = await person.photos.ready({ visibility: "public", title: "Old name" });
  for (const path of FEEDS) {
    await holds(stranger, path, "Old name");
    await cached(stranger, path);
  }
  await person.photos.edit(id, { title: "New name" });
  for (const path of FEEDS) {
    const after = (await stranger.get(path)).text();
    expect(after, path).not.toContain("Old name");
    expect(after, path).toContain("New name");
    expect((await cached(stranger, path)).text(), path).toContain("New name");
  }
  expect((await person.photos.edit(id, { visibility: "private" })).status).toBe(200);
  for (const path of FEEDS) {
    expect((await stranger.get(path)).text(), path).not.toContain(url);
    expect((await cached(stranger, path)).text(), path).not.toContain(url);
  }
});

test("a person's feed is made for each who asks", async ({ person, stranger }) => {
  for (let asked = 0; asked < 2; asked += 1) {
    const feed = await stranger.get(`/users/${person.handle}/feed.atom`);
    expect([feed.status, feed.header("heliograph-cache")]).toEqual([200, ""]);
  }
});
