// A site that takes nobody without an invitation, and one that takes nobody at all.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test as base } from "../../fixtures";
import { AccountForm } from "../../fixtures/account-form";
import { query } from "../../fixtures/database";
import { Client, ownAddress, type Answer } from "../../fixtures/http";
import { comeAs, newcomer, signIn, staff, type Person } from "../../fixtures/person";
import { PATIENCE_MS } from "../../fixtures/patience";
import { Site, type Place } from "../../fixtures/site";

interface Founded {
  site: Place;
  moderator: Person;
}

/** A site whose first members came while it was open. */
async function found(mode: string, use: (founded: Founded) => Promise<void>): Promise<void> {
  const state = await mkdtemp(path.join(tmpdir(), "heliograph-"));
  try {
    const open = await Site.start({ state, images: false });
    const person = await staff(open, "moderator");
    await open.stop();
    const site = await Site.start({ state, images: false, vars: { SIGN_UP: mode } });
    await use({ site, moderator: { ...person, ...(await signIn(site, person)) } });
    await site.stop();
  } finally {
    await rm(state, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

const test = base.extend<object, { founded: Founded }>({
  founded: [async ({}, use) => found("invitation", use), { scope: "worker", timeout: 4 * PATIENCE_MS }],
  site: [async ({ founded }, use) => use(founded.site), { scope: "worker" }],
});

/** The secret of a new invitation, as the next page shows it. */
async function invite({ client }: Person): Promise<string> {
  const answer = await client.form("/fn/make-invitation", {});
  expect([answer.status, answer.header("location")]).toEqual([303, "/admin/invitations"]);
  const [cookie] = answer.header("set-cookie").split(";");
  const page = await client.get("/admin/invitations", { cookie: `${client.headers["cookie"]}; ${cookie}` });
  const secret = /\/sign-up\?invitation=([\w-]{43})</.exec(page.text())?.[1];
  expect(page.header("set-cookie")).toContain("invitation=; Path=/admin/invitations; Max-Age=0");
  expect(page.header("cache-control")).toBe("private, no-store");
  if (!secret) throw new Error(`no link on the page: ${page.text()}`);
  return secret;
}

function join(site: Place, fields: Record<string, string>): Promise<Answer> {
  const visitor = new Client(site.url, { "cf-connecting-ip": ownAddress() });
  return visitor.form("/fn/sign-up", { ...newcomer(), stretched: "5a".repeat(32), ...fields });
}

const users = (site: Place) => query(site, "select id from users");

test("a link is made, shown once, and brings one person in", async ({ page, goto, awake, context, guard, founded }) => {
  guard.allow(/answered 403$/);
  const { site, moderator } = founded;
  await comeAs(context, site, moderator);
  await goto("/admin/invitations");
  await expect(page.getByText("Making an account on this site needs an invitation.")).toBeVisible();
  await page.getByRole("button", { name: "Make an invitation" }).click();
  await awake();
  const link = (await page.getByRole("status").locator("code").textContent()) ?? "";
  expect(link).toContain("/sign-up?invitation=");
  await goto("/admin/invitations");
  await expect(page.getByText(link)).toHaveCount(0);
  await expect(page.getByText(`made by @${moderator.handle}`)).toBeVisible();

  await context.clearCookies();
  const form = new AccountForm(page);
  const { pathname, search } = new URL(link);
  await goto(pathname + search);
  await form.send({ ...newcomer("Guest"), password: "Oxidised silver, 1839" });
  await expect(page.getByRole("button", { name: "Your account" })).toBeVisible();

  await context.clearCookies();
  await goto(pathname + search);
  await expect(page.getByRole("heading", { name: "By invitation only" })).toBeVisible();
  await expect(page.getByText("Please ask for a new link.")).toBeVisible();
  for (const [path, heading] of [["/sign-in", "Sign in"], ["/upload", "Sign in to upload"]] as const) {
    await goto(path);
    await expect(page.getByRole("heading", { level: 1, name: heading, exact: true })).toBeVisible();
    await expect(page.getByRole("link", { name: "Make an account" })).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Sign up" })).toHaveCount(0);
    await expect(page.getByText("An account takes a name")).toHaveCount(0);
  }
});

test("without one that is good nobody gets in, by the form or by hand", async ({ founded: { site, moderator } }) => {
  const before = (await users(site)).length;
  const secret = await invite(moderator);
  const reversed = [...secret].reverse().join("");
  for (const fields of [{}, { invitation: "" }, { invitation: "x" }, { invitation: reversed }] as Record<string, string>[]) {
    const answer = await join(site, fields);
    expect([answer.status, answer.headers["set-cookie"]], JSON.stringify(fields)).toEqual([403, undefined]);
    expect(answer.text()).toContain("Please ask for a new link.");
  }
  const page = await new Client(site.url).get(`/sign-up?invitation=${reversed}`);
  expect(page.status).toBe(403);
  expect((await users(site)).length).toBe(before);
});

test("of two who come by the same link at once, one gets in", async ({ founded: { site, moderator } }) => {
  const before = (await users(site)).length;
  const invitation = await invite(moderator);
  const answers = await Promise.all(Array.from({ length: 4 }, () => join(site, { invitation })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403]);
  expect((await users(site)).length, "and nothing is left of the others").toBe(before + 1);
});

test("a link that was revoked is good for nothing", async ({ founded: { site, moderator } }) => {
  const invitation = await invite(moderator);
  const html = (await moderator.client.get("/admin/invitations")).text();
  const ids = [...html.matchAll(/name="id" value="([0-9a-f]{32})"/g)].map(([, id]) => id ?? "");
  expect(ids.length).toBeGreaterThan(0);
  for (const id of ids) {
    const answer = await moderator.client.form("/fn/revoke-invitation", { id });
    expect([answer.status, answer.header("location")]).toEqual([303, "/admin/invitations"]);
  }
  expect((await join(site, { invitation })).status).toBe(403);
});

test("a closed site takes nobody, whatever they bring, and says so", async () => {
  await found("closed", async ({ site, moderator }) => {
    const invitation = await invite(moderator);
    const page = await new Client(site.url).get(`/sign-up?invitation=${invitation}`);
    expect(page.status).toBe(403);
    expect(page.text()).toContain("Nobody new just now");
    const answer = await join(site, { invitation });
    expect(answer.status).toBe(403);
    expect(answer.text()).toContain("Nobody can make an account on this site just now.");
    expect(await users(site)).toHaveLength(1);
  });
});
