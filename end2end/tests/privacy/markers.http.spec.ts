// Photographs in which every field that says something about somebody holds a mark; then every byte that anybody else can get
// is searched for the marks: pages, feeds, answers of the API, files, errors, headers.
import { expect, test } from "../../fixtures";
import type { Client } from "../../fixtures/http";
import { crawl, inOtherWays, type Visit } from "../../fixtures/marked/crawl";
import { SHOWN } from "../../fixtures/marked/exif";
import { markedJpeg, markedWebp } from "../../fixtures/marked/files";
import { everything, fieldsIn, Marks, type Mark } from "../../fixtures/marked/marks";
import { BESIDES, personal, sendMarked, withPreview, type MarkedPhoto } from "../../fixtures/marked/photos";
import { signUp, type Person } from "../../fixtures/person";
import { tokenOf } from "../../fixtures/permissions/photos";
import { makeStaff } from "../../fixtures/permissions/who";
import { readPicture } from "../../fixtures/pictures";
import { routeOf, routesOfCode } from "../../fixtures/routes";
import { makeLink } from "../../fixtures/share";
import { bearer, makeToken } from "../../fixtures/tokens";

/** What the API shows of a photo to others, by design. `camera` and `taken_at` are all that comes from what the file says. */
const SHOWN_FIELDS = [
  ...[
    "id",
    "state",
    "reason",
    "title",
    "description",
    "alt",
    "licence",
    "tags",
    "width",
    "height",
    "taken_at",
    "created_at",
  ],
  ...["visibility", "placeholder", "colours", "renditions", "preview", "camera", "owner", "original", "url"],
];
const SHOWN_CAMERA = {
  make: SHOWN.make,
  model: SHOWN.model,
  lens: SHOWN.lens,
  exposure: "1/250",
  aperture: 2.8,
  iso: 640,
  focal_length: 35,
};

/** Fails for each answer in which something is found. */
function expectClean(visits: Visit[], marks: Mark[], who: string): void {
  const found = visits.flatMap(({ what, answer }) => {
    const fields = fieldsIn(everything(answer), marks);
    return fields.length > 0 ? [`${what} (${answer.status}): ${fields.join(", ")}`] : [];
  });
  expect(found, `what ${who} finds`).toEqual([]);
}

/** Where to begin: an address for every route that is asked for by GET. */
function seeds(owner: Person, sent: MarkedPhoto[], links: string[], origin: string): string[] {
  const site = [
    "/",
    "/?x=1",
    "/sign-in",
    "/sign-up",
    "/recover",
    "/confirm",
    "/privacy",
    "/upload",
    "/styleguide",
    "/healthz",
    "/nowhere",
  ];
  const settings = ["account", "tokens", "images", "privacy", "leave", "blocked"].map((name) => `/settings/${name}`);
  const staff = ["/admin/people", `/admin/people?q=${owner.handle}`, "/admin/invitations"];
  const lists = [
    "/api/v1/photos?limit=100",
    "/api/v1/openapi.json",
    `/api/v1/users/${owner.handle}/photos?limit=100`,
    `/users/${owner.handle}`,
  ];
  const feeds = ["", `/users/${owner.handle}`].flatMap((of) =>
    ["atom", "json"].flatMap((kind) => ["en", "zh-Hans"].map((language) => `${of}/feed.${kind}?language=${language}`)),
  );
  const day = new Date(sent[0]?.photo.created_at ?? 0).toISOString().slice(0, 10);
  const maps = ["/robots.txt", "/sitemap.xml", "/sitemap/people.xml", `/sitemap/${day}.xml`];
  const photos = sent.flatMap(({ photo }) => {
    const embed = `/oembed?url=${encodeURIComponent(origin + photo.url)}`;
    const token = tokenOf(photo);
    return [
      photo.url,
      `${photo.url}/links`,
      `/api/v1/photos/${photo.id}`,
      embed,
      `${embed}&format=xml`,
      `/media/o/${token}`,
      `/media/p/${token}`,
    ];
  });
  return [...site, ...settings, ...staff, ...lists, ...feeds, ...maps, ...photos, ...links];
}

/** The four kinds of links, and two with a door. */
async function linksOf(owner: Person, id: string): Promise<{ closed: string[]; open: string }> {
  const closed = [
    {},
    { may_download: "on" },
    { hide_metadata: undefined },
    { views: "3" },
    { stretched: "5e".repeat(32) },
  ] as const;
  const open = await makeLink(owner.client, id, { may_download: "on", hide_metadata: undefined });
  return { closed: await Promise.all(closed.map(async (wanted) => makeLink(owner.client, id, wanted))), open };
}

test("nobody else finds anything of what a photograph says about its owner", async ({ site, stranger }) => {
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
    expectClean(await inOtherWays(stranger, paths), marks, "a stranger who asks in other ways");
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
    expect(files.length).toBeGreaterThan(20);
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
    for (const path of [sent[0]?.photo.url ?? "", "/feed.atom", `/api/v1/users/${owner.handle}/photos`]) {
      const answer = await stranger.get(path, { "accept-encoding": "gzip, br" });
      expect(fieldsIn(everything(answer), planted.all), path).toEqual(["planted"]);
    }
  });
});
