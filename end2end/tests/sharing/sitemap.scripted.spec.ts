// Sitemap and robots: everything that is public can be found, and nothing else.
import { expect, test } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";
import { readXml } from "../../fixtures/xml";

test("a sitemap leads from robots.txt to every public photo, and to its image", async ({
  page,
  person,
  stranger,
  site,
}) => {
  const seen = await person.photos.ready({ visibility: "public" });
  const hidden = [
    await person.photos.ready({ file: photograph("tiny"), visibility: "unlisted" }),
    await person.photos.ready({ file: photograph("phone"), visibility: "private" }),
  ];
  const robots = await stranger.get("/robots.txt");
  expect([robots.status, robots.header("content-type")]).toEqual([200, "text/plain; charset=utf-8"]);
  for (const path of ["/api/", "/fn/"]) {
    expect(robots.text()).toContain(`\nDisallow: ${path}\n`);
  }
  expect(robots.text()).not.toContain("/media");
  const index = /^Sitemap: (\S+)$/m.exec(robots.text())?.[1] ?? "";
  expect(index).toBe(`${site.url}/sitemap.xml`);

  const answer = await stranger.get(new URL(index).pathname);
  expect([answer.status, answer.header("cache-control")]).toEqual([200, "public, max-age=3600"]);
  const maps = (await readXml(page, answer.text(), ["sitemap > loc"]))["sitemap > loc"] ?? [];
  const day = new Date(seen.created_at).toISOString().slice(0, 10);
  expect(maps).toEqual(expect.arrayContaining([`${site.url}/sitemap/people.xml`, `${site.url}/sitemap/${day}.xml`]));

  const text = (await stranger.get(`/sitemap/${day}.xml`)).text();
  const { "url > loc": pages, "url > image > loc": images } = await readXml(page, text, [
    "url > loc",
    "url > image > loc",
  ]);
  const jpeg = seen.renditions.find(({ type }) => type === "image/jpeg");
  const place = pages?.indexOf(site.url + seen.url) ?? -1;
  expect(images?.[place]).toBe(site.url + jpeg?.url);
  for (const { id } of hidden) expect(text).not.toContain(id);

  const people = await readXml(page, (await stranger.get("/sitemap/people.xml")).text(), ["url > loc"]);
  expect(people["url > loc"]).toEqual(expect.arrayContaining([`${site.url}/`, `${site.url}/users/${person.handle}`]));
});

test("a day without photos, or that is none, has no sitemap", async ({ stranger }) => {
  for (const name of ["1999-01-01", "2024-02-30", "2024-1-1", "x"]) {
    expect((await stranger.get(`/sitemap/${name}.xml`)).status, name).toBe(404);
  }
});

test("what is not for everybody is not for search engines", async ({ api, stranger }) => {
  const hidden = async (path: string, client = api.client) => (await client.get(path)).header("x-robots-tag");
  const open = await api.photos.ready({ visibility: "public" });
  const unlisted = await api.photos.ready({ file: photograph("tiny"), visibility: "unlisted" });
  const file = (photo: typeof open) => photo.renditions[0]?.url ?? "";
  expect(await hidden(file(open))).toBe("");
  expect(await hidden(open.url)).toBe("");
  for (const path of [
    "/api/v1/photos",
    `/api/v1/photos/${open.id}`,
    "/api/v1/nothing",
    open.original ?? "",
    file(unlisted),
  ]) {
    expect(await hidden(path), path).toBe("noindex");
  }
  expect((await stranger.get(unlisted.url)).text()).toContain('<meta name="robots" content="noindex"');
});
