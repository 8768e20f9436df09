// Without scripts a plain form uploads one photo.
import { expect, test } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";
import { PATIENCE_MS } from "../../fixtures/patience";

test("one photo is uploaded by a plain form, and its page shows it to whoever looks again", async ({
  page,
  goto,
  signedIn,
}) => {
  await goto("/upload");
  await page.getByLabel("Choose photos").setInputFiles(photograph("compact"));
  await page.getByLabel("Title").fill("Reading room");
  await page.getByLabel("What is in the picture?").fill("A table under a lamp");
  await page.getByLabel("Description").fill("Late in the evening.");
  await page.getByLabel("Tags").fill("Library, evening");
  await page.getByLabel("Licence").selectOption("cc-by");
  await page.getByLabel("Who may see it").selectOption("unlisted");
  await page.getByRole("button", { name: "Upload", exact: true }).click();

  await expect(page).toHaveURL(/\/photos\/[0-9a-f]{32}$/);
  await expect(page.getByRole("heading", { name: "Reading room" })).toBeVisible();
  // the page does not reload under its owner, who may be writing
  await expect(async () => {
    const again = page.getByRole("link", { name: "See whether it is ready" });
    if (await again.isVisible()) await again.click();
    const shown = page.getByRole("img", { name: "A table under a lamp" });
    await expect(shown).toHaveAttribute("src", /^\/media\/r\//, { timeout: 1_000 });
  }).toPass({ timeout: PATIENCE_MS });
  const [photo] = (await signedIn.photos.list({}, signedIn.handle)).items;
  expect(photo).toMatchObject({
    title: "Reading room",
    alt: "A table under a lamp",
    description: "Late in the evening.",
    tags: ["library", "evening"],
    licence: "cc-by",
    visibility: "unlisted",
    state: "ready",
  });
});

test("what is no photo is refused with a sentence", async ({ page, goto, signedIn }) => {
  await goto("/upload");
  const buffer = Buffer.from("Dear Sir, this is no photograph.");
  await page.getByLabel("Choose photos").setInputFiles({ name: "letter.txt", mimeType: "text/plain", buffer });
  await page.getByRole("button", { name: "Upload", exact: true }).click();
  await expect(page.getByRole("alert")).toHaveText("Heliograph takes JPEG, PNG, WebP, AVIF and GIF photos.");
  expect((await signedIn.photos.list({}, signedIn.handle)).items).toEqual([]);
});

test.describe("for visitors who read Chinese", () => {
  test.use({ locale: "zh-CN" });

  test("the sentence is in Chinese", async ({ page, goto, signedIn }) => {
    void signedIn;
    await goto("/upload");
    const buffer = Buffer.from("Dear Sir, this is no photograph.");
    await page.getByLabel("选择照片").setInputFiles({ name: "letter.txt", mimeType: "text/plain", buffer });
    await page.locator("form button[type=submit]").last().click();
    await expect(page.getByRole("alert")).toHaveText("Heliograph 支持 JPEG、PNG、WebP、AVIF 和 GIF 照片。");
  });
});

test("who is not signed in is asked to sign in first", async ({ page, goto }) => {
  await goto("/upload");
  await expect(page.getByRole("heading", { name: "Sign in to upload" })).toBeVisible();
  await expect(page.getByText("An account takes a name, a handle, an e-mail address")).toBeVisible();
  await expect(page.getByRole("link", { name: "Make an account" })).toHaveAttribute("href", "/sign-up?next=%2Fupload");
  await expect(page.getByLabel("Choose photos")).toHaveCount(0);
});
