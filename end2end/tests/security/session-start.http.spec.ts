// Where a session begins: with a token that the site made, for whoever has just shown who they are.
import { expect, test } from "../../fixtures";
import { newcomer, signIn } from "../../fixtures/person";
import { payload } from "../../fixtures/session";

test("a session that somebody else chose is not taken over", async ({ stranger, person }) => {
  for (const chosen of ["0".repeat(32), person.session, "v1.e30.AAAA"]) {
    const victim = stranger.with({ cookie: `session=${chosen}` });
    const answer = await victim.form("/fn/sign-up", { ...newcomer(), stretched: "ab".repeat(32) });
    expect(answer.status, answer.text()).toBe(200);
    const given = /^session=([^;]+)/.exec(answer.header("set-cookie"))?.[1] ?? "";
    expect(given).not.toBe(chosen);
    expect(payload(given).id).not.toBe(payload(person.session).id);
    expect(payload(given).user).not.toBe(payload(person.session).user);
  }
});

test("each signing in is a session of its own, and none is made without", async ({ site, person, stranger }) => {
  const again = await signIn(site, person);
  expect(payload(again.session).id).not.toBe(payload(person.session).id);
  for (const path of ["/", "/sign-in", `/users/${person.handle}`, "/api/v1/photos"]) {
    expect((await stranger.get(path)).headers["set-cookie"], path).toBeUndefined();
  }
});

test("no token stands in an address", async ({ person }) => {
  for (const path of [`/upload?session=${person.session}`, `/api/v1/photos?access_token=${person.session}`]) {
    const answer = await person.client.with({ cookie: "" }).get(path);
    expect(answer.text()).not.toContain(person.handle);
  }
  const html = (await person.client.get("/settings/account")).text();
  expect(html).not.toContain(person.session);
});
