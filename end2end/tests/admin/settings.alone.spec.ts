// The site's settings: what an admin saves is what everybody meets. They change the whole site, so it is one of its own, and each
// test begins with what the one before has left. Nothing here needs scripts.
import type { Page } from "@playwright/test";
import { expect, test as base } from "../../fixtures";
import { Client, ownAddress } from "../../fixtures/http";
import { photograph } from "../../fixtures/photographs";
import { comeAs, newcomer, staff, type Person } from "../../fixtures/person";
import { PATIENCE_MS } from "../../fixtures/patience";

const PAGE = "/admin/settings";

const test = base.extend<object, { boss: Person }>({
  boss: [async ({ site }, use) => use(await staff(site, "admin")), { scope: "worker", timeout: 2 * PATIENCE_MS }],
});

test.use({ javaScriptEnabled: false });

test.beforeEach(async ({ context, site, boss }) => {
  await comeAs(context, site, boss);
});

const save = (page: Page) => page.getByRole("button", { name: "Save" }).click();
const newestVersion = (page: Page) => page.locator("ol.people > li").first();

test("a new name and new defaults are everywhere", async ({ page, goto, site, boss, stranger, person }) => {
  await stranger.get("/"); // so that a page with the old name is kept
  await goto("/admin/people");
  await page.getByRole("navigation", { name: "Running the site" }).getByRole("link", { name: "Site settings" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Site settings" })).toBeVisible();
  await expect(page.getByText("Nothing yet: everything is as usual.")).toBeVisible();
  await page.getByLabel("Name of the site").fill("<b>Ada's</b> & photos");
  await page.getByLabel("Who may see a new photo").selectOption("private");
  await page.getByLabel("Licence of a new photo").selectOption("cc-by");
  await page.getByLabel("Fetch pages ahead, percent of viewers").fill("0");
  await save(page);
  await expect(page.getByRole("status")).toHaveText("Saved.");
  await expect(page).toHaveTitle("Site settings · <b>Ada's</b> & photos");
  await expect(page.getByRole("banner").getByRole("link", { name: "<b>Ada's</b> & photos" })).toBeVisible();
  const version = newestVersion(page);
  await expect(version.locator("strong")).toHaveText(/^Version \d+, \d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d UTC$/);
  await expect(version).toContainText(`by @${boss.handle}`);
  await expect(version).toContainText("Name of the site: Heliograph → <b>Ada's</b> & photos");
  await expect(version).toContainText("Fetch pages ahead, percent of viewers: 100 → 0");

  const home = (await stranger.get("/")).text();
  expect(home).toContain("<title>&lt;b>Ada's&lt;/b> &amp; photos: photographs, as they were taken</title>");
  expect(home).not.toContain("speculationrules");
  expect((await stranger.get("/feed.atom")).text()).toContain("<generator>&lt;b&gt;Ada");
  // a program that says nothing
  const file = photograph("compact");
  const photo = await person.client.send("/api/v1/photos", {
    method: "POST",
    headers: { "content-type": file.mimeType },
    body: file.buffer,
  });
  expect(photo.json<{ visibility: string; licence: string }>()).toMatchObject({
    visibility: "private",
    licence: "cc-by",
  });
  await page.goto(`${site.url}/upload`);
  await expect(page.locator("form.chooser").getByLabel("Who may see it")).toHaveValue("private");
  await expect(page.locator("form.chooser").getByLabel("Licence")).toHaveValue("cc-by");
});

test("a value that is no good is refused by its field's name, and what was typed stays", async ({ page, goto, boss }) => {
  await goto(PAGE);
  const before = await page.locator("ol.people > li").count();
  await page.getByLabel("Name of the site").fill("Another name");
  await page.getByLabel("Warn from percent").fill("96");
  await page.getByLabel("Do without from percent").fill("60");
  await save(page);
  await expect(page.getByRole("alert")).toHaveText(
    "Do without from percent: it must be above the mark at which admins are warned.",
  );
  await expect(page.getByLabel("Name of the site")).toHaveValue("Another name");
  await expect(page.getByLabel("Warn from percent")).toHaveValue("96");
  await expect(page.locator("ol.people > li")).toHaveCount(before);

  // whatever a program sends instead of a form
  const strange: Record<string, string>[] = [{}, { version: "0" }, { version: "-1", name: "x" }, { version: "1", restore: "x" }];
  for (const fields of strange) {
    const answer = await boss.client.form(PAGE, fields);
    expect([303, 404]).toContain(answer.status);
    expect(answer.header("location")).not.toContain("saved");
  }
});

test("of two admins at once the second is told, loses nothing, and can save again", async ({ page, goto, boss }) => {
  await goto(PAGE);
  const version = await page.locator('input[name="version"]').first().inputValue();
  await page.getByLabel("Name of the site").fill("Mine");
  const other = await formOf(page, { version, name: "Theirs" });
  expect((await boss.client.form(PAGE, other)).header("location")).toBe(`${PAGE}?saved=1`);

  await save(page);
  await expect(page.getByRole("alert")).toContainText("Somebody else has changed the settings meanwhile");
  await expect(page.getByLabel("Name of the site")).toHaveValue("Mine");
  await expect(newestVersion(page)).toContainText("→ Theirs");
  await save(page);
  await expect(page.getByRole("status")).toHaveText("Saved.");
  await expect(newestVersion(page)).toContainText("Name of the site: Theirs → Mine");

  await page.getByRole("button", { name: `Back to version ${Number(version) + 1}`, exact: true }).click();
  await expect(page.getByRole("status")).toHaveText("Saved.");
  await expect(page.getByLabel("Name of the site")).toHaveValue("Theirs");
});

test("closed is closed at once", async ({ page, goto, site }) => {
  await goto(PAGE);
  await page.getByLabel("Who can make an account").selectOption("closed");
  await save(page);
  await expect(page.getByRole("status")).toHaveText("Saved.");
  const visitor = new Client(site.url, { "cf-connecting-ip": ownAddress() });
  const refused = await visitor.form("/fn/sign-up", { ...newcomer(), stretched: "5a".repeat(32) });
  expect(refused.status).toBe(403);
  expect((await visitor.get("/sign-up")).text()).toContain("Nobody can make an account on this site just now.");
  await page.getByLabel("Who can make an account").selectOption("open");
  await save(page);
  expect((await visitor.form("/fn/sign-up", { ...newcomer(), stretched: "5a".repeat(32) })).status).toBe(200);
});

/** What the form on this page would send, with some of it replaced. */
async function formOf(page: Page, changes: Record<string, string>): Promise<Record<string, string>> {
  const fields = await page.locator("form[action='/admin/settings']").first().locator("input, select").all();
  const sent: Record<string, string> = {};
  for (const field of fields) {
    const name = (await field.getAttribute("name")) ?? "";
    if ((await field.getAttribute("type")) !== "checkbox") sent[name] = await field.inputValue();
  }
  return { ...sent, ...changes };
}
