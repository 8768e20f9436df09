// A link with a password: chosen by the owner, asked of the visitor, and never sent by either.
import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures";
import { Wire } from "../../fixtures/wire";

const password = "Grüße & quicksilver";

async function makeWith(page: Page, typed: string): Promise<void> {
  await page.getByLabel("Password", { exact: true }).fill(typed);
  await page.getByRole("button", { name: "Make the link" }).click();
}

async function openWith(page: Page, typed: string): Promise<void> {
  await page.getByLabel("Password", { exact: true }).fill(typed);
  await page.getByRole("button", { name: "Show the photo" }).click();
}

test("a password opens a link, a wrong one does not", async ({ page, goto, awake, signedIn, context, guard, a11y }) => {
  guard.allow(/POST \S+\/fn\/unlock-share-link answered 401/);
  const photo = await signedIn.photos.ready({ title: "Behind a door", visibility: "private" });
  await goto(`${photo.url}/links`);
  await makeWith(page, password);
  await expect(page.getByRole("heading", { name: "Your new link" })).toBeVisible();
  await awake();
  await expect(page.locator(".links dd", { hasText: "Password" })).toBeVisible();
  const path = new URL(await page.getByLabel("Link", { exact: true }).inputValue()).pathname;

  await context.clearCookies();
  await goto(path);
  await expect(page.getByRole("heading", { name: "Somebody shares a photo with you" })).toBeVisible();
  await expect(page.getByText("Behind a door")).toHaveCount(0);
  await openWith(page, "another password");
  await expect(page.getByRole("alert").filter({ hasText: "This is not the password of this link." })).toBeVisible();
  await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
  await a11y.audit();

  await openWith(page, password);
  await expect(page.getByRole("heading", { name: "Behind a door" })).toBeVisible();
  await expect(page).toHaveURL(path);
  const image = page.getByRole("img", { name: "Behind a door" });
  await expect(image).toHaveJSProperty("complete", true);
  expect(await image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(0);
  expect(await page.evaluate(() => document.cookie), "scripts cannot read the pass").toBe("");
});

test("a password that is too short is refused before anything is sent", async ({ page, goto, signedIn }) => {
  const photo = await signedIn.photos.ready();
  await goto(`${photo.url}/links`);
  await makeWith(page, "short");
  await expect(page.getByRole("alert").filter({ hasText: "A password has at least 8 characters." })).toBeVisible();
  await expect(page.getByText("There is none yet.")).toBeVisible();
});

test("the password is in nothing that the browser sends", async ({ page, signedIn, site, awake, context }) => {
  const photo = await signedIn.photos.ready({ title: "Behind a door", visibility: "private" });
  const wire = await Wire.to(site);
  await page.goto(`${wire.url}${photo.url}/links`);
  await awake();
  await makeWith(page, password);
  await expect(page.getByRole("heading", { name: "Your new link" })).toBeVisible();
  const path = new URL(await page.getByLabel("Link", { exact: true }).inputValue()).pathname;
  await context.clearCookies();
  await page.goto(`${wire.url}${path}`);
  await awake();
  await openWith(page, password);
  await expect(page.getByRole("heading", { name: "Behind a door" })).toBeVisible();

  const sent = [...wire.sent.matchAll(/stretched=([0-9a-f]{64})(?![0-9a-f])/g)].map((match) => match[1]);
  expect(sent, "made and opened by the same key").toHaveLength(2);
  expect(sent[0]).toBe(sent[1]);
  for (const written of ["quicksilver", encodeURIComponent(password), Buffer.from(password).toString("hex")]) {
    expect(wire.sent).not.toContain(written);
  }
  wire.close();
});

test("a new link is copied by its button", async ({ page, goto, signedIn, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const photo = await signedIn.photos.ready();
  await goto(`${photo.url}/links`);
  await page.getByRole("button", { name: "Make the link" }).click();
  await expect(page.getByRole("heading", { name: "Your new link" })).toBeVisible();
  await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await page.getByRole("button", { name: "Copy" }).click();
  await expect(page.getByText("Copied", { exact: true })).toBeVisible();
  const copied = await page.evaluate(async () => navigator.clipboard.readText());
  expect(copied).toBe(await page.getByLabel("Link", { exact: true }).inputValue());
});
