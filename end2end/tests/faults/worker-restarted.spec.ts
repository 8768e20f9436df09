// The Worker dies, and with it the queue, which locally forgets everything: the sweep brings every photo back.
import { expect, expectReadyOnceEach, test } from "../../fixtures/broken-site";
import { storedPhotos } from "../../fixtures/database";
import { comeAs, signUp } from "../../fixtures/person";
import { photograph } from "../../fixtures/photographs";
import { Uploader, named } from "../../fixtures/uploader";
import { PATIENCE_MS } from "../../fixtures/patience";

test("photos that waited when the Worker died are made ready once, after a sweep", async ({
  page,
  goto,
  context,
  broken,
  startImages,
  sweep,
  guard,
}) => {
  const person = await signUp(broken, "Hippolyte");
  await comeAs(context, broken, person);
  const uploader = new Uploader(page);
  await goto("/upload");
  await uploader.input.setInputFiles([
    named(photograph("compact"), "one.jpg"),
    named(photograph("compact"), "two.jpg"),
  ]);
  for (const name of ["one.jpg", "two.jpg"]) await uploader.expectState(name, "queued");

  // previews may still be on their way; a photo without one is only seen later
  guard.allow(/^(GET|PUT) \S+\/api\/v1\/photos\/\w+(\/preview)? (failed|answered 503)/);
  await broken.kill();
  await broken.restart();
  await startImages();
  const waiting = await storedPhotos(broken, person.handle);
  expect(
    waiting.map(({ state }) => state).filter((state) => state === "ready"),
    "nobody remembers them yet",
  ).toEqual([]);

  await expect(async () => {
    // a job that was being tried when the Worker died belongs to it until its lease ends
    await sweep();
    const states = (await storedPhotos(broken, person.handle)).map(({ state }) => state);
    expect(states).toEqual(["ready", "ready"]);
  }).toPass({ timeout: PATIENCE_MS, intervals: [1_000] });
  await expectReadyOnceEach(broken, person.handle, 2);
  for (const name of ["one.jpg", "two.jpg"]) await uploader.expectState(name, "ready", 90_000);
});
