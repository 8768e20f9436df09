// What is looked at becomes popular with the next run of the cron; what is hidden meanwhile is not shown.
import { expect, test } from "../../fixtures";
import { cron } from "../../fixtures/cron";
import { query } from "../../fixtures/database";
import { PATIENCE_MS } from "../../fixtures/patience";
import { photograph } from "../../fixtures/photographs";
import { signUp, staff } from "../../fixtures/person";
import { Client } from "../../fixtures/http";
import { Site } from "../../fixtures/site";

const BROWSER = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" };

test("photos that people look at become popular, and are gone as soon as they are hidden", async () => {
  test.setTimeout(4 * PATIENCE_MS);
  const site = await Site.start({ vars: { RETRY_DELAYS: "1,2,3,5,5" } });
  try {
    await lookAtOneOfTwo(site);
  } finally {
    await site.stop();
  }
});

async function lookAtOneOfTwo(site: Site): Promise<void> {
  const [person, stranger] = [await signUp(site), new Client(site.url)];
  const compact = photograph("compact");
  const another = { ...compact, buffer: Buffer.concat([compact.buffer, Buffer.from("another")]) };
  const looked = await person.photos.ready({ visibility: "public" });
  const other = await person.photos.ready({ visibility: "public", file: another });
  const popular = async () => (await stranger.get("/popular")).text();
  const unknown = "Which photos are popular is not known just now.";
  expect(await popular(), "the newest").toContain(unknown);
  expect(await popular()).toContain(other.url);

  // neither its owner nor a machine counts
  expect((await person.client.get(looked.url, BROWSER)).status).toBe(200);
  expect((await stranger.get(looked.url, { "user-agent": "Googlebot/2.1" })).status).toBe(200);
  const answer = await stranger.get(looked.url, BROWSER);
  expect(answer.status).toBe(200);
  expect(answer.header("set-cookie"), "views need no cookie").toBe("");
  await expect(async () => {
    await cron(site, "counts");
    await cron(site, "popular");
    expect(await popular()).not.toContain(unknown);
  }).toPass({ timeout: PATIENCE_MS, intervals: [1_000] });
  expect(await popular()).toContain(looked.url);
  expect(await popular()).not.toContain(other.url);
  expect(await query(site, "select views from photo_views")).toEqual([{ views: 1 }]);

  const admin = await staff(site, "admin");
  const statistics = (await admin.client.get("/admin/stats")).text().replace(/<!.*?>/g, "");
  expect(statistics).toContain("Views of photos: at most 1 on a day, 1 today");
  expect(statistics).toContain("Uploads: at most 2 on a day, 2 today");
  expect(statistics).not.toContain("There was none yet.");

  expect((await person.photos.edit(looked.id, { visibility: "private" })).status).toBe(200);
  expect(await popular(), "KV still names it").not.toContain(looked.url);
}
