// The page of image settings: a plain form that keeps what was chosen, with scripts and without.
import { deflateSync } from "node:zlib";
import { expect, test } from "../../fixtures";

/** A PNG of one transparent pixel, with its check sums. */
function png(): Buffer {
  const table = Array.from({ length: 256 }, (_, byte) => {
    let sum = byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1;
    return sum >>> 0;
  });
  const crc = (bytes: Buffer) => (bytes.reduce((sum, byte) => (table[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;
  const chunk = (kind: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(kind), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0]);
  const pixels = deflateSync(Buffer.from([0, 0, 0, 0, 0]));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
}

test("what is chosen is kept", async ({ page, goto, signedIn, awake }) => {
  void signedIn;
  await goto("/settings/images");
  await expect(page.getByLabel("Largest size that is shown")).toHaveValue("2048");
  await expect(page.getByLabel("AVIF as well")).not.toBeChecked();

  await page.getByLabel("Largest size that is shown").selectOption("1280");
  await page.getByLabel("AVIF as well").check();
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
  await file.setInputFiles({ name: "mark.png", mimeType: "image/png", buffer: png() });
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
