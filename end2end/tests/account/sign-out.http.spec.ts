// Whoever is signed in can leave from wherever they are.
import { expect, test } from "../../fixtures";

const SIGN_OUT = /<form method="post" action="\/fn\/sign-out">/;

test("every page offers whoever is signed in to sign out", async ({ person, admin, stranger }) => {
  const photo = await person.photos.ready();
  const settings = ["account", "tokens", "images", "privacy", "blocked", "leave"].map((name) => `/settings/${name}`);
  for (const path of ["/", "/upload", photo.url, `${photo.url}/links`, "/confirm", "/privacy", "/nowhere", ...settings]) {
    expect((await person.client.get(path)).text(), path).toMatch(SIGN_OUT);
  }
  for (const path of ["/admin/people", "/admin/invitations", `/users/${person.handle}`]) {
    expect((await admin.client.get(path)).text(), path).toMatch(SIGN_OUT);
  }
  expect((await stranger.get("/")).text()).not.toMatch(SIGN_OUT);
});
