// English and Chinese: as the browser asks, or as the visitor chose, with scripts and without.
import { expect, test } from "../../fixtures";
import { everyPage } from "../../fixtures/every-page";
import { Client, ownAddress } from "../../fixtures/http";

/** Three English words in a row: what a page in Chinese does not say by itself. */
const ENGLISH = /\b[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}\b/;

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

test("no page in Chinese says anything in English", async ({ page, context, site, goto, guard, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "texts are read by a script");
  test.setTimeout(120_000);
  guard.allow(/answered 404$/);
  const pages = await everyPage(site);
  for (const { name, path, as } of pages) {
    await test.step(name, async () => {
      await context.clearCookies();
      await context.addCookies([{ name: "language", value: "zh-Hans", url: site.url }]);
      if (as) await context.addCookies([{ name: "session", value: as.session, url: site.url }]);
      await goto(path);
      const texts = await page.evaluate(() => {
        const own = (node: Node) => !(node.parentElement?.closest(".tile, .words, .tags, .photo h1, .by, .who, .person, script, style, noscript") ?? null);
        const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
        const texts: string[] = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) if (own(node)) texts.push(node.textContent ?? "");
        for (const element of document.querySelectorAll("[aria-label], [placeholder], [title]"))
          texts.push(element.getAttribute("aria-label") ?? "", element.getAttribute("placeholder") ?? "");
        return texts;
      });
      const own = texts.filter((text) => ENGLISH.test(text) && !text.includes("Donaudampf") && !text.startsWith("Somebody"));
      expect(own).toEqual([]);
    });
  }
});

test("a refusal is said in the visitor's language, in the API too", async ({ site }) => {
  const visitor = new Client(site.url, { "cf-connecting-ip": ownAddress(), "accept-language": "zh-CN" });
  const answer = await visitor.get("/api/v1/photos/00000000000000000000000000000000");
  expect(answer.status).toBe(404);
  expect(answer.json<{ detail: string }>().detail).toBe("这里什么也没有，或没有你可以查看的内容。");
  expect(answer.header("content-language")).toBe("zh-Hans");
});
