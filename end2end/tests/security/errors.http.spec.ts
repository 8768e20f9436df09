// What goes wrong is said, and nothing from inside with it.
import { expect, test } from "../../fixtures";
import type { Ask } from "../../fixtures/http";

/** What only the inside knows: SQL, types, sources, stacks, bindings and secrets. */
const INSIDE =
  /select |insert into|sqlite|D1_ERROR|constraint|panicked|\.rs:\d|\bat \S+ \(|stack|wasm:|PortError|unwrap|PEPPER|SESSION_KEY|node_modules|\/(root|work|home)\//i;

test("hostile requests learn nothing of how the site is made", async ({ person, stranger }) => {
  const photo = await person.photos.ready();
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const asks: [string, Ask][] = [
    ["/photos/'%20or%201=1--", {}],
    ["/users/%00", {}],
    ["/users/%ff%fe", {}],
    [`/users/${"a".repeat(5000)}`, {}],
    ["/api/v1/photos?cursor=%27%3Bdrop%20table%20users&limit=-1", {}],
    ["/api/v1/photos?limit=999999999999999999999999", {}],
    ["/sitemap/9999-99-99.xml", {}],
    ["/oembed?url=%00", {}],
    ["/media/r/'/1/w320.webp", {}],
    ["/upload", { headers: { cookie: "session=v1.e30.AAAA; language=<>; theme='" } }],
    ["/fn/sign-in", { method: "POST", headers: form, body: "email='&stretched=zz" }],
    ["/fn/sign-in", { method: "POST", headers: form, body: "%zz" }],
    ["/fn/nothing", { method: "POST", headers: form, body: "" }],
    ["/fn/passkey-sign-in", { method: "POST", headers: form, body: "answer=%7B" }],
    ["/fn/edit-photo", { method: "POST", headers: form, body: `id=${photo.id}&licence=none&tags=%00` }],
    [`/api/v1/photos/${photo.id}`, { method: "PATCH", body: '{"title":' }],
    [`/api/v1/photos/${photo.id}`, { method: "PATCH", body: "[".repeat(60_000) }],
    ["/api/v1/photos", { method: "POST", headers: { "content-type": "image/jpeg\u00ff" }, body: "x" }],
  ];
  for (const [path, ask] of asks) {
    for (const client of [person.client, stranger]) {
      const answer = await client.send(path, ask);
      const what = `${ask.method ?? "GET"} ${path.slice(0, 80)}`;
      // scripts of pages are the site's own, and known to everybody
      const said = answer.text().replace(/<script[\s\S]*?<\/script>/g, "");
      expect(INSIDE.exec(said)?.[0], what).toBeUndefined();
      expect(Object.keys(answer.headers), what).not.toEqual(expect.arrayContaining(["x-powered-by"]));
    }
  }
});
