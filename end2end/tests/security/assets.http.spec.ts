// Files that wake no Worker are as careful as its answers.
import { expect, test } from "../../fixtures";
import { asset } from "../../fixtures/assets";

test("every file says that it is what it says, and lets nobody frame it", async ({ stranger }) => {
  const named = ["app.css", "stretch.js", "stretch-worker.js"].map(async (name) => asset(stranger, name));
  for (const path of ["/favicon.svg", "/site.webmanifest", ...(await Promise.all(named))]) {
    const answer = await stranger.get(path);
    expect(answer.status, path).toBe(200);
    expect(answer.headers, path).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "strict-origin-when-cross-origin",
      "strict-transport-security": "max-age=31536000; includeSubDomains",
      "cross-origin-resource-policy": "same-origin",
    });
    const policy = answer.header("content-security-policy");
    for (const directive of ["default-src", "object-src", "base-uri", "frame-ancestors"]) {
      expect(policy, path).toContain(`${directive} 'none'`);
    }
    expect(answer.headers["set-cookie"], path).toBeUndefined();
  }
});

test("a page of another release finds what it asks for in this one", async ({ stranger }) => {
  const now = await asset(stranger, "photoswipe.js");
  const before = await stranger.get("/pkg/0123456789/photoswipe.js");
  expect([before.status, before.header("location"), before.header("cache-control")]).toEqual([303, now, "no-store"]);
  expect((await stranger.get(now)).status).toBe(200);
  for (const path of [now.replace("photoswipe", "nothing"), "/pkg/photoswipe.js", "/pkg/0123456789/deep/photoswipe.js"]) {
    expect((await stranger.get(path)).status, path).toBe(404);
  }
});

test("what has a hash in its address is kept for a year, everything else is asked about each time", async ({ stranger }) => {
  for (const name of ["app.css", "photoswipe.js", "stretch.js"]) {
    const path = await asset(stranger, name);
    expect((await stranger.get(path)).header("cache-control"), path).toBe("public, max-age=31536000, immutable");
  }
  for (const path of ["/favicon.svg", "/site.webmanifest"]) {
    const answer = await stranger.get(path);
    expect(answer.header("cache-control"), path).toBe("public, max-age=0, must-revalidate");
    const again = await stranger.get(path, { "if-none-match": answer.header("etag") });
    expect([again.status, again.body.length], path).toEqual([304, 0]);
  }
});
