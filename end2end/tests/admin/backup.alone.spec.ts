// A backup that the cron makes, the loss of the database, and the restore: by the commands that people type.
import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "../../fixtures";
import { dev, environment, root } from "../../fixtures/checkout";
import { cron } from "../../fixtures/cron";
import { query } from "../../fixtures/database";
import { Client } from "../../fixtures/http";
import { PATIENCE_MS } from "../../fixtures/patience";
import { signIn, signUp, staff } from "../../fixtures/person";
import { Site } from "../../fixtures/site";

/** Runs `dev restore` on a site's database and files; gives what it says. */
async function restore(site: Site, ...options: string[]): Promise<string> {
  const [program, ...parameters] = dev("restore", "--state", site.state, ...options);
  const { stdout } = await promisify(execFile)(program, parameters, { cwd: root, env: environment() });
  return stdout;
}

test("a lost database comes back, with its people, their photos and the site's settings", async () => {
  test.setTimeout(6 * PATIENCE_MS);
  const site = await Site.start();
  try {
    const person = await signUp(site);
    const photo = await person.photos.ready({ visibility: "public", title: "It's; -- here" });
    const states = async () => (await query<{ state: string }>(site, "select state from backups")).map(({ state }) => state);
    await cron(site, "backups");
    await expect.poll(states, { timeout: PATIENCE_MS }).toEqual(["listing"]);
    await cron(site, "backups");
    await expect.poll(states, { timeout: PATIENCE_MS }).toEqual(["complete"]);
    const admin = await staff(site, "admin");
    expect((await admin.client.get("/admin/jobs")).text()).toContain(">complete</td>");

    await site.kill();
    await rm(path.join(site.state, "v3/d1"), { recursive: true });
    expect(await restore(site, "--list")).toMatch(/^[0-9a-f]{32}  \S+ to \S+  \d+ rows$/m);
    expect(await restore(site)).toContain("photos: 1 of 1");
    // a database that holds somebody is left alone
    await expect(restore(site)).rejects.toThrow(/--replace/);

    await site.restart();
    const stranger = new Client(site.url);
    expect((await stranger.get(`/photos/${photo.id}`)).text()).toContain("-- here");
    expect((await stranger.get(photo.renditions[0]?.url ?? "")).status).toBe(200);
    // everybody signs in anew, with the password that they had
    expect((await person.client.get("/settings/account")).status).not.toBe(200);
    const again = await signIn(site, person);
    expect((await again.photos.show(photo.id)).title).toBe("It's; -- here");
    expect((await again.photos.ready({ visibility: "private" })).state).toBe("ready");
  } finally {
    await site.stop();
  }
});
