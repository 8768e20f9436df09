// The developer's loop: what is edited is in the browser, without anybody reloading it.
//
// Works in a copy of the checkout, so that nobody's files are touched. Compiles, so it takes minutes.
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test as base } from "@playwright/test";
import { root } from "../../fixtures/checkout";
import { Program } from "../../fixtures/program";
import { freePort } from "../../fixtures/site";
import { PATIENCE_MS } from "../../fixtures/patience";

/** A cold build on two cores. */
const PATIENCE = 900_000;

interface Fixtures {
  /** A copy of the checkout, uncommitted changes included. */
  copy: string;
  /** Where it is served while it is watched. */
  watched: string;
}

const test = base.extend<Fixtures>({
  copy: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), "heliograph-watch-"));
    const { stdout } = await promisify(execFile)(
      "git",
      ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
      { cwd: root },
    );
    for (const name of stdout.split("\0").filter(Boolean)) {
      const exists = await stat(path.join(root, name)).catch(() => undefined);
      if (exists?.isFile()) await cp(path.join(root, name), path.join(folder, name));
    }
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  },

  watched: [
    async ({ copy }, use, info) => {
      const [port, reload] = [await freePort(), await freePort()];
      const program = await Program.start(["cargo", "leptos", "watch", "-v"], {
        folder: copy,
        ready: /ready: http/,
        // it would go on watching
        failed: /could not compile|^dev: /m,
        patience: PATIENCE,
        extra: {
          LEPTOS_SITE_ADDR: `127.0.0.1:${port}`,
          LEPTOS_RELOAD_PORT: `${reload}`,
        },
      });
      await use(`http://127.0.0.1:${port}`);
      // what it noticed, and what it did
      if (info.status !== info.expectedStatus) console.log(program.output);
      await program.stop();
    },
    { timeout: PATIENCE },
  ],
});

async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(file, "utf8");
  expect(text).toContain(from);
  await writeFile(file, text.replace(from, to));
}

test("an edited heading and an edited style are in the browser by themselves", async ({ page, copy, watched }) => {
  let loads = 0;
  page.on("load", () => (loads += 1));
  await page.goto(`${watched}/upload`);
  await expect(page.getByRole("heading", { name: "Sign in to upload" })).toBeVisible();

  await edit(path.join(copy, "app/src/catalogue/upload.rs"), "Sign in to upload", "Step in to upload");
  const edited = Date.now();
  await expect(page.getByRole("heading", { name: "Step in to upload" })).toBeVisible({ timeout: PATIENCE });
  console.log(`an edited heading was seen after ${((Date.now() - edited) / 1000).toFixed(1)} s`);
  await expect(page.locator("html[data-hydrated]")).toBeAttached();
  expect(loads, "the page was loaded once more, not twice").toBe(2);

  await page.evaluate(() => Object.assign(window, { sameWindow: true }));
  await edit(path.join(copy, "style/tokens.css"), "--paper: light-dark(#fbfaf9", "--paper: light-dark(#abcdef");
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await expect.poll(background, { timeout: PATIENCE_MS }).toBe("rgb(171, 205, 239)");
  expect(await page.evaluate(() => "sameWindow" in window), "the style was exchanged on the page as it was").toBe(true);
  expect(loads).toBe(2);
});
