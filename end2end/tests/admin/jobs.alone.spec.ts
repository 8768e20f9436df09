// Bringing back many at once, and the lists of what could be, page by page: on a site of its own, since these are everybody's.
import { expect, test } from "../../fixtures";
import { addPhotos, change, query } from "../../fixtures/database";
import type { Client } from "../../fixtures/http";
import { PATIENCE_MS } from "../../fixtures/patience";
import { signUp, staff } from "../../fixtures/person";
import { Site } from "../../fixtures/site";

const PAGE = "/admin/jobs";
type List = "Stuck" | "Failed" | "Dead letters";

/** What the page says under the heading of a list. */
function part(page: string, list: List): string {
  const found = new RegExp(`<h2>${list}</h2>(.*?)</section>`, "s").exec(page.replace(/<!.*?>/g, ""))?.[1];
  if (found === undefined) throw new Error(`the page has no list ${list}: ${page}`);
  return found;
}

/** The photos of a whole list, page by page, as its links lead. */
async function walk(admin: Client, list: List): Promise<string[][]> {
  const pages: string[][] = [];
  let path = PAGE;
  while (path !== "" && pages.length < 20) {
    const text = part((await admin.get(path)).text(), list);
    pages.push([...text.matchAll(/<code>([0-9a-f]{32})<\/code>/g)].map((match) => match[1] ?? ""));
    const back = `aria-label="From the beginning: ${list}"`;
    expect(text.includes(back), `${path} leads back`).toBe(path !== PAGE);
    const next = new RegExp(`<a [^>]*aria-label="More: ${list}"[^>]*>`).exec(text)?.[0] ?? "";
    path = /href="([^"]+)"/.exec(next)?.[1] ?? "";
  }
  return pages;
}

/** Brings back those of a list that have waited longest; gives what the page says of it. */
async function retryAll(admin: Client, list: string): Promise<string> {
  const answer = await admin.form("/fn/retry-jobs", { list });
  expect(answer.status).toBe(303);
  const said = async (site: string) => {
    const page = await admin.get(answer.header("location"), { "sec-fetch-site": site });
    return /<p [^>]*class="said"[^>]*>([^<]*)</.exec(page.text().replace(/<!.*?>/g, ""))?.[1];
  };
  expect(await said("cross-site"), "nothing is said to whom a link has led there").toBeUndefined();
  return (await said("same-origin")) ?? "nothing";
}

test("many are brought back a hundred at once, and the page says how many are left", async () => {
  test.setTimeout(2 * PATIENCE_MS);
  const site = await Site.start({ images: false });
  try {
    const admin = (await staff(site, "admin")).client;
    const { handle } = await signUp(site);
    await addPhotos(site, handle, 1_150);
    const ids = async (sql: string) => (await query<{ id: string }>(site, sql)).map(({ id }) => id);
    const columns = "photo_id, state, tries, due_at, created_at, updated_at";

    await change(site, `insert into jobs (${columns}) select id, 'failed', 6, created_at, created_at, created_at from photos`);
    expect(await retryAll(admin, "failed")).toBe("100 brought back. More than 1000 are left.");
    const kept = "select photo_id from jobs where state = 'failed' order by updated_at limit 120";
    await change(site, `delete from jobs where state = 'failed' and photo_id not in (${kept})`);
    const failed = await walk(admin, "Failed");
    expect(failed.map(({ length }) => length)).toEqual(Array.from({ length: 8 }, () => 15));
    expect(failed.flat()).toEqual(await ids("select photo_id as id from jobs where state = 'failed' order by updated_at desc"));
    expect(await retryAll(admin, "failed")).toBe("100 brought back. 20 are left.");
    expect(await retryAll(admin, "failed")).toBe("20 brought back. None are left.");
    expect(await retryAll(admin, "failed")).toBe("There was nothing to retry.");
    expect(await ids("select photo_id as id from jobs where state in ('queued', 'running')")).toHaveLength(220);

    await change(site, "insert into dead_letters (id, body, received_at) select id, id, created_at from photos limit 31");
    const letters = await walk(admin, "Dead letters");
    expect(letters.map(({ length }) => length)).toEqual([15, 15, 1]);
    expect(letters.flat()).toEqual(await ids("select body as id from dead_letters order by received_at desc"));
    expect(await retryAll(admin, "letters")).toBe("31 brought back. None are left.");
    expect(await ids("select id from dead_letters")).toEqual([]);

    // due since long ago, and no message rings for them
    const silent = "select id, 'queued', 0, created_at, created_at, created_at from photos where id not in (select photo_id from jobs) limit 16";
    await change(site, `insert into jobs (${columns}) ${silent}`);
    const stuck = await walk(admin, "Stuck");
    expect(stuck.map(({ length }) => length)).toEqual([15, 1]);
    expect(new Set(stuck.flat()).size).toBe(16);
    expect(await retryAll(admin, "stuck")).toBe("16 brought back. None are left.");
    expect((await walk(admin, "Stuck")).flat()).toEqual([]);
  } finally {
    await site.stop();
  }
});
