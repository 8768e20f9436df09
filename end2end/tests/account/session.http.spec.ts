// What the site does with sessions, seen without a browser.
import { randomBytes } from "node:crypto";
import { expect, test } from "../../fixtures";
import { newcomer } from "../../fixtures/person";

const stretched = () => randomBytes(32).toString("hex");

test("the cookie is for this site's requests alone", async ({ stranger }) => {
  const answer = await stranger.form("/fn/sign-up", { ...newcomer(), stretched: stretched() });
  const [cookie, ...more] = answer.headers["set-cookie"] ?? [];
  expect(more).toEqual([]);
  // on https the name is __Host-session and the cookie is Secure; plain http cannot have that
  expect(cookie?.replace(/=[^;]+/, "=…")).toBe("session=…; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax");
  expect(answer.header("cache-control")).toMatch(/private|no-store/);
});

test("a wrong password and an unknown e-mail get the same answer", async ({ stranger, person }) => {
  const answers = await Promise.all(
    [person.email, newcomer().email].map((email) => stranger.form("/fn/sign-in", { email, stretched: stretched() })),
  );
  const seen = answers.map(({ status, headers, body }) => ({
    status,
    headers: { ...headers, date: "" },
    body: body.toString(),
  }));
  expect(seen[0]?.status).toBe(401);
  expect(seen[0]).toEqual(seen[1]);
});

test("signing out ends the session everywhere", async ({ person }) => {
  expect((await person.client.get("/upload")).text()).toContain("Upload photos");
  const answer = await person.client.form("/fn/sign-out", {}, { accept: "text/html" });
  expect(answer.status).toBeGreaterThanOrEqual(300);
  expect(answer.status).toBeLessThan(400);
  expect(answer.header("location")).toBe("/");
  expect(answer.header("set-cookie")).toContain("session=; Path=/; Max-Age=0");

  // the same cookie once more, as somebody would who had copied it
  expect((await person.client.get("/upload")).text()).toContain("Sign in to upload");
  expect((await person.photos.send()).status).toBe(401);
});

test("a session that was tampered with is none", async ({ person }) => {
  const [payload, tag] = person.session.split(/\.(?=[^.]*$)/);
  const forged = Buffer.from(payload?.slice(3) ?? "", "base64url")
    .toString()
    .replace(person.name, "Somebody");
  const cookie = `session=v1.${Buffer.from(forged).toString("base64url")}.${tag}`;
  expect((await person.client.get("/upload", { cookie })).text()).toContain("Sign in to upload");
});

test("who is signed in already is led on, and only to pages of this site", async ({ person }) => {
  for (const [next, location] of [
    ["/upload", "/upload"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["https://evil.example/", "/"],
    ["/\t/evil.example", "/"],
    // nor with words that the page would show as the site's own, or fill into a form
    ["/settings/account?error=Your+account+is+locked", "/settings/account"],
    ["/settings/account?%65rror=Your+account+is+locked&x=1", "/settings/account?x=1"],
    ["/admin/settings?name=Mallory", "/admin/settings"],
  ]) {
    const answer = await person.client.get(`/sign-in?${new URLSearchParams({ next: next ?? "" })}`);
    expect([answer.status, answer.header("location")], next).toEqual([303, location]);
  }
});
