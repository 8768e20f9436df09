// The page of use: figures, pictures and tables, drawn on the server.
import { expect, test } from "../../fixtures";
import { expectChartsAreTables } from "../../fixtures/charts";
import { comeAs } from "../../fixtures/person";

const number = (written?: string) => Number(written?.replaceAll(",", ""));

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
  await page.getByRole("navigation", { name: "Running the site" }).getByRole("link", { name: "Usage" }).click();
  await awake();
  await expect(page).toHaveURL(`${site.url}/admin/usage`);
  await expect(page.getByRole("heading", { level: 1, name: "Usage" })).toBeVisible();

  const workers = page.getByRole("table", { name: "Workers" });
  const requests = workers.getByRole("row", { name: /^Requests [\d,]+ of 100,000 today \(\d+ %\) [\d,]+ this month/ });
  await expect(requests).toBeVisible();
  const figures = /([\d,]+) of 100,000 today.*?([\d,]+) this month/s.exec(await requests.innerText());
  expect(number(figures?.[2])).toBeGreaterThanOrEqual(number(figures?.[1]));
  const r2 = page.getByRole("table", { name: "R2" });
  await expect(r2.getByRole("row")).toHaveCount(4);
  await expect(r2.getByRole("row", { name: / of 1,000,000 this month \(\d+ %\) [\d,]+ today/ })).toBeVisible();

  await expectChartsAreTables(page, { "As a table": 12 });
  await expect(page.getByRole("row", { name: /^Together \$\d+\.\d\d \$\d+\.\d\d$/ })).toBeVisible();
  await page.getByText("As a table").last().click();
  await expect(page.getByRole("row", { name: /^kv_writes 1,000 a day 1,000 \$5\.00 per 1,000,000/ })).toBeVisible();
});

test("it is there in Chinese", async ({ page, goto, context, site, admin }) => {
  await context.addCookies([
    { name: "session", value: admin.session, url: site.url },
    { name: "language", value: "zh-Hans", url: site.url },
  ]);
  await goto("/admin/usage");
  await expect(page.getByRole("heading", { level: 1, name: "用量" })).toBeVisible();
  await expect(page.getByRole("img", { name: /^请求：单日最多 .+，今天 .+$/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /^请求 今天 [\d,]+，上限 100,000（\d+%） 本月 [\d,]+/ })).toBeVisible();
});
