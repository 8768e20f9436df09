// The page of statistics: figures, pictures and tables, drawn on the server.
import { expect, test } from "../../fixtures";
import { expectChartsAreTables } from "../../fixtures/charts";
import { comeAs } from "../../fixtures/person";

test("an admin finds it from the people, and every picture is a table as well", async ({
  page,
  goto,
  awake,
  context,
  site,
  admin,
}) => {
  await comeAs(context, site, admin);
  await goto("/admin/people");
  await page.getByRole("navigation", { name: "Running the site" }).getByRole("link", { name: "Statistics" }).click();
  await awake();
  await expect(page).toHaveURL(`${site.url}/admin/stats`);
  await expect(page.getByRole("heading", { level: 1, name: "Statistics" })).toBeVisible();

  await expectChartsAreTables(page, { "The last 30 days as a table": 4, "How fast the parts answered, as a table": 4 });
  await expect(page.getByRole("heading", { name: "Runs of the hourly work" })).toBeVisible();
});

test("it is there in Chinese", async ({ page, goto, context, site, admin }) => {
  await context.addCookies([
    { name: "session", value: admin.session, url: site.url },
    { name: "language", value: "zh-Hans", url: site.url },
  ]);
  await goto("/admin/stats");
  await expect(page.getByRole("heading", { level: 1, name: "统计" })).toBeVisible();
  await expect(page.getByRole("img", { name: /^照片浏览：单日最多 .+，今天 .+$/ })).toBeVisible();
});
