// Every answer says what it is, so that nobody has to guess.
import { expect, test } from "../../fixtures";
import { asset } from "../../fixtures/assets";

test("every answer with a body says its type, and a text its characters", async ({ person, stranger }) => {
  const photo = await person.photos.ready({ title: "日出", visibility: "public" });
  const oembed = new URLSearchParams({ url: `${stranger.url}${photo.url}` });
  for (const [path, type] of [
    ["/", "text/html; charset=utf-8"],
    ["/sign-in", "text/html; charset=utf-8"],
    [photo.url, "text/html; charset=utf-8"],
    [`/users/${person.handle}`, "text/html; charset=utf-8"],
    ["/nowhere", "text/html; charset=utf-8"],
    ["/robots.txt", "text/plain; charset=utf-8"],
    ["/feed.atom", "application/atom+xml; charset=utf-8"],
    ["/sitemap.xml", "application/xml; charset=utf-8"],
    [`/oembed?${oembed}&format=xml`, "text/xml; charset=utf-8"],
    // JSON is UTF-8 without saying so (RFC 8259, 8.1)
    [`/oembed?${oembed}`, "application/json"],
    ["/feed.json", "application/feed+json; charset=utf-8"],
    ["/api/v1/photos", "application/json"],
    ["/api/v1/nothing", "application/problem+json"],
    ["/media/nothing", "application/problem+json"],
    ["/healthz", "application/json"],
    [photo.renditions[0]?.url ?? "", "image/webp"],
    ["/favicon.svg", "image/svg+xml"],
    [await asset(stranger, "app.css"), "text/css; charset=utf-8"],
    [await asset(stranger, "stretch-worker.js"), "text/javascript; charset=utf-8"],
  ] as const) {
    const answer = await stranger.get(path);
    expect([path, answer.header("content-type").toLowerCase()]).toEqual([path, type]);
    expect(answer.body.length, path).toBeGreaterThan(0);
  }
});
