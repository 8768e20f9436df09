// The page of image settings: a plain form that keeps what was chosen, with scripts and without.
import { expect, test } from "../../fixtures";
import { png } from "../../fixtures/png";

test("what is chosen is kept", async ({ page, goto, signedIn, awake }) => {
  void signedIn;
  await goto("/settings/images");
  await expect(page.getByLabel("Largest size that is shown")).toHaveValue("2048");
  await expect(page.getByLabel("AVIF as well")).not.toBeChecked();

  await page.getByLabel("Largest size that is shown").selectOption("1280");
  await page.getByLabel("AVIF as well").check();
  await expect(page.getByLabel("The original")).toHaveValue("keep");
  await page.getByLabel("The original").selectOption("smaller");
  await page.getByLabel("Write your name").check();
  await page.getByLabel("What it is").selectOption("text");
  await page.getByLabel("Text", { exact: true }).fill("© Ada Ω");
  await page.getByLabel("Where it lies").selectOption("top-left");
  await page.getByLabel("Opacity").fill("35");
  await page.getByLabel("Width in percent").fill("60");
  await page.getByLabel("Repeat it").check();
  await page.getByRole("button", { name: "Save" }).click();
  await awake();

  await expect(page.getByRole("status").getByText("Saved.")).toBeVisible();
  await expect(page.getByLabel("Largest size that is shown")).toHaveValue("1280");
  await expect(page.getByLabel("The original")).toHaveValue("smaller");
  for (const ticked of ["AVIF as well", "Write your name", "Repeat it"]) {
    await expect(page.getByLabel(ticked)).toBeChecked();
  }
  await expect(page.getByLabel("What it is")).toHaveValue("text");
  await expect(page.getByLabel("Text", { exact: true })).toHaveValue("© Ada Ω");
  await expect(page.getByLabel("Where it lies")).toHaveValue("top-left");
  await expect(page.getByLabel("Opacity")).toHaveValue("35");
  await expect(page.getByLabel("Width in percent")).toHaveValue("60");
});

test("a picture is taken for the watermark, and what is none is refused with a sentence", async ({
  page,
  goto,
  signedIn,
  awake,
}) => {
  void signedIn;
  await goto("/settings/images");
  const file = page.getByLabel("Picture", { exact: true });
  await page.getByLabel("What it is").selectOption("picture");
  await page.getByRole("button", { name: "Save" }).click();
  await awake();
  await expect(page.getByRole("alert")).toHaveText("Please choose a picture for the watermark.");

  await page.getByLabel("What it is").selectOption("picture");
  const svg = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>");
  await file.setInputFiles({ name: "mark.png", mimeType: "image/png", buffer: svg });
  await page.getByRole("button", { name: "Save" }).click();
  await awake();
  await expect(page.getByRole("alert")).toContainText("this file is none");

  await page.getByLabel("What it is").selectOption("picture");
  await file.setInputFiles({ name: "mark.png", mimeType: "image/png", buffer: png(1, 1, () => [0, 0, 0, 0]) });
  await page.getByRole("button", { name: "Save" }).click();
  await awake();
  await expect(page.getByRole("status").getByText("Saved.")).toBeVisible();
  await expect(page.getByText("One of 1 kB is stored")).toBeVisible();
  await expect(page.getByLabel("What it is")).toHaveValue("picture");
});

test("who is not signed in is asked to sign in first, and comes back", async ({ page, goto }) => {
  await goto("/settings/images");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings%2Fimages$/);
});
