// A photo's page.
import { expect, test } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";
import { comeAs } from "../../fixtures/person";

test("a photo's page tells what the camera recorded", async ({ page, goto, person }) => {
  const photo = await person.photos.ready({ file: photograph("phone"), title: "Lamp light" });
  await goto(photo.url);
  await expect(page.getByRole("heading", { name: "Lamp light" })).toBeVisible();
  const facts = page.getByRole("region", { name: "Camera, dates and licence" });
  const fact = (name: string) =>
    facts
      .locator("div")
      .filter({ has: page.getByText(name, { exact: true }) })
      .locator("dd");
  await expect(fact("Taken")).toHaveText("28 February 2015");
  await expect(fact("Camera")).toHaveText("XIAOMI MI3");
  await expect(fact("Focal length")).toHaveText("3.5 mm");
  await expect(fact("Aperture")).toHaveText("f/2.2");
  await expect(fact("Exposure")).toHaveText(/ s$/);
  await expect(fact("ISO")).toHaveText("250");
  await expect(fact("Licence")).toHaveText("All rights reserved");
  await expect(fact("Size")).toHaveText("4208 × 3120 pixels");
  await expect(fact("Uploaded").locator("time")).toHaveAttribute(
    "datetime",
    new Date(photo.created_at).toISOString().slice(0, 10),
  );
  await expect(fact("Seen by")).toHaveText("Unlisted: everyone with the link");

  const image = page.getByRole("img", { name: "Lamp light" });
  await expect(image).toHaveAttribute("width", "4208");
  await expect(image).toHaveAttribute("height", "3120");
  await expect(image).toHaveJSProperty("complete", true);
  await page.getByRole("link", { name: person.name }).click();
  await expect(page).toHaveURL(`/users/${person.handle}`);
});

test("where a photo was taken is said nowhere", async ({ page, goto, person, site, stranger }) => {
  const photo = await person.photos.ready({ file: photograph("located"), title: "At the coast" });
  const answers = [await person.client.get(`/api/v1/photos/${photo.id}`), await stranger.get(photo.url)];
  for (const text of answers.map((answer) => answer.text())) {
    expect(text, "the camera is named").toContain("iPhone 4S");
    expect(text).not.toMatch(/gps|latitude|longitude|37\.88|122\.62|53\.1\D|37\.35\D/i);
  }
  await goto(photo.url);
  expect(await page.content()).not.toMatch(/gps|latitude|longitude|37\.88|122\.62/i);
  for (const { url } of photo.renditions) {
    const file = (await stranger.get(new URL(url, site.url).pathname)).body.toString("latin1");
    expect(file).not.toMatch(/Exif|iPhone|GPS/);
  }
});

test("a stranger finds no tools on a photo's page, its owner does", async ({ page, goto, person, context, site }) => {
  const photo = await person.photos.ready();
  await goto(photo.url);
  await expect(page.getByText("Delete")).toHaveCount(0);
  expect(await page.content()).not.toContain("/media/o/");
  await comeAs(context, site, person);
  await goto(photo.url);
  await expect(page.getByRole("region", { name: "Your photo" })).toBeVisible();
  await page.getByText("Download", { exact: true }).click();
  await expect(page.getByRole("link", { name: "Original" })).toHaveAttribute("href", photo.original ?? "");
});
