// Who keeps order: nobody else does what they do, and that holds at once.
import { expect, test } from "../../fixtures";
import { query } from "../../fixtures/database";
import { signIn } from "../../fixtures/person";
import type { Place } from "../../fixtures/site";

async function standing(site: Place, handle: string) {
  const [row] = await query<{ role: string; suspended_at: number | null }>(
    site,
    "select role, suspended_at from users where handle = ?",
    handle,
  );
  return { role: row?.role, suspended: row?.suspended_at !== null };
}

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
