// Where a photo was taken is told to its owner, on the photo's page, and to nobody else anywhere.
import { expect, test } from "../../fixtures";
import type { Client } from "../../fixtures/http";
import { query } from "../../fixtures/database";
import { signUp } from "../../fixtures/person";
import { photograph } from "../../fixtures/photographs";
import type { Photo } from "../../fixtures/photos";

/** What would give away where the photograph was taken: 37° 53.1' N, 122° 37.35' W. A time may end in the same digits. */
const TRACES = [/37\.885(?!\d*Z)/, /122\.62/, /latitude/i, /longitude/i];

async function texts(client: Client, photo: Photo, handle: string, origin: string): Promise<[string, string][]> {
  const oembed = `/oembed?url=${encodeURIComponent(origin + photo.url)}`;
  const paths = [
    photo.url,
    "/",
    `/users/${handle}`,
    `/api/v1/photos/${photo.id}`,
    "/api/v1/photos",
    `/api/v1/users/${handle}/photos`,
    "/feed.atom",
    "/feed.json",
    `/users/${handle}/feed.atom`,
    `/users/${handle}/feed.json`,
    oembed,
    `${oembed}&format=xml`,
    "/sitemap.xml",
  ];
  return Promise.all(
    paths.map(async (path) => {
      const answer = await client.get(path);
      expect(answer.status, path).toBe(200);
      return [path, JSON.stringify(answer.headers) + answer.text()] as [string, string];
    }),
  );
}

test("the owner sees the place, and a stranger finds it nowhere", async ({ site, person, stranger }) => {
  const photo = await person.photos.ready({ file: photograph("located"), title: "Bay", visibility: "public" });
  const [row] = await query<{ latitude: number; longitude: number }>(
    site,
    "select latitude, longitude from photos where id = ?",
    photo.id,
  );
  expect(row?.latitude).toBeCloseTo(37.885, 4);
  expect(row?.longitude).toBeCloseTo(-122.6225, 4);

  const own = (await person.client.get(photo.url)).text();
  expect(own).toContain("37.88500° N, 122.62250° W");
  expect(own).toContain("Only you can see this.");
  const chinese = (await person.client.with({ cookie: `${person.client.headers["cookie"]}; language=zh-Hans` }).get(photo.url)).text();
  expect(chinese).toContain("37.88500° N，122.62250° W");
  expect(chinese).toContain("只有你能看到。");

  const other = await signUp(site, "Bruno");
  for (const client of [stranger, other.client]) {
    for (const [path, text] of await texts(client, photo, person.handle, site.url)) {
      for (const trace of TRACES) expect(trace.test(text), `${trace} in ${path}`).toBe(false);
    }
  }
  // and the owner's own answers for programs do not hold it either
  for (const [path, text] of await texts(person.client, photo, person.handle, site.url)) {
    if (path === photo.url) continue;
    for (const trace of TRACES) expect(trace.test(text), `${trace} in ${path}`).toBe(false);
  }
  for (const { url } of photo.renditions) {
    const bytes = (await stranger.get(url)).body;
    expect(bytes.includes("Exif") || bytes.includes("GPS"), url).toBe(false);
  }
});
