// Photographs in which every field that says something about somebody holds a mark; then every byte that anybody else can get
// is searched for the marks: pages, feeds, answers of the API, files, errors, headers.
import { expect, test } from "../../fixtures";
import type { Client } from "../../fixtures/http";
import { crawl, expectClean, inOtherWays, type Visit } from "../../fixtures/marked/crawl";
import { SHOWN } from "../../fixtures/marked/exif";
import { markedJpeg, markedWebp } from "../../fixtures/marked/files";
import { everything, fieldsIn, Marks } from "../../fixtures/marked/marks";
import { BESIDES, personal, sendMarked, withPreview } from "../../fixtures/marked/photos";
import { linksOf, seeds } from "../../fixtures/marked/places";
import { signUp } from "../../fixtures/person";
import { tokenOf } from "../../fixtures/permissions/photos";
import { makeStaff } from "../../fixtures/permissions/who";
import { readPicture } from "../../fixtures/pictures";
import { routeOf, routesOfCode } from "../../fixtures/routes";
import { bearer, makeToken } from "../../fixtures/tokens";

/** What the API shows of a photo to others, by design. `camera` and `taken_at` are all that comes from what the file says. */
const SHOWN_FIELDS = (
  "id state reason title description alt licence tags width height taken_at created_at " +
  "visibility placeholder colours renditions preview camera owner original download url"
).split(" ");
const SHOWN_CAMERA = {
  make: SHOWN.make,
  model: SHOWN.model,
  lens: SHOWN.lens,
  exposure: "1/250",
  aperture: 2.8,
  iso: 640,
  focal_length: 35,
};

test("nobody else finds anything of what a photograph says about its owner", async ({ site, stranger }) => {
  // thousands of requests, on a machine that does other things as well
  test.setTimeout(600_000);
  const [owner, other] = [await signUp(site, "Owner"), await signUp(site, "Other")];
  const { moderator } = await makeStaff(site);
  const sent = await sendMarked(owner);
  const previews = [markedWebp(), markedJpeg()];
  const waiting = await withPreview(site, owner, previews);
  const hidden = sent.at(-1);
  const { closed, open } = await linksOf(owner, hidden?.photo.id ?? "");
  const marks = [
    ...sent.flatMap(({ marks }) => marks.all),
    ...previews.flatMap(({ marks }) => marks.all),
    ...personal(owner),
  ];
  const photos = [...sent.map(({ photo }) => photo), waiting];
  const keys = [owner.handle, "share=", ...photos.flatMap((photo) => [photo.id, tokenOf(photo)])];
  const places = [
    ...seeds(owner, sent, closed, site.url),
    waiting.url,
    `/api/v1/photos/${waiting.id}`,
    waiting.preview ?? "",
  ];

  let everywhere: Visit[] = [];
  await test.step("whoever is not signed in", async () => {
    everywhere = await crawl(stranger, places, keys);
    expectClean(everywhere, marks, "a stranger");
    const routes = routesOfCode().filter((route) => route.startsWith("GET "));
    const seen = new Set(everywhere.map(({ path }) => routeOf(routes, "GET", path)));
    expect(
      routes.filter((route) => !seen.has(route)),
      "routes that this test does not visit: add them to its seeds",
    ).toEqual([]);
  });
  await test.step("in other ways", async () => {
    const paths = [...new Map(everywhere.map(({ path }) => [routeOf(routesOfCode(), "GET", path), path])).values()];
    const doing = ["preview", "retry"].map((what) => `/api/v1/photos/${photos[0]?.id}/${what}`);
    expectClean(await inOtherWays(stranger, [...paths, ...doing]), marks, "a stranger who asks in other ways");
  });
  await test.step("members, those who keep order, and tokens", async () => {
    const chinese = stranger.with({ cookie: "language=zh-Hans" });
    const tokens = (["read", "upload", "manage"] as const).map(async (scope) =>
      bearer(site.url, await makeToken(other.client, [scope])),
    );
    const [read, upload, manage] = await Promise.all(tokens);
    const others: [string, Client | undefined][] = [
      ["a stranger in Chinese", chinese],
      ["another member", other.client],
      ["somebody who keeps order", moderator.client],
      ["a token to read", read],
      ["a token to upload", upload],
      ["a token to manage", manage],
    ];
    for (const [who, client] of others) expectClean(await crawl(client ?? stranger, places, keys), marks, who);
  });

  await test.step("files are the picture and nothing else", async () => {
    const files = everywhere.filter(({ path, answer }) => path.startsWith("/media/") && answer.status === 200);
    expect(files.length).toBeGreaterThan(photos.length);
    for (const { path, answer } of files) expect(readPicture(answer.body).extras, path).toEqual([]);
  });
  await test.step("what is shown of a file is shown by design", async () => {
    const [first] = sent;
    const shown = (await stranger.get(`/api/v1/photos/${first?.photo.id}`)).json<Record<string, unknown>>();
    expect(Object.keys(shown).sort()).toEqual([...SHOWN_FIELDS].sort());
    expect(shown).toMatchObject({ camera: SHOWN_CAMERA, taken_at: "2021-05-06T07:08:09", original: null });
    expect(Object.keys(shown["camera"] as object).sort()).toEqual(Object.keys(SHOWN_CAMERA).sort());
  });
  await test.step("a link with everything gives the original, as its owner chose, and nothing else does", async () => {
    const visits = await crawl(stranger, [open], ["share="]);
    const original = visits.filter(({ path }) => path.startsWith("/media/shared/original"));
    expect(original.map(({ answer }) => answer.body.equals(hidden?.file.buffer ?? Buffer.alloc(0)))).toEqual([true]);
    expectClean(
      visits.filter((visit) => !original.includes(visit)),
      marks,
      "somebody with a link",
    );
  });
  await test.step("the search finds what is there", async () => {
    for (const { photo, marks: own } of sent) {
      const answer = await owner.client.get(photo.original ?? "");
      const missing = own.all
        .map(({ field }) => field)
        .filter((field) => !fieldsIn(everything(answer), own.all).includes(field));
      expect(
        missing.filter((field) => !BESIDES.includes(field)),
        "in the original",
      ).toEqual([]);
    }
    expect(fieldsIn((await owner.client.get(sent[0]?.photo.url ?? "")).body, marks)).toContain("GPSLatitude");
    const planted = new Marks();
    await owner.photos.edit(sent[0]?.photo.id ?? "", { title: planted.word("planted") });
    for (const path of [
      sent[0]?.photo.url ?? "",
      `/users/${owner.handle}/feed.atom`,
      `/api/v1/users/${owner.handle}/photos`,
    ]) {
      const answer = await stranger.get(path, { "accept-encoding": "gzip, br" });
      expect(fieldsIn(everything(answer), planted.all), path).toEqual(["planted"]);
    }
  });
});
