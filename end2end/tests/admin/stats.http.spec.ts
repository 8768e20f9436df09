// How the site does is for whoever runs it.
import { expect, test } from "../../fixtures";

test("it is not there for anybody but admins", async ({ stranger, person, moderator, api, admin }) => {
  for (const client of [stranger, person.client, moderator.client, api.client]) {
    expect((await client.get("/admin/stats")).status).toBe(404);
  }
  const page = await admin.client.get("/admin/stats");
  expect(page.status).toBe(200);
  expect(page.header("cache-control")).toBe("private, no-store");
  expect((await moderator.client.get("/admin/people")).text()).not.toContain('href="/admin/stats"');
});
