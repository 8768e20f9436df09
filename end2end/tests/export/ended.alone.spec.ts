// The end of an export: what the sweep does, on a site of its own.
import { expect, test } from "../../fixtures";
import { cron } from "../../fixtures/cron";
import { change, query } from "../../fixtures/database";
import { EXPORT, exported, storedExports } from "../../fixtures/export";
import { PATIENCE_MS } from "../../fixtures/patience";
import { photograph } from "../../fixtures/photographs";

test("after a day it is not there, and then nothing of it is", async ({ site, person }) => {
  await person.photos.upload({ file: photograph("tiny"), visibility: "private" });
  const file = await exported(person);
  const ended = "update exports set ends_at = 1, created_at = 1 where user_id = (select id from users where handle = ?)";
  expect(await change(site, ended, person.handle)).toBe(1);
  expect((await person.client.get(file)).status).toBe(404);
  expect((await person.client.get(EXPORT)).text()).toContain("Put it together");
  expect(await storedExports(site, person)).toHaveLength(1);
  await cron(site, "sweep");
  await expect.poll(() => storedExports(site, person), { timeout: PATIENCE_MS }).toEqual([]);

  // once nothing can be written any more, the rows go too
  await change(site, "update exports set ends_at = 1");
  await cron(site, "sweep");
  const rows = () => query(site, "select id from exports union all select export_id from export_pages");
  await expect.poll(rows, { timeout: PATIENCE_MS }).toEqual([]);
});
