// A site that people reach by https does nothing for what comes by plain http.
import { expect, test as base } from "../../fixtures";
import { Client, ownAddress } from "../../fixtures/http";
import { PATIENCE_MS } from "../../fixtures/patience";
import { Site, type Place } from "../../fixtures/site";

const ORIGIN = "https://photos.example.org";
const VARS = { SITE_ORIGIN: ORIGIN, IMAGES_URL: "https://images.example.org", S3_ENDPOINT: "https://s3.example.org/" };

const test = base.extend<object, { site: Place }>({
  site: [
    async ({}, use) => {
      const site = await Site.start({ images: false, vars: VARS });
      await use(site);
      await site.stop();
    },
    { scope: "worker", timeout: 2 * PATIENCE_MS },
  ],
});

test("people are led to https, and programs are refused", async ({ site }) => {
  const visitor = new Client(site.url, { "cf-connecting-ip": ownAddress() });
  for (const path of ["/", "/sign-in?next=/upload", "/users/ada", "/media/r/x"]) {
    const answer = await visitor.get(path);
    expect([answer.status, answer.header("location")], path).toEqual([308, `${ORIGIN}${path}`]);
    expect(answer.headers["set-cookie"], path).toBeUndefined();
  }
  const form = await visitor.form("/fn/sign-in", { email: "ada@example.org", stretched: "0".repeat(64) });
  const listed = await visitor.get("/api/v1/photos", { authorization: "Bearer hg_x" });
  for (const answer of [form, listed]) {
    expect([answer.status, answer.json<{ detail: string }>().detail]).toEqual([
      403,
      "This site is reached by https alone.",
    ]);
    expect(answer.header("location")).toBe("");
  }
  expect((await visitor.get("/healthz")).json()).toEqual({ ok: true });
});
