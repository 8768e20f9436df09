// Locally another program may write to the database, as `dev token` does: nobody notices.
import { hold } from "../../fixtures/database";
import { expect, test } from "../../fixtures/broken-site";
import { signUp } from "../../fixtures/person";

test("what is sent while another program writes to the database is taken", async ({ broken }) => {
  const person = await signUp(broken);
  await hold(broken, 500);
  const photo = await person.photos.upload();
  await hold(broken, 500);
  expect((await person.photos.edit(photo.id, { title: "Meanwhile" })).status).toBe(200);
  expect((await person.photos.show(photo.id)).title).toBe("Meanwhile");
});
