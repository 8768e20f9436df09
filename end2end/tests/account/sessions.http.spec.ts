// Sessions: what is signed out is out at once, wherever it matters, and what is used goes on.
import { expect, test } from "../../fixtures";
import { query } from "../../fixtures/database";
import { signUp } from "../../fixtures/person";
import { makeCodes } from "../../fixtures/recovery";
import { aged, payload } from "../../fixtures/session";

const HOUR = 3600;
const DAYS_30 = 30 * 24 * HOUR;

test("a session that was signed out elsewhere reads and changes nothing, though KV has never heard of it", async ({
  site,
  person,
  stranger,
}) => {
  const { id, url } = await person.photos.ready({ title: "Mine", visibility: "private" });
  const stolen = person.client;
  const rows = async () => query(site, "select id from sessions where id = ?", payload(person.session).id);
  expect(await rows()).toHaveLength(1);
  // getting back in ends every other session: their rows are removed, and KV is told nothing
  const [code = ""] = await makeCodes(stolen);
  const back = await stranger.form("/fn/recover", { email: person.email, code, stretched: "ef".repeat(32) });
  expect(back.status, back.text()).toBe(200);
  expect(await rows()).toEqual([]);

  const read = await stolen.get(url);
  expect([read.status, read.header("location")]).toEqual([303, url]);
  expect(read.header("set-cookie")).toContain("session=; Path=/; Max-Age=0");
  expect((await stolen.get(`/api/v1/photos/${id}`)).status).toBe(303);
  const changed = await stolen.json("PATCH", `/api/v1/photos/${id}`, { title: "Stolen" });
  expect(changed.status).toBe(401);
  expect((await stolen.send(`/api/v1/photos/${id}`, { method: "DELETE" })).status).toBe(401);
  expect((await stolen.form("/fn/edit-photo", { id, title: "Stolen" })).status).toBe(401);

  const session = /session=[^;]+/.exec(back.header("set-cookie"))?.[0] ?? "";
  expect((await stranger.get(`/api/v1/photos/${id}`, { cookie: session })).json()).toMatchObject({ title: "Mine" });
});

test("a token that has expired is renewed while its session is used, and not after a month without", async ({
  person,
  stranger,
}) => {
  const old = `session=${aged(person.session, HOUR + 1)}`;
  const answer = await stranger.get("/upload", { cookie: old });
  expect(answer.text()).toContain("Upload photos");
  const [cookie = ""] = answer.headers["set-cookie"] ?? [];
  const renewed = /^session=([^;]+); Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/.exec(cookie)?.[1] ?? "";
  expect(payload(renewed)).toMatchObject({ id: payload(person.session).id, user: payload(person.session).user });
  expect(payload(renewed).expires).toBeGreaterThan(Date.now());

  // one that is signed out by an old token stays signed out
  const out = await stranger.form("/fn/sign-out", {}, { cookie: old });
  expect(out.headers["set-cookie"]).toEqual([expect.stringContaining("session=; Path=/; Max-Age=0")]);
  const gone = await stranger.get("/upload", { cookie: old });
  expect([gone.status, gone.header("set-cookie").includes("Max-Age=0")]).toEqual([303, true]);

  const another = await signUp({ url: stranger.url, state: "" });
  const ancient = `session=${aged(another.session, DAYS_30 + HOUR)}`;
  const refused = await stranger.get("/upload", { cookie: ancient });
  expect(refused.text()).toContain("Sign in to upload");
});

test("devices are listed, and signed out one by one or all but this one", async ({ person, stranger }) => {
  const codes = await makeCodes(person.client);
  const phone = await stranger.form(
    "/fn/recover",
    { email: person.email, code: codes[0] ?? "", stretched: "ab".repeat(32) },
    { "user-agent": "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0" },
  );
  const onPhone = stranger.with({ cookie: /session=[^;]+/.exec(phone.header("set-cookie"))?.[0] ?? "" });
  const entered = await stranger.form(
    "/fn/sign-in",
    { email: person.email, stretched: "ab".repeat(32) },
    { "user-agent": "curl/8.9.1" },
  );
  const byCurl = stranger.with({ cookie: /session=[^;]+/.exec(entered.header("set-cookie"))?.[0] ?? "" });

  const page = (await onPhone.get("/settings/account")).text();
  expect(page).toContain("Firefox on Android");
  expect(page).toContain("curl");
  const other = payload(byCurl.headers["cookie"] ?? "").id;
  const ended = await onPhone.form("/fn/end-session", { session: other });
  expect([ended.status, ended.header("location")]).toEqual([303, "/settings/account"]);
  expect((await byCurl.get("/settings/account")).status, "it is signed out").toBe(303);
  expect((await onPhone.get("/settings/account")).text()).not.toContain("curl");

  // not somebody else's
  const eve = await signUp({ url: stranger.url, state: "" }, "Eve");
  await eve.client.form("/fn/end-session", { session: payload(onPhone.headers["cookie"] ?? "").id });
  expect((await onPhone.get("/settings/account")).status).toBe(200);

  const again = await stranger.form("/fn/sign-in", { email: person.email, stretched: "ab".repeat(32) });
  const third = stranger.with({ cookie: /session=[^;]+/.exec(again.header("set-cookie"))?.[0] ?? "" });
  await onPhone.form("/fn/end-session", {});
  expect((await third.get("/settings/account")).status).toBe(303);
  expect((await onPhone.get("/settings/account")).status).toBe(200);
});
