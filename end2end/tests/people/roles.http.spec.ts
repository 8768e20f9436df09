// Who keeps order: their pages are not there for others, and what they do holds at once.
import { expect, test } from "../../fixtures";
import { query } from "../../fixtures/database";
import { signIn } from "../../fixtures/person";
import type { Place } from "../../fixtures/site";

const PAGES = ["/admin/people", "/admin/people?q=ada", "/admin/invitations"];

async function standing(site: Place, handle: string) {
  const [row] = await query<{ role: string; suspended_at: number | null }>(
    site,
    "select role, suspended_at from users where handle = ?",
    handle,
  );
  return { role: row?.role, suspended: row?.suspended_at !== null };
}

test("the pages of those who keep order are not there for anybody else", async ({
  stranger,
  person,
  api,
  moderator,
  admin,
}) => {
  const nowhere = (await person.client.get("/nowhere")).text();
  const heading = /<h1[^>]*>[^<]+<\/h1>/.exec(nowhere)?.[0] ?? "none";
  for (const path of PAGES) {
    for (const client of [stranger, person.client, api.client]) {
      const answer = await client.get(path);
      expect(answer.status, path).toBe(404);
      expect(answer.text()).toContain(heading);
    }
    for (const { client } of [moderator, admin]) expect((await client.get(path)).status, path).toBe(200);
  }
  expect((await person.client.get("/")).text()).not.toContain("/admin/");
  expect((await moderator.client.get("/")).text()).toContain('href="/admin/people"');
});

test("nobody does by hand what their pages do not offer", async ({ site, stranger, person, moderator, admin }) => {
  const { handle } = person;
  for (const client of [stranger, person.client]) {
    for (const [path, fields] of [
      ["/fn/suspend-person", { handle: moderator.handle }],
      ["/fn/suspend-person", { handle }],
      ["/fn/change-role", { handle, role: "admin" }],
      ["/fn/make-invitation", {}],
    ] as const) {
      const answer = await client.form(path, { ...fields });
      expect([answer.status, answer.headers["set-cookie"]], path).toEqual([303, undefined]);
      expect(answer.header("location")).toContain("error=");
    }
  }
  // moderators change no roles, and suspend nobody but members
  for (const [path, fields] of [
    ["/fn/change-role", { handle, role: "moderator" }],
    ["/fn/change-role", { handle: moderator.handle, role: "admin" }],
    ["/fn/suspend-person", { handle: admin.handle }],
  ] as const) {
    expect((await moderator.client.form(path, { ...fields })).header("location"), path).toContain("error=");
  }
  // nobody changes their own
  const own = await admin.client.form("/fn/change-role", { handle: admin.handle, role: "member" });
  expect(own.header("location")).toContain("error=");
  expect(await standing(site, handle)).toEqual({ role: "member", suspended: false });
  expect(await standing(site, moderator.handle)).toEqual({ role: "moderator", suspended: false });
  expect(await standing(site, admin.handle)).toEqual({ role: "admin", suspended: false });
  const made = "select i.id from invitations i join users u on u.id = i.made_by where u.handle = ?";
  expect(await query(site, made, handle)).toEqual([]);
});

test("who becomes something else is signed out, and is that when they come back", async ({ site, person, admin }) => {
  const answer = await admin.client.form("/fn/change-role", { handle: person.handle, role: "moderator" });
  expect([answer.status, answer.header("location")]).toEqual([303, `/admin/people?q=${person.handle}`]);
  expect((await person.photos.send()).status).toBe(401);
  const again = await signIn(site, person);
  expect((await again.client.get("/admin/people")).status).toBe(200);

  await admin.client.form("/fn/change-role", { handle: person.handle, role: "member" });
  // the cookie still says moderator
  const stale = await again.client.get("/admin/people");
  expect([stale.status, stale.header("location")]).toEqual([303, "/admin/people"]);
  expect((await (await signIn(site, person)).client.get("/admin/people")).status).toBe(404);
});

test("a role that there is not is refused with a sentence", async ({ site, person, admin }) => {
  const answer = await admin.client.form("/fn/change-role", { handle: person.handle, role: "owner" });
  expect(decodeURIComponent(answer.header("location"))).toContain("Somebody is a member, a moderator or an admin.");
  expect(await standing(site, person.handle)).toEqual({ role: "member", suspended: false });
});
