// The page that says what is stored: the whole schema, in both languages.
import { expect, test } from "../../fixtures";
import { query } from "../../fixtures/database";

test("every page leads to it, and it tells of every column", async ({ page, goto, awake, site }) => {
  await goto("/");
  await page.getByRole("contentinfo").getByRole("link", { name: "Privacy" }).click();
  await awake();
  await expect(page).toHaveURL(/\/privacy$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What this site stores about you");
  const columns = await query<{ name: string }>(
    site,
    `select t.name || '.' || c.name as name from sqlite_master t, pragma_table_info(t.name) c
     where t.type = 'table' and t.name not like 'sqlite_%' and t.name not like '\\_cf\\_%' escape '\\'
     and t.name not like 'd1_migrations'`,
  );
  expect(columns.length).toBeGreaterThan(50);
  const told = await page.getByRole("main").locator("code").allTextContents();
  expect(told.sort()).toEqual(columns.map(({ name }) => name).sort());
});

test("it is there in Chinese", async ({ page, goto, context, site }) => {
  await context.addCookies([{ name: "language", value: "zh-Hans", url: site.url }]);
  await goto("/privacy");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("本站保存了你的哪些信息");
  await expect(page.getByText("users.email", { exact: true })).toBeVisible();
});
