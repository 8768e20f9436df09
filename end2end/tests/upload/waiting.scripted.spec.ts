// When nothing can be sent for a while: offline, signed out, too often; giving up; and leaving too early.
import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";
import { Uploader, named } from "../../fixtures/uploader";
import { PATIENCE_MS } from "../../fixtures/patience";
import { comeAs } from "../../fixtures/person";

/** Lets no upload through until it is told to. */
async function holdUploads(page: Page): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/api/v1/photos?*", async (route) => {
    await held;
    await route.continue().catch(() => undefined); // it may have been given up
  });
  return release;
}

test("offline, the line waits and says so, and goes on by itself", async ({ page, goto, signedIn, context }) => {
  void signedIn;
  const uploader = new Uploader(page);
  await goto("/upload");
  await context.setOffline(true);
  await uploader.input.setInputFiles([photograph("tiny")]);
  await expect(uploader.overview.getByText("You are offline. Sending goes on by itself")).toBeVisible();
  await uploader.expectState("tiny.jpg", "waiting");
  await context.setOffline(false);
  await uploader.expectState("tiny.jpg", "ready");
  await expect(uploader.overview.getByText("You are offline.")).toBeHidden();
});

test("a connection that breaks while sending is waited for", async ({ page, goto, signedIn, guard }) => {
  guard.allow(/(POST|GET) \S+ failed: net::ERR_(CONNECTION_RESET|INTERNET_DISCONNECTED)/);
  const uploader = new Uploader(page);
  await goto("/upload");
  await page.route("**/healthz", (route) => route.abort("connectionreset"), { times: 1 });
  await page.route("**/api/v1/photos?*", (route) => route.abort("connectionreset"), { times: 1 });
  await uploader.input.setInputFiles([photograph("tiny")]);
  await expect(uploader.overview.getByText("You are offline.")).toBeVisible();
  await uploader.expectState("tiny.jpg", "ready");
  expect((await signedIn.photos.list({}, signedIn.handle)).items).toHaveLength(1);
});

test("who was signed out signs in again and goes on", async ({ page, goto, signedIn, context, site, guard }) => {
  guard.allow(/answered 401$/);
  const uploader = new Uploader(page);
  await goto("/upload");
  await context.clearCookies();
  await uploader.input.setInputFiles([photograph("tiny")]);
  await expect(page.getByText("You are no longer signed in.")).toBeVisible();
  await expect(uploader.overview.getByRole("link", { name: "Sign in" })).toHaveAttribute("target", "_blank");
  await comeAs(context, site, signedIn);
  await page.getByRole("button", { name: "Go on sending" }).click();
  await uploader.expectState("tiny.jpg", "ready");
});

test("a site that asks to wait is waited for", async ({ page, goto, signedIn, guard }) => {
  void signedIn;
  guard.allow(/answered 429$/);
  const uploader = new Uploader(page);
  await goto("/upload");
  await page.route(
    "**/api/v1/photos?*",
    (route) => route.fulfill({ status: 429, headers: { "retry-after": "2" }, json: { detail: "Too often." } }),
    { times: 1 },
  );
  await uploader.input.setInputFiles([photograph("tiny")]);
  await expect(page.getByText("Sending goes on by itself in 2 seconds.")).toBeVisible();
  await uploader.expectState("tiny.jpg", "ready");
});

test("one is cancelled while it is sent, another while it waits; the rest goes on", async ({
  page,
  goto,
  signedIn,
}) => {
  const uploader = new Uploader(page);
  const names = ["one.jpg", "two.jpg", "three.jpg", "four.jpg"];
  await goto("/upload");
  const release = await holdUploads(page);
  await uploader.input.setInputFiles(names.map((name) => named(photograph("tiny"), name)));
  await uploader.expectState("one.jpg", "sending");
  await uploader.expectState("four.jpg", "waiting");
  await page.getByRole("button", { name: "Cancel one.jpg" }).click();
  await page.getByRole("button", { name: "Cancel four.jpg" }).click();
  await expect(uploader.overview, "the keyboard is not lost").toBeFocused();
  await expect(uploader.tiles).toHaveCount(2);
  release();
  for (const name of ["two.jpg", "three.jpg"]) await uploader.expectState(name, "ready");
  expect((await signedIn.photos.list({}, signedIn.handle)).items).toHaveLength(2);
});

test("all that failed are tried again at once, and then there is a way on", async ({ page, goto, signedIn, guard }) => {
  guard.allow(/answered 500$/);
  const uploader = new Uploader(page);
  const names = ["one.jpg", "two.jpg", "three.jpg"];
  await goto("/upload");
  await page.route("**/api/v1/photos?*", (route) => route.fulfill({ status: 500, json: {} }), { times: 2 });
  await uploader.input.setInputFiles(names.map((name) => named(photograph("tiny"), name)));
  const ready = uploader.tiles.and(page.locator("[data-state=ready]"));
  await expect(ready).toHaveCount(1, { timeout: PATIENCE_MS });
  await page.getByRole("button", { name: "Retry all 2 that failed" }).click();
  await expect(ready).toHaveCount(3, { timeout: PATIENCE_MS });
  await expect(uploader.overview.getByText("All done.")).toBeVisible();

  await page.getByRole("button", { name: "Upload more" }).click();
  await expect(uploader.tiles).toHaveCount(0);
  await expect(uploader.input).toBeFocused();
  expect((await signedIn.photos.list({}, signedIn.handle)).items).toHaveLength(3);
});

test("leaving asks first while something would be lost, and only then", async ({ page, goto, signedIn }) => {
  void signedIn;
  const uploader = new Uploader(page);
  await goto("/upload");
  await holdUploads(page);
  await page.getByRole("heading", { name: "Upload photos" }).click();
  await uploader.input.setInputFiles([photograph("tiny")]);
  await uploader.expectState("tiny.jpg", "sending");
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await page.getByRole("button", { name: "Cancel tiny.jpg" }).click();
  const closed = page.waitForEvent("close");
  await page.close({ runBeforeUnload: true });
  await closed;
});
