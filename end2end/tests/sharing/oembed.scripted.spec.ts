// A photo's page as other sites show it: oEmbed, linked data, and previews of links.
import { expect, test } from "../../fixtures";
import type { Client } from "../../fixtures/http";
import { photograph } from "../../fixtures/photographs";
import { readXml } from "../../fixtures/xml";

const HOSTILE = `</script><script>alert(1)</script><!--"'&amp;`;

async function ask(client: Client, url: string, more: Record<string, string> = {}) {
  const answer = await client.get(`/oembed?${new URLSearchParams({ url, ...more })}`);
  expect(answer.header("access-control-allow-origin")).toBe("*");
  return answer;
}

test("a photo is given in the room that there is, as JSON and as XML", async ({ page, person, stranger, site }) => {
  const photo = await person.photos.ready({
    file: photograph("camera"),
    visibility: "public",
    title: HOSTILE,
    licence: "cc0",
  });
  const address = site.url + photo.url;
  const whole = await ask(stranger, `${address}?from=elsewhere#x`);
  expect([whole.status, whole.header("content-type")]).toEqual([200, "application/json"]);
  expect(whole.json()).toMatchObject({
    version: "1.0",
    type: "photo",
    width: 2048,
    title: HOSTILE,
    author_name: person.name,
    author_url: `${site.url}/users/${person.handle}`,
    provider_name: "Heliograph",
    license_url: "https://creativecommons.org/publicdomain/zero/1.0/",
  });
  for (const [most, width] of [
    ["1300", 1280],
    ["700", 640],
    ["100", 100],
  ] as const) {
    const { url, width: given } = (await ask(stranger, address, { maxwidth: most })).json<{ url: string; width: number }>();
    expect(given, most).toBe(width);
    expect((await stranger.get(new URL(url).pathname)).status).toBe(200);
  }
  const xml = await ask(stranger, address, { format: "xml" });
  expect(xml.header("content-type")).toBe("text/xml; charset=utf-8");
  expect(await readXml(page, xml.text(), ["oembed > title", "oembed > type"])).toEqual({
    "oembed > title": [HOSTILE],
    "oembed > type": ["photo"],
  });
});

test("who has the link of an unlisted photo may embed it; a private one is not there", async ({
  person,
  stranger,
  site,
}) => {
  const unlisted = await person.photos.ready({ visibility: "unlisted" });
  const secret = await person.photos.ready({ file: photograph("tiny"), visibility: "private" });
  const given = (await ask(stranger, site.url + unlisted.url)).json<{ url: string }>();
  const file = await stranger.get(new URL(given.url).pathname);
  expect([file.status, file.header("cross-origin-resource-policy")]).toEqual([200, "cross-origin"]);
  for (const client of [stranger, person.client]) {
    expect((await ask(client, site.url + secret.url)).status).toBe(404);
  }
  const own = await person.client.get(secret.renditions[0]?.url ?? "");
  expect(own.header("cross-origin-resource-policy")).toBe("same-origin");
});

test("what is no photo of this site is not embedded", async ({ person, stranger, site }) => {
  const { url } = await person.photos.ready({ visibility: "public" });
  for (const other of ["", "nonsense", "https://evil.example" + url, `${site.url}/users/${person.handle}`, `${site.url}/`]) {
    expect((await ask(stranger, other)).status, other).toBe(404);
  }
  expect((await ask(stranger, site.url + url, { format: "yaml" })).status).toBe(501);
});

test("a photo's page says what it shows to machines", async ({ page, goto, person, site }) => {
  const photo = await person.photos.ready({
    visibility: "unlisted",
    title: HOSTILE,
    description: HOSTILE,
    alt: "A pier in fog",
    tags: "fog",
    licence: "cc-by-nd",
  });
  await goto(photo.url);
  const scripts = page.locator('script[type="application/ld+json"]');
  await expect(scripts).toHaveCount(1);
  const data = JSON.parse((await scripts.textContent()) ?? "") as Record<string, unknown>;
  const absolute = photo.renditions.map(({ url }) => site.url + url);
  expect(absolute).toContain(data["contentUrl"]);
  expect(absolute).toContain(data["thumbnailUrl"]);
  expect(data).toMatchObject({
    "@type": "ImageObject",
    name: HOSTILE,
    description: HOSTILE,
    caption: "A pier in fog",
    keywords: ["fog"],
    license: "https://creativecommons.org/licenses/by-nd/4.0/",
    creator: { "@type": "Person", name: person.name },
  });
  const meta = (name: string) => page.locator(`meta[property="${name}"]`).getAttribute("content");
  expect(absolute).toContain(await meta("og:image"));
  expect(await meta("og:image:alt")).toBe("A pier in fog");
  expect(await meta("og:description")).toBe(HOSTILE);
  expect(Date.parse((await meta("article:published_time")) ?? "")).toBe(Math.floor(photo.created_at / 1000) * 1000);
  const discovered = page.locator('link[type="application/json+oembed"]');
  const href = new URL((await discovered.getAttribute("href")) ?? "");
  const embedded = await person.client.get(href.pathname + href.search);
  expect([embedded.status, embedded.json<{ title: string }>().title]).toEqual([200, HOSTILE]);
});

test("a private photo's page says nothing to machines", async ({ page, goto, signedIn }) => {
  const photo = await signedIn.photos.ready({ visibility: "private" });
  await goto(photo.url);
  await expect(page.locator('script[type="application/ld+json"], link[type$="oembed"]')).toHaveCount(0);
  await expect(page.locator('meta[property^="og:"]')).toHaveCount(0);
});
