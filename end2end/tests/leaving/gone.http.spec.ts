// What nobody meets any more from the moment that somebody leaves, and what they can still ask for themselves.
import { expect, test } from "../../fixtures";
import { signIn, signUp } from "../../fixtures/person";

test("every address of theirs is as if it had never been", async ({ site, person, stranger }) => {
  const shown = await person.photos.ready({ title: "Pier", visibility: "public" });
  const unlisted = await person.photos.ready({ title: "Quay", visibility: "unlisted" });
  const other = await signUp(site, "Bruno");
  const files = [...shown.renditions, ...unlisted.renditions].map(({ url }) => new URL(url, site.url).pathname);
  const paths = [
    shown.url,
    unlisted.url,
    `/users/${person.handle}`,
    `/users/${person.handle}/feed.atom`,
    `/users/${person.handle}/feed.json`,
    `/api/v1/photos/${shown.id}`,
    `/api/v1/users/${person.handle}/photos`,
    `/oembed?url=${encodeURIComponent(site.url + shown.url)}`,
    ...files,
  ];
  for (const path of paths) expect((await stranger.get(path)).status, path).toBe(200);

  const answer = await person.client.form("/fn/leave", { handle: person.handle });
  expect([answer.status, answer.header("location")]).toEqual([303, "/settings/leave?left=1"]);
  expect(answer.header("set-cookie")).toContain("session=; Path=/; Max-Age=0");
  for (const client of [stranger, other.client]) {
    for (const path of paths) expect((await client.get(path)).status, path).toBe(404);
    const lists = await Promise.all(["/", "/feed.atom", "/feed.json", "/api/v1/photos"].map((path) => client.get(path)));
    for (const list of lists) expect(list.text()).not.toContain(shown.id);
  }
  // the old cookie is worth nothing, wherever it is sent
  expect((await person.client.get("/upload")).text()).toContain("Sign in to upload");
  expect((await person.photos.send()).status).toBe(401);
});

test("who is leaving gets to nothing but staying", async ({ site, person, stranger }) => {
  const photo = await person.photos.ready({ title: "Pier", visibility: "private" });
  await person.client.form("/fn/leave", { handle: person.handle });
  const back = await signIn(site, person);
  const own = photo.original ?? "";
  for (const path of ["/", "/upload", photo.url, own, "/settings/images", `/api/v1/photos/${photo.id}`, "/popular"]) {
    const answer = await back.client.get(path);
    expect([answer.status, answer.header("location")], path).toEqual([303, "/settings/leave"]);
  }
  for (const [path, fields] of [
    ["/fn/edit-photo", { id: photo.id, title: "Forged", visibility: "public" }],
    ["/fn/delete-photo", { id: photo.id }],
    ["/fn/leave", { handle: person.handle }],
    ["/fn/save-privacy", { show_place: "on" }],
  ] as const) {
    const answer = await back.client.form(path, fields);
    expect([answer.status, answer.header("location")], path).toEqual([303, "/settings/leave"]);
  }
  expect((await back.photos.send()).status).toBe(303);
  // what is the same for everybody looks at nobody
  for (const path of ["/privacy", "/feed.atom"]) expect((await back.client.get(path)).status, path).toBe(200);

  // nobody stays for somebody else
  const nobody = await stranger.form("/fn/stay", {});
  expect(nobody.header("location")).toBe("/sign-in?next=%2Fsettings%2Fleave");
  const stayed = await back.client.form("/fn/stay", {});
  expect([stayed.status, stayed.header("location")]).toEqual([303, `/users/${person.handle}`]);
  const session = /session=([^;]+)/.exec(stayed.header("set-cookie"))?.[1] ?? "";
  const again = back.client.with({ cookie: `session=${session}` });
  const kept = await again.get(`/api/v1/photos/${photo.id}`);
  expect(kept.json()).toMatchObject({ title: "Pier", visibility: "private" });
});
