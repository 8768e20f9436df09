// Whether the site says how it is.
import { expect, test } from "../../fixtures";

test("the Worker says that it answers", async ({ stranger }) => {
  const answer = await stranger.get("/healthz");
  expect([answer.status, answer.json()]).toEqual([200, { ok: true }]);
  expect((await stranger.head("/healthz")).status).toBe(200);
});

test("asked deeply, every part says how it is and how long it took", async ({ stranger }) => {
  const answer = await stranger.get("/healthz?deep=1");
  const part = { ok: true, ms: expect.any(Number) };
  expect([answer.status, answer.json()]).toEqual([
    200,
    { ok: true, parts: { d1: part, r2: part, kv: part, images: part } },
  ]);
});
