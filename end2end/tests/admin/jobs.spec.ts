// The page of jobs in a browser: found from the people, and a photo is retried by a button.
import { expect, test } from "../../fixtures";
import { change } from "../../fixtures/database";
import { comeAs } from "../../fixtures/person";

test("an admin finds what has failed and retries it", async ({ page, goto, awake, context, site, admin, person }) => {
  const photo = await person.photos.ready({ visibility: "private" });
  await change(site, "update photos set state = 'failed', reason = 'interrupted' where id = ?", photo.id);
  const failed = "update jobs set state = 'failed', last_error = 'the lease ended', updated_at = unixepoch() * 1000 where photo_id = ?";
  await change(site, failed, photo.id);
  await comeAs(context, site, admin);
  await goto("/admin/people");
  await page.getByRole("navigation", { name: "Running the site" }).getByRole("link", { name: "Jobs" }).click();
  await awake();
  await expect(page.getByRole("heading", { level: 1, name: "Jobs" })).toBeVisible();
  const entry = page.getByRole("listitem").filter({ hasText: photo.id });
  await expect(entry).toContainText(`by @${person.handle}`);
  await expect(entry).toContainText("Cause: the lease ended");
  await entry.getByRole("button", { name: `Retry ${photo.id}` }).click();
  await expect(page).toHaveURL(`${site.url}/admin/jobs`);
  await expect(entry).toHaveCount(0);
  expect((await person.photos.settled(photo.id)).state).toBe("ready");
});

test("it is there in Chinese", async ({ page, goto, context, site, admin }) => {
  await context.addCookies([
    { name: "session", value: admin.session, url: site.url },
    { name: "language", value: "zh-Hans", url: site.url },
  ]);
  await goto("/admin/jobs");
  await expect(page.getByRole("heading", { level: 1, name: "任务" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: "备份" })).toBeVisible();
});
