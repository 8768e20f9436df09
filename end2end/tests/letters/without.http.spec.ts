// A site that sends no letters: what they are for is not there, and nothing speaks of it.
import { expect, test } from "../../fixtures";

const LINK = "A".repeat(72);

test("pages and functions of letters are not there", async ({ stranger, person }) => {
  for (const path of ["/forgot", "/forgot?sent=1", "/reset", `/reset/${LINK}`, "/verify", "/verify?done=1", `/verify/${LINK}`]) {
    for (const client of [stranger, person.client]) expect((await client.get(path)).status, path).toBe(404);
  }
  const stretched = "0".repeat(64);
  for (const [path, fields] of [
    ["/fn/ask-reset", { email: person.email }],
    ["/fn/reset-password", { link: LINK, stretched }],
    ["/fn/send-verification", {}],
    ["/fn/verify-email", { link: LINK }],
  ] as const) {
    expect((await person.client.form(path, fields)).status, path).toBe(404);
  }
});

test("no page speaks of them", async ({ stranger, person }) => {
  const pages = ["/sign-in", "/sign-up", "/recover", "/privacy"].map(async (path) => stranger.get(path));
  const own = ["/settings/account", "/confirm"].map(async (path) => person.client.get(path));
  for (const page of await Promise.all([...pages, ...own])) {
    expect(page.status).toBe(200);
    // the page of what is stored names every column
    const text = page.text().replace(/<code>[^<]*<\/code>/g, "");
    expect(text).not.toMatch(/\/forgot|\/fn\/(ask-reset|send-verification)|link by e-mail|verif|an e-mail with/i);
  }
});
