// The site's settings are for whoever runs the site: to everybody else there is no such page.
import { expect, test } from "../../fixtures";

test("they are not there for anybody but admins", async ({ stranger, person, moderator, api, admin }) => {
  const forms: Record<string, string>[] = [{ version: "0", name: "Mine" }, { version: "1", restore: "1" }, {}];
  for (const client of [stranger, person.client, moderator.client, api.client]) {
    expect((await client.get("/admin/settings")).status).toBe(404);
    for (const fields of forms) {
      expect((await client.form("/admin/settings", fields)).status, JSON.stringify(fields)).toBe(404);
    }
  }
  const page = await admin.client.get("/admin/settings");
  expect(page.status).toBe(200);
  expect(page.header("cache-control")).toContain("private");
  expect((await admin.client.get("/admin/people")).text()).toContain('href="/admin/settings"');
  expect((await moderator.client.get("/admin/people")).text()).not.toContain('href="/admin/settings"');
  // what was typed comes back only to whom a page of this site sends there, not by somebody's link
  const lure = await admin.client.get("/admin/settings?error=Save%20this&name=Mallory", { "sec-fetch-site": "cross-site" });
  expect(lure.text()).not.toContain('value="Mallory"');
  expect(lure.text()).not.toContain("Save this");
});
