// Somebody who is suspended cannot come in, and nothing of theirs is there but for those who keep order.
import { expect, test } from "../../fixtures";
import { query } from "../../fixtures/database";
import type { Client } from "../../fixtures/http";
import { newcomer, signIn, withToken } from "../../fixtures/person";
import { photograph } from "../../fixtures/photographs";
import type { Photo } from "../../fixtures/photos";
import type { Place } from "../../fixtures/site";

/** Every address at which somebody's photo, and they themselves, can be met. */
function addresses(site: Place, handle: string, photo: Photo): string[] {
  const files = photo.renditions.map(({ url }) => url);
  return [
    `/users/${handle}`,
    `/users/${handle}/feed.atom`,
    `/users/${handle}/feed.json`,
    `/api/v1/users/${handle}/photos`,
    photo.url,
    `/api/v1/photos/${photo.id}`,
    `/oembed?${new URLSearchParams({ url: site.url + photo.url })}`,
    ...files,
  ];
}

/** Where a photo's smallest rendition is just now. */
async function rendition(client: Client, photo: Photo): Promise<string> {
  const shown: Photo = (await client.get(`/api/v1/photos/${photo.id}`)).json();
  return shown.renditions[0]?.url ?? "";
}

/** The lists that certainly name a new photo, however many others upload some meanwhile. */
function longLists(photo: Photo): string[] {
  const day = new Date(photo.created_at).toISOString().slice(0, 10);
  return ["/api/v1/photos?limit=100", `/sitemap/${day}.xml`];
}

const SHORT_LISTS = ["/?x=1", "/feed.atom", "/feed.json"];

async function statuses(client: Client, paths: string[]): Promise<number[]> {
  return Promise.all(paths.map(async (path) => (await client.get(path)).status));
}

async function mentions(client: Client, photo: Photo, lists: string[]): Promise<boolean[]> {
  return Promise.all(lists.map(async (path) => (await client.get(path)).text().includes(photo.id)));
}

test("nothing of theirs is there until they are reinstated", async ({ site, stranger, person, moderator, api }) => {
  const photo = await person.photos.ready({ visibility: "public" });
  const paths = addresses(site, person.handle, photo);
  const there = paths.map(() => 200);
  const gone = paths.map(() => 404);
  expect(await statuses(stranger, paths)).toEqual(there);
  expect(await mentions(stranger, photo, longLists(photo))).toEqual([true, true]);

  const answer = await moderator.client.form("/fn/suspend-person", { handle: person.handle });
  expect([answer.status, answer.header("location")]).toEqual([303, `/admin/people?q=${person.handle}`]);
  for (const client of [stranger, api.client]) {
    expect(await statuses(client, paths)).toEqual(gone);
    const lists = [...longLists(photo), ...SHORT_LISTS];
    expect(await mentions(client, photo, lists)).toEqual(lists.map(() => false));
  }
  expect((await stranger.get("/sitemap/people.xml")).text()).not.toContain(person.handle);

  // feeds and oEmbed are for anybody, whoever asks
  const seen = [`/users/${person.handle}`, photo.url, `/api/v1/photos/${photo.id}`];
  expect(await statuses(moderator.client, seen)).toEqual([200, 200, 200]);
  expect((await moderator.client.get(`/users/${person.handle}`)).text()).toContain(photo.url);
  // its files are moved meanwhile, and have other names then
  const file = async () => moderator.client.get(await rendition(moderator.client, photo));
  await expect.poll(async () => (await file()).status).toBe(200);
  expect((await file()).header("cache-control")).toMatch(/^private/);

  await moderator.client.form("/fn/reinstate-person", { handle: person.handle });
  const pages = paths.filter((path) => !path.startsWith("/media/"));
  expect(await statuses(stranger, pages)).toEqual(pages.map(() => 200));
  await expect.poll(async () => (await stranger.get(await rendition(stranger, photo))).status).toBe(200);
  expect(await mentions(stranger, photo, longLists(photo))).toEqual([true, true]);
});

test("they are told why they cannot come in, and nobody else is", async ({ site, stranger, person, moderator }) => {
  await moderator.client.form("/fn/suspend-person", { handle: person.handle });
  const enter = (email: string, stretched: string) => stranger.form("/fn/sign-in", { email, stretched });
  const right = await enter(person.email, person.stretched);
  expect([right.status, right.headers["set-cookie"]]).toEqual([403, undefined]);
  expect(right.text()).toContain("This account is suspended.");

  const wrong = await enter(person.email, "0".repeat(64));
  const unknown = await enter(newcomer().email, "0".repeat(64));
  expect([wrong.status, wrong.text()]).toEqual([unknown.status, unknown.text()]);
  expect(wrong.status).toBe(401);

  await moderator.client.form("/fn/reinstate-person", { handle: person.handle });
  await signIn(site, person);
});

test("their sessions and tokens do not hold", async ({ site, moderator }) => {
  const holder = await withToken(site);
  expect((await holder.photos.send({ file: photograph("tiny") })).status).toBe(201);
  const [row] = await query<{ handle: string }>(site, "select handle from users where email = ?", holder.email);
  await moderator.client.form("/fn/suspend-person", { handle: row?.handle ?? "" });
  expect((await holder.photos.send()).status).toBe(401);
  expect((await holder.client.get("/api/v1/photos")).status).toBe(401);
});

test("a browser that was signed in is signed out by its next request", async ({ person, moderator }) => {
  await moderator.client.form("/fn/suspend-person", { handle: person.handle });
  expect((await person.photos.send()).status).toBe(401);
  const page = await person.client.get("/?x=1");
  expect([page.status, page.header("location")]).toEqual([303, "/?x=1"]);
  expect(page.header("set-cookie")).toContain("session=; Path=/; Max-Age=0");
});
