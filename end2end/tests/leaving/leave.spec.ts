// Asking for one's account to be deleted, and staying after all: plain forms, with scripts and without.
import { expect, test } from "../../fixtures";
import { change, query } from "../../fixtures/database";
import { signIn } from "../../fixtures/person";
import { payload } from "../../fixtures/session";

test("who leaves is gone at once, and may stay after all", async ({ page, goto, awake, site, signedIn, context, stranger }) => {
  const photo = await signedIn.photos.ready({ title: "Pier", visibility: "public" });
  await goto("/settings/privacy");
  await page.getByRole("link", { name: "Delete your account" }).click();
  await awake();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Delete your account");

  // not by a slip
  const handle = page.getByLabel("Type your handle");
  await handle.fill("somebody_else");
  await page.getByRole("button", { name: "Delete my account" }).click();
  await awake();
  await expect(page.getByRole("alert")).toHaveText("This is not your handle. Nothing was deleted.");
  expect((await stranger.get(photo.url)).status).toBe(200);

  await handle.fill(signedIn.handle);
  await page.getByRole("button", { name: "Delete my account" }).click();
  await awake();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your account is being deleted");
  await expect(page.getByRole("navigation").getByRole("link", { name: "Sign in" })).toBeVisible();
  for (const path of [photo.url, `/users/${signedIn.handle}`]) expect((await stranger.get(path)).status, path).toBe(404);

  // signed in again, every address leads to the one page
  const back = await signIn(site, signedIn);
  await context.addCookies([{ name: "session", value: back.session, url: site.url, httpOnly: true, sameSite: "Lax" }]);
  await goto("/upload");
  await expect(page).toHaveURL(/\/settings\/leave$/);
  const sql = "select leaving_at from users where handle = ?";
  const [row] = await query<{ leaving_at: number }>(site, sql, signedIn.handle);
  const end = new Date((row?.leaving_at ?? 0) + 14 * 86_400_000).toISOString().slice(0, 10);
  await expect(page.getByRole("main").locator("time")).toHaveAttribute("datetime", end);

  await page.getByRole("button", { name: "Stay" }).click();
  await awake();
  await expect(page).toHaveURL(new RegExp(`/users/${signedIn.handle}$`));
  await expect(page.locator(`.tile a[href="${photo.url}"]`)).toBeVisible();
  expect((await stranger.get(photo.url)).status).toBe(200);
  expect((await back.client.get("/settings/leave")).header("location"), "it learns that they stayed").toBe("/");
});

test("who does not stay can sign out again", async ({ page, goto, awake, site, person, context }) => {
  expect((await person.client.form("/fn/leave", { handle: person.handle })).status).toBe(303);
  const back = await signIn(site, person);
  await context.addCookies([{ name: "session", value: back.session, url: site.url, httpOnly: true, sameSite: "Lax" }]);
  await goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your account is being deleted");
  await page.getByRole("main").getByRole("button", { name: "Sign out" }).click();
  await awake();
  await expect(page).toHaveURL(/\/$/);
  await expect(page.getByRole("navigation").getByRole("link", { name: "Sign in" })).toBeVisible();
});

test("who is not signed in is asked to sign in first", async ({ page, goto }) => {
  await goto("/settings/leave");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings%2Fleave$/);
});

test("who was signed in long ago shows first that it is them", async ({ page, goto, awake, site, signedIn, context }) => {
  const cookie = (await context.cookies()).find(({ name }) => name === "session");
  await change(site, "update sessions set confirmed_at = 0 where id = ?", payload(cookie?.value ?? "").id);
  await goto("/settings/leave");
  await page.getByLabel("Type your handle").fill(signedIn.handle);
  await page.getByRole("button", { name: "Delete my account" }).click();
  await awake();
  await expect(page).toHaveURL(/\/confirm\?next=%2Fsettings%2Fleave$/);
  expect((await signedIn.client.get(`/users/${signedIn.handle}`)).status).toBe(200);
});
