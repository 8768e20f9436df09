// D1 does not answer: what is kept elsewhere is shown, the rest says so and asks again, and nothing is half done.
import { takeAway } from "../../fixtures/away";
import { expect, test } from "../../fixtures/broken-site";
import { cached } from "../../fixtures/cached";
import { Client, ownAddress } from "../../fixtures/http";
import { signUp } from "../../fixtures/person";
import { photograph } from "../../fixtures/photographs";
import { query } from "../../fixtures/database";

test("without its database, the site shows what it has kept, and changes nothing", async ({ broken, startImages }) => {
  await startImages();
  const person = await signUp(broken);
  const photo = await person.photos.ready({ visibility: "public", title: "A kept one" });
  const unlisted = await person.photos.ready({ visibility: "unlisted", file: photograph("tiny") });
  const stranger = new Client(broken.url, { "cf-connecting-ip": ownAddress() });
  const keptPaths = ["/", "/feed.json"];
  for (const path of keptPaths) expect((await cached(stranger, path)).text(), path).toContain(photo.url);

  const bringBack = await takeAway(broken, "d1");
  for (const path of keptPaths) {
    const kept = await stranger.get(path);
    expect(kept.status, path).toBe(200);
    expect(kept.header("heliograph-cache"), path).toMatch(/^(hit|stale)$/);
    expect(kept.text(), path).toContain(photo.url);
  }

  const [file] = photo.renditions;
  const shown = await stranger.get(file?.url ?? "");
  expect([shown.status, shown.body.length]).toEqual([200, file?.bytes]);
  expect(shown.header("cache-control")).toBe("private, max-age=60");
  const hidden = await stranger.get(unlisted.renditions[0]?.url ?? "");
  expect(hidden.status, "whether it is there cannot be told").toBe(503);

  // nobody has asked for this feed yet
  for (const path of ["/feed.atom", `/api/v1/photos/${photo.id}`, photo.original ?? ""]) {
    const answer = await stranger.get(path);
    expect([path, answer.status, answer.header("retry-after")]).toEqual([path, 503, "60"]);
  }
  const upload = { file: photograph("tiny"), visibility: "public" } as const;
  expect((await person.photos.send(upload)).status).toBe(503);
  expect((await person.photos.edit(photo.id, { title: "Another" })).status).toBe(503);
  expect((await person.photos.delete(photo.id)).status).toBe(503);

  await bringBack();
  expect((await person.photos.show(photo.id)).title).toBe("A kept one");
  expect((await stranger.get(unlisted.renditions[0]?.url ?? "")).status).toBe(200);
  expect((await person.photos.send(upload)).status, "nothing of it was known").toBe(201);
  const [rows] = await query<{ count: number }>(broken, "select count(*) as count from photos");
  expect(rows?.count).toBe(3);
});

test("a page that cannot be shown explains itself, and comes by itself when it can", async ({
  page,
  goto,
  broken,
  guard,
}) => {
  const person = await signUp(broken, "Hippolyte");
  guard.allow(/answered 503/);
  const bringBack = await takeAway(broken, "d1");
  const answer = await goto(`/users/${person.handle}`);
  expect(answer?.status()).toBe(503);
  expect(await answer?.headerValue("retry-after")).toBe("60");
  await expect(page.getByRole("heading", { name: "This page cannot be shown just now" })).toBeVisible();
  await expect(page.locator('meta[http-equiv="refresh"]')).toHaveAttribute("content", "60");

  await bringBack();
  await page.getByRole("link", { name: "Try again now" }).click();
  await expect(page.getByRole("heading", { name: person.name })).toBeVisible();
  await expect(page).toHaveURL(`${broken.url}/users/${person.handle}`);
});
