// What owners write about a photo: description, alt text, licence and tags, by every way in which they can be given.
import { expect, test } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";
import type { Change, Photo } from "../../fixtures/photos";

const HOSTILE = [
  `</p><script>alert(1)</script>`,
  `" onload="alert(1)`,
  `'); drop table photos; --`,
  `]]> <!-- {{7*7}} \${7*7} &lt;b&gt; %00 \\u0000`,
];

test("an upload says everything at once, and it is kept in its normal form", async ({ api, stranger }) => {
  const photo = await api.photos.ready({
    visibility: "public",
    title: "Pier",
    description: "At dawn.\r\n\r\n\r\nVery cold.\n",
    alt: "A pier\nin the fog",
    licence: "cc-by-sa",
    tags: "#Dawn, 海边，dawn",
  });
  const said = {
    description: "At dawn.\n\nVery cold.",
    alt: "A pier in the fog",
    licence: "cc-by-sa",
    tags: ["dawn", "海边"],
  };
  expect(photo).toMatchObject(said);
  const seen = await stranger.get(`/api/v1/photos/${photo.id}`);
  expect(seen.json(), "everyone who sees the photo sees it").toMatchObject(said);
});

test("a photo that nothing was said of has all rights reserved", async ({ api }) => {
  const photo = await api.photos.upload();
  expect(photo).toMatchObject({ description: "", alt: "", licence: "all-rights-reserved", tags: [] });
});

test("a change names what is different, and moves no file", async ({ api }) => {
  const photo = await api.photos.ready({ title: "Pier", alt: "A pier", tags: "sea" });
  const changed = await api.photos.edit(photo.id, { description: "Cold.", licence: "cc0", tags: ["Old  Town", "#fog,dawn"] });
  expect(changed.json()).toEqual({
    ...photo,
    description: "Cold.",
    licence: "cc0",
    tags: ["old town", "fog", "dawn"],
  });
  const emptied = await api.photos.edit(photo.id, { description: "", alt: "", tags: [] });
  expect(emptied.json()).toMatchObject({ title: "Pier", description: "", alt: "", licence: "cc0", tags: [] });
});

test("hostile text comes back as it was written", async ({ api }) => {
  const { id } = await api.photos.upload();
  for (const text of HOSTILE) {
    const tag = text.toLowerCase().slice(0, 40).trim();
    const answer = await api.photos.edit(id, { description: text, alt: text, tags: [tag] });
    const { description, alt, tags } = answer.json<Photo>();
    expect([description, alt, tags]).toEqual([text, text, [tag]]);
  }
  const turned = await api.photos.edit(id, { description: "a\u202eb\u0007c\u0000d", alt: "\u2066e", tags: ["f\u2069"] });
  expect(turned.json()).toMatchObject({ description: "ab c d", alt: "e", tags: ["f"] });
});

test("what is too much is refused with a sentence, and changes nothing", async ({ api }) => {
  const { id } = await api.photos.upload({ title: "Pier" });
  const refused: [Change, RegExp][] = [
    [{ description: "é".repeat(2001) }, /^A description has at most 2000 characters\.$/],
    [{ alt: "é".repeat(1001) }, /^An alt text has at most 1000 characters\.$/],
    [{ tags: Array.from({ length: 21 }, (_, n) => `${n}`) }, /^A photo has at most 20 tags\.$/],
    [{ tags: ["a".repeat(41)] }, /^A tag has at most 40 characters\.$/],
    [{ licence: "mit" }, /unknown variant/],
  ];
  for (const [change, sentence] of refused) {
    const answer = await api.photos.edit(id, { title: "New", ...change });
    expect([answer.status, answer.json<{ detail: string }>().detail]).toEqual([400, expect.stringMatching(sentence)]);
  }
  const longest = await api.photos.edit(id, { description: "😀".repeat(2000), alt: "é".repeat(1000) });
  expect([longest.status, longest.json<Photo>().title], longest.text()).toEqual([200, "Pier"]);
  const answer = await api.photos.send({ file: photograph("tiny"), licence: "mit" });
  expect([answer.status, answer.text()]).toEqual([400, expect.stringContaining("none of the licences")]);
});

test("the forms without scripts take the same fields", async ({ person }) => {
  const file = photograph("tiny");
  const form = new FormData();
  form.append("photo", new Blob([new Uint8Array(file.buffer)], { type: file.mimeType }), "tiny.jpg");
  const fields = { title: "Pier", visibility: "unlisted", description: "a\r\nb", alt: "c", licence: "cc-by", tags: "d, E" };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  // one way to write a form, whose length has to be known
  const body = new Response(form);
  const headers = { "content-type": body.headers.get("content-type") ?? "" };
  const sent = await person.client.send("/upload", {
    method: "POST",
    headers,
    body: Buffer.from(await body.arrayBuffer()),
  });
  expect(sent.status, sent.text()).toBe(303);
  const id = sent.header("location").split("/").at(-1) ?? "";
  expect(await person.photos.show(id)).toMatchObject({ description: "a\nb", alt: "c", licence: "cc-by", tags: ["d", "e"] });

  const some = await person.client.form("/fn/edit-photo", { id, title: "", tags: "f，g" });
  expect([some.status, some.header("location")]).toEqual([303, `/photos/${id}`]);
  expect(await person.photos.show(id), "an empty field empties, an absent one leaves alone").toMatchObject({
    title: "",
    description: "a\nb",
    alt: "c",
    licence: "cc-by",
    tags: ["f", "g"],
    visibility: "unlisted",
  });
  const wrong = await person.client.form("/fn/edit-photo", { id, licence: "mit" });
  expect(decodeURIComponent(wrong.header("location"))).toContain("none of the licences");
});
