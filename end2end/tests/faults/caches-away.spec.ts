// KV does not work, and then R2 does not: the database knows who is signed in, and what is stored stays.
import { takeAway } from "../../fixtures/away";
import { expect, test } from "../../fixtures/broken-site";
import { Client, ownAddress } from "../../fixtures/http";
import { signIn, signUp } from "../../fixtures/person";
import { objectsOf } from "../../fixtures/storage";
import { storedPhotos } from "../../fixtures/database";
import { photograph } from "../../fixtures/photographs";

test("without KV everybody stays signed in, and can sign out", async ({ broken }) => {
  const person = await signUp(broken, "Hippolyte");
  const again = await signIn(broken, person);
  // something has to be in KV
  expect((await again.client.form("/fn/sign-out", {})).status).toBeLessThan(400);

  const bringBack = await takeAway(broken, "kv");
  const home = await person.client.get("/");
  expect(home.status).toBe(200);
  expect(home.text()).toContain(person.name);
  const photo = await person.photos.upload({ title: "Without KV" });
  expect((await person.photos.show(photo.id)).title).toBe("Without KV");
  expect((await new Client(broken.url, { "cf-connecting-ip": ownAddress() }).get("/")).status).toBe(200);
  expect((await person.client.form("/fn/sign-out", {})).status).toBeLessThan(400);
  expect((await person.client.get("/")).text()).not.toContain(person.name);
  await bringBack();
  expect((await person.client.get("/")).text()).not.toContain(person.name);
});

test("without R2 nothing can be uploaded, and nothing of it stays", async ({ broken, sweep }) => {
  const person = await signUp(broken);
  const kept = await person.photos.upload({ visibility: "public" });
  const bringBack = await takeAway(broken, "r2");
  const upload = { file: photograph("tiny") };
  const refused = await person.photos.send(upload);
  // the local R2 fails without a code of R2's, which looks like a body that broke off
  expect([400, 503]).toContain(refused.status);
  expect((await person.client.get("/")).status, "pages need no R2").toBe(200);
  expect((await person.photos.list({}, person.handle)).items.map(({ id }) => id)).toEqual([kept.id]);

  await bringBack();
  await sweep();
  expect((await person.photos.send(upload)).status).toBe(201);
  const rows = await storedPhotos(broken, person.handle);
  expect(rows.filter(({ deleted_at }) => deleted_at === null)).toHaveLength(2);
  for (const { token, deleted_at } of rows) {
    // the row of what was refused goes once nothing can be written under its name any more
    const expected = deleted_at === null ? [`heliograph-private/o/${token}`] : [];
    expect(await objectsOf(broken, token)).toEqual(expected);
  }
});
