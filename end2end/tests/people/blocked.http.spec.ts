// Whoever is blocked meets nothing of the blocker while signed in; the blocker meets nothing of theirs in lists.
import { expect, test } from "../../fixtures";
import { signUp } from "../../fixtures/person";
import type { Photo } from "../../fixtures/photos";
import type { Client } from "../../fixtures/http";

/** Where somebody's photo, and they themselves, can be met by somebody signed in. */
function addresses(handle: string, photo: Photo): string[] {
  const files = photo.renditions.map(({ url }) => url);
  return [`/users/${handle}`, `/api/v1/users/${handle}/photos`, photo.url, `/api/v1/photos/${photo.id}`, ...files];
}

async function statuses(client: Client, paths: string[]): Promise<number[]> {
  return Promise.all(paths.map(async (path) => (await client.get(path)).status));
}

/** Whether somebody meets a new photo among the newest of everyone. */
async function meets(client: Client, photo: Photo): Promise<boolean> {
  return (await client.get("/api/v1/photos?limit=100")).text().includes(photo.id);
}

test("one is blocked, and then no longer", async ({ site, person, stranger, moderator }) => {
  const other = await signUp(site, "Other");
  const photo = await person.photos.ready({ visibility: "public" });
  const paths = addresses(person.handle, photo);
  const there = paths.map(() => 200);
  expect(await statuses(other.client, paths)).toEqual(there);
  expect(await meets(other.client, photo)).toBe(true);

  const next = `/users/${other.handle}`;
  const answer = await person.client.form("/fn/block-person", { handle: other.handle, next });
  expect([answer.status, answer.header("location")]).toEqual([303, next]);
  expect(await statuses(other.client, paths)).toEqual(paths.map(() => 404));
  expect(await meets(other.client, photo)).toBe(false);
  expect((await other.client.get("/")).text()).not.toContain(photo.id);
  for (const client of [stranger, moderator.client, person.client]) {
    expect(await statuses(client, paths)).toEqual(there);
  }
  expect((await person.client.get("/settings/blocked")).text()).toContain(`@${other.handle}`);
  expect((await other.client.get("/settings/blocked")).text()).not.toContain(`@${person.handle}`);

  await person.client.form("/fn/unblock-person", { handle: other.handle, next: "/settings/blocked" });
  expect(await statuses(other.client, paths)).toEqual(there);
  expect((await person.client.get("/settings/blocked")).text()).not.toContain(`@${other.handle}`);
});

test("the blocker meets nothing of theirs in lists, and finds it where they look for it", async ({ site, person }) => {
  const other = await signUp(site, "Other");
  const photo = await other.photos.ready({ visibility: "public" });
  await person.client.form("/fn/block-person", { handle: other.handle, next: "/" });
  expect(await meets(person.client, photo)).toBe(false);
  expect((await person.client.get("/")).text()).not.toContain(photo.id);
  expect((await person.client.get(photo.url)).status).toBe(200);
  const page = await person.client.get(`/users/${other.handle}`);
  expect(page.status).toBe(200);
  expect(page.text()).not.toContain(photo.id);
  expect(page.text()).toContain("You have blocked");
});

test("nobody blocks themselves, nobody, or somebody whom they cannot meet", async ({ site, person, stranger }) => {
  const other = await signUp(site, "Other");
  await other.client.form("/fn/block-person", { handle: person.handle, next: "/" });
  for (const handle of [person.handle, "nobody_at_all", "", other.handle]) {
    const answer = await person.client.form("/fn/block-person", { handle, next: "/settings/blocked" });
    expect(answer.status, handle).not.toBe(200);
    if (answer.status === 303) expect(answer.header("location"), handle).toContain("error=");
  }
  const signedOut = await stranger.form("/fn/block-person", { handle: person.handle, next: "/" });
  expect(signedOut.header("location")).toBe("/sign-in?next=%2F");
  expect((await person.client.get("/settings/blocked")).text()).toContain("You have blocked nobody.");
  // a form of another page leads nowhere else
  const led = await person.client.form("/fn/unblock-person", { handle: "x", next: "//evil.example/" });
  expect(led.header("location")).toBe("/");
});
