// Parameters that come twice, from elsewhere, or that no form has.
import { expect, test } from "../../fixtures";
import { query } from "../../fixtures/database";
import { newcomer, signUp } from "../../fixtures/person";

const FORM = { "content-type": "application/x-www-form-urlencoded" };

test("a form's fields come from its body alone, and each once", async ({ person }) => {
  const photo = await person.photos.ready({ title: "Mine", visibility: "private" });
  const other = await person.photos.ready({ title: "Other", visibility: "private" });
  const send = (path: string, body: string) => person.client.send(path, { method: "POST", headers: FORM, body });
  // named in the address, a field is not there
  await send(`/fn/edit-photo?id=${photo.id}&title=Changed`, "visibility=public");
  await send(`/fn/edit-photo?title=Changed`, `id=${photo.id}`);
  // named twice, it is not known which is meant
  await send("/fn/edit-photo", `id=${photo.id}&id=${other.id}&title=Changed`);
  await send("/fn/edit-photo", `id=${photo.id}&title=Changed&visibility=private&visibility=public`);
  for (const [id, title] of [
    [photo.id, "Mine"],
    [other.id, "Other"],
  ] as const) {
    expect(await person.photos.show(id)).toMatchObject({ title, visibility: "private" });
  }
});

test("of a parameter that an address has twice, the first counts", async ({ person, stranger }) => {
  await person.photos.ready({ visibility: "public" });
  await person.photos.ready({ visibility: "public" });
  const page = await stranger.get(`/api/v1/users/${person.handle}/photos?limit=1&limit=100`);
  expect(page.json<{ items: unknown[] }>().items).toHaveLength(1);
  const invented = { cookie: `session=nonsense; session=${person.session}` };
  expect((await stranger.get("/upload", invented)).text(), "the first cookie counts as well").toContain("Sign in");
});

test("a field that a form does not have changes nothing", async ({ site, stranger, person }) => {
  const who = newcomer();
  const more = { role: "admin", suspended_at: "0", show_place: "1", id: "0".repeat(32), created_at: "0" };
  const made = await stranger.form("/fn/sign-up", { ...who, ...more, stretched: "0".repeat(64) });
  expect(made.status, made.text()).toBe(200);
  const [row] = await query<Record<string, unknown>>(site, "select * from users where email = ?", who.email);
  expect(row).toMatchObject({ role: "member", suspended_at: null, show_place: 0 });
  expect([row?.["id"], row?.["created_at"]]).not.toContain(more.id);
  expect(row?.["created_at"]).toBeGreaterThan(1_700_000_000_000);

  const photo = await person.photos.ready({ title: "Mine" });
  const eve = await signUp(site, "Eve");
  await person.client.form("/fn/edit-photo", { id: photo.id, title: "Mine", owner_id: eve.handle, state: "failed" });
  expect(await person.photos.show(photo.id)).toMatchObject({ state: "ready", owner: { handle: person.handle } });
  const path = `/api/v1/photos/${photo.id}`;
  for (const field of ["owner", "owner_id", "state", "id", "created_at", "renditions", "place"]) {
    expect((await person.client.json("PATCH", path, { title: "Changed", [field]: "x" })).status, field).toBe(400);
  }
  expect(await person.photos.show(photo.id)).toMatchObject({ title: "Mine" });
});

test("a form is small, and says how large it is", async ({ person }) => {
  const type = { "content-type": "application/x-www-form-urlencoded" };
  const large = { method: "POST", headers: type, body: `next=/&theme=dark&x=${"x".repeat(70_000)}` };
  const answer = await person.client.send("/fn/display", large);
  expect([answer.status, answer.headers["set-cookie"]]).toEqual([400, undefined]);
  expect((await person.client.form("/fn/display", { next: "/", theme: "dark" })).status).toBe(303);
});
