// The pages of those who keep order and of those who run the site: who may open them, who is led to them, and that nobody keeps
// them. To everybody else there are none.
import { expect, test } from "../../fixtures";
import type { Client } from "../../fixtures/http";
import { routesOfCode } from "../../fixtures/routes";
import { bearer, makeToken } from "../../fixtures/tokens";

/** Whom each is for, besides admins; in the order of the navigation. */
const PAGES = [
  { path: "/admin/people", moderators: true },
  { path: "/admin/invitations", moderators: true },
  { path: "/admin/usage", moderators: false },
  { path: "/admin/stats", moderators: false },
  { path: "/admin/jobs", moderators: false },
  { path: "/admin/settings", moderators: false },
];
const ALL = PAGES.map(({ path }) => path);
const OF_MODERATORS = PAGES.filter(({ moderators }) => moderators).map(({ path }) => path);

/** Where a page's navigation leads. */
function navigation(page: string): string[] {
  const links = /<nav [^>]*aria-label="Running the site"[^>]*>(.*?)<\/nav>/s.exec(page)?.[1] ?? "";
  return [...links.matchAll(/href="([^"]+)"/g)].map((match) => match[1] ?? "");
}

/** Expects that to somebody there is no such page. */
async function expectNothing(client: Client, path: string, who: string): Promise<void> {
  const [answer, nothing] = [await client.get(path), await client.get("/admin/nothing")];
  expect([answer.status, nothing.status], `${path} of ${who}`).toEqual([404, 404]);
  const heading = /<h1[^>]*>[^<]+<\/h1>/.exec(nothing.text())?.[0] ?? "none";
  expect(answer.text(), `${path} of ${who}`).toContain(heading);
  expect(navigation(answer.text()), `${path} of ${who}`).toEqual([]);
  expect(answer.header("cache-control"), `${path} of ${who}`).toBe("private, no-store");
}

test("each is there for those whom it is for, and for nobody else", async ({
  site,
  stranger,
  person,
  moderator,
  api,
  admin,
}) => {
  const routes = routesOfCode().filter((route) => route.startsWith("GET /admin"));
  expect(ALL.map((path) => `GET ${path}`).sort(), "no page is forgotten here").toEqual(routes);
  const program = bearer(site.url, await makeToken(admin.client, ["read", "upload", "manage"]));
  const others = { stranger, member: person.client, "a member's program": api.client, "an admin's program": program };
  for (const { path, moderators } of PAGES) {
    for (const [who, client] of Object.entries(others)) await expectNothing(client, path, who);
    if (!moderators) await expectNothing(moderator.client, path, "moderator");
    for (const { client } of moderators ? [moderator, admin] : [admin]) {
      const page = await client.get(path);
      expect([page.status, page.header("cache-control")], path).toEqual([200, "private, no-store"]);
      expect(navigation(page.text()), path).toEqual(client === admin.client ? ALL : OF_MODERATORS);
    }
  }
  await expectNothing(person.client, `/admin/people?q=${person.handle}`, "member");
});

test("the menu leads whoever they are for there, and nobody else", async ({ stranger, person, moderator, admin }) => {
  for (const client of [stranger, person.client]) expect((await client.get("/")).text()).not.toContain("/admin/");
  for (const { client } of [moderator, admin]) expect((await client.get("/")).text()).toContain('href="/admin/people"');
});
