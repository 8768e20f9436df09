// The site's settings are changed by whoever runs the site, by the form on their page alone.
import { expect, test } from "../../fixtures";

test("nobody but admins changes them", async ({ stranger, person, moderator, api }) => {
  const forms: Record<string, string>[] = [{ version: "0", name: "Mine" }, { version: "1", restore: "1" }, {}];
  for (const client of [stranger, person.client, moderator.client, api.client]) {
    for (const fields of forms) {
      expect((await client.form("/admin/settings", fields)).status, JSON.stringify(fields)).toBe(404);
    }
  }
});

test("what was typed comes back only to whom a page of this site sends there", async ({ admin }) => {
  const page = async (site: string) => {
    const address = "/admin/settings?error=Save%20this&name=Mallory";
    return (await admin.client.get(address, { "sec-fetch-site": site })).text();
  };
  for (const site of ["cross-site", "same-site", "none"]) {
    expect(await page(site), site).not.toContain('value="Mallory"');
    expect(await page(site), site).not.toContain("Save this");
  }
  expect(await page("same-origin")).toContain('value="Mallory"');
  expect(await page("same-origin")).toContain("Save this");
});
