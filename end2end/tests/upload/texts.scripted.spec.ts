// What is written about photos, for one and for many, before, while and after they are sent.
import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";
import type { Person } from "../../fixtures/person";
import type { Photo } from "../../fixtures/photos";
import { Uploader, named } from "../../fixtures/uploader";

/** This person's photos by their titles. */
async function byTitle(person: Person): Promise<Record<string, Photo>> {
  const { items } = await person.photos.list({}, person.handle);
  return Object.fromEntries(items.map((photo) => [photo.title, photo]));
}

/** The page does not hear the answer to its first upload, as if the connection had ended just before. */
async function loseFirstAnswer(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const status = Object.getOwnPropertyDescriptor(XMLHttpRequest.prototype, "status");
    let lost: XMLHttpRequest | undefined;
    Object.defineProperty(XMLHttpRequest.prototype, "status", {
      get(this: XMLHttpRequest): unknown {
        if (this.responseURL.includes("/api/v1/photos?")) lost ??= this;
        return this === lost ? 0 : status?.get?.call(this);
      },
    });
  });
}

test("what is set for all goes with every photo", async ({ page, goto, signedIn }) => {
  const uploader = new Uploader(page);
  await goto("/upload");
  await uploader.settings.getByLabel("Who may see it").selectOption("private");
  await uploader.settings.getByLabel("Licence").selectOption("cc-by-sa");
  await uploader.settings.getByLabel("Tags").fill("Sea, Dawn");
  await uploader.settings.getByLabel("Description").fill("One morning\nat the sea");
  await uploader.input.setInputFiles([named(photograph("tiny"), "one.jpg"), named(photograph("tiny"), "two.jpg")]);
  for (const name of ["one.jpg", "two.jpg"]) await uploader.expectState(name, "ready");
  const { items } = await signedIn.photos.list({}, signedIn.handle);
  const shared = {
    visibility: "private",
    licence: "cc-by-sa",
    tags: ["sea", "dawn"],
    description: "One morning\nat the sea",
  };
  expect(items).toMatchObject([shared, shared]);
});

test("what is written while a photo is sent, and after it, is saved", async ({ page, goto, signedIn }) => {
  const uploader = new Uploader(page);
  await goto("/upload");
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/api/v1/photos?*", async (route) => {
    await held;
    await route.continue();
  });
  await uploader.input.setInputFiles([photograph("tiny")]);
  const tile = uploader.tile("tiny.jpg");
  await uploader.expectState("tiny.jpg", "sending");
  await expect(tile.getByLabel("Title")).toHaveAttribute("placeholder", "tiny");
  await tile.getByLabel("Title").fill("While it was sent");
  release();
  await uploader.expectState("tiny.jpg", "ready");
  await expect(tile.getByLabel("Title"), "nothing typed is lost").toHaveValue("While it was sent");
  await expect(tile.getByText("Saved", { exact: true })).toBeVisible();

  await tile.getByLabel("What is in the picture?").fill("A hill above the bay");
  await tile.getByText("More about this photo").click();
  await tile.getByLabel("Tags").fill("bay, hill");
  await tile.getByLabel("Who may see it").selectOption("unlisted");
  await expect
    .poll(async () => (await signedIn.photos.list({}, signedIn.handle)).items)
    .toMatchObject([
      {
        title: "While it was sent",
        alt: "A hill above the bay",
        tags: ["bay", "hill"],
        visibility: "unlisted",
      },
    ]);
  await page.getByRole("link", { name: "Open tiny.jpg" }).click();
  await expect(page.getByRole("img", { name: "A hill above the bay" })).toBeVisible();
});

test("what is written between two tries is saved, although the first had arrived", async ({ page, goto, signedIn }) => {
  const uploader = new Uploader(page);
  const stored = async () => (await signedIn.photos.list({}, signedIn.handle)).items;
  await loseFirstAnswer(page);
  await goto("/upload");
  await uploader.settings.getByLabel("Who may see it").selectOption("public");
  await uploader.input.setInputFiles([photograph("tiny")]);
  await uploader.expectState("tiny.jpg", "failed");
  const tile = uploader.tile("tiny.jpg");
  await tile.getByLabel("Title").fill("For nobody");
  await tile.getByText("More about this photo").click();
  await tile.getByLabel("Who may see it").selectOption("private");
  expect(await stored()).toMatchObject([{ title: "", visibility: "public" }]);

  await page.getByRole("button", { name: "Retry tiny.jpg" }).click();
  await uploader.expectState("tiny.jpg", "ready");
  await expect(tile.getByText("Saved", { exact: true })).toBeVisible();
  expect(await stored()).toMatchObject([{ title: "For nobody", visibility: "private" }]);
});

test("a long text in Chinese arrives, although no address could carry it", async ({ page, goto, signedIn }) => {
  const uploader = new Uploader(page);
  const description = "海".repeat(2000);
  await goto("/upload");
  await uploader.settings.getByLabel("Description").fill(description);
  await uploader.input.setInputFiles([photograph("tiny")]);
  await uploader.expectState("tiny.jpg", "ready");
  await expect
    .poll(async () => (await signedIn.photos.list({}, signedIn.handle)).items[0]?.description)
    .toBe(description);
});

test("settings are applied to all, or to those that are selected", async ({ page, goto, signedIn }) => {
  const uploader = new Uploader(page);
  const names = ["first_light.jpg", "second-light.jpg", "third.jpg"];
  await goto("/upload");
  await uploader.input.setInputFiles(names.map((name) => named(photograph("tiny"), name)));
  for (const name of names) await uploader.expectState(name, "ready");
  await uploader.tile("third.jpg").getByLabel("Title").fill("My own");
  await page.getByRole("button", { name: "Titles from file names" }).click();
  await uploader.settings.getByLabel("Licence").selectOption("cc0");
  await uploader.settings.getByLabel("Tags").fill("light");
  await page.getByRole("button", { name: "Apply to all" }).click();
  await uploader.settings.getByLabel("Tags").fill("chosen");
  await page.getByRole("checkbox", { name: "Select third.jpg" }).check();
  await page.getByRole("button", { name: "Apply to the 1 selected" }).click();

  await expect
    .poll(() => byTitle(signedIn))
    .toMatchObject({
      "first light": { licence: "cc0", tags: ["light"] },
      "second light": { licence: "cc0", tags: ["light"] },
      "My own": { licence: "cc0", tags: ["light", "chosen"] },
    });
});

test("what is refused says why, stays written, and is saved once it is right", async ({
  page,
  goto,
  signedIn,
  guard,
}) => {
  guard.allow(/PATCH \S+ answered 4\d\d$/);
  const uploader = new Uploader(page);
  await goto("/upload");
  await uploader.input.setInputFiles([photograph("tiny")]);
  await uploader.expectState("tiny.jpg", "ready");
  const tile = uploader.tile("tiny.jpg");
  await tile.getByText("More about this photo").click();
  const tags = Array.from({ length: 21 }, (_, index) => `tag${index}`);
  await tile.getByLabel("Tags").fill(tags.join(","));
  await tile.getByLabel("Tags").blur();
  await expect(tile.getByText("Not saved: A photo has at most 20 tags.")).toBeVisible();
  await expect(tile.getByLabel("Tags")).toHaveValue(tags.join(","));
  await tile.getByLabel("Tags").fill("one");
  await tile.getByRole("button", { name: "Save again" }).click();
  await expect(tile.getByText("Saved", { exact: true })).toBeVisible();
  expect((await signedIn.photos.list({}, signedIn.handle)).items[0]?.tags).toEqual(["one"]);
});

test("a photo that was there keeps its texts, unless its owner says otherwise", async ({ page, goto, signedIn }) => {
  const uploader = new Uploader(page);
  const file = photograph("tiny");
  const { id } = await signedIn.photos.ready({ file, title: "Before", tags: "old" });
  await goto("/upload");
  await page.route("**/api/v1/photos?*", async (route) => {
    await uploader.tile("tiny.jpg").getByLabel("Title").fill("After");
    await route.continue();
  });
  await uploader.input.setInputFiles([file]);
  await uploader.expectState("tiny.jpg", "duplicate");
  expect(await signedIn.photos.show(id)).toMatchObject({ title: "Before", tags: ["old"] });
  await uploader.tile("tiny.jpg").getByRole("button", { name: "Save it to that photo" }).click();
  await expect.poll(() => signedIn.photos.show(id)).toMatchObject({ title: "After", tags: ["old"], visibility: "unlisted" });
});
