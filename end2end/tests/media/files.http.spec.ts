// A photo's files over HTTP (RFC 9110): conditions, ranges, lengths, caching, and who gets what.
import { expect, test as base } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";
import { signUp } from "../../fixtures/person";
import type { Photo } from "../../fixtures/photos";

const file = photograph("compact");

interface Files {
  /** A public photo. */
  photo: Photo;
  /** One of its renditions. */
  rendition: string;
}

const test = base.extend<Files>({
  photo: async ({ person }, use) =>
    use(await person.photos.ready({ file: photograph("compact"), visibility: "public" })),
  rendition: async ({ photo }, use) => use(photo.renditions[0]?.url ?? ""),
});

test("a rendition is served whole, with its length, type and tag, for ever", async ({ rendition, stranger }) => {
  const answer = await stranger.get(rendition);
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({
    "content-type": "image/webp",
    "content-length": `${answer.body.length}`,
    "cache-control": "public, max-age=31536000, immutable",
    "accept-ranges": "bytes",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "cross-origin",
  });
  expect(answer.header("etag")).toMatch(/^"[^"]+"$/);
  expect(answer.header("content-security-policy")).toMatch(/default-src 'none'.*sandbox/);
  expect(answer.headers["set-cookie"]).toBeUndefined();
  expect(answer.headers["transfer-encoding"]).toBeUndefined();
});

test("HEAD says what GET would", async ({ rendition, stranger }) => {
  const [get, head] = [await stranger.get(rendition), await stranger.head(rendition)];
  const kept = ({ date, connection, ...headers }: Record<string, unknown>) => (void date, void connection, headers);
  expect(head.status).toBe(200);
  expect(head.body.length).toBe(0);
  expect(kept({ ...head.headers, "keep-alive": "" })).toEqual(kept({ ...get.headers, "keep-alive": "" }));
});

test("what a browser has already is not sent again", async ({ rendition, stranger }) => {
  const { headers } = await stranger.get(rendition);
  const etag = headers.etag ?? "";
  for (const tags of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
    const answer = await stranger.get(rendition, { "if-none-match": tags });
    expect([answer.status, answer.body.length, answer.header("etag")], tags).toEqual([304, 0, etag]);
    expect(answer.header("cache-control")).toContain("immutable");
  }
  expect((await stranger.get(rendition, { "if-none-match": '"other"' })).status).toBe(200);
});

test("parts of a file are sent where asked for", async ({ rendition, stranger }) => {
  const whole = (await stranger.get(rendition)).body;
  const size = whole.length;
  for (const [range, first, last] of [
    ["bytes=0-99", 0, 99],
    ["bytes=100-", 100, size - 1],
    ["bytes=-50", size - 50, size - 1],
    [`bytes=10-${size * 2}`, 10, size - 1],
    [`bytes=-${size * 2}`, 0, size - 1],
  ] as const) {
    const answer = await stranger.get(rendition, { range });
    expect([answer.status, answer.header("content-range")], range).toEqual([206, `bytes ${first}-${last}/${size}`]);
    expect(answer.header("content-length")).toBe(`${last - first + 1}`);
    expect(answer.body.equals(whole.subarray(first, last + 1))).toBe(true);
  }
  for (const range of [`bytes=${size}-`, "bytes=-0"]) {
    const answer = await stranger.get(rendition, { range });
    expect([answer.status, answer.header("content-range"), answer.body.length], range).toEqual([
      416,
      `bytes */${size}`,
      0,
    ]);
  }
  for (const range of ["bytes=5-1", "pages=1-2", "bytes=0-1,4-5", "bytes=a-b"]) {
    expect((await stranger.get(rendition, { range })).status, range).toBe(200);
  }
});

test("a part of a file that has changed is not mixed with what there was", async ({ rendition, stranger }) => {
  const etag = (await stranger.get(rendition)).header("etag");
  expect((await stranger.get(rendition, { range: "bytes=0-9", "if-range": etag })).status).toBe(206);
  expect((await stranger.get(rendition, { range: "bytes=0-9", "if-range": '"other"' })).status).toBe(200);
});

test("the original goes to its owner alone", async ({ person, stranger, site }) => {
  const photo = await person.photos.ready({ file, visibility: "public" });
  const path = photo.original ?? "";
  const answer = await person.client.get(path);
  expect(answer.status).toBe(200);
  expect(answer.body.equals(file.buffer), "byte for byte").toBe(true);
  expect(answer.headers).toMatchObject({
    "content-type": "image/jpeg",
    "cache-control": "private, no-cache",
    "content-disposition": `attachment; filename="heliograph-${photo.id}.jpg"`,
    "cross-origin-resource-policy": "same-origin",
    vary: expect.stringContaining("cookie"),
  });
  const asking: Record<string, string>[] = [{}, { range: "bytes=0-9" }, { "if-none-match": answer.header("etag") }];
  for (const client of [stranger, (await signUp(site)).client]) {
    for (const headers of asking) {
      const refused = await client.get(path, headers);
      expect([refused.status, refused.header("content-type")]).toEqual([404, "application/problem+json"]);
    }
    expect((await client.head(path)).status).toBe(404);
  }
});

test("a private photo's files go to its owner alone, and nobody in between keeps them", async ({
  person,
  stranger,
}) => {
  const photo = await person.photos.ready({ visibility: "private" });
  for (const { url } of photo.renditions) {
    const answer = await person.client.get(url);
    expect([answer.status, answer.header("cache-control")]).toEqual([200, "private, max-age=31536000, immutable"]);
    expect(answer.header("vary")).toContain("cookie");
    const refused = await stranger.get(url);
    expect(refused.status).toBe(404);
    expect(refused.header("cache-control")).toBe("no-store");
    expect((await stranger.get(url, { "if-none-match": answer.header("etag") })).status).toBe(404);
  }
});

test("only what there is has an address", async ({ rendition, photo, person, stranger }) => {
  const token = rendition.split("/")[3] ?? "";
  for (const path of [
    `/media/r/${token}/2/w320.webp`,
    `/media/r/${token}/1/w321.webp`,
    `/media/r/${token}/1/w320.jpg`,
    `/media/r/${token}/01/w320.webp`,
    `/media/r/${token}/1/../1/w640.png`,
    `/media/r/${token.toUpperCase()}/1/w320.webp`,
    `/media/r/${"0".repeat(32)}/1/w320.webp`,
    `/media/p/${token}`,
    `/media/o/${photo.id}`,
    "/media/",
    "/media/%2e%2e/wrangler.toml",
  ]) {
    expect((await person.client.get(path)).status, path).toBe(404);
  }
  for (const method of ["POST", "PUT", "DELETE"]) {
    expect((await stranger.send(rendition, { method })).status, method).toBe(405);
  }
});
