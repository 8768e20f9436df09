// Feeds: what anybody may see, as Atom and as JSON, kept by readers and not sent twice.
import { expect, test } from "../../fixtures";
import type { Answer } from "../../fixtures/http";
import { photograph } from "../../fixtures/photographs";
import { readXml } from "../../fixtures/xml";

const HOSTILE = `</title><script>alert(1)</script>]]>&lt;"'`;

interface JsonFeed {
  version: string;
  home_page_url: string;
  feed_url: string;
  items: {
    id: string;
    url: string;
    title: string;
    content_html: string;
    image: string;
    date_published: string;
    tags: string[];
    authors: { name: string; url: string }[];
    attachments: { url: string; mime_type: string; size_in_bytes: number }[];
  }[];
}

function expectFeed(answer: Answer, type: string): void {
  expect([answer.status, answer.header("content-type"), answer.header("cache-control")]).toEqual([
    200,
    `${type}; charset=utf-8`,
    "public, max-age=300",
  ]);
}

test("a person's feed holds their public photos, with the photo itself", async ({ page, person, stranger, site }) => {
  const photo = await person.photos.ready({
    visibility: "public",
    title: HOSTILE,
    description: `One\n\n${HOSTILE}`,
    tags: "sea, 海边",
    licence: "cc-by",
  });
  await person.photos.ready({ file: photograph("tiny"), visibility: "unlisted", title: "Unlisted" });
  const jpeg = photo.renditions.find(({ type }) => type === "image/jpeg");
  const base = `/users/${person.handle}`;

  const atom = await stranger.get(`${base}/feed.atom`);
  expectFeed(atom, "application/atom+xml");
  const found = await readXml(page, atom.text(), [
    "entry > id",
    "entry > title",
    "entry > published",
    "entry > category@term",
    "entry > link[rel=enclosure]@href",
    "entry > link[rel=enclosure]@length",
    "entry > link[rel=license]@href",
    "entry > content",
    "feed > author > name",
    "feed > link[rel=self]@href",
  ]);
  const address = site.url + photo.url;
  expect(found).toMatchObject({
    "entry > id": [address],
    "entry > title": [HOSTILE],
    "entry > published": [new Date(photo.created_at).toISOString().replace(/\.\d+/, "")],
    "entry > category@term": ["sea", "海边"],
    "entry > link[rel=enclosure]@href": [site.url + jpeg?.url],
    "entry > link[rel=enclosure]@length": [`${jpeg?.bytes}`],
    "entry > link[rel=license]@href": ["https://creativecommons.org/licenses/by/4.0/"],
    "feed > author > name": [person.name],
    "feed > link[rel=self]@href": [`${site.url}${base}/feed.atom`],
  });

  const json = await stranger.get(`${base}/feed.json`);
  expectFeed(json, "application/feed+json");
  const feed = json.json<JsonFeed>();
  expect(feed.feed_url).toBe(`${site.url}${base}/feed.json`);
  expect(feed.items).toHaveLength(1);
  expect(feed.items[0]).toMatchObject({
    id: address,
    title: HOSTILE,
    image: site.url + jpeg?.url,
    tags: ["sea", "海边"],
    attachments: [{ mime_type: "image/jpeg", size_in_bytes: jpeg?.bytes }],
  });
  for (const html of [found["entry > content"]?.[0] ?? "", feed.items[0]?.content_html ?? ""]) {
    const shown = await page.evaluate((html) => {
      const body = new DOMParser().parseFromString(html, "text/html").body;
      return [body.querySelectorAll("script").length, body.querySelectorAll("p")[2]?.textContent];
    }, html);
    expect(shown, "what was written is text").toEqual([0, HOSTILE]);
  }
  const file = await stranger.get(jpeg?.url ?? "");
  expect(file.body.length, "its size is told rightly").toBe(jpeg?.bytes);
});

test("the site's feed never holds what is not public", async ({ page, person, stranger, site }) => {
  const seen = await person.photos.ready({ visibility: "public", title: "Seen" });
  const hidden = [
    await person.photos.ready({ file: photograph("tiny"), visibility: "unlisted" }),
    await person.photos.ready({ file: photograph("phone"), visibility: "private" }),
  ];
  for (const client of [stranger, person.client]) {
    const atom = (await client.get("/feed.atom")).text();
    const found = await readXml(page, atom, ["entry > id"]);
    expect(found["entry > id"]).toContain(site.url + seen.url);
    expect(found["entry > id"]?.length).toBeLessThanOrEqual(30);
    const json = (await client.get("/feed.json")).text();
    expect(json).toContain(seen.url);
    for (const { url } of hidden) for (const text of [atom, json]) expect(text).not.toContain(url);
  }
  await person.photos.edit(seen.id, { visibility: "private" });
  expect((await stranger.get("/feed.json")).text(), "nor what was public once").not.toContain(seen.url);
});

test("a feed that is known is not sent again", async ({ person, stranger }) => {
  await person.photos.ready({ visibility: "public" });
  for (const name of ["feed.atom", "feed.json"]) {
    const path = `/users/${person.handle}/${name}`;
    const first = await stranger.get(path);
    const etag = first.header("etag");
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    const again = await stranger.get(path, { "if-none-match": `"other", W/${etag}` });
    expect([again.status, again.body.length, again.header("etag")]).toEqual([304, 0, etag]);
    const head = await stranger.head(path);
    expect([head.status, head.body.length, head.header("etag")]).toEqual([200, 0, etag]);
  }
  const before = (await stranger.get(`/users/${person.handle}/feed.atom`)).header("etag");
  await person.photos.ready({ file: photograph("tiny"), visibility: "public" });
  const after = (await stranger.get(`/users/${person.handle}/feed.atom`)).header("etag");
  expect(after, "a new photo is a new feed").not.toBe(before);
});

test("nobody's feed is not found, and pages name their feeds", async ({ page, goto, person, stranger, guard }) => {
  // other tests delete photos that are on the home page
  guard.allow(/\/media\/r\/.* answered 404$/);
  for (const name of ["feed.atom", "feed.json", "feed.rss"]) {
    expect((await stranger.get(`/users/nobody_at_all/${name}`)).status, name).toBe(404);
  }
  for (const path of ["/", `/users/${person.handle}`]) {
    await goto(path);
    const links = page.locator("head link[rel=alternate]");
    const types = await links.evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).type));
    expect(types).toEqual(["application/atom+xml", "application/feed+json"]);
    for (const href of await links.evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).href))) {
      expect((await stranger.get(new URL(href).pathname)).status, href).toBe(200);
    }
  }
});

test("a feed speaks the language that its address asks for", async ({ person, stranger }) => {
  await person.photos.ready({ visibility: "public" });
  const atom = async (query: string) => (await stranger.get(`/users/${person.handle}/feed.atom${query}`)).text();
  expect(await atom("")).toContain(`<title>Photos by ${person.name}</title>`);
  const chinese = await atom("?language=zh-Hans");
  expect(chinese).toContain('xml:lang="zh-Hans"');
  expect(chinese).toContain(`<title>${person.name} 的照片</title>`);
  expect(chinese).toContain(`/feed.atom?language=zh-Hans`);
});
