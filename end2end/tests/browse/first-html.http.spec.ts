// What the first HTML holds, before anything else has been loaded.
import { expect, test } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";

const one = (html: string, pattern: RegExp) => {
  const found = [...html.matchAll(new RegExp(pattern, "g"))].map((match) => match[1]);
  expect(found, `${pattern}`).toHaveLength(1);
  return found[0] ?? "";
};

test("every page has a title, a description and one address", async ({ site, person, stranger, gallery }) => {
  const photo = await person.photos.ready({ visibility: "public", title: "Window at Le Gras" });
  const pages = [
    ["/", "Heliograph: photographs, as they were taken"],
    [photo.url, "Window at Le Gras · Heliograph"],
    [`/users/${gallery.handle}`, `${gallery.name} · Heliograph`],
    ["/upload", "Upload · Heliograph"],
    ["/sign-in", "Sign in · Heliograph"],
    ["/sign-up", "Sign up · Heliograph"],
  ] as const;
  for (const [path, title] of pages) {
    const answer = await stranger.get(path);
    expect(answer.status, path).toBe(200);
    expect(answer.header("content-type")).toBe("text/html; charset=utf-8");
    const html = answer.text();
    expect(one(html, /<title>([^<]*)<\/title>/)).toBe(title);
    expect(one(html, /<meta name="description" content="([^"]+)"/).length).toBeGreaterThan(10);
    expect(one(html, /<link href="([^"]+)" rel="canonical"/)).toBe(site.url + path);
    expect(html).toMatch(/<html[^>]* lang="en"/);
    expect(html).not.toContain('name="robots"');
  }
});

test("a page that nobody should find says so", async ({ person, stranger }) => {
  const unlisted = await person.photos.ready({ title: "By link only" });
  for (const path of [unlisted.url, "/nowhere"]) {
    const html = (await stranger.get(path)).text();
    expect(html).toContain('<meta name="robots" content="noindex"');
    expect(html).not.toContain('rel="canonical"');
  }
});

test("place and colours of every photo are in the first HTML", async ({ person, stranger }) => {
  const photo = await person.photos.ready({ file: photograph("phone"), visibility: "public" });
  expect(photo.placeholder).toMatch(/^[0-9a-f]{18}$/);
  const colours = (photo.placeholder ?? "").match(/.{3}/g)?.map((colour, place) => `--${"abcdef"[place]}:#${colour}`);
  for (const path of [photo.url, `/users/${person.handle}`]) {
    const html = (await stranger.get(path)).text();
    expect(html, "its proportions and its six colours").toContain(
      `--r:${(4208 / 3120).toFixed(4)};${colours?.join(";")}`,
    );
    expect(html).toMatch(/srcset="[^"]+ 320w, [^"]+ 640w, [^"]+ 1280w, [^"]+ 2048w"/);
    expect(html).toMatch(/<img[^>]* sizes="[^"]+"/);
    expect(html).toMatch(/<img[^>]* width="4208"[^>]* height="3120"/);
  }
});

test("a link to a photo brings its picture along", async ({ site, person, stranger }) => {
  const photo = await person.photos.ready({ visibility: "public", title: "View from the window" });
  const html = (await stranger.get(photo.url)).text();
  const property = (name: string) => one(html, new RegExp(`<meta property="og:${name}" content="([^"]*)"`));
  expect(property("title")).toBe("View from the window");
  expect(property("url")).toBe(site.url + photo.url);
  const image = property("image");
  expect(image.startsWith(`${site.url}/media/r/`)).toBe(true);
  expect((await stranger.get(new URL(image).pathname)).header("content-type")).toBe("image/jpeg");

  const hidden = await person.photos.ready({ visibility: "private", title: "Mine alone" });
  expect((await person.client.get(hidden.url)).text()).not.toContain("og:image");
});
