// What lies beside the site is not part of it.
import { expect, test } from "../../fixtures";

test("nothing of the checkout, the configuration or the storage is served", async ({ stranger }) => {
  for (const path of [
    "/.git/HEAD",
    "/.git/config",
    "/.gitignore",
    "/.dev.vars",
    "/.env",
    "/.wrangler/state/v3/d1",
    "/_headers",
    "/wrangler.toml",
    "/Cargo.toml",
    "/migrations/0001_users.sql",
    "/server/build/index.js",
    "/pkg/../wrangler.toml",
    "/pkg/%2e%2e/_headers",
    "/pkg/..%2f_headers",
    "/metrics",
    "/server-status",
  ]) {
    const answer = await stranger.get(path);
    expect(answer.status, path).toBe(404);
    expect(answer.text(), path).not.toMatch(/\[core\]|SESSION_KEY|create table|Cache-Control: public/i);
  }
});

test("folders are not listed", async ({ stranger }) => {
  for (const path of ["/pkg", "/pkg/", "/media", "/media/", "/media/r/", "/api", "/api/v1/", "/fn", "/fn/", "/s", "/s/"]) {
    const answer = await stranger.get(path);
    expect(answer.status, path).toBe(404);
    expect(answer.text(), path).not.toMatch(/\.(wasm|css|webp)</);
  }
});
