// How often links are opened, and passwords guessed; and who makes links.
import { randomBytes } from "node:crypto";
import { expect, test } from "../../fixtures";
import { Client, ownAddress } from "../../fixtures/http";
import { signUp } from "../../fixtures/person";
import { filesOn, makeLink, passOf, sendLink } from "../../fixtures/share";

const stretched = () => randomBytes(32).toString("hex");

const secretOf = (path: string) => path.slice("/s/".length);

test("a link that opens three times opens three times, however many come at once", async ({ person, stranger }) => {
  const photo = await person.photos.ready({ visibility: "private" });
  const path = await makeLink(person.client, photo.id, { views: "3" });
  for (let look = 0; look < 5; look += 1) {
    const door = await stranger.get(path);
    expect([door.status, filesOn(door.text())], "looking at the address uses nothing up").toEqual([200, []]);
    expect(door.headers["set-cookie"]).toBeUndefined();
  }
  const presses = Array.from({ length: 12 }, () => stranger.form("/fn/open-share-link", { secret: secretOf(path) }));
  const answers = await Promise.all(presses);
  const opened = answers.filter((answer) => answer.headers["set-cookie"]);
  expect(opened).toHaveLength(3);
  for (const answer of opened) {
    expect([answer.status, answer.header("location")]).toEqual([303, path]);
    const visitor = stranger.with({ cookie: `share=${passOf(answer, path)}` });
    const page = await visitor.get(path);
    expect(page.status).toBe(200);
    expect((await visitor.get(filesOn(page.text())[0] ?? "")).status).toBe(200);
  }
  expect((await stranger.get(path)).status, "used up").toBe(404);
});

test("a password shuts every door of its link, and opens no other link", async ({ person, stranger }) => {
  const photo = await person.photos.ready({ title: "Behind a door", visibility: "private" });
  const right = stretched();
  const [path, twin] = [
    await makeLink(person.client, photo.id, { stretched: right }),
    await makeLink(person.client, photo.id, { stretched: right }),
  ];
  const open = await makeLink(person.client, photo.id);
  const [file = ""] = filesOn((await stranger.get(open)).text());

  const door = await stranger.get(path);
  expect(door.status).toBe(200);
  expect(door.text()).not.toContain("Behind a door");
  expect(door.text()).not.toContain(person.name);
  expect(filesOn(door.text())).toEqual([]);
  const press = await stranger.form("/fn/open-share-link", { secret: secretOf(path) });
  expect(press.headers["set-cookie"], "a button is no password").toBeUndefined();
  const wrong = await stranger.form("/fn/unlock-share-link", { secret: secretOf(path), stretched: stretched() });
  expect([wrong.status, wrong.headers["set-cookie"]]).toEqual([401, undefined]);
  expect(wrong.text()).toContain("This is not the password of this link.");

  const unlocked = await stranger.form("/fn/unlock-share-link", { secret: secretOf(path), stretched: right });
  expect(unlocked.status).toBe(200);
  const pass = passOf(unlocked, path);
  expect(filesOn((await stranger.get(path, { cookie: `share=${pass}` })).text()).length).toBeGreaterThan(0);
  // neither this pass, nor one of a file's, opens a link with the same password
  for (const foreign of [pass, file.split("?share=")[1] ?? "", person.session]) {
    expect(filesOn((await stranger.get(twin, { cookie: `share=${foreign}` })).text())).toEqual([]);
  }
});

test("too many guesses at a link's password are refused for a while, from wherever", async ({ person, site }) => {
  const photo = await person.photos.ready({ visibility: "private" });
  const secret = secretOf(await makeLink(person.client, photo.id, { stretched: stretched() }));
  // twice as many as a minute allows, and some more: the minute may end in the middle
  const guesses = Array.from({ length: 25 }, () =>
    new Client(site.url, { "cf-connecting-ip": ownAddress() }).form("/fn/unlock-share-link", { secret, stretched: stretched() }),
  );
  const refused = (await Promise.all(guesses)).filter((answer) => answer.status === 429);
  expect(refused.length).toBeGreaterThan(0);
  for (const answer of refused) {
    expect(answer.text()).toContain("That was a little too often. Please wait a minute and try again.");
    expect(Number(answer.header("retry-after")), "it says when to come back").toBeGreaterThan(0);
  }
});

test("too many guesses from one address are refused for a while, at whatever links", async ({ stranger }) => {
  const guesses = Array.from({ length: 45 }, () =>
    stranger.form("/fn/unlock-share-link", { secret: randomBytes(16).toString("hex"), stretched: stretched() }),
  );
  const statuses = (await Promise.all(guesses)).map((answer) => answer.status);
  expect(statuses).toContain(429);
  expect(new Set(statuses), "a link that there is not is answered as one that is gone").toEqual(new Set([404, 429]));
});

test("nobody but its owner makes, sees or revokes a photo's links", async ({ person, stranger, site }) => {
  const photo = await person.photos.ready({ visibility: "public" });
  const path = await makeLink(person.client, photo.id);
  const page = (await person.client.get(`/photos/${photo.id}/links`)).text();
  const link = /name="link" value="([0-9a-f]{32})"/.exec(page)?.[1] ?? "";
  expect(link).not.toBe("");
  const other = await signUp(site);
  for (const client of [stranger, other.client]) {
    const made = await sendLink(client, photo.id);
    expect([made.status, made.headers["set-cookie"]]).toEqual([303, undefined]);
    await client.form("/fn/revoke-share-link", { photo: photo.id, link });
  }
  expect((await other.client.get(`/photos/${photo.id}/links`)).status).toBe(404);
  const asked = await stranger.get(`/photos/${photo.id}/links`);
  expect([asked.status, asked.header("location")]).toEqual([303, `/sign-in?next=%2Fphotos%2F${photo.id}%2Flinks`]);
  expect((await stranger.get(path)).status, "it still opens").toBe(200);
});

test("what cannot be chosen is refused, and no link is made", async ({ person }) => {
  const { id } = await person.photos.ready({ visibility: "private" });
  const refused: Record<string, string>[] = [
    { days: "0" },
    { days: "366" },
    { days: "never" },
    { days: "" },
    { views: "0" },
    { views: "10001" },
    { views: "-1" },
    { views: "some" },
    { stretched: "a password as it was typed" },
    { photo: "../../upload" },
    { photo: "0".repeat(32) },
  ];
  for (const changes of refused) {
    const answer = await sendLink(person.client, id, changes);
    const what = JSON.stringify(changes);
    expect([answer.status, answer.headers["set-cookie"]], what).toEqual([303, undefined]);
    expect(answer.header("location"), what).toMatch(/^(\/photos\/[0-9a-f]{32}\/links|\/)\?error=/);
  }
  expect((await person.client.get(`/photos/${id}/links`)).text()).toContain("There is none yet.");
});

test("a new link is shown only on the page of its own photo", async ({ person }) => {
  const [one, two] = [await person.photos.ready(), await person.photos.ready({ title: "Another" })];
  const path = await makeLink(person.client, one.id);
  const cookie = `session=${person.session}; new-link=${secretOf(path)}`;
  const shown = await person.client.get(`/photos/${one.id}/links`, { cookie });
  expect(shown.text()).toContain(path);
  expect(shown.headers).toMatchObject({ "cache-control": "private, no-store" });
  expect(shown.header("set-cookie")).toBe(
    `new-link=; Path=/photos/${one.id}/links; Max-Age=0; HttpOnly; SameSite=Lax`,
  );
  expect((await person.client.get(`/photos/${two.id}/links`, { cookie })).text()).not.toContain(path);
  expect((await person.client.get(`/photos/${one.id}/links`)).text(), "and only once").not.toContain(path);
});
