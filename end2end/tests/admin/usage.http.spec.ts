// What of the plan is used is counted as it is used.
import { expect, test } from "../../fixtures";
import type { Client } from "../../fixtures/http";

/** How much of something is used, as the page says it. */
async function used(admin: Client, what: string): Promise<number> {
  const answer = await admin.get("/admin/usage");
  expect(answer.status).toBe(200);
  const text = answer.text().replace(/<!.*?>/g, "");
  const row = new RegExp(`>${what}</th>.*?</span>([\\d,]+) of `, "s").exec(text)?.[1];
  if (!row) throw new Error(`no row of ${what} on the page: ${text}`);
  return Number(row.replaceAll(",", ""));
}

test("what is used is counted", async ({ admin, person, stranger }) => {
  const resources = ["Requests", "Rows read", "Rows written", "KV reads", "Files written \\(class A\\)", "Files read \\(class B\\)"];
  const before = await Promise.all(resources.map((what) => used(admin.client, what)));
  const queued = await used(admin.client, "Queue operations");
  for (let asked = 0; asked < 20; asked += 1) await stranger.get("/healthz");
  const photo = await person.photos.ready({ visibility: "public" });
  expect((await stranger.get(photo.renditions[0]?.url ?? "")).status).toBe(200);

  const after = await Promise.all(resources.map((what) => used(admin.client, what)));
  const grown = Object.fromEntries(resources.map((what, place) => [what, (after[place] ?? 0) - (before[place] ?? 0)]));
  // at least what this test alone has used: others use the site as well
  expect(grown["Requests"]).toBeGreaterThanOrEqual(22);
  expect(grown["Rows read"]).toBeGreaterThan(5);
  expect(grown["Rows written"]).toBeGreaterThan(10);
  expect(grown["KV reads"]).toBeGreaterThan(0);
  expect(grown["Files written \\(class A\\)"], "the original and its renditions").toBeGreaterThan(photo.renditions.length);
  expect(grown["Files read \\(class B\\)"]).toBeGreaterThanOrEqual(2);
  expect((await used(admin.client, "Queue operations")) - queued, "written, read, deleted").toBeGreaterThanOrEqual(3);
});
