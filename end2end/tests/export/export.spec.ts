// Taking everything along, by the page: plain forms, with scripts and without.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test } from "../../fixtures";
import { EXPORT } from "../../fixtures/export";
import { PATIENCE_MS } from "../../fixtures/patience";
import { photograph } from "../../fixtures/photographs";
import { unzip } from "../../fixtures/zip";

const hash = (bytes: Buffer | undefined) => createHash("sha256").update(bytes ?? "nothing").digest("hex");

test("everything is put together, downloaded, whole, and deleted again", async ({ page, goto, awake, signedIn }) => {
  const sent = [photograph("compact"), photograph("located"), photograph("tiny")];
  const titles = ["Pier", "../Quay", ""];
  for (const [number, file] of sent.entries()) {
    await signedIn.photos.upload({ file, title: titles[number], visibility: "private", tags: "sea" });
  }
  await goto("/settings/leave");
  await page.getByRole("link", { name: "Take your photos with you first" }).click();
  await awake();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Take everything along");
  await page.getByRole("button", { name: "Put it together" }).click();
  await awake();
  await expect(page).toHaveURL(EXPORT);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("heading", { level: 2, name: "Your export is ready" })).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: PATIENCE_MS });
  await awake();

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: /^Download/ }).click(),
  ]);
  const today = new Date().toISOString().slice(0, 10);
  expect(download.suggestedFilename()).toBe(`heliograph-${signedIn.handle}-${today}.zip`);
  const files = unzip(await readFile(await download.path()));
  const photos = [...files.keys()].filter((name) => name.endsWith(".jpg")).sort();
  expect(files.size).toBe(2 + 2 * sent.length);
  expect(photos.map((name) => hash(files.get(name))).sort()).toEqual(sent.map(({ buffer }) => hash(buffer)).sort());
  for (const name of photos) {
    expect(name).toMatch(/^photos\/\d{4}-\d{2}-\d{2} [^/\\]+ \(\d\)\.jpg$/);
    const about = JSON.parse(String(files.get(name.replace(/jpg$/, "json")))) as { file: string; tags: string[] };
    expect([about.file, about.tags]).toEqual([name, ["sea"]]);
  }
  const account = JSON.parse(String(files.get("account.json"))) as { profile: { email: string } };
  expect(account.profile.email).toBe(signedIn.email);

  await page.getByRole("button", { name: "Delete this export" }).click();
  await awake();
  await expect(page.getByRole("button", { name: "Put it together" })).toBeVisible();
});

test("who is not signed in is asked to sign in first", async ({ page, goto }) => {
  await goto(EXPORT);
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings%2Fexport$/);
});
