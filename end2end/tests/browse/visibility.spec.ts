// Who sees what; and what owners do on a photo's page, by plain forms.
import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures";
import type { Client } from "../../fixtures/http";
import type { Person } from "../../fixtures/person";

async function chooseVisibility(page: Page, choice: "public" | "unlisted" | "private"): Promise<void> {
  await page.getByText("Edit", { exact: true }).click();
  await page.getByLabel("Who may see it").selectOption(choice);
  await page.getByRole("button", { name: "Save" }).click();
}

/** Whether somebody finds a photo on a person's page, and by its address. */
async function finds(visitor: Client, person: Person, url: string): Promise<{ listed: boolean; opened: boolean }> {
  const list = await visitor.get(`/users/${person.handle}`);
  return { listed: list.text().includes(url), opened: (await visitor.get(url)).status === 200 };
}

test("an owner decides who sees a photo", async ({ page, goto, signedIn, stranger, awake }) => {
  const { id, url, renditions } = await signedIn.photos.ready({ title: "Not for everyone", visibility: "public" });
  const published = renditions[0]?.url ?? "";
  // a photo that is hidden gets new names, so that nobody who knows the old ones can still see it
  const current = async () => (await signedIn.photos.show(id)).renditions[0]?.url ?? "";
  const status = async (visitor: Client, file: string) => (await visitor.get(file)).status;
  expect(await finds(stranger, signedIn, url)).toEqual({ listed: true, opened: true });
  expect(await status(stranger, published)).toBe(200);

  await goto(url);
  await chooseVisibility(page, "private");
  await expect(page.getByText("Private: only you", { exact: true }).and(page.locator("dd"))).toBeVisible();
  await awake();
  expect(await finds(stranger, signedIn, url)).toEqual({ listed: false, opened: false });
  expect(await finds(signedIn.client, signedIn, url)).toEqual({ listed: true, opened: true });
  expect(await status(stranger, published)).toBe(404);
  expect(await status(stranger, await current())).toBe(404);
  expect(await status(signedIn.client, await current())).toBe(200);
  const image = page.getByRole("img", { name: "Not for everyone" });
  await expect(image, "its owner still sees it").toHaveJSProperty("complete", true);
  expect(await image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(0);

  await chooseVisibility(page, "unlisted");
  await expect(
    page.getByText("Unlisted: everyone with the link", { exact: true }).and(page.locator("dd")),
  ).toBeVisible();
  expect(await finds(stranger, signedIn, url)).toEqual({ listed: false, opened: true });
  expect(await status(stranger, await current())).toBe(200);

  await chooseVisibility(page, "public");
  await expect(page.getByText("Seen by")).toHaveCount(0);
  expect(await finds(stranger, signedIn, url)).toEqual({ listed: true, opened: true });
  expect(await status(stranger, await current())).toBe(200);
});

test("a title is changed on the photo's page", async ({ page, goto, signedIn }) => {
  const { url } = await signedIn.photos.ready({ title: "Before" });
  await goto(url);
  await page.getByText("Edit", { exact: true }).click();
  await page.getByLabel("Title").fill("  After \t the rain ");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "After the rain" })).toBeVisible();
  await expect(page).toHaveURL(url);
});

test("a photo is deleted on its page, and is gone", async ({ page, goto, signedIn, guard }) => {
  guard.allow(/GET \S+\/photos\/\w+ answered 404/);
  const { url, renditions, original } = await signedIn.photos.ready({ title: "Farewell", visibility: "public" });
  await goto(url);
  await page.getByText("Delete", { exact: true }).click();
  await page.getByRole("button", { name: "Delete this photo" }).click();
  await expect(page).toHaveURL(`/users/${signedIn.handle}`);
  await expect(page.getByText("Farewell")).toHaveCount(0);
  expect((await goto(url))?.status()).toBe(404);
  for (const path of [...renditions.map((file) => file.url), original ?? ""]) {
    expect((await signedIn.client.get(path)).status, path).toBe(404);
  }
});

test("what somebody else tries on a photo's page ends there with a sentence", async ({
  page,
  goto,
  signedIn,
  site,
  guard,
}) => {
  guard.allow(/GET \S+\/photos\/0{32}\?error=\S+ answered 404/);
  const mine = await signedIn.photos.ready();
  await goto(mine.url);
  await page.getByText("Edit", { exact: true }).click();
  // as if the photo had been deleted in another tab
  await page
    .locator("input[name=id]")
    .first()
    .evaluate((input: HTMLInputElement) => (input.value = "0".repeat(32)));
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page).toHaveURL(new RegExp(`^${site.url}/photos/0{32}`));
  await expect(page.getByRole("heading", { name: "Nothing to see here" })).toBeVisible();
});
