// Nothing is changed by a page of another site, and nothing by GET.
import { expect, test } from "../../fixtures";
import type { Ask, Client } from "../../fixtures/http";
import { photograph } from "../../fixtures/photographs";
import { routeOf, routesOfCode } from "../../fixtures/routes";

const form = (fields: Record<string, string>): Ask => ({
  method: "POST",
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: new URLSearchParams(fields).toString(),
});
const json = (method: string, value: unknown): Ask => ({
  method,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});
const file = (method: string, type: string): Ask => ({
  method,
  headers: { "content-type": type },
  body: photograph("tiny").buffer,
});

/** Every address that changes something, with a request that would do so. */
function changes(id: string, handle = ""): [path: string, ask: Ask][] {
  return [
    ["/fn/sign-up", form({ email: "x@example.org", name: "X", handle: "xxx", stretched: "0".repeat(64) })],
    ["/fn/sign-in", form({ email: "x@example.org", stretched: "0".repeat(64) })],
    ["/fn/sign-out", form({})],
    ["/fn/end-session", form({})],
    ["/fn/set-password", form({ stretched: "0".repeat(64) })],
    ["/fn/confirm", form({ stretched: "0".repeat(64) })],
    ["/fn/recover", form({ email: "x@example.org", code: "0".repeat(16), stretched: "0".repeat(64) })],
    ["/fn/make-recovery-codes", form({})],
    ["/fn/ask-reset", form({ email: "x@example.org" })],
    ["/fn/reset-password", form({ link: "x", stretched: "0".repeat(64) })],
    ["/fn/send-verification", form({})],
    ["/fn/verify-email", form({ link: "x" })],
    ["/fn/passkey-options", form({ purpose: "sign-in" })],
    ["/fn/passkey-sign-up-options", form({ email: "x@example.org", name: "X", handle: "xxx" })],
    ["/fn/passkey-sign-up", form({ email: "x@example.org", name: "X", handle: "xxx", user: id, answer: "{}" })],
    ["/fn/passkey-sign-in", form({ answer: "{}" })],
    ["/fn/passkey-confirm", form({ answer: "{}" })],
    ["/fn/passkey-add", form({ name: "X", answer: "{}" })],
    ["/fn/passkey-rename", form({ id: "x", name: "X" })],
    ["/fn/passkey-remove", form({ id: "x" })],
    ["/fn/create-token", form({ name: "X", read: "on" })],
    ["/fn/revoke-token", form({ token: id })],
    ["/fn/display", form({ language: "zh-Hans", theme: "dark", next: "/" })],
    ["/fn/edit-photo", form({ id, title: "Forged", visibility: "private" })],
    ["/fn/delete-photo", form({ id })],
    ["/fn/retry-photo", form({ id })],
    ["/fn/apply-image-settings", form({})],
    ["/fn/save-privacy", form({ show_place: "on" })],
    ["/fn/begin-export", form({})],
    ["/fn/remove-export", form({ export: id })],
    ["/fn/leave", form({ handle })],
    ["/fn/stay", form({})],
    ["/fn/block-person", form({ handle: "somebody", next: "/" })],
    ["/fn/unblock-person", form({ handle: "somebody", next: "/" })],
    ["/fn/suspend-person", form({ handle: "somebody" })],
    ["/fn/reinstate-person", form({ handle: "somebody" })],
    ["/fn/change-role", form({ handle: "somebody", role: "admin" })],
    ["/fn/retry-job", form({ photo: id })],
    ["/fn/retry-jobs", form({ list: "failed" })],
    ["/fn/retry-letter", form({ letter: id })],
    ["/fn/forget-letter", form({ letter: id })],
    ["/admin/settings", form({ version: "0", name: "Forged" })],
    ["/fn/make-invitation", form({})],
    ["/fn/revoke-invitation", form({ id })],
    ["/fn/make-share-link", form({ photo: id, days: "30" })],
    ["/fn/revoke-share-link", form({ photo: id, link: "0".repeat(32) })],
    ["/fn/open-share-link", form({ secret: "0".repeat(32) })],
    ["/fn/unlock-share-link", form({ secret: "0".repeat(32), stretched: "0".repeat(64) })],
    ["/upload", file("POST", "multipart/form-data; boundary=x")],
    ["/settings/images", file("POST", "multipart/form-data; boundary=x")],
    ["/api/v1/photos", file("POST", "image/jpeg")],
    [`/api/v1/photos/${id}`, json("PATCH", { title: "Forged" })],
    [`/api/v1/photos/${id}`, { method: "DELETE" }],
    [`/api/v1/photos/${id}/preview`, file("PUT", "image/jpeg")],
    [`/api/v1/photos/${id}/retry`, { method: "POST" }],
  ];
}

/** What a request from elsewhere carries, or lacks. `Client.send` adds the site's own origin, so it is replaced. */
const ELSEWHERE: Record<string, string>[] = [
  { origin: "https://evil.example" },
  { origin: "null" },
  { origin: "" },
  { origin: "http://127.0.0.1:1" },
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
  { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
];

async function expectUntouched(client: Client, id: string): Promise<void> {
  expect((await client.get(`/api/v1/photos/${id}`)).json()).toMatchObject({ title: "Mine", visibility: "unlisted" });
  expect((await client.get(`/photos/${id}/links`)).text(), "no link was made").toContain("There is none yet.");
  expect((await client.get("/upload")).text(), "still signed in").toContain("Upload photos");
}

test("nothing is changed by a request from another site", async ({ person }) => {
  const { id } = await person.photos.ready({ title: "Mine" });
  for (const [path, ask] of changes(id, person.handle)) {
    for (const headers of ELSEWHERE) {
      const answer = await person.client.send(path, { ...ask, headers: { ...ask.headers, ...headers } });
      const what = `${ask.method} ${path} with ${JSON.stringify(headers)}`;
      expect([answer.status, answer.header("content-type")], what).toEqual([403, "application/problem+json"]);
      expect(answer.headers["set-cookie"]).toBeUndefined();
    }
  }
  await expectUntouched(person.client, id);
  expect((await person.photos.list({}, person.handle)).items).toHaveLength(1);
});

test("the list of what changes something is complete", () => {
  const routes = routesOfCode();
  const listed = changes("x").map(([path, { method = "" }]) => routeOf(routes, method, path));
  expect(listed.sort(), "each is a route").toEqual(routes.filter((route) => !route.startsWith("GET ")));
});

test("JSON that is disguised as a plain form's text is not taken", async ({ person }) => {
  const { id } = await person.photos.ready({ title: "Mine" });
  const disguised = { "content-type": "text/plain", origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  for (const [path, { method = "" }] of changes(id)) {
    const body = JSON.stringify({ id, title: "Forged", visibility: "private" });
    expect((await person.client.send(path, { method, headers: disguised, body })).status, path).toBe(403);
  }
  // the same from the site itself is not understood either
  for (const path of ["/fn/edit-photo", "/fn/delete-photo"]) {
    const answer = await person.client.send(path, {
      method: "POST",
      headers: { "content-type": "text/plain" },
      body: JSON.stringify({ id, title: "Forged" }),
    });
    expect(answer.status, path).toBeGreaterThanOrEqual(300);
  }
  await expectUntouched(person.client, id);
});

test("nothing is changed by GET", async ({ person }) => {
  const { id } = await person.photos.ready({ title: "Mine" });
  const { handle } = person;
  const query = new URLSearchParams({ id, handle, title: "Forged", visibility: "private" });
  for (const [path, { method }] of changes(id)) {
    if (path.startsWith("/api/") && method !== "PUT" && method !== "POST") continue;
    const answer = await person.client.get(`${path}?${query}`);
    expect(answer.headers["set-cookie"], path).toBeUndefined();
    if (path.startsWith("/fn/")) expect([404, 405], path).toContain(answer.status);
  }
  await expectUntouched(person.client, id);
});

test("a browser's own request from the site is taken", async ({ person }) => {
  const { id } = await person.photos.ready({ title: "Mine" });
  for (const headers of [{ "sec-fetch-site": "same-origin" }, { "sec-fetch-site": "none" }] as const) {
    const answer = await person.client.form("/fn/edit-photo", { id, title: "Mine", visibility: "unlisted" }, headers);
    expect([answer.status, answer.header("location")]).toEqual([303, `/photos/${id}`]);
  }
});
