// API tokens by their page: plain forms, with scripts and without.
import { expect, test } from "../../fixtures";
import { Client, ownAddress } from "../../fixtures/http";
import { Photos } from "../../fixtures/photos";
import { photograph } from "../../fixtures/photographs";

test("a token is made, shown once, does what it is for, and is revoked", async ({ page, goto, signedIn, site }) => {
  const photo = await signedIn.photos.ready({ visibility: "private", title: "Mine" });
  await goto("/settings/tokens");
  await expect(page.getByText("You have no tokens.")).toBeVisible();
  await page.getByLabel("What is it called?").fill("Backup script");
  await page.getByRole("button", { name: "Make the token" }).click();
  await expect(page.getByRole("alert")).toHaveText("Please choose what the token is for.");

  await page.getByLabel("What is it called?").fill("Backup script");
  await page.getByLabel("See your photos").check();
  await page.getByLabel("How long does it last?").selectOption("7 days");
  await page.getByRole("button", { name: "Make the token" }).click();
  const token = await page.getByRole("status").locator("code").innerText();
  expect(token).toMatch(/^hg_[\w-]{43}$/);
  await page.reload();
  await expect(page.locator("code"), "it is shown once").toHaveCount(0);
  const entry = page.getByRole("listitem").filter({ hasText: "Backup script" });
  await expect(entry).toContainText("See your photos");
  await expect(entry).toContainText("never used");

  const holder = new Client(site.url, { authorization: `Bearer ${token}`, "cf-connecting-ip": ownAddress() });
  expect(await new Photos(holder).show(photo.id)).toMatchObject({ title: "Mine", visibility: "private" });
  const refused = await holder.json("PATCH", `/api/v1/photos/${photo.id}`, { title: "Changed" });
  expect([refused.status, refused.json<{ detail: string }>().detail]).toEqual([
    403,
    "This token does not allow that. Please use one with the scope that it needs.",
  ]);
  expect((await new Photos(holder).send({ file: photograph("tiny", "of a token") })).status).toBe(403);
  await page.reload();
  await expect(entry).toContainText("last used");

  await page.getByRole("button", { name: "Revoke Backup script" }).click();
  await expect(page.getByText("You have no tokens.")).toBeVisible();
  expect((await holder.get(`/api/v1/photos/${photo.id}`)).status).toBe(401);
});

test("a token for uploading uploads and sees nothing", async ({ page, goto, signedIn, site }) => {
  const hidden = await signedIn.photos.ready({ visibility: "private" });
  await goto("/settings/tokens");
  await page.getByLabel("What is it called?").fill("Camera");
  await page.getByLabel("Upload photos").check();
  await page.getByRole("button", { name: "Make the token" }).click();
  const token = await page.getByRole("status").locator("code").innerText();
  const photos = new Photos(new Client(site.url, { authorization: `Bearer ${token}`, "cf-connecting-ip": ownAddress() }));
  const sent = await photos.upload({ file: photograph("tiny", "of a camera"), visibility: "private" });
  expect(sent.state).toBe("queued");
  for (const id of [sent.id, hidden.id]) {
    expect((await photos.client.get(`/api/v1/photos/${id}`)).status).toBe(404);
  }
  expect((await photos.client.send(`/api/v1/photos/${hidden.id}`, { method: "DELETE" })).status).toBe(403);
});
