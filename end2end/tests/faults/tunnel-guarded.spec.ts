// Cloudflare Access before the image service: whatever the Worker asks of it carries the service token, where there is one.
import { expect } from "../../fixtures/broken-site";
import { test } from "../../fixtures/middleman";
import { signUp } from "../../fixtures/person";

const ID = "88bf0123.access";
const SECRET = "0123456789abcdef0123456789abcdef";

test.describe("with a service token", () => {
  test.use({ vars: { ACCESS_CLIENT_ID: ID, ACCESS_CLIENT_SECRET: SECRET } });

  test("every request to the image service carries it, and no answer of the site", async ({
    broken,
    middleman,
    startImages,
  }) => {
    await startImages();
    const person = await signUp(broken);
    const photo = await person.photos.ready({ visibility: "public" });
    const health = await person.client.get("/healthz?deep=1");
    expect(health.status).toBe(200);
    expect(new Set(middleman.requests.map(({ path }) => path))).toEqual(new Set(["/healthz", "/v1/process"]));
    for (const { path, headers } of middleman.requests) {
      expect(headers, path).toMatchObject({ "cf-access-client-id": ID, "cf-access-client-secret": SECRET });
    }
    for (const answer of [health, await person.client.get(photo.url)]) {
      expect(answer.text() + JSON.stringify(answer.headers)).not.toContain(SECRET);
    }
  });
});

test("without one nothing of the kind is sent", async ({ broken, middleman, startImages }) => {
  await startImages();
  const person = await signUp(broken);
  await person.photos.ready();
  const names = middleman.requests.flatMap(({ headers }) => Object.keys(headers));
  expect(names).toContain("content-type");
  expect(names.filter((name) => name.startsWith("cf-access"))).toEqual([]);
});
