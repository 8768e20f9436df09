// Passkeys without a browser: what the Worker takes, of each algorithm, and what it does not.
import { expect, test } from "../../fixtures";
import { Authenticator, type Options, type Said } from "../../fixtures/authenticator";
import { query } from "../../fixtures/database";
import type { Answer, Client } from "../../fixtures/http";
import { newcomer } from "../../fixtures/person";

const NOT_ACCEPTED = "This passkey was not accepted. Please try again, or sign in another way.";

async function json<Value>(client: Client, path: string, fields: Record<string, string>): Promise<Value> {
  const answer = await client.form(path, fields);
  expect(answer.status, answer.text()).toBe(200);
  return JSON.parse(answer.json<string>()) as Value;
}

async function signUp(client: Client, key: Authenticator): Promise<{ user: string; answer: Answer }> {
  const who = newcomer("Key");
  const asked = await json<{ options: Options; user: string }>(client, "/fn/passkey-sign-up-options", who);
  const answer = await client.form("/fn/passkey-sign-up", {
    ...who,
    user: asked.user,
    answer: key.create(asked.options),
  });
  return { user: asked.user, answer };
}

const options = async (client: Client) => json<Options>(client, "/fn/passkey-options", { purpose: "sign-in" });
const signIn = async (client: Client, answer: string) => client.form("/fn/passkey-sign-in", { answer });
const session = (answer: Answer) => /session=[^;]+/.exec(answer.header("set-cookie"))?.[0] ?? "";

for (const algorithm of ["ES256", "EdDSA", "RS256"] as const) {
  test(`an account is made and entered with a key of ${algorithm}`, async ({ stranger }) => {
    const key = new Authenticator(algorithm, stranger.url);
    const made = await signUp(stranger, key);
    expect(made.answer.status, made.answer.text()).toBe(200);
    const entered = await signIn(stranger, key.get(await options(stranger), { userHandle: made.user }));
    expect(entered.status, entered.text()).toBe(200);
    const page = await stranger.get("/settings/account", { cookie: session(entered) });
    expect(page.text()).toContain("you sign in by passkey");
  });
}

test("answers as they must not be sign nobody in", async ({ stranger, site }) => {
  const key = new Authenticator("ES256", stranger.url);
  const { user } = await signUp(stranger, key);
  const spoiled = (at: number) => (signature: Buffer) => {
    const changed = Buffer.from(signature);
    changed[at < 0 ? changed.length + at : at] = (changed.at(at) ?? 0) ^ 1;
    return changed;
  };
  const bad: [string, Said][] = [
    ["another site's page", { origin: "https://evil.example" }],
    ["another port", { origin: "http://127.0.0.1:1" }],
    ["another relying party", { rpId: "evil.example" }],
    ["nobody present", { flags: 4 }],
    ["nobody verified", { flags: 1 }],
    ["somebody else", { userHandle: "0".repeat(32) }],
    ["a changed signature", { spoil: spoiled(-1) }],
    ["a signature of another form", { spoil: spoiled(0) }],
    ["no signature", { spoil: () => Buffer.alloc(0) }],
    ["a counter that went back", { counter: 1 }],
  ];
  for (const [what, said] of bad) {
    const answer = await signIn(stranger, key.get(await options(stranger), said));
    expect([answer.status, answer.json<{ detail: string }>().detail], what).toEqual([401, NOT_ACCEPTED]);
    expect(answer.headers["set-cookie"], what).toBeUndefined();
  }

  const asked = await options(stranger);
  expect((await signIn(stranger, key.get(asked))).status).toBe(200);
  expect((await signIn(stranger, key.get(asked))).status, "a challenge is answered once").toBe(401);
  const both = await options(stranger);
  const atOnce = await Promise.all([key.get(both), key.get(both)].map(async (answer) => signIn(stranger, answer)));
  expect(atOnce.map(({ status }) => status).sort(), "also at once").toEqual([200, 401]);
  for (const challenge of ["", "AAAA", Buffer.alloc(32).toString("base64url")]) {
    expect((await signIn(stranger, key.get({ ...asked, challenge }))).status, challenge).toBe(401);
  }
  const stranger2 = new Authenticator("ES256", stranger.url);
  expect((await signIn(stranger, stranger2.get(await options(stranger)))).status, "a key of nobody").toBe(401);

  const rows = await query<{ n: number }>(site, "select count(*) as n from sessions where user_id = ?", user);
  expect(rows).toEqual([{ n: 3 }]);
});

test("a challenge for one thing is none for another", async ({ person, stranger }) => {
  const key = new Authenticator("ES256", stranger.url);
  const add = await json<Options>(person.client, "/fn/passkey-options", { purpose: "add" });
  const added = await person.client.form("/fn/passkey-add", { name: "Mine", answer: key.create(add) });
  expect(added.status, added.text()).toBe(200);
  const confirm = await json<Options>(person.client, "/fn/passkey-options", { purpose: "confirm" });
  expect((await signIn(stranger, key.get(confirm))).status).toBe(401);
  expect((await person.client.form("/fn/passkey-confirm", { answer: key.get(confirm) })).status).toBe(200);
  expect((await signIn(stranger, key.get(await options(stranger)))).status).toBe(200);
});

test("what is no answer is refused with the same sentence", async ({ stranger }) => {
  for (const answer of ["", "{}", "null", "[]", '{"id":"AA","response":{}}', "x".repeat(50_000)]) {
    const refused = await signIn(stranger, answer);
    expect([refused.status, refused.text().includes(NOT_ACCEPTED)], answer.slice(0, 40)).toEqual([401, true]);
  }
  expect((await stranger.form("/fn/passkey-options", { purpose: "add" })).status, "adding is for members").toBe(401);
  expect((await stranger.form("/fn/passkey-options", { purpose: "x" })).status).toBe(404);
});
