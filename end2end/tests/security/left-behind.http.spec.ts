// What a browser keeps, and what it is told to forget when somebody signs out.
import { expect, test } from "../../fixtures";

test("pages with what is sensitive are kept nowhere", async ({ person, moderator }) => {
  for (const path of ["account", "tokens", "blocked", "privacy", "images", "leave"]) {
    const answer = await person.client.get(`/settings/${path}`);
    expect([answer.status, answer.header("cache-control")], path).toEqual([200, "private, no-store"]);
  }
  expect((await person.client.get("/confirm")).header("cache-control")).toBe("private, no-store");
  for (const path of ["people", "invitations"]) {
    expect((await moderator.client.get(`/admin/${path}`)).header("cache-control"), path).toBe("private, no-store");
  }
});

test("signing out has the browser forget what it kept", async ({ person, stranger }) => {
  const out = await person.client.form("/fn/sign-out", {});
  expect(out.header("set-cookie")).toContain("session=; Path=/; Max-Age=0");
  expect(out.header("clear-site-data")).toBe('"cache"');
  expect((await stranger.get("/")).header("clear-site-data"), "nobody else is told").toBe("");
});
