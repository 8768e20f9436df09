// A place that is shown is on the photo's page, for whoever may see the photo, and nowhere else.
import { expect, test } from "../../fixtures";
import type { Visibility } from "../../fixtures/photos";
import { photograph } from "../../fixtures/photographs";
import { query } from "../../fixtures/database";

const PLACE = "37.88500° N, 122.62250° W";
/** A time may end in the same digits. */
const TRACES = [/37\.885(?!\d*Z)/, /122\.62/, /latitude/i, /longitude/i];

test("it is in nothing but the photo's page", async ({ site, person, stranger }) => {
  const photo = await person.photos.ready({ file: photograph("located"), title: "Bay", visibility: "public" });
  const form = { id: photo.id, place: "show" };
  expect((await person.client.form("/fn/edit-photo", form)).header("location")).toBe(photo.url);
  const page = (await stranger.get(photo.url)).text();
  expect(page).toContain(PLACE);
  // a preview of the link takes what is in the head
  const head = page.slice(0, page.indexOf("</head>"));
  for (const trace of TRACES) expect(trace.test(head), `${trace} in the head`).toBe(false);
  const oembed = `/oembed?url=${encodeURIComponent(site.url + photo.url)}`;
  for (const path of [
    "/",
    `/users/${person.handle}`,
    `/api/v1/photos/${photo.id}`,
    "/api/v1/photos",
    "/feed.atom",
    "/feed.json",
    `/users/${person.handle}/feed.atom`,
    oembed,
  ]) {
    const text = (await stranger.get(path)).text();
    for (const trace of TRACES) expect(trace.test(text), `${trace} in ${path}`).toBe(false);
  }
  for (const { url } of photo.renditions) {
    const bytes = (await stranger.get(url)).body;
    expect(bytes.includes("Exif") || bytes.includes("GPS"), url).toBe(false);
  }
});

test("unlisted and private photos follow the same rule", async ({ person, stranger }) => {
  const photo = await person.photos.ready({ file: photograph("located"), visibility: "unlisted" });
  const see = async (visibility: Visibility) => {
    expect((await person.photos.edit(photo.id, { visibility })).status).toBe(200);
    const answer = await stranger.get(photo.url);
    return [answer.status, answer.text().includes(PLACE)];
  };
  expect(await see("unlisted")).toEqual([200, false]);
  await person.client.form("/fn/save-privacy", { show_place: "on" });
  expect(await see("unlisted")).toEqual([200, true]);
  expect(await see("private")).toEqual([404, false]);
  await person.client.form("/fn/edit-photo", { id: photo.id, place: "hide" });
  expect(await see("unlisted")).toEqual([200, false]);
});

test("a choice that there is not is refused, and changes nothing", async ({ site, person }) => {
  const photo = await person.photos.ready({ file: photograph("located") });
  const answer = await person.client.form("/fn/edit-photo", { id: photo.id, place: "everywhere" });
  expect(decodeURIComponent(answer.header("location"))).toContain("The place is shown, hidden");
  const rows = await query<{ place: string }>(site, "select place from photos where id = ?", photo.id);
  expect(rows).toEqual([{ place: "account" }]);
});
