// The home page of those who are not signed in comes from a cache, and never shows what is no longer so.
import { expect, test } from "../../fixtures";
import { cached } from "../../fixtures/cached";

test("the second visit is answered from the cache", async ({ person, stranger }) => {
  const { url } = await person.photos.ready({ visibility: "public" });
  const hit = await cached(stranger, "/");
  expect(hit.text()).toContain(url);
  expect(hit.header("cache-control")).toBe("private, no-cache");
});

test("whoever is signed in gets a page of their own", async ({ person, stranger }) => {
  await cached(stranger, "/");
  const own = await person.client.get("/");
  expect(own.header("heliograph-cache")).toBe("");
  expect(own.text()).toContain(person.name);
  expect((await cached(stranger, "/")).text()).not.toContain(`@${person.handle}`);
  expect((await stranger.get("/?cursor=x")).header("heliograph-cache")).toBe("");
});

test("a photo that becomes ready is on the next visitor's page", async ({ person, stranger }) => {
  await cached(stranger, "/");
  const { url } = await person.photos.ready({ visibility: "public" });
  await expect(async () => expect((await stranger.get("/")).text()).toContain(url)).toPass({ timeout: 3_000 });
});

test("a photo that is hidden is gone from the next visitor's page", async ({ person, stranger }) => {
  const { id, url } = await person.photos.ready({ visibility: "public" });
  expect((await cached(stranger, "/")).text()).toContain(url);
  expect((await person.photos.edit(id, { visibility: "private" })).status).toBe(200);
  expect((await stranger.get("/")).text()).not.toContain(url);
  expect((await cached(stranger, "/")).text()).not.toContain(url);
});

test("a photo that is deleted is gone from the next visitor's page", async ({ person, stranger }) => {
  const { id, url } = await person.photos.ready({ visibility: "public" });
  expect((await cached(stranger, "/")).text()).toContain(url);
  expect((await person.photos.delete(id)).status).toBe(204);
  expect((await stranger.get("/")).text()).not.toContain(url);
  expect((await cached(stranger, "/")).text()).not.toContain(url);
});

test("a title that is changed is changed on the next visitor's page", async ({ person, stranger }) => {
  const { id } = await person.photos.ready({ visibility: "public", title: "Old name" });
  expect((await cached(stranger, "/")).text()).toContain("Old name");
  await person.photos.edit(id, { title: "New name" });
  const after = (await stranger.get("/")).text();
  expect(after).not.toContain("Old name");
  expect(after).toContain("New name");
});
