// The fields in which people type their passwords.
import { expect, test } from "../../fixtures";

test("passwords are masked, and password managers are told what each field is for", async ({ person, stranger }) => {
  for (const [client, path, wanted] of [
    [stranger, "/sign-up", "new-password"],
    [stranger, "/recover", "new-password"],
    [person.client, "/settings/account", "new-password"],
    [stranger, "/sign-in", "current-password"],
    [person.client, "/confirm", "current-password"],
  ] as const) {
    const html = (await client.get(path)).text();
    const [field = "", ...more] = html.match(/<input[^>]*type="password"[^>]*>/g) ?? [];
    expect(more, path).toEqual([]);
    expect(field, path).toContain(`autocomplete="${wanted}"`);
    // nothing limits what can be typed or pasted
    expect(field, path).not.toMatch(/maxlength|pattern|readonly|onpaste|\sname=/);
  }
});
