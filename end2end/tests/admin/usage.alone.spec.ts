// Sites whose plan is nearly used up: they take no photos, say so, and keep what is there. And one whose plan is so small that what is used
// is written down at once.
import { expect, test } from "../../fixtures";
import { asset } from "../../fixtures/assets";
import { query } from "../../fixtures/database";
import { Client } from "../../fixtures/http";
import { photograph } from "../../fixtures/photographs";
import { comeAs, signUp, staff } from "../../fixtures/person";
import { PATIENCE_MS } from "../../fixtures/patience";
import { Site } from "../../fixtures/site";

const compact = photograph("compact");
const another = { ...compact, buffer: Buffer.concat([compact.buffer, Buffer.from("another")]) };

async function withPlan(PLAN: string, use: (site: Site) => Promise<void>): Promise<void> {
  const site = await Site.start({ images: false, vars: { PLAN } });
  try {
    await use(site);
  } finally {
    await site.stop();
  }
}

test("a site without room takes no photo, and keeps those it has", async () => {
  test.setTimeout(3 * PATIENCE_MS);
  // one photo fills 85 % of it
  await withPlan(`stored_bytes=${Math.ceil(compact.buffer.length / 0.85)}`, async (site) => {
    const person = await signUp(site);
    const photo = await person.photos.upload({ file: compact, visibility: "public" });

    const refused = await person.photos.send({ file: another });
    expect(refused.status, refused.text()).toBe(507);
    expect(refused.header("content-type")).toBe("application/problem+json");
    expect(refused.json<{ detail: string }>().detail).toMatch(/^There is no room left on this site/);
    expect(refused.header("retry-after"), "nobody knows when there is").toBe("");
    expect(await query(site, "select id from photos")).toHaveLength(1);
    expect((await person.photos.send({ file: compact })).status, "these bytes are there").toBe(200);
    expect((await person.client.get(photo.original ?? "")).body.equals(compact.buffer)).toBe(true);

    const admin = await staff(site, "admin");
    expect((await admin.client.get("/admin/people")).text()).toContain("Stored files: more than 80 % are used.");
    const small = { ...another, buffer: another.buffer.subarray(0, 1000) };
    expect((await person.photos.send({ file: small })).status, "a small one still fits").toBe(201);
  });
});

test("what is used up for today pauses uploads and exports until midnight, on their pages too", async ({ page }) => {
  test.setTimeout(3 * PATIENCE_MS);
  await withPlan("rows_written=20,kv_writes=0", async (site) => {
    const person = await signUp(site);
    const admin = await staff(site, "admin");
    expect((await admin.client.get("/admin/usage")).text()).toContain("Uploads pause until midnight (UTC).");

    const refused = await person.photos.send();
    expect(refused.status, refused.text()).toBe(503);
    expect(refused.json<{ detail: string }>().detail).toContain("no photos are taken until midnight (UTC)");
    const wait = Number(refused.header("retry-after"));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(86_400);
    expect(await query(site, "select id from photos")).toEqual([]);

    await comeAs(page.context(), site, person);
    await page.goto(`${site.url}/upload`);
    await expect(page.getByRole("heading", { name: "No uploads just now" })).toBeVisible();
    await expect(page.locator("input[type=file]")).toHaveCount(0);
    await page.goto(`${site.url}/settings/export`);
    await expect(page.getByText("nothing is exported until midnight (UTC)")).toBeVisible();
    await expect(page.getByRole("button", { name: "Put it together" })).toHaveCount(0);

    // everything else goes on, and whoever signs out is out although KV is not told
    expect((await new Client(site.url).get("/")).status).toBe(200);
    expect((await person.client.form("/fn/sign-out", {})).status).toBe(303);
    expect((await person.client.get("/settings/account")).header("set-cookie")).toContain("session=;");
  });
});

test("files wake no Worker, so that only what is no file counts as a request", async () => {
  test.setTimeout(3 * PATIENCE_MS);
  // an isolate writes down every ten of a thousand requests
  await withPlan("requests=1000", async (site) => {
    const stranger = new Client(site.url);
    const names = ["app.css", "photoswipe.js", "stretch.js"];
    const files = ["/favicon.svg", "/site.webmanifest", ...(await Promise.all(names.map((name) => asset(stranger, name))))];
    const ask = async (times: number, paths: string[]) => {
      for (let asked = 0; asked < times; asked += 1) {
        for (const path of paths) expect((await stranger.get(path)).status, path).toBe(200);
      }
    };
    const counted = async () => {
      const [row] = await query<{ requests: number }>(site, "select coalesce(sum(requests), 0) as requests from usage");
      return row?.requests ?? 0;
    };
    const before = await counted();
    await ask(100, ["/healthz"]);
    await expect.poll(counted, "what wakes the Worker is counted").toBeGreaterThan(before + 80);

    const between = await counted();
    await ask(60, files);
    // with these everything is written down that was counted before them
    await ask(20, ["/healthz"]);
    await expect.poll(counted).toBeGreaterThanOrEqual(between + 10);
    expect((await counted()) - between, "none of 300 files is among them").toBeLessThan(60);
  });
});
