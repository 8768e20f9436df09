// What somebody sees who was sent a link.
import { expect, test } from "../../fixtures";
import { makeLink } from "../../fixtures/share";

test("a shared photo is shown, with who shares it and until when", async ({ page, goto, person }) => {
  const photo = await person.photos.ready({ title: "The whole family", visibility: "private", description: "In May." });
  await goto(await makeLink(person.client, photo.id));
  await expect(page.getByRole("heading", { name: "The whole family" })).toBeVisible();
  await expect(page.getByText("In May.")).toBeVisible();
  await expect(page.getByText(/^This link ends on \d+ \w+ \d{4}\.$/)).toBeVisible();
  const image = page.getByRole("img", { name: "The whole family" });
  await expect(image).toHaveJSProperty("complete", true);
  expect(await image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(0);
  await expect(page.getByText("Download", { exact: true }), "nothing is offered to be kept").toHaveCount(0);
  await expect(page.getByRole("link", { name: person.name })).toHaveAttribute("href", `/users/${person.handle}`);
});

test("files are offered where the link says so", async ({ page, goto, person }) => {
  const photo = await person.photos.ready({ visibility: "private" });
  await goto(await makeLink(person.client, photo.id, { may_download: "on", hide_metadata: undefined }));
  await page.getByText("Download", { exact: true }).click();
  const original = page.getByRole("link", { name: "Original" });
  await expect(original).toHaveAttribute("href", /^\/media\/shared\/original\?share=/);
  const [download] = await Promise.all([page.waitForEvent("download"), original.click()]);
  expect(download.suggestedFilename()).toBe("heliograph.jpg");
  expect(await download.failure()).toBeNull();
});

test("a link with few views is opened by a button, and stays open for who pressed it", async ({
  page,
  goto,
  awake,
  person,
  stranger,
}) => {
  const photo = await person.photos.ready({ title: "Only once", visibility: "private" });
  const path = await makeLink(person.client, photo.id, { views: "1" });
  await goto(path);
  await expect(page.getByText("Only once")).toHaveCount(0);
  await page.getByRole("button", { name: "Show the photo" }).click();
  await expect(page.getByRole("heading", { name: "Only once" })).toBeVisible();
  await expect(page).toHaveURL(path);
  await awake();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Only once" })).toBeVisible();
  expect((await stranger.get(path)).status, "nobody else").toBe(404);
});

test("other sites are not told of a link", async ({ page, goto, person }) => {
  const photo = await person.photos.ready({ visibility: "private", licence: "cc-by" });
  const path = await makeLink(person.client, photo.id);
  const referrers: (string | undefined)[] = [];
  await page.route("https://creativecommons.org/**", async (route) => {
    referrers.push(route.request().headers()["referer"]);
    await route.fulfill({ contentType: "text/html", body: "<title>A licence</title>" });
  });
  await goto(path);
  await page.locator('a[href^="https://creativecommons.org/"]').first().click();
  await expect(page).toHaveTitle("A licence");
  expect(referrers).toEqual([undefined]);
});
