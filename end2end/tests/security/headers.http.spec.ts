// The headers of a careful site.
import { expect, test } from "../../fixtures";
import { PATIENCE_MS } from "../../fixtures/patience";

test("every page says what it may load, and lets nobody frame it", async ({ person, stranger }) => {
  for (const client of [stranger, person.client]) {
    for (const path of ["/", "/sign-in", "/upload", `/users/${person.handle}`, "/nowhere"]) {
      const answer = await client.get(path);
      const policy = answer.header("content-security-policy");
      for (const directive of [
        /default-src 'none'/,
        /script-src 'nonce-[\w+/=-]{16,}' 'strict-dynamic' 'wasm-unsafe-eval'/,
        /base-uri 'none'/,
        /form-action 'self'/,
        /frame-ancestors 'none'/,
      ]) {
        expect(policy, path).toMatch(directive);
      }
      expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
      expect(answer.headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "strict-origin-when-cross-origin",
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": expect.stringContaining("geolocation=()"),
        vary: expect.stringMatching(/cookie/i),
        "cache-control": expect.stringMatching(/^private|no-store/),
      });
    }
  }
});

test("answers of the API can neither run nor be guessed at", async ({ stranger }) => {
  for (const path of ["/api/v1/photos", "/api/v1/openapi.json", "/api/v1/nothing", "/healthz"]) {
    const answer = await stranger.get(path);
    expect(answer.header("content-security-policy"), path).toMatch(/default-src 'none'.*sandbox/);
    expect(answer.header("x-content-type-options")).toBe("nosniff");
    expect(answer.header("content-type")).toMatch(/^application\/(problem\+)?json$/);
    expect(answer.header("access-control-allow-origin"), "no other site reads them with a visitor's cookie").toBe("");
  }
});

test("every visitor gets a nonce of their own, also from the cache", async ({ stranger }) => {
  const nonces = new Set<string>();
  const caches = new Set<string>();
  await expect(async () => {
    const answer = await stranger.get("/");
    const html = answer.text();
    const announced = /'nonce-([^']+)'/.exec(answer.header("content-security-policy"))?.[1] ?? "";
    const used = [...html.matchAll(/nonce="([^"]*)"/g)].map((match) => match[1]);
    expect(used.length).toBeGreaterThan(0);
    expect(new Set(used), "the page's scripts carry the nonce that its header announces").toEqual(new Set([announced]));
    expect(nonces.has(announced), "a fresh one").toBe(false);
    nonces.add(announced);
    caches.add(answer.header("heliograph-cache"));
    expect(caches).toContain("hit");
  }).toPass({ timeout: PATIENCE_MS });
  expect(nonces.size).toBeGreaterThan(0);
});
