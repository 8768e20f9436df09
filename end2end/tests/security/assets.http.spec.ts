// Files that wake no Worker are as careful as its answers.
import { expect, test } from "../../fixtures";

test("every file says that it is what it says, and lets nobody frame it", async ({ stranger }) => {
  for (const path of ["/favicon.svg", "/site.webmanifest", "/stretch-worker.js", "/pkg/app.css", "/pkg/stretch.js"]) {
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
  expect((await stranger.get("/pkg/app.css")).header("cache-control")).toBe("public, max-age=31536000, immutable");
});
