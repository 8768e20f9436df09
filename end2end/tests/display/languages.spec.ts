// English and Chinese: as the browser asks, or as the visitor chose, with scripts and without.
import { expect, test } from "../../fixtures";
import { Client, ownAddress } from "../../fixtures/http";

test.describe("in a browser that asks for Chinese", () => {
  test.use({ locale: "zh-CN" });

  test("the first HTML is Chinese", async ({ page, goto }) => {
    await goto("/sign-in");
    await expect(page.locator("html")).toHaveAttribute("lang", "zh-Hans");
    await expect(page).toHaveTitle("登录 · Heliograph");
    await expect(page.getByRole("link", { name: "注册", exact: true })).toBeVisible();
  });

  test("a visitor can choose English, and comes back to the same page", async ({ page, goto, awake, guard }) => {
    guard.allow(/answered 404$/);
    await goto("/users/nobody_at_all?x=1");
    await page.getByRole("button", { name: "语言与外观" }).click();
    await page.getByRole("button", { name: "English" }).click();
    await expect(page).toHaveURL(/\/users\/nobody_at_all\?x=1$/);
    await awake();
    await expect(page.getByRole("heading", { name: "Nothing to see here" })).toBeVisible();
    await page.goto("/sign-up");
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
  });
});

test("a refusal is said in the visitor's language, in the API too", async ({ site }) => {
  const visitor = new Client(site.url, { "cf-connecting-ip": ownAddress(), "accept-language": "zh-CN" });
  const answer = await visitor.get("/api/v1/photos/00000000000000000000000000000000");
  expect(answer.status).toBe(404);
  expect(answer.json<{ detail: string }>().detail).toBe("这里什么也没有，或没有你可以查看的内容。");
  expect(answer.header("content-language")).toBe("zh-Hans");
});
