// The uploader speaks the visitor's language.
import { expect, test } from "../../fixtures";
import { photograph } from "../../fixtures/photographs";
import { PATIENCE_MS } from "../../fixtures/patience";

test.use({ locale: "zh-CN" });

test("in Chinese everything is said in Chinese", async ({ page, goto, signedIn }) => {
  void signedIn;
  await goto("/upload");
  await page.getByLabel("选择照片").setInputFiles([photograph("tiny")]);
  const tile = page.locator(".upload-tile");
  await expect(tile.locator(".said")).toHaveText("完成", { timeout: PATIENCE_MS });
  await expect(tile.getByLabel("画面里有什么？")).toBeVisible();
  await expect(page.getByRole("button", { name: "用文件名作标题" })).toBeVisible();
  await expect(page.getByText("全部完成。")).toBeVisible();
  const text = await page.locator(".overview, .upload-tile").allInnerTexts();
  expect(text.join(" ").replace(/tiny\.jpg|kB|MB/g, "")).not.toMatch(/[A-Za-z]{3,}/);
});
