// What the API answers when it refuses: problems (RFC 9457), and 404 for whatever somebody may not see.
import { expect, test } from "../../fixtures";
import type { Answer } from "../../fixtures/http";
import { signUp } from "../../fixtures/person";
import { TINY_WEBP } from "../../fixtures/webp";

function expectProblem(answer: Answer, status: number): void {
  expect(answer.status, answer.text()).toBe(status);
  expect(answer.header("content-type")).toBe("application/problem+json");
  expect(answer.header("cache-control")).toBe("no-store");
  expect(answer.json()).toEqual({
    title: expect.stringMatching(/^[A-Z]/),
    status,
    detail: expect.stringMatching(/^[A-Z].*\.$/),
  });
}

test("what there is not, and what one may not see, is answered alike", async ({ person, site, stranger }) => {
  const secret = await person.photos.ready({ visibility: "private" });
  const other = await signUp(site);
  const nothing = await stranger.get(`/api/v1/photos/${"0".repeat(32)}`);
  expectProblem(nothing, 404);
  for (const client of [stranger, other.client]) {
    for (const answer of [
      await client.get(`/api/v1/photos/${secret.id}`),
      await client.json("PATCH", `/api/v1/photos/${secret.id}`, { title: "Mine now" }),
      await client.send(`/api/v1/photos/${secret.id}`, { method: "DELETE" }),
      await client.send(`/api/v1/photos/${secret.id}/retry`, { method: "POST" }),
      await client.send(`/api/v1/photos/${secret.id}/preview`, {
        method: "PUT",
        headers: { "content-type": "image/webp" },
        body: "x",
      }),
    ]) {
      expectProblem(answer, 404);
      expect(answer.text()).toBe(nothing.text());
    }
  }
  expect(await person.photos.show(secret.id)).toMatchObject({ title: "", visibility: "private" });
});

test("a public photo is its owner's to change, nobody else's", async ({ person, site, stranger }) => {
  const { id } = await person.photos.ready({ visibility: "public", title: "Mine" });
  for (const client of [stranger, (await signUp(site)).client]) {
    expectProblem(await client.json("PATCH", `/api/v1/photos/${id}`, { title: "Theirs" }), 404);
    expectProblem(await client.send(`/api/v1/photos/${id}`, { method: "DELETE" }), 404);
    const seen = (await client.get(`/api/v1/photos/${id}`)).json();
    expect(seen).toMatchObject({ title: "Mine", original: null, reason: null });
  }
});

test("a change that is none is refused", async ({ person }) => {
  const { id } = await person.photos.ready();
  const path = `/api/v1/photos/${id}`;
  for (const change of [{ visibility: "everyone" }, { owner: "me" }, { title: 7 }, [], "x"]) {
    expectProblem(await person.client.json("PATCH", path, change), 400);
  }
  expectProblem(await person.client.send(path, { method: "PATCH", body: "{" }), 400);
  expectProblem(await person.client.send(path, { method: "PATCH", body: `{"title":"${"x".repeat(70_000)}"}` }), 400);
  expectProblem(await person.client.send(`${path}/retry`, { method: "POST" }), 409);
});

test("a method that an address does not take is refused", async ({ person }) => {
  for (const [method, path] of [
    ["PUT", "/api/v1/photos"],
    ["POST", `/api/v1/photos/${"0".repeat(32)}`],
    ["DELETE", "/api/v1/openapi.json"],
    ["PATCH", "/api/v1/users/gallery/photos"],
  ] as const) {
    expectProblem(await person.client.send(path, { method }), 405);
  }
  for (const path of ["/api/", "/api/v1/", "/api/v2/photos", "/api/v1/photos/", "/api/v1/photos/X"]) {
    expectProblem(await person.client.get(path), 404);
  }
});

test("a token that nobody has opens nothing, not even what is public", async ({ stranger }) => {
  for (const authorization of ["Bearer hg_unknown", "Bearer x", "bearer hg_"]) {
    const answer = await stranger.get("/api/v1/photos", { authorization });
    expectProblem(answer, 401);
    expect(answer.header("www-authenticate")).toBe("Bearer");
  }
});

test("a preview is small, an image, and its owner's", async ({ person }) => {
  const { id } = await person.photos.ready();
  const put = (type: string, body: Buffer) =>
    person.client.send(`/api/v1/photos/${id}/preview`, { method: "PUT", headers: { "content-type": type }, body });
  expectProblem(await put("text/html", Buffer.from("<p>")), 415);
  expectProblem(await put("image/png", Buffer.from("x")), 400);
  expectProblem(await put("image/webp", Buffer.alloc(300_001)), 400);
  expect((await put("image/webp", TINY_WEBP)).status, "a photo that is ready needs none").toBe(204);
  expect((await person.photos.show(id)).preview).toBeNull();
});
