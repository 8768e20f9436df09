// In Chinese every page is Chinese throughout.
import { expect, test } from "../../fixtures";
import { everyPage } from "../../fixtures/every-page";
import { comeAs } from "../../fixtures/person";

/** Three English words in a row: what a page in Chinese does not say by itself. */
const ENGLISH = /\b[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}\b/;

test("no page in Chinese says anything in English", async ({ page, context, site, goto, guard }) => {
  test.setTimeout(180_000);
  guard.allow(/answered 404$/);
  const pages = await everyPage(site);
  for (const { name, path, as } of pages) {
    await test.step(name, async () => {
      await context.clearCookies();
      await context.addCookies([{ name: "language", value: "zh-Hans", url: site.url }]);
      if (as) await comeAs(context, site, as);
      await goto(path);
      const texts = await page.evaluate(() => {
        const own = (node: Node) => !(node.parentElement?.closest(".tile, .words, .tags, .photo h1, .by, .who, .person, script, style, noscript") ?? null);
        const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
        const texts: string[] = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) if (own(node)) texts.push(node.textContent ?? "");
        const spoken = ["aria-label", "placeholder", "title"];
        for (const element of document.querySelectorAll(spoken.map((name) => `[${name}]`).join()))
          texts.push(...spoken.map((name) => element.getAttribute(name) ?? ""));
        return texts;
      });
      const own = texts.filter((text) => ENGLISH.test(text) && !text.includes("Donaudampf") && !text.includes("Somebody"));
      expect(own).toEqual([]);
    });
  }
});
