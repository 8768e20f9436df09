// What a share link opens, what it keeps back, and that nothing stays open behind it.
import { expect, test } from "../../fixtures";
import { changeLinks } from "../../fixtures/database";
import { photograph } from "../../fixtures/photographs";
import { filesOn, makeLink, passOf, revokeLinks } from "../../fixtures/share";

const GONE = [404, "no-store"];

test("a link opens a private photo, and its page is nobody else's business", async ({ person, stranger }) => {
  const photo = await person.photos.ready({ title: "For the family", visibility: "private" });
  const path = await makeLink(person.client, photo.id);
  const answer = await stranger.get(path);
  expect(answer.status).toBe(200);
  expect(answer.text()).toContain("For the family");
  expect(answer.headers).toMatchObject({
    "cache-control": "private, no-store",
    "referrer-policy": "same-origin",
    "x-robots-tag": "noindex",
  });
  passOf(answer, path);
  expect(answer.text()).not.toMatch(/property="og:|name="twitter:|ld\+json|oembed|rel="canonical"/);
  expect((await stranger.get(photo.url)).status, "its own page stays private").toBe(404);
});

test("nothing on a link's page opens the photo after the link has ended", async ({ person, stranger }) => {
  // an unlisted photo is seen by whoever knows its id, or a file's place in storage
  const photo = await person.photos.ready({ visibility: "unlisted" });
  const token = photo.renditions[0]?.url.split("/")[3] ?? "";
  expect(token).toMatch(/^[0-9a-f]{32}$/);
  const path = await makeLink(person.client, photo.id, { may_download: "on", hide_metadata: undefined });
  const page = await stranger.get(path);
  const files = filesOn(page.text());
  expect(files.length).toBeGreaterThan(2);
  const answers = [page, ...(await Promise.all(files.map((file) => stranger.get(file))))];
  for (const answer of answers) {
    expect(answer.status).toBe(200);
    const said = `${JSON.stringify(answer.headers)}\n${answer.body.toString("latin1")}`;
    for (const secret of [photo.id, token, person.session]) expect(said).not.toContain(secret);
  }
});

test("files go with a link, are kept by nobody, and go nowhere without", async ({ person, stranger }) => {
  const photo = await person.photos.ready({ visibility: "private" });
  const other = await person.photos.ready({ file: photograph("tiny"), visibility: "private" });
  const path = await makeLink(person.client, photo.id);
  const files = filesOn((await stranger.get(path)).text());
  for (const file of files) {
    const answer = await stranger.get(file);
    expect([answer.status, answer.header("cache-control")], file).toEqual([200, "private, no-store"]);
    expect(answer.header("cross-origin-resource-policy")).toBe("same-origin");
    const [name, pass = ""] = file.split("?share=");
    for (const bad of ["", pass.slice(1), `${pass}x`, pass.replace("s1.media", "s1.page")]) {
      const refused = await stranger.get(`${name}?share=${bad}`);
      expect([refused.status, refused.header("cache-control")], bad).toEqual(GONE);
    }
    // neither the photo's own addresses nor those of another photo open with it
    for (const foreign of [...photo.renditions, ...other.renditions].map(({ url }) => url)) {
      expect((await stranger.get(`${foreign}?share=${pass}`)).status).toBe(404);
      const within = foreign.replace("/media/", "/media/shared/");
      expect((await stranger.get(`${within}?share=${pass}`)).status).toBe(404);
    }
    expect((await stranger.get(`/media/shared/original?share=${pass}`)).status, "not offered").toBe(404);
  }
});

test("a revoked link is shut at once, for its page and its files, whoever is in", async ({ person, stranger }) => {
  const photo = await person.photos.ready({ visibility: "private" });
  const path = await makeLink(person.client, photo.id);
  const page = await stranger.get(path);
  const visitor = stranger.with({ cookie: `share=${passOf(page, path)}` });
  const [file = ""] = filesOn(page.text());
  const { headers } = await visitor.get(file);
  const asking: Record<string, string>[] = [{}, { range: "bytes=0-9" }, { "if-none-match": headers.etag ?? "" }];
  expect((await visitor.get(path)).status).toBe(200);

  await revokeLinks(person.client, photo.id);
  for (const client of [stranger, visitor, person.client]) {
    expect((await client.get(path)).status).toBe(404);
    for (const more of asking) {
      const refused = await client.get(file, more);
      expect([refused.status, refused.header("cache-control")]).toEqual(GONE);
    }
    expect((await client.head(file)).status).toBe(404);
  }
});

test("a link ends, also for whoever is in", async ({ person, stranger, site }) => {
  const photo = await person.photos.ready({ visibility: "private" });
  const path = await makeLink(person.client, photo.id);
  const page = await stranger.get(path);
  const visitor = stranger.with({ cookie: `share=${passOf(page, path)}` });
  const [file = ""] = filesOn(page.text());
  expect((await visitor.get(file)).status).toBe(200);
  await changeLinks(site, photo.id, "expires_at = created_at + 1");
  expect((await visitor.get(path)).status).toBe(404);
  expect((await visitor.get(file)).status).toBe(404);
  expect((await person.client.get(`/photos/${photo.id}/links`)).text(), "its owner sees why").toContain("Ended");
});

test("a deleted photo is gone by its links as well", async ({ person, stranger }) => {
  const photo = await person.photos.ready({ visibility: "public" });
  const path = await makeLink(person.client, photo.id);
  const [file = ""] = filesOn((await stranger.get(path)).text());
  await person.photos.delete(photo.id);
  expect((await stranger.get(path)).status).toBe(404);
  expect((await stranger.get(file)).status).toBe(404);
});

test("what the camera said is kept back unless the owner tells it", async ({ person, stranger }) => {
  const located = photograph("located");
  const photo = await person.photos.ready({ file: located, title: "At the coast", visibility: "private" });
  const camera = /iPhone|Apple|Taken|Exposure/;
  for (const may_download of [undefined, "on"] as const) {
    const hiding = await makeLink(person.client, photo.id, may_download ? { may_download } : {});
    const hidden = (await stranger.get(hiding)).text();
    expect(hidden).toContain("At the coast");
    expect(hidden).not.toMatch(camera);
    expect(hidden).not.toContain("/media/shared/original");
    expect(hidden.includes("/media/shared/bare?"), "the original without what is kept back").toBe(may_download === "on");
    const pass = filesOn(hidden)[0]?.split("?share=")[1];
    expect((await stranger.get(`/media/shared/original?share=${pass}`)).status).toBe(404);
    for (const file of filesOn(hidden)) {
      expect((await stranger.get(file)).body.toString("latin1")).not.toMatch(/Exif|iPhone|GPS/);
    }
  }
  const telling = await makeLink(person.client, photo.id, { may_download: "on", hide_metadata: undefined });
  const told = (await stranger.get(telling)).text();
  expect(told).toContain("iPhone");
  const original = filesOn(told).find((file) => file.includes("/original?")) ?? "";
  const answer = await stranger.get(original);
  expect(answer.body.equals(located.buffer), "byte for byte").toBe(true);
  expect(answer.headers).toMatchObject({
    "cache-control": "private, no-store",
    "content-disposition": 'attachment; filename="heliograph.jpg"',
  });
});

test("addresses that are no links look like links that are gone", async ({ stranger }) => {
  for (const secret of ["0".repeat(32), "0", "A".repeat(32), `${"0".repeat(31)}%2f`, "x".repeat(5000)]) {
    const answer = await stranger.get(`/s/${secret}`);
    expect(answer.status, secret.slice(0, 40)).toBe(404);
    expect(answer.headers["set-cookie"]).toBeUndefined();
  }
});
